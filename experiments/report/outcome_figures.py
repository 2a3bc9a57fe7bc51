"""The figures of outcomes as elements of the page, with their labels and captions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from experiments.outcomes import OUTCOMES
from experiments.report.figures import inline_svg
from experiments.report.findings import Findings
from experiments.report.wording import interval, signed
from experiments.worlds.history import EVERYBODY, PARTICIPANTS

__all__ = ["outcome_figure_elements"]


def outcome_figure_elements(findings: Findings, drawn: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the figures of outcomes with their captions, in the order of the page.

    Parameters
    ----------
    findings : Findings
        What was found.
    drawn : mapping of str to str
        The figures ``course`` and ``forest`` as SVG.

    Returns
    -------
    list of dict
        ``svg``, ``region`` (what it is to those who cannot see it) and ``caption`` of each.
    """
    plan = findings.plan
    shown = ", ".join(OUTCOMES[name].title for name in plan.outcomes[:3])
    forest = []
    for arm in plan.compared:
        for population in (PARTICIPANTS, EVERYBODY):
            found = findings.compare(arm, population, plan.outcomes[0], plan.weeks)
            if found is not None:
                forest.append(
                    f"{arm.title}, {population}: {signed(found.difference, found.outcome)} "
                    f"({interval(found)})"
                )
    course_label = (
        f"Lines over {plan.weeks} weeks, one a world: {shown}. The numbers are in "
        "tables/weekly.csv."
    )
    forest_label = (
        f"Paired differences at week {plan.weeks}. {OUTCOMES[plan.outcomes[0]].title}: "
        f"{'; '.join(forest)}. The others are in the tables above."
    )
    return [
        {
            "svg": Markup(inline_svg(drawn["forest"], "forest", forest_label)),
            "region": "Figure: paired differences",
            "caption": (
                f"Paired differences at week {plan.weeks} with 95 % intervals. Filled circles: "
                "participants; open squares: everybody. Grey: smaller than the smallest "
                "difference that matters, where the study names one."
            ),
        },
        {
            "svg": Markup(inline_svg(drawn["course"], "course", course_label)),
            "region": "Figure: outcomes over time",
            "caption": (
                "Means over seeds. A band is the 95 % interval of the paired difference: where it "
                "leaves out the line it is compared with, the worlds differ. The grey span is "
                "when programmes run. Left: everybody, compared with the black line. Right: each "
                "world's participants, compared with the same people in the world without the "
                "programme (thin dotted)."
            ),
        },
    ]

"""The figure of delivery: who waits and who is in a course, week by week, a panel a programme.

Colours are two of Okabe and Ito's, told apart by people with any colour vision; the lines also
differ in style.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any, Literal

from markupsafe import Markup
from matplotlib import pyplot as plt
from matplotlib import rc_context
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from experiments.report.delivery_wording import count_text, in_words
from experiments.report.figures import STYLE, inline_svg
from experiments.report.findings import Findings

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

__all__ = ["MOST_PANELS", "delivery_figure", "delivery_figure_element"]

#: Programmes of worlds that are drawn, in the order of the study.
MOST_PANELS = 12

_Style = Literal["-"] | tuple[float, tuple[float, ...]]
_LINES: dict[str, tuple[str, str, _Style]] = {
    "in_course": ("in a course", "#0072B2", "-"),
    "waiting": ("waiting", "#D55E00", (0, (4, 1.5))),
}


def _panels(findings: Findings) -> list[tuple[str, str, str]]:
    """Return arm, programme and title of each panel."""
    records = findings.delivery
    return [
        (arm.name, label, f"{arm.title}: {in_words(label)}")
        for arm in findings.plan.arms
        for label in records.labels(arm.name)
    ]


def delivery_figure(findings: Findings) -> Figure | None:
    """Draw who waits and who is in a course in each week; None where no world has programmes."""
    import seaborn as sns

    panels = _panels(findings)[:MOST_PANELS]
    if not panels:
        return None
    with rc_context(STYLE), sns.axes_style("whitegrid"):
        lines = -(-len(panels) // 2)
        figure, grid = plt.subplots(
            lines, 2, figsize=(8.6, 2.1 * lines + 0.8), squeeze=False, sharex=True,
            layout="constrained",
        )  # fmt: skip
        for axes, (arm, label, title) in zip(grid.flat, panels, strict=False):
            for count, (_, colour, style) in _LINES.items():
                _draw(axes, _series(findings, arm, label, count), colour, style)
            axes.set_title(textwrap.fill(title, 44), loc="left")
            axes.set_xlim(0, max(findings.plan.weeks - 1, 1))
            axes.set_ylim(bottom=0)
            axes.set_xlabel("weeks of life")
            axes.set_ylabel("people")
            sns.despine(ax=axes)
        for axes in list(grid.flat)[len(panels) :]:
            axes.set_axis_off()
        handles = [
            Line2D([], [], color=colour, linestyle=style, linewidth=1.5)
            for _, colour, style in _LINES.values()
        ]
        titles = [title for title, _, _ in _LINES.values()]
        figure.legend(handles, titles, loc="outside upper left", ncols=2, frameon=False)
        plt.close(figure)
        return figure


def delivery_figure_element(findings: Findings, svg: str) -> dict[str, Any]:
    """Return the figure as the page shows it: drawing, text alternative and caption."""
    panels = _panels(findings)
    shown = [
        f"{title}: {_highest(findings, arm, label)}" for arm, label, title in panels[:MOST_PANELS]
    ]
    left_out = len(panels) - len(shown)
    more = f" {left_out} more are in tables/delivery_by_week.csv." if left_out else ""
    label = (
        f"People in a course and people waiting over {findings.plan.weeks} weeks, means over "
        f"seeds. {' '.join(shown)} The numbers are in tables/delivery_by_week.csv."
    )
    return {
        "svg": Markup(inline_svg(svg, "delivery", label)),
        "region": "Figure: people in a course and waiting",
        "caption": (
            "People in a course (solid) and waiting for one (dashed) at the end of each week: "
            "means over seeds, with bands of 95 % intervals. Each panel has a scale of its own."
            f"{more}"
        ),
    }


def _series(findings: Findings, arm: str, label: str, count: str) -> pd.DataFrame:
    table = findings.delivery.by_week
    mine = (table["arm"] == arm) & (table["programme"] == label) & (table["count"] == count)
    return table[mine]


def _draw(axes: Axes, table: pd.DataFrame, colour: str, style: _Style) -> None:
    low = table["low"].clip(lower=0)
    axes.fill_between(table["week"], low, table["high"], color=colour, alpha=0.2, linewidth=0)
    axes.plot(table["week"], table["mean"], color=colour, linestyle=style, linewidth=1.5)


def _highest(findings: Findings, arm: str, label: str) -> str:
    parts = []
    for count, (title, _, _) in _LINES.items():
        table = _series(findings, arm, label, count)
        place = int(table["mean"].to_numpy().argmax())
        most, week = table["mean"].iloc[place], table["week"].iloc[place]
        if most > 0:
            parts.append(f"most {title} {count_text(most)} in week {week}")
        else:
            parts.append(f"nobody {title}")
    return f"{'; '.join(parts)}."

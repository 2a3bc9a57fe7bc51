"""The figure of persistence: the difference over time, and how it fades after a programme ends."""

from __future__ import annotations

from matplotlib.figure import Figure

from experiments.outcomes import OUTCOMES
from experiments.report.findings import Findings
from experiments.report.plotting import framed, legend_of, looks
from experiments.worlds.history import EVERYBODY, PARTICIPANTS

__all__ = ["lasting_figure"]


def lasting_figure(findings: Findings) -> Figure | None:
    """Draw the paired difference of the first outcome in every week; None if no programme ends."""
    plan, outcome = findings.plan, OUTCOMES[findings.plan.outcomes[0]]
    if not findings.rows("persistence", outcome=outcome.name):
        return None
    drawn, table = looks(findings), findings.differences
    table = table[table["outcome"] == outcome.name]
    with framed(8.6, 3.2, columns=2) as (figure, grid):
        for axes, population in zip(grid[0], (EVERYBODY, PARTICIPANTS), strict=True):
            for arm in plan.compared:
                look = drawn[arm.name]
                own = table[(table["arm"] == arm.name) & (table["population"] == population)]
                axes.fill_between(own["week"], own["low"], own["high"], color=look.colour,
                                  alpha=0.15, linewidth=0)  # fmt: skip
                axes.plot(own["week"], own["difference"], color=look.colour, linestyle=look.style)
                end = plan.programme_end(arm)
                at_end = own[own["week"] == end]
                if len(at_end):
                    axes.plot([end], at_end["difference"], marker=look.marker, color=look.colour,
                              markersize=6, markeredgecolor="#000000")  # fmt: skip
            axes.axhline(0, color="#000000", linewidth=0.8)
            axes.set_title(population.capitalize(), loc="left")
            axes.set_xlabel("weeks of life")
            axes.set_xlim(0, max(plan.weeks, 1))
        grid[0, 0].set_ylabel(f"{outcome.title}: difference")
        legend_of(figure, [drawn[arm.name] for arm in plan.compared])
    return figure

"""The figure of spillover: the difference by distance from participants."""

from __future__ import annotations

import textwrap

from matplotlib.figure import Figure

from experiments.outcomes import OUTCOMES
from experiments.report.findings import Findings
from experiments.report.plotting import framed, legend_of, looks
from experiments.worlds.reach import DISTANCES

__all__ = ["spillover_figure"]


def spillover_figure(findings: Findings) -> Figure | None:
    """Draw the first outcome by distance, a marker a world; None without these rows."""
    outcome = OUTCOMES[findings.plan.outcomes[0]]
    arms, drawn = [arm.name for arm in findings.plan.compared], looks(findings)
    if not findings.rows("distance", outcome=outcome.name):
        return None
    with framed(7.6, 3.4) as (figure, grid):
        axes = grid[0, 0]
        for number, name in enumerate(arms):
            look, shift = drawn[name], (number - (len(arms) - 1) / 2) * 0.16
            for row in findings.rows("distance", arm=name, outcome=outcome.name):
                if row["distance"] not in DISTANCES or not row.has("difference"):
                    continue
                place = DISTANCES.index(row["distance"]) + shift
                if row.has("low"):
                    axes.plot([place] * 2, [row["low"], row["high"]], color=look.colour)
                axes.plot([place], [row["difference"]], marker=look.marker, color=look.colour)
        axes.axhline(0, color="#000000", linewidth=0.8)
        axes.set_xticks(range(len(DISTANCES)), [textwrap.fill(one, 14) for one in DISTANCES])
        axes.set_xlim(-0.5, len(DISTANCES) - 0.5)
        axes.grid(visible=False, axis="x")
        axes.set_ylabel(textwrap.fill(f"{outcome.title}, {outcome.unit}: difference", 28))
        legend_of(figure, [drawn[name] for name in arms], line=False)
    return figure

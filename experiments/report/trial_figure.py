"""The figure of a trial: what it would publish beside what is true, seed by seed."""

from __future__ import annotations

from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from experiments.report.findings import Findings
from experiments.report.plotting import framed

__all__ = ["trial_figure"]

_MOST_SEEDS = 40


def trial_figure(findings: Findings) -> Figure | None:
    """Draw published estimates with their intervals, and the truth, at the last survey."""
    table = findings.frame("trial")
    if table.empty:
        return None
    shown = table[table["quantity"] == "published"]
    if shown.empty:
        return None
    week = int(shown["week"].max())
    rows = findings.rows("trial", quantity="published", week=week)[:_MOST_SEEDS]
    truth = {row["seed"]: row for row in findings.rows("trial", quantity="true_effect", week=week)}
    with framed(7.2, 0.16 * len(rows) + 1.8) as (figure, grid):
        axes = grid[0, 0]
        for place, row in enumerate(rows):
            axes.plot([row["low"], row["high"]], [place] * 2, color="#0072B2", linewidth=1.5)
            axes.plot([row["value"]], [place], marker="o", color="#0072B2", markersize=5)
            if row["seed"] in truth:
                axes.plot([truth[row["seed"]]["value"]], [place], marker="D", color="#000000",
                          markersize=5, markerfacecolor="#FFFFFF")  # fmt: skip
        axes.axvline(0, color="#000000", linewidth=0.8)
        axes.set_yticks(range(len(rows)), [str(row["seed"]) for row in rows])
        axes.set_ylim(len(rows) - 0.5, -0.5)
        axes.grid(visible=False, axis="y")
        axes.set_ylabel("seed")
        axes.set_xlabel(f"difference at week {week} after randomisation, points")
        handles = [
            Line2D([], [], color="#0072B2", marker="o", markersize=5),
            Line2D([], [], color="#000000", marker="D", markersize=5, linestyle="none",
                   markerfacecolor="#FFFFFF"),
        ]  # fmt: skip
        figure.legend(handles, ["published, 95 % interval", "true effect"],
                      loc="outside upper left", ncols=2, frameon=False)  # fmt: skip
    return figure

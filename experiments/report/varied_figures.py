"""The figures of what a study varies: sweeps, the tornado, and screening."""

from __future__ import annotations

import textwrap
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from experiments.outcomes import OUTCOMES
from experiments.report.findings import Findings
from experiments.report.plotting import framed, legend_of, looks
from experiments.report.varied_wording import input_words, points_of_kind

__all__ = ["screening_figure", "screening_of", "sweep_figure", "sweep_inputs", "tornado_figure"]

#: Panels of a sweep: inputs that are numbers, in the order of the study.
_MOST_PANELS = 6
_KINDS = ("sweep", "draw")


def sweep_inputs(findings: Findings) -> list[str]:
    """Return inputs that the points of a sweep vary and that are numbers."""
    numbers = set(points_of_kind(findings, "sweep"))
    values: dict[str, list[Any]] = {}
    for one in findings.plan.points:
        if one.number in numbers:
            for path, value in one.values.items():
                values.setdefault(path, []).append(value)
    return [
        path
        for path, found in values.items()
        if all(isinstance(one, int | float) and not isinstance(one, bool) for one in found)
        and len(set(found)) > 1
    ]


def sweep_figure(findings: Findings) -> Figure | None:
    """Draw the first outcome against each swept input: means over points and the points."""
    paths = sweep_inputs(findings)[:_MOST_PANELS]
    table = findings.frame("point_differences")
    if not paths or table.empty:
        return None
    values = {one.number: one.values for one in findings.plan.points}
    table = table[table["point"].isin(points_of_kind(findings, "sweep"))]
    drawn, outcome = looks(findings), OUTCOMES[findings.plan.outcomes[0]]
    rows = -(-len(paths) // 2)
    arms = [arm.name for arm in findings.plan.compared]
    columns = min(len(paths), 2)
    with framed(4.3 * columns, 2.6 * rows + 0.7, rows, columns, sharey=True) as (figure, grid):
        for axes, path in zip(grid.flat, paths, strict=False):
            for name in arms:
                look, mine = drawn[name], table[table["arm"] == name]
                places = np.array([float(values[one][path]) for one in mine["point"]])
                axes.plot(places, mine["difference"], linestyle="none", marker=look.marker,
                          color=look.colour, alpha=0.45, markersize=4)  # fmt: skip
                means = mine["difference"].groupby(places).mean()
                if len(means) < len(mine):  # several points share a value
                    axes.plot(means.index, means, color=look.colour, linestyle=look.style)
            axes.axhline(0, color="#000000", linewidth=0.8)
            axes.set_xlabel(textwrap.fill(input_words(path), 40))
        for axes in list(grid.flat)[len(paths) :]:
            axes.set_axis_off()
        for line in grid:
            line[0].set_ylabel(f"{outcome.title}: difference")
        legend_of(figure, [drawn[name] for name in arms])
    return figure


def tornado_figure(findings: Findings) -> Figure | None:
    """Draw the difference at both ends of each input, a panel an arm; None without a tornado."""
    arms = [arm for arm in findings.plan.compared if findings.rows("tornado", arm=arm.name)]
    if not arms:
        return None
    drawn, outcome = looks(findings), OUTCOMES[findings.plan.outcomes[0]]
    inputs = max(len(findings.rows("tornado", arm=arm.name)) for arm in arms)
    height = len(arms) * (0.34 * inputs + 0.75) + 0.4
    with framed(7.6, height, len(arms), 1, sharex=True) as (figure, grid):
        for axes, arm in zip(grid[:, 0], arms, strict=True):
            rows, look = findings.rows("tornado", arm=arm.name), drawn[arm.name]
            for place, row in enumerate(rows):
                axes.plot([row["at_low"], row["at_high"]], [place] * 2, color=look.colour,
                          linewidth=7, solid_capstyle="butt", alpha=0.6)  # fmt: skip
                axes.plot([row["at_low"]], [place], marker="o", color="#000000", markersize=5,
                          markerfacecolor="#FFFFFF")  # fmt: skip
                axes.plot([row["at_high"]], [place], marker="o", color="#000000", markersize=5)
            for row in findings.rows("point_differences", arm=arm.name, point=0):
                axes.axvline(row["difference"], color="#000000", linewidth=1, linestyle=(0, (4, 2)))
            axes.axvline(0, color="#000000", linewidth=0.8)
            axes.set_yticks(range(len(rows)), [input_words(str(row["input"])) for row in rows])
            axes.set_ylim(len(rows) - 0.5, -0.5)
            axes.grid(visible=False, axis="y")
            axes.set_title(arm.title, loc="left")
        grid[-1, 0].set_xlabel(f"{outcome.title}, {outcome.unit}: difference")
    return figure


def screening_of(findings: Findings) -> tuple[str, pd.DataFrame] | None:
    """Return which screening the study has, with its table."""
    for name in ("morris", "sobol"):
        table = findings.frame(name)
        if len(table):
            return name, table
    return None


def screening_figure(findings: Findings) -> Figure | None:
    """Draw how much each input matters with its interval, beside luck; None without screening."""
    found = screening_of(findings)
    if found is None:
        return None
    name, table = found
    measure = "mu_star" if name == "morris" else "total"
    arms = [arm for arm in findings.plan.compared if (table["arm"] == arm.name).any()]
    drawn = looks(findings)
    inputs = list(dict.fromkeys(table["input"]))
    height = 0.3 * len(inputs) * (0.5 + 0.5 * len(arms)) + 1.2
    with framed(7.4, height) as (figure, grid):
        axes = grid[0, 0]
        for number, arm in enumerate(arms):
            look, shift = drawn[arm.name], (number - (len(arms) - 1) / 2) * 0.2
            for row in findings.rows(name, arm=arm.name):
                place, half = inputs.index(row["input"]) + shift, row[f"{measure}_half_width"]
                axes.plot([0, row[measure]], [place] * 2, color=look.colour, linewidth=4,
                          solid_capstyle="butt", alpha=0.5)  # fmt: skip
                axes.plot([row[measure] - half, row[measure] + half], [place] * 2,
                          color=look.colour, linewidth=1.2)  # fmt: skip
                axes.plot([row[measure]], [place], marker=look.marker, color=look.colour)
        axes.set_yticks(range(len(inputs)), [input_words(one) for one in inputs])
        axes.set_ylim(len(inputs) - 0.5, -0.5)
        axes.grid(visible=False, axis="y")
        outcome = OUTCOMES[findings.plan.outcomes[0]]
        axes.set_xlabel(
            f"mean size of elementary effects, {outcome.unit}"
            if name == "morris"
            else "total share of variance (Sobol)"
        )
        legend_of(figure, [drawn[arm.name] for arm in arms], line=False)
    return figure

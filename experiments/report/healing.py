"""The section on signs and healing: one figure, and the same numbers as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import matplotlib as mpl
import matplotlib.pyplot as plt
import seaborn as sns
from markupsafe import Markup
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from experiments.comparison.paired import verdict
from experiments.designs.plan import ArmPlan
from experiments.report.cited import Piece, Row, interval_of, rows_of, sentence
from experiments.report.figures import STYLE, arm_colours, inline_svg
from experiments.report.findings import Findings
from experiments.worlds.history import EVERYBODY, PARTICIPANTS
from simulation.indicators import INDICATORS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["healing_figure", "healing_section"]

#: Paired differences of one group in the last week, by indicator.
Rows: TypeAlias = dict[str, Row]

_MARKERS = "osD^vPX"
_PARTS = {
    "Signs of impaired connection (lower is better)": [
        name for name, one in INDICATORS.items() if one.kind == "sign"
    ],
    "Healing (higher is better)": [
        name for name, one in INDICATORS.items() if one.kind == "healing"
    ],
}


def _rows(findings: Findings, arm: ArmPlan, population: str) -> Rows:
    table, week = findings.indicator_differences, findings.plan.weeks
    found = rows_of("indicator_differences", table, arm=arm.name, population=population, week=week)
    return {str(row["indicator"]): row for row in found}


def healing_figure(findings: Findings) -> Figure:
    """Draw the paired differences of all indicators in the last week, with their intervals."""
    arms, colours = findings.plan.compared, arm_colours(findings)
    with mpl.rc_context(STYLE), sns.axes_style("whitegrid"):
        lines = [len(names) for names in _PARTS.values()]
        figure, grid = plt.subplots(
            2, 2, figsize=(8.6, sum(lines) * (0.28 + 0.14 * len(arms)) + 1.4), sharex="col",
            sharey="row", height_ratios=lines, layout="constrained",
        )  # fmt: skip
        for row, (part, names) in enumerate(_PARTS.items()):
            for column, population in enumerate((PARTICIPANTS, EVERYBODY)):
                axes = grid[row][column]
                for place, arm in enumerate(arms):
                    shift = (place - (len(arms) - 1) / 2) * 0.7 / max(len(arms), 2)
                    own = _rows(findings, arm, population)
                    _dots(axes, own, names, shift, colours[arm.name], _marker(place))
                axes.axvline(0, color="#000000", linewidth=0.8)
                axes.set_yticks(range(len(names)), [INDICATORS[name].title for name in names])
                axes.set_ylim(len(names) - 0.5, -0.5)
                axes.grid(visible=False, axis="y")
                axes.set_title(part if column == 0 else "", loc="left")
                sns.despine(ax=axes, left=True)
                if row == 1:
                    axes.set_xlabel(f"{population}: difference per 1,000")
        handles = [
            Line2D([], [], color=colours[arm.name], marker=_marker(place), linewidth=1.6)
            for place, arm in enumerate(arms)
        ]
        titles = [arm.title for arm in arms]
        figure.legend(handles, titles, loc="outside upper left", ncols=3, frameon=False)
        plt.close(figure)
        return figure


def _marker(place: int) -> str:
    return _MARKERS[place % len(_MARKERS)]


def _dots(axes: Axes, own: Rows, names: list[str], shift: float, colour: str, marker: str) -> None:
    for place, name in enumerate(names):
        if name not in own:
            continue
        found = own[name]
        height = place + shift
        if found["low"] == found["low"]:  # more than one seed
            axes.plot([found["low"], found["high"]], [height] * 2, color=colour, linewidth=1.6)
        axes.plot([found["difference"]], [height], marker=marker, markersize=5, color=colour)


def healing_section(findings: Findings, svg: str) -> dict[str, Any]:
    """Return what the page shows of signs and healing.

    Parameters
    ----------
    findings : Findings
        With rows of indicators.
    svg : str
        The figure of :func:`healing_figure`.
    """
    label = (
        f"Paired differences of {len(INDICATORS)} indicators at week {findings.plan.weeks}, "
        "participants on the left, everybody on the right. The table below has the numbers."
    )
    return {
        "svg": Markup(inline_svg(svg, "healing", label)),
        "week": findings.plan.weeks,
        "arms": [_table(findings, arm) for arm in findings.plan.compared],
    }


def _table(findings: Findings, arm: ArmPlan) -> dict[str, Any]:
    groups = [_rows(findings, arm, population) for population in (PARTICIPANTS, EVERYBODY)]
    return {
        "title": arm.title,
        "rows": [
            {"title": one.title, "better": one.better, "cells": [_cell(g, name) for g in groups]}
            for name, one in INDICATORS.items()
        ],
    }


def _cell(rows: Rows, name: str) -> dict[str, Any]:
    if name not in rows:
        return {"own": "", "difference": "nobody", "decided": False}
    found = rows[name]
    said = verdict(found.values, 0.0)
    text: Piece = found.cite("difference", 1, signed=True)
    if said != "one seed: no interval":
        text = sentence("{} ({})", text, interval_of(found, 1, signed=True))
    return {
        "own": found.cite("without", 0),
        "difference": text,
        "decided": said in ("lower", "higher"),
    }

"""The figures of outcomes in a report, as SVG for the page and PNG for slides.

Colours are those of Okabe and Ito, told apart by people with any colour vision; worlds also differ
by line style and marker.
"""

from __future__ import annotations

import io
import re
import textwrap
from typing import TYPE_CHECKING, Any

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from experiments.outcomes import OUTCOMES
from experiments.report.findings import Findings
from experiments.worlds.history import EVERYBODY, PARTICIPANTS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "DASHES",
    "STYLE",
    "arm_colours",
    "course_figure",
    "forest_figure",
    "inline_svg",
    "png",
    "svg_text",
]

_BASELINE_COLOUR = "#000000"
_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#F0E442")
#: Line styles of worlds, so that they differ without colour.
DASHES: tuple[tuple[float, ...], ...] = ((), (5, 1.5), (1.5, 1.2), (6, 1.5, 1.5, 1.5), (8, 2))
_DOTTED = (1, 2)
_MOST_ROWS = 3

#: Settings of every figure. Matplotlib lists each setting it knows as a type; spelling ours out
#: that way helps nobody.
STYLE: Any = {
    "grid.linewidth": 0.5,
    "svg.hashsalt": "kith",
    "svg.fonttype": "none",
    "font.size": 10,
    "axes.titlesize": 10,
    "axes.labelsize": 10,
    "legend.fontsize": 10,
    "xtick.labelsize": 9,
    "ytick.labelsize": 9,
}


def arm_colours(findings: Findings) -> dict[str, str]:
    """Return the colour of each world, the baseline's included."""
    compared = [arm.name for arm in findings.plan.compared]
    chosen = {name: _COLOURS[i % len(_COLOURS)] for i, name in enumerate(compared)}
    return {findings.plan.baseline: _BASELINE_COLOUR, **chosen}


def _dashes(findings: Findings) -> dict[str, tuple[float, ...]]:
    names = [findings.plan.baseline, *(arm.name for arm in findings.plan.compared)]
    return {name: DASHES[i % len(DASHES)] for i, name in enumerate(names)}


def _shade_programmes(axes: Axes, findings: Findings) -> None:
    periods = {
        (period.start_week, min(period.start_week + period.weeks, findings.plan.weeks))
        for arm in findings.plan.compared
        for period in arm.programmes
        if period.start_week < findings.plan.weeks
    }
    for start, end in sorted(periods):
        axes.axvspan(start, end, color="#000000", alpha=0.07, linewidth=0, zorder=0)


def _draw_course(axes: Axes, findings: Findings, outcome: str, population: str) -> None:
    colours, dashes = arm_colours(findings), _dashes(findings)
    baseline = findings.plan.baseline
    if population == EVERYBODY:
        table = findings.levels
        table = table[(table["outcome"] == outcome) & (table["arm"] == baseline)]
        _line(axes, table[table["population"] == EVERYBODY], "mean", colours[baseline])
    table = findings.differences
    table = table[(table["outcome"] == outcome) & (table["population"] == population)]
    for arm in findings.plan.compared:
        own, colour = table[table["arm"] == arm.name], colours[arm.name]
        if own.empty:
            continue
        # The band is that of the paired difference: how sure it is that the lines differ.
        low, high = own["without"] + own["low"], own["without"] + own["high"]
        axes.fill_between(own["week"], low, high, color=colour, alpha=0.2, linewidth=0)
        _line(axes, own, "with", colour, dashes[arm.name])
        if population != EVERYBODY:
            _line(axes, own, "without", colour, _DOTTED, width=1.0)
    _shade_programmes(axes, findings)
    axes.set_xlim(0, max(findings.plan.weeks, 1))


def _line(
    axes: Axes,
    table: pd.DataFrame,
    column: str,
    colour: str,
    dashes: tuple[float, ...] = (),
    width: float = 1.5,
) -> None:
    sns.lineplot(
        data=table, x="week", y=column, color=colour, errorbar=None, ax=axes,
        linewidth=width, linestyle=(0, dashes or (1, 0)),
    )  # fmt: skip


def course_figure(findings: Findings) -> Figure:
    """Draw outcomes over time: every world on the left, participants on the right.

    On the right a thin dotted line is the same people in the world without the programme.
    """
    with mpl.rc_context(STYLE), sns.axes_style("whitegrid"):
        outcomes = findings.plan.outcomes[:_MOST_ROWS]
        figure, grid = plt.subplots(
            len(outcomes), 2, figsize=(8.6, 2.35 * len(outcomes) + 0.9), squeeze=False,
            sharex=True, layout="constrained",
        )  # fmt: skip
        for row, outcome in enumerate(outcomes):
            for column, population in enumerate((EVERYBODY, PARTICIPANTS)):
                axes = grid[row][column]
                _draw_course(axes, findings, outcome, population)
                axes.set_ylabel(OUTCOMES[outcome].unit if column == 0 else "")
                axes.set_title(f"{OUTCOMES[outcome].title}: {population}", loc="left")
                axes.set_xlabel("weeks of life" if row == len(outcomes) - 1 else "")
                sns.despine(ax=axes)
        colours, dashes = arm_colours(findings), _dashes(findings)
        handles = [
            Line2D([], [], color=colours[n], linestyle=(0, dashes[n] or (1, 0)), linewidth=1.5)
            for n in colours
        ]
        titles = [findings.plan.arm(name).title for name in colours]
        handles.append(Line2D([], [], color="#555555", linewidth=1.0, linestyle=(0, _DOTTED)))
        titles.append("same people without it")
        figure.legend(handles, titles, loc="outside upper left", ncols=3, frameon=False)
        plt.close(figure)
        return figure


def forest_figure(findings: Findings, week: int) -> Figure:
    """Draw every paired difference with its interval; the shade is what is too small to matter."""
    with mpl.rc_context(STYLE), sns.axes_style("whitegrid"):
        outcomes = findings.plan.outcomes
        arms = findings.plan.compared
        colours = arm_colours(findings)
        height = len(outcomes) * (0.75 + 0.42 * len(arms)) + 0.5
        figure, grid = plt.subplots(
            len(outcomes), 1, figsize=(7.2, height), squeeze=False, layout="constrained"
        )
        for axes, outcome in zip(grid[:, 0], outcomes, strict=True):
            smallest = findings.plan.smallest_difference.get(outcome, 0.0)
            if smallest:
                axes.axvspan(-smallest, smallest, color="#000000", alpha=0.1, linewidth=0)
            axes.axvline(0, color="#000000", linewidth=0.8)
            for position, arm in enumerate(arms):
                for population, shift, marker in (
                    (PARTICIPANTS, -0.14, "o"),
                    (EVERYBODY, 0.14, "s"),
                ):
                    found = findings.compare(arm, population, outcome, week)
                    if found is None:
                        continue
                    if found.has_interval:
                        axes.plot(
                            [found.low, found.high], [position + shift] * 2,
                            color=colours[arm.name], linewidth=1.6, solid_capstyle="butt",
                        )  # fmt: skip
                    axes.plot(
                        [found.difference], [position + shift], marker=marker, markersize=6,
                        color=colours[arm.name], linestyle="none",
                        markerfacecolor=colours[arm.name] if marker == "o" else "#FFFFFF",
                    )  # fmt: skip
            axes.set_yticks(range(len(arms)), [textwrap.fill(arm.title, 24) for arm in arms])
            axes.set_ylim(len(arms) - 0.5, -0.5)
            better = OUTCOMES[outcome].better
            axes.set_title(
                f"{OUTCOMES[outcome].title}, {OUTCOMES[outcome].unit} ({better} is better)",
                loc="left",
            )
            axes.grid(visible=False, axis="y")
            sns.despine(ax=axes, left=True)
        grid[-1, 0].set_xlabel("difference from the world without it, 95 % interval")
        handles = [
            Line2D([], [], color="#555555", marker="o", linestyle="none"),
            Line2D([], [], color="#555555", marker="s", linestyle="none", markerfacecolor="white"),
        ]
        figure.legend(
            handles, [PARTICIPANTS, EVERYBODY], loc="outside upper left", ncols=2, frameon=False
        )
        plt.close(figure)
        return figure


def svg_text(figure: Figure) -> str:
    """Return a figure as an SVG file, the same bytes each time."""
    buffer = io.StringIO()
    with mpl.rc_context(STYLE):
        figure.savefig(buffer, format="svg", metadata={"Date": None})
    # What is written next has its parts in the same places: laying them out takes half of the time.
    figure.set_layout_engine("none")
    return buffer.getvalue()


def inline_svg(svg: str, prefix: str, label: str) -> str:
    """Return an SVG file as an element of a page.

    Parameters
    ----------
    svg : str
        As written by Matplotlib.
    prefix : str
        Put before every id, so that two figures on one page share none.
    label : str
        What the figure shows, for those who cannot see it.
    """
    body = svg[svg.index("<svg") :]
    body = _rounded(re.sub(r"\n\s+", "\n", body))
    body = re.sub(r"font-family: [^;\"]*", "font-family: 'DejaVu Sans', sans-serif", body)
    body = re.sub(r"<metadata>.*?</metadata>", "", body, flags=re.DOTALL)
    body = re.sub(r'\sxmlns(:\w+)?="[^"]*"', "", body)
    body = re.sub(r'\bid="', f'id="{prefix}-', body)
    body = re.sub(r'xlink:href="#', f'href="#{prefix}-', body)
    body = re.sub(r"url\(#", f"url(#{prefix}-", body)
    body = re.sub(r'<svg ([^>]*?)width="[^"]*"', r"<svg \1", body, count=1)
    body = re.sub(r'<svg ([^>]*?)height="[^"]*"', r"<svg \1", body, count=1)
    described = label.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    return body.replace("<svg ", f'<svg role="img" aria-label="{described}" ', 1)


_PATH = re.compile(r'(\s(?:d|points|x|y|x1|x2|y1|y2|cx|cy|r|width|height)=")([^"]*)(")')
_PLACE = re.compile(r'(\stransform=")([^"]*)(")')
_FRACTION = re.compile(r"-?\d*\.\d+")


def _rounded(svg: str) -> str:
    """Return a drawing with places to a tenth of a point; what is scaled or turned is kept finer.

    Paths of Matplotlib have lines and curves with absolute places only, and no arcs.
    """

    def shorter(digits: int) -> Any:
        def one(found: re.Match[str]) -> str:
            text = f"{float(found[0]):.{digits}f}".rstrip("0").rstrip(".")
            return "0" if text in ("-0", "") else text

        return lambda found: found[1] + _FRACTION.sub(one, found[2]) + found[3]

    return _PLACE.sub(shorter(3), _PATH.sub(shorter(1), svg))


def png(figure: Figure) -> bytes:
    """Return a figure as a PNG file of 150 dots an inch."""
    buffer = io.BytesIO()
    with mpl.rc_context(STYLE):
        figure.savefig(buffer, format="png", dpi=150, metadata={"Software": None})
    return buffer.getvalue()

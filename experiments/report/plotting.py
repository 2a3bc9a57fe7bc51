"""What figures of sections share: a frame in the report's style, and how each world is drawn."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

import matplotlib as mpl
import matplotlib.pyplot as plt
import seaborn as sns
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from experiments.report.figures import DASHES, STYLE, arm_colours
from experiments.report.findings import Findings

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["MARKERS", "Look", "framed", "legend_of", "looks", "whisker"]

MARKERS = "osD^vPX"


class Look(NamedTuple):
    """How a world is drawn: told apart in grey as well."""

    title: str
    colour: str
    marker: str
    dashes: tuple[float, ...]

    @property
    def style(self) -> Any:
        """The line style as Matplotlib takes it."""
        return (0, self.dashes or (1, 0))


def looks(findings: Findings) -> dict[str, Look]:
    """Return how each world is drawn, the baseline first."""
    plan, colours = findings.plan, arm_colours(findings)
    names = [plan.baseline, *(arm.name for arm in plan.compared)]
    return {
        name: Look(
            plan.arm(name).title,
            colours[name],
            MARKERS[(place - 1) % len(MARKERS)],
            DASHES[place % len(DASHES)],
        )
        for place, name in enumerate(names)
    }


@contextmanager
def framed(
    width: float, height: float, rows: int = 1, columns: int = 1, **how: Any
) -> Iterator[tuple[Figure, Any]]:
    """Give a figure in the report's style and its axes, shape (rows, columns); tidy up after."""
    with mpl.rc_context(STYLE), sns.axes_style("whitegrid"):
        figure, grid = plt.subplots(
            rows, columns, figsize=(width, height), squeeze=False, layout="constrained", **how
        )
        yield figure, grid
        for axes in grid.flat:
            sns.despine(ax=axes)
        plt.close(figure)


def whisker(axes: Axes, low: float, high: float, place: float, look: Look) -> None:
    """Draw an interval that lies flat at a height."""
    if low == low and high == high:
        axes.plot([low, high], [place] * 2, color=look.colour, linewidth=1.6)


def legend_of(figure: Figure, shown: list[Look], *, line: bool = True, dot: bool = True) -> None:
    """Put the names of worlds above a figure."""
    handles = [
        Line2D(
            [], [], color=look.colour, linestyle=look.style if line else "none",
            marker=look.marker if dot else "", markersize=5, linewidth=1.5,
        )
        for look in shown
    ]  # fmt: skip
    titles = [textwrap.shorten(look.title, 40) for look in shown]
    figure.legend(handles, titles, loc="outside upper left", ncols=3, frameon=False)

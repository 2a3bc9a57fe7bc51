"""The figure of equity: what each group of people gains, dimension by dimension."""

from __future__ import annotations

from matplotlib.figure import Figure

from experiments.outcomes import OUTCOMES
from experiments.report.cited import Row
from experiments.report.findings import Findings
from experiments.report.plotting import framed, legend_of, looks, whisker
from experiments.worlds.strata import DIMENSIONS

__all__ = ["dimension_title", "equity_figure", "group_rows"]


def dimension_title(name: str) -> str:
    """Return a dimension as a heading.

    Examples
    --------
    >>> dimension_title("living_alone")
    'Living alone'
    """
    return DIMENSIONS[name][0] if name in DIMENSIONS else name.replace("_", " ").capitalize()


def group_rows(findings: Findings) -> dict[tuple[str, str], dict[str, Row]]:
    """Return the first outcome of groups of everybody: by dimension and group, then by arm."""
    table = findings.frame("subgroups")
    if table.empty:
        return {}
    last = int(table["week"].max())
    rows = findings.rows(
        "subgroups", outcome=findings.plan.outcomes[0], participants_of="", week=last
    )
    found: dict[tuple[str, str], dict[str, Row]] = {}
    for row in sorted(rows, key=lambda row: _place(str(row["dimension"]))):
        groups = found.setdefault((str(row["dimension"]), str(row["group"])), {})
        groups[str(row["arm"])] = row
    return found


def _place(dimension: str) -> int:
    return [*DIMENSIONS, dimension].index(dimension)


def equity_figure(findings: Findings) -> Figure | None:
    """Draw the difference of every group with its interval; None without groups."""
    rows = group_rows(findings)
    if not rows:
        return None
    drawn = looks(findings)
    arms = [arm.name for arm in findings.plan.compared]
    outcome = OUTCOMES[findings.plan.outcomes[0]]
    height = len(rows) * (0.16 + 0.13 * len(arms)) + 1.5
    with framed(8.2, height) as (figure, grid):
        axes = grid[0, 0]
        labels, places, place, before = [], [], 0.0, ""
        for (dimension, group), by_arm in rows.items():
            place += 1.45 if before and dimension != before else 1.0
            before = dimension
            labels.append(f"{dimension_title(dimension)}: {group}")
            places.append(place)
            for number, name in enumerate(arms):
                if name not in by_arm:
                    continue
                row, height_ = by_arm[name], place + (number - (len(arms) - 1) / 2) * 0.22
                whisker(axes, row["low"], row["high"], height_, drawn[name])
                axes.plot(
                    [row["difference"]], [height_], marker=drawn[name].marker, markersize=5,
                    color=drawn[name].colour,
                )  # fmt: skip
        axes.axvline(0, color="#000000", linewidth=0.8)
        axes.set_yticks(places, labels)
        axes.set_ylim(place + 0.7, 0.3)
        axes.grid(visible=False, axis="y")
        axes.set_xlabel(f"{outcome.title}, {outcome.unit}: difference ({outcome.better} is better)")
        legend_of(figure, [drawn[name] for name in arms], line=False)
    return figure

"""The figures of money: plane, acceptability curves with their frontier, spending by year."""

from __future__ import annotations

from matplotlib.figure import Figure

from experiments.report.cited import number_text
from experiments.report.findings import Findings
from experiments.report.money_wording import economics_of, effect_word
from experiments.report.plotting import framed, legend_of, looks

__all__ = ["acceptability_figure", "budget_figure", "plane_figure"]


def plane_figure(findings: Findings) -> Figure | None:
    """Draw cost against effect: a dot a draw, a large marker for the study as written."""
    means = findings.rows("incremental")
    if not means:
        return None
    drawn, money = looks(findings), economics_of(findings)
    arms = [arm.name for arm in findings.plan.compared]
    draws = findings.frame("cost_effectiveness_plane")
    with framed(6.4, 4.2) as (figure, grid):
        axes = grid[0, 0]
        for name in arms:
            look = drawn[name]
            if len(draws):
                mine = draws[draws["arm"] == name]
                axes.scatter(mine["effect"], mine["cost"], s=10, color=look.colour, alpha=0.5,
                             marker=look.marker, linewidth=0)  # fmt: skip
            for row in means:
                if row["arm"] == name:
                    axes.plot([row["effect"]], [row["cost"]], marker=look.marker, markersize=10,
                              color=look.colour, markeredgecolor="#000000")  # fmt: skip
        axes.axhline(0, color="#000000", linewidth=0.8)
        axes.axvline(0, color="#000000", linewidth=0.8)
        axes.margins(0.12)
        axes.set_xlabel(f"{effect_word(findings)}s gained for each 1,000 people")
        axes.set_ylabel(f"{money.currency} for each 1,000 people")
        axes.yaxis.set_major_formatter(lambda value, _: number_text(value, 0))
        legend_of(figure, [drawn[name] for name in arms], line=False)
    return figure


def acceptability_figure(findings: Findings) -> Figure | None:
    """Draw the chance of each arm to be best by what the effect is worth; None without draws."""
    table = findings.frame("acceptability")
    if table.empty:
        return None
    drawn, money = looks(findings), economics_of(findings)
    with framed(7.6, 3.6) as (figure, grid):
        axes = grid[0, 0]
        for name, look in drawn.items():
            mine = table[table["arm"] == name]
            axes.plot(mine["willingness_to_pay"], mine["probability"], color=look.colour,
                      linestyle=look.style)  # fmt: skip
            best = mine[mine["frontier"]]
            axes.plot(
                best["willingness_to_pay"], best["probability"], color=look.colour,
                linestyle="none", marker="o", markersize=4, markerfacecolor="#FFFFFF",
            )  # fmt: skip
        axes.set_ylim(-0.03, 1.03)
        axes.xaxis.set_major_formatter(lambda value, _: number_text(value, 0))
        axes.set_xlabel(f"what one {effect_word(findings)} is worth, {money.currency}")
        axes.set_ylabel("share of draws in which it is best")
        legend_of(figure, list(drawn.values()), dot=False)
    return figure


def budget_figure(findings: Findings) -> Figure | None:
    """Draw what each arm spends beyond the baseline in each year, all payers; None without rows."""
    drawn = looks(findings)
    arms = [arm.name for arm in findings.plan.compared]
    rows = findings.rows("budget_impact", payer="all", arm=arms)
    if not rows:
        return None
    years = sorted({int(row["year"]) for row in rows})
    with framed(7.0, 3.0) as (figure, grid):
        axes = grid[0, 0]
        for number, name in enumerate(arms):
            look, shift = drawn[name], (number - (len(arms) - 1) / 2) * 0.12
            for row in rows:
                if row["arm"] != name:
                    continue
                place = int(row["year"]) + shift
                axes.plot([place] * 2, [0, row["change"]], color=look.colour, linewidth=1.6)
                axes.plot([place], [row["change"]], marker=look.marker, color=look.colour)
        axes.axhline(0, color="#000000", linewidth=0.8)
        axes.set_xticks(years)
        axes.set_xlim(years[0] - 0.6, years[-1] + 0.6)
        axes.grid(visible=False, axis="x")
        axes.set_xlabel("year")
        axes.set_ylabel("spent beyond the baseline")
        axes.yaxis.set_major_formatter(lambda value, _: number_text(value, 0))
        legend_of(figure, [drawn[name] for name in arms], line=False)
    return figure

"""The table that ``kith validate`` prints."""

from __future__ import annotations

import math

from rich import box
from rich.console import Console
from rich.table import Table

from experiments.validation.validate import Report, Row

__all__ = ["print_report"]


def _number(value: float) -> str:
    return f"{value:.3g}" if abs(value) < 100 else f"{value:.0f}"


def _add(table: Table, row: Row, quick: bool) -> None:
    target = row.target
    applied = f" ({_number(row.low)} to {_number(row.high)})" if quick and target.noise else ""
    spread = f" ({_number(row.spread)})" if math.isfinite(row.spread) else ""
    style = "green" if row.verdict == "hit" else "red" if target.gating else "yellow"
    table.add_row(
        target.meaning,
        f"{_number(target.low)} to {_number(target.high)}{applied}",
        f"{_number(row.mean)}{spread}",
        f"[{style}]{row.verdict}[/]",
        f"{target.source} [{target.status}]".replace("[", r"\["),
    )


def print_report(report: Report, console: Console | None = None) -> None:
    """Print what was asked, what was measured and the verdicts.

    Parameters
    ----------
    report
        From :func:`experiments.validation.run_validation`.
    console
        Where to; standard output by default, 150 columns wide when that is no terminal.
    """
    if console is None:
        console = Console()
        if not console.is_terminal:
            console = Console(width=150)
    worlds = f"{len(report.seeds)} world{'' if len(report.seeds) == 1 else 's'}"
    title = f"{worlds} of {report.people:,} people, 5 years of burn-in and 2 of life"
    if report.parameters:
        title += "; " + ", ".join(
            f"{name} = {value:g}" for name, value in report.parameters.items()
        )
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    table.add_column("target", ratio=5)
    asked = "asked (quick run)" if report.quick else "asked"
    table.add_column(asked, no_wrap=True)
    table.add_column("measured" + (" (seed SD)" if len(report.seeds) > 1 else ""), no_wrap=True)
    table.add_column("verdict", no_wrap=True)
    table.add_column("source", ratio=6)
    for gating in (True, False):
        for row in report.rows:
            if row.target.gating == gating:
                _add(table, row, report.quick)
        if gating:
            table.add_section()
            table.add_row("[bold]reported only, decides nothing[/]")
    console.print(table)
    gates = [row for row in report.rows if row.target.gating]
    console.print(
        f"{len(gates) - len(report.missed)} of {len(gates)} targets hit"
        + (
            f"; missed: {', '.join(row.target.name for row in report.missed)}"
            if report.missed
            else ""
        ),
        highlight=False,
        soft_wrap=True,
    )

"""What a run prints at its end."""

from __future__ import annotations

import statistics
from decimal import Decimal
from typing import Any

import pandas as pd
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from experiments.commands.terminal_delivery import print_delivery
from experiments.report.findings import Comparison, Findings
from experiments.report.wording import (
    DASH,
    STANDING_NOTICE,
    interval,
    own_change,
    population_title,
    signed,
)
from experiments.running.finishing import StudyResult
from experiments.storage.manifest import QUICK_NOTICE
from experiments.worlds.history import EVERYBODY, PARTICIPANTS

__all__ = ["as_json", "print_result"]


def print_result(result: StudyResult, console: Console) -> None:
    """Print the table of paired differences and where the report lies."""
    findings = result.findings
    if findings is not None:
        for arm in result.plan.compared:
            rows = findings.table(arm, result.plan.weeks)
            if rows:
                console.print(_table(findings, rows))
        print_delivery(findings, console)
        console.print(f"{STANDING_NOTICE}", markup=False, highlight=False)
        if result.plan.quick:
            console.print(f"{QUICK_NOTICE}.", style="bold", markup=False, highlight=False)
    counts = result.counts
    if counts.failed or counts.crashed:
        console.print(
            f"{counts.failed} runs failed and {counts.crashed} crashed; why and how to run them "
            f"again: {result.folder / 'failures'}",
            markup=False, highlight=False, soft_wrap=True,
        )  # fmt: skip
    if result.stopped:
        console.print(result.stopped, markup=False, highlight=False)
    if findings is not None:
        path = result.folder / "report.html"
        console.print(f"report: {path}", markup=False, highlight=False, soft_wrap=True)


def _table(findings: Findings, rows: list[Comparison]) -> Table:
    plan, arm = findings.plan, rows[0].arm
    mark = f" {DASH} {QUICK_NOTICE}" if plan.quick else ""
    seeds = f"{findings.seeds} seed{'' if findings.seeds == 1 else 's'}"
    table = Table(
        title=f"{arm.title} minus {plan.arm(plan.baseline).title}, "
        f"week {plan.weeks}, {seeds}{mark}",
        title_justify="left",
        caption=_pairing(rows),
        caption_justify="left",
        box=box.SIMPLE_HEAD,
        padding=(0, 1, 0, 0),
        pad_edge=False,
    )
    table.add_column("outcome", no_wrap=True)
    table.add_column("difference\n(95 % interval)", no_wrap=True)
    table.add_column("verdict")
    table.add_column("same people\nwithout it", no_wrap=True)
    for population in (PARTICIPANTS, EVERYBODY):
        group = [row for row in rows if row.population == population]
        if group:
            table.add_row(Text(population_title(population), style="bold"))
        for row in group:
            table.add_row(
                row.outcome.title,
                f"{signed(row.difference, row.outcome)} ({interval(row)})",
                row.verdict,
                own_change(row),
            )
    return table


def _pairing(rows: list[Comparison]) -> str:
    text = "same people without it: from the week the programme starts"
    gains = [row.gain for row in rows if row.gain == row.gain]
    if gains:
        text += f"; a pair of runs is worth {statistics.median(gains):,.0f} unpaired (median)"
    return text


def as_json(result: StudyResult) -> dict[str, Any]:
    """Return the end of a run as data for machines."""
    differences, delivery, costs = [], [], []
    if result.findings is not None:
        differences = _plain(result.findings.final_differences())
        if result.findings.delivery:
            delivery = _plain(result.findings.delivery.summary)
            costs = _plain(result.findings.delivery.costs)
    return {
        "study": result.plan.name,
        "folder": str(result.folder),
        "report": str(result.folder / "report.html"),
        "quick": result.plan.quick,
        "exit_code": int(result.exit_code),
        "counts": {
            "ok": result.counts.ok,
            "failed": result.counts.failed,
            "crashed": result.counts.crashed,
        },
        "differences": differences,
        "delivery": delivery,
        "costs": costs,
    }


def _plain(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return rows for JSON: null for what is missing, exact amounts as text."""
    rows = table.to_dict("records")
    return [{str(name): _plain_value(value) for name, value in row.items()} for row in rows]


def _plain_value(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    return None if value != value else value

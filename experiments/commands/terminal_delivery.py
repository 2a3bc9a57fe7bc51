"""What a run prints about delivery and money."""

from __future__ import annotations

from rich import box
from rich.console import Console
from rich.table import Table

from experiments.delivery.costs import ALL
from experiments.designs.plan import ArmPlan
from experiments.report.delivery_section import arms_to_tell_of
from experiments.report.delivery_wording import (
    count_text,
    delivery_notes,
    money_text,
    price_text,
)
from experiments.report.findings import Findings
from experiments.report.wording import DASH
from experiments.storage.manifest import QUICK_NOTICE

__all__ = ["print_delivery"]

_COUNTS = {
    "offered": "offered",
    "started": "began",
    "completed": "completed",
    "longest_waiting_list": "longest\nqueue",
}


def print_delivery(findings: Findings, console: Console) -> None:
    """Print a table for each world with programmes, and what could not happen in it.

    Parameters
    ----------
    findings : Findings
        What was found.
    console : Console
        Where to.
    """
    for arm in arms_to_tell_of(findings):
        if findings.delivery.labels(arm.name):
            console.print(_table(findings, arm))
        for note in delivery_notes(findings, arm):
            console.print(f"{arm.title}: {note}", markup=False, highlight=False)


def _table(findings: Findings, arm: ArmPlan) -> Table:
    records = findings.delivery
    labels, prices = records.labels(arm.name), records.prices(arm.name)
    seeds = f"{findings.seeds} seed{'' if findings.seeds == 1 else 's'}"
    mark = f" {DASH} {QUICK_NOTICE}" if findings.plan.quick else ""
    table = Table(
        title=f"{arm.title}: delivery and cost, means over {seeds}{mark}",
        title_justify="left",
        caption=f"cost in {'; '.join(price_text(price) for price in sorted(set(prices.values())))}",
        caption_justify="left",
        box=box.SIMPLE_HEAD,
        padding=(0, 1, 0, 0),
        pad_edge=False,
    )
    table.add_column("programme", overflow="fold")
    for title in (*_COUNTS.values(), "cost", "for each\nwho began"):
        table.add_column(title, justify="right", no_wrap=True)
    counts = records.summary.set_index(["arm", "programme", "measure"])["mean"]
    costs = records.costs[(records.costs["payer"] == ALL) & (records.costs["item"] == ALL)]
    money = costs.set_index(["arm", "programme", "measure"])["mean"]
    for label in labels:
        currency = "" if records.can_be_added(arm.name) else prices[label][0]
        table.add_row(
            label,
            *(count_text(counts[arm.name, label, measure]) for measure in _COUNTS),
            *(
                _with_currency(money_text(money[arm.name, label, measure]), currency)
                for measure in ("cost", "cost_per_participant")
            ),
        )
    return table


def _with_currency(amount: str, currency: str) -> str:
    return f"{amount} {currency}" if currency and amount != DASH else amount

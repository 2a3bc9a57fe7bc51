"""The part of the page that says how programmes were delivered and what they cost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from experiments.delivery.costs import ALL
from experiments.designs.plan import ArmPlan
from experiments.report.delivery_wording import (
    count_text,
    delivery_notes,
    in_words,
    money_text,
    payer_text,
    price_text,
    spent_on,
)
from experiments.report.findings import Findings
from experiments.report.wording import DASH

__all__ = ["arms_to_tell_of", "delivery_section"]

_GROUPS: Mapping[str, Mapping[str, str]] = {
    "People": {
        "eligible": "Eligible when offers began",
        "offered": "Offered a place",
        "accepted": "Accepted",
        "started": "Began a course",
        "participants": "Took part: the participants above",
        "completed": "Completed a course",
        "dropped_out": "Left before its end",
        "still_in_course": "Still in a course when the study ended",
    },
    "Waiting": {
        "longest_waiting_list": "Longest waiting list, people",
        "mean_weeks_waited": "Weeks waited by each who accepted",
        "still_waiting": "Still waiting when the study ended",
    },
    "Sessions": {
        "sessions_held": "Sessions held",
        "attended": "Attendances",
        "mean_sessions": "Attendances of each who began",
        "hurt": "Attendances that went badly for the person",
    },
}


class Row(NamedTuple):
    """A line of a table: what it counts, and a cell for each programme."""

    title: str
    cells: list[str]


def arms_to_tell_of(findings: Findings) -> list[ArmPlan]:
    """Return the worlds of a study that offer something, or would later, in its order."""
    plan = findings.plan
    return [arm for arm in plan.arms if arm.programmes or plan.late_starts(arm)]


def delivery_section(findings: Findings) -> list[dict[str, Any]]:
    """Return what the page shows of each world that has programmes.

    Parameters
    ----------
    findings : Findings
        What was found.

    Returns
    -------
    list of dict
        ``title`` of the world, ``notes`` (sentences), ``programmes`` (a column each) and
        ``groups`` (title and rows; none without a finished world), and ``total``: what they cost
        together, empty where there is nothing to add up.
    """
    return [
        {
            "title": arm.title,
            "notes": delivery_notes(findings, arm),
            "programmes": [in_words(label) for label in findings.delivery.labels(arm.name)],
            "groups": _groups(findings, arm.name) if findings.delivery.labels(arm.name) else [],
            "total": _total(findings, arm.name),
        }
        for arm in arms_to_tell_of(findings)
    ]


def _groups(findings: Findings, arm: str) -> list[dict[str, Any]]:
    records = findings.delivery
    labels = records.labels(arm)
    mine = records.summary[records.summary["arm"] == arm]
    counts = {(row.measure, row.programme): row for row in mine.itertuples()}
    groups: list[dict[str, Any]] = [
        {
            "title": group,
            "rows": [
                Row(title, [_count(counts[measure, label]) for label in labels])
                for measure, title in measures.items()
            ],
        }
        for group, measures in _GROUPS.items()
    ]
    return [*groups, {"title": "Cost", "rows": _cost_rows(findings, arm, labels)}]


def _total(findings: Findings, arm: str) -> str:
    costs = findings.delivery.costs if findings.delivery else pd.DataFrame(columns=["arm"])
    mine = costs[costs["arm"] == arm]
    if mine.empty or ALL not in set(mine["programme"]):
        return ""
    row = next(mine[mine["programme"] == ALL].itertuples())
    price = price_text((str(row.currency), int(str(row.price_year))))
    return f"All programmes of this world together: {_money(row)}; {price}."


def _cost_rows(findings: Findings, arm: str, labels: list[str]) -> list[Row]:
    records = findings.delivery
    costs = records.costs[records.costs["arm"] == arm]
    prices = records.prices(arm)
    rows = [Row("Currency, price year", [price_text(prices[label]) for label in labels])]
    whole = costs[costs["measure"] == "cost"]
    rows += _money_rows(whole, labels, "payer", "In all")
    rows += _money_rows(whole[whole["item"] != ALL], labels, "item")
    for measure, title in (
        ("cost_per_participant", "For each who began"),
        ("cost_per_completed_course", "For each course completed"),
    ):
        mine = costs[(costs["measure"] == measure) & (costs["payer"] == ALL)]
        rows += _money_rows(mine, labels, "payer", title)
    return rows


def _money_rows(
    costs: pd.DataFrame, labels: list[str], by: str, title_of_all: str = ""
) -> list[Row]:
    """Return a row for each payer or item of any programme; what costs nothing is left out."""
    other = {"payer": "item", "item": "payer"}[by]
    mine = costs[(costs[other] == ALL) & costs["programme"].isin(labels)]
    cells = {(getattr(row, by), row.programme): row for row in mine.itertuples()}
    costly = set(mine.loc[mine["mean"] != 0, by])
    rows = []
    for name in dict.fromkeys(mine[by]):
        if name == ALL:
            title = title_of_all
        elif name not in costly:
            continue
        else:
            title = f"Paid by {payer_text(name)}" if by == "payer" else f"Spent on {spent_on(name)}"
        found = [_money(cells[name, label]) if (name, label) in cells else DASH for label in labels]
        rows.append(Row(title, found))
    return rows


def _count(row: Any) -> str:
    return count_text(row.mean, row.low, row.high)


def _money(row: Any) -> str:
    return money_text(row.mean, row.low, row.high)

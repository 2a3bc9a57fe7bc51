"""The part of the page that says how programmes were delivered and what they cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from experiments.delivery.costs import ALL
from experiments.designs.plan import ArmPlan
from experiments.report.cited import Piece, interval_of, rows_of, sentence
from experiments.report.cited import Row as CitedRow
from experiments.report.delivery_wording import (
    delivery_notes,
    in_words,
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
    cells: list[Piece]


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
    mine = rows_of("delivery", records.summary, arm=arm)
    counts = {(row["measure"], row["programme"]): row for row in mine}
    groups: list[dict[str, Any]] = [
        {
            "title": group,
            "rows": [
                Row(title, [_shown(counts[measure, label], 1) for label in labels])
                for measure, title in measures.items()
            ],
        }
        for group, measures in _GROUPS.items()
    ]
    return [*groups, {"title": "Cost", "rows": _cost_rows(findings, arm, labels)}]


def _total(findings: Findings, arm: str) -> Piece:
    costs = findings.delivery.costs if findings.delivery else pd.DataFrame()
    found = rows_of("costs", costs, arm=arm, programme=ALL)
    if not found:
        return ""
    price = price_text((str(found[0]["currency"]), int(found[0]["price_year"])))
    whole = _shown(found[0], 2)
    return sentence("All programmes of this world together: {}; {}.", whole, price)


def _cost_rows(findings: Findings, arm: str, labels: list[str]) -> list[Row]:
    records = findings.delivery
    costs = rows_of("costs", records.costs, arm=arm)
    prices = records.prices(arm)
    rows = [Row("Currency, price year", [price_text(prices[label]) for label in labels])]
    whole = [row for row in costs if row["measure"] == "cost"]
    rows += _money_rows(whole, labels, "payer", "In all")
    rows += _money_rows([row for row in whole if row["item"] != ALL], labels, "item")
    for measure, title in (
        ("cost_per_participant", "For each who began"),
        ("cost_per_completed_course", "For each course completed"),
    ):
        mine = [row for row in costs if row["measure"] == measure and row["payer"] == ALL]
        rows += _money_rows(mine, labels, "payer", title)
    return rows


def _money_rows(
    costs: Sequence[CitedRow], labels: list[str], by: str, title_of_all: str = ""
) -> list[Row]:
    """Return a row for each payer or item of any programme; what costs nothing is left out."""
    other = {"payer": "item", "item": "payer"}[by]
    mine = [row for row in costs if row[other] == ALL and row["programme"] in labels]
    cells = {(row[by], row["programme"]): row for row in mine}
    costly = {row[by] for row in mine if row["mean"] != 0}
    rows = []
    for name in dict.fromkeys(str(row[by]) for row in mine):
        if name == ALL:
            title = title_of_all
        elif name not in costly:
            continue
        else:
            title = f"Paid by {payer_text(name)}" if by == "payer" else f"Spent on {spent_on(name)}"
        found = [
            _shown(cells[name, label], 2) if (name, label) in cells else DASH for label in labels
        ]
        rows.append(Row(title, found))
    return rows


def _shown(row: CitedRow, digits: int) -> Piece:
    """Return a mean with its interval, if there is one: large numbers whole."""
    places = 0 if row.has("mean") and abs(row["mean"]) >= 100 else digits
    mean = row.cite("mean", places)
    if not row.spread():
        return mean
    return sentence("{} ({})", mean, interval_of(row, places))

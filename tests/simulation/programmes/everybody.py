"""Programmes without luck: everybody is offered a place, comes and stays."""

from __future__ import annotations

from typing import Any

import numpy as np

from simulation.programmes.view import ENROLMENT
from tests.properties.twins import world_of

#: Everybody takes part from the first week to the last, and nothing goes wrong.
EVERYBODY: dict[str, Any] = {
    "eligibility": "",
    "targeting": "random",
    "intake_weeks": 1,
    "uptake": 1.0,
    "attendance": 1.0,
    "dropout_share": 0.0,
    "adverse_chance": 0.0,
}


def doses(model, mechanism):
    """Return this week's dose of a mechanism for everybody."""
    return world_of(model).scratch.doses[mechanism]


def dose_each_week(model, mechanism, weeks):
    """Live some weeks, and return the greatest dose of a mechanism in each."""
    greatest = []
    for _ in range(weeks):
        model.step()
        greatest.append(round(float(doses(model, mechanism).max()), 4))
    return greatest


def enrolled(**fields):
    """Return enrolments with these values, one a person."""
    records = np.zeros(len(next(iter(fields.values()))), ENROLMENT)
    for name, values in fields.items():
        records[name] = values
    return records


def spent(delivery, item):
    """Return what was used of an item and what it cost, over all weeks."""
    table = delivery.ledger.weekly()
    rows = table[table["item"] == item]
    return float(rows["quantity"].sum()), float(rows["amount"].sum())

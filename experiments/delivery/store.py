"""The tables of a part that hold what programmes delivered and what that cost.

Amounts are written as decimals with two digits, never as floating point, so that what is read back
adds up to the penny.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from experiments.delivery.records import DeliveryRecords
from experiments.delivery.tables import WORLD
from experiments.designs.registry import Register, Run
from experiments.worlds.delivered import Delivered
from experiments.worlds.groups import WEEKS_A_YEAR
from experiments.worlds.results import PointResult

__all__ = [
    "DELIVERY_PARTS",
    "delivery_parts",
    "delivery_records",
    "delivery_schema",
    "yearly_costs",
]

#: Files of every part, and the columns that each has beside the world.
DELIVERY_PARTS: Mapping[str, tuple[str, ...]] = {
    "programmes": ("eligible", "participants", "currency", "price_year", "told"),
    "delivery": ("week",),
    "ledger": ("week", "item", "payer", "quantity", "amount"),
}
_PEOPLE_COSTS = "people_costs"
_TEXTS = ("run_id", "arm", "programme", "item", "payer", "currency", "told")
_PEOPLE_COSTS_COLUMNS = ("unique_id", "item", "payer", "amount")


def delivery_parts(
    register: Register, found: Iterable[tuple[int, PointResult]]
) -> dict[str, pd.DataFrame]:
    """Return a table for each file of a part, over finished worlds.

    Parameters
    ----------
    register : Register
        Names of the runs.
    found : iterable of (int, PointResult)
        Seeds, each with what was kept at a point.

    Returns
    -------
    dict of str to DataFrame
        For each of :data:`DELIVERY_PARTS`, and ``people_costs`` where that was kept.
    """
    known = [
        (one, {"run_id": register.name_of(Run(kept.point, one.arm, seed)), "seed": seed})
        for seed, kept in found
        for one in kept.delivered
    ]
    tables = {
        "programmes": [_of_world(_programme_row(one), one, whose) for one, whose in known],
        "delivery": [_of_world(one.weekly, one, whose) for one, whose in known],
        "ledger": [_of_world(one.ledger, one, whose) for one, whose in known],
    }
    joined = {name: _joined(tables[name], columns) for name, columns in DELIVERY_PARTS.items()}
    people = [
        _of_world(one.people_costs, one, whose)
        for one, whose in known
        if one.people_costs is not None
    ]
    return joined | ({_PEOPLE_COSTS: _joined(people, _PEOPLE_COSTS_COLUMNS)} if people else {})


def yearly_costs(register: Register, found: Iterable[tuple[int, PointResult]]) -> pd.DataFrame:
    """Return what was spent in each year of each world, in whole pence.

    Parameters
    ----------
    register, found
        As for :func:`delivery_parts`.

    Returns
    -------
    DataFrame
        ``run_id``, ``point``, ``arm``, ``programme``, ``seed``, ``year`` (from 1), ``payer``,
        ``item``, ``pence``, ``currency`` and ``price_year``; a row where something was spent.
    """
    keys = ["year", "payer", "item"]
    blocks = []
    for seed, kept in found:
        for one in kept.delivered:
            spent = one.ledger[["week", "payer", "item"]].assign(
                year=one.ledger["week"] // WEEKS_A_YEAR + 1,
                # Typed, because an empty list would not be whole numbers.
                pence=np.array([int(amount * 100) for amount in one.ledger["amount"]], np.int64),
            )
            sums = spent.groupby(keys, sort=True)["pence"].sum().reset_index()
            sums.insert(0, "run_id", register.name_of(Run(kept.point, one.arm, seed)))
            blocks.append(
                sums.assign(
                    point=kept.point,
                    arm=one.arm,
                    programme=one.programme,
                    seed=seed,
                    currency=one.currency,
                    price_year=one.price_year,
                )
            )
    return pd.concat(blocks, ignore_index=True) if blocks else pd.DataFrame()


def delivery_records(tables: Mapping[str, pd.DataFrame]) -> DeliveryRecords:
    """Return what programmes delivered and cost, from the tables of all parts.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Those of :data:`DELIVERY_PARTS`, as they were read back.
    """
    ledger = tables["ledger"]
    if len(ledger):
        # Whole numbers take a tenth of the room of decimals, and add up as exactly.
        ledger = ledger.assign(amount=(ledger["amount"] * 100).astype(np.int64))
    sorted_tables = {
        name: _joined([ledger if name == "ledger" else tables[name]], columns)
        for name, columns in DELIVERY_PARTS.items()
    }
    return DeliveryRecords(**sorted_tables)


def _programme_row(one: Delivered) -> pd.DataFrame:
    return pd.DataFrame({name: [getattr(one, name)] for name in DELIVERY_PARTS["programmes"]})


def _of_world(table: pd.DataFrame, one: Delivered, whose: Mapping[str, Any]) -> pd.DataFrame:
    whole = table.assign(arm=one.arm, programme=one.programme, **whose)
    return whole[["run_id", *WORLD, *table.columns]]


def _joined(tables: Sequence[pd.DataFrame], columns: Sequence[str]) -> pd.DataFrame:
    filled = [table for table in tables if len(table)]
    if not filled:
        return pd.DataFrame(columns=["run_id", *WORLD, *columns])
    return pd.concat(filled).sort_values(list(WORLD), kind="stable").reset_index(drop=True)


def delivery_schema(table: pd.DataFrame) -> Any:
    """Return the types of a table's columns, which an empty table could not tell."""
    import pyarrow as pa

    types = {
        **dict.fromkeys(_TEXTS, pa.string()),
        "quantity": pa.float64(),
        # Wide enough for every sum that a ledger can hold.
        "amount": pa.decimal128(20, 2),
    }
    return pa.schema([(name, types.get(name, pa.int64())) for name in table.columns])

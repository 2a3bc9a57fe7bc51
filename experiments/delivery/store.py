"""The tables of a part that hold what programmes delivered and what that cost.

Amounts are written as decimals with two digits, never as floating point, so that what is read back
adds up to the penny.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from experiments.delivery.tables import WORLD
from experiments.worlds.delivered import Delivered
from experiments.worlds.job import JobResult

__all__ = [
    "DELIVERY_PARTS",
    "delivery_parts",
    "joined_delivery_parts",
    "read_delivery_part",
    "read_people_costs",
    "write_delivery_parts",
]

#: Files of every part, and the columns that each has beside the world.
DELIVERY_PARTS: Mapping[str, tuple[str, ...]] = {
    "programmes": ("eligible", "participants", "currency", "price_year", "told"),
    "delivery": ("week",),
    "ledger": ("week", "item", "payer", "quantity", "amount"),
}
_PEOPLE_COSTS = "people_costs"
_PEOPLE_COSTS_COLUMNS = ("unique_id", "item", "payer", "amount")


def delivery_parts(results: Iterable[JobResult]) -> dict[str, pd.DataFrame]:
    """Return a table for each file of a part, over finished seeds.

    Parameters
    ----------
    results : iterable of JobResult
        One for each seed.

    Returns
    -------
    dict of str to DataFrame
        For each of :data:`DELIVERY_PARTS`, and ``people_costs`` where that was kept.
    """
    known = [(result.seed, one) for result in results for one in result.delivered]
    tables = {
        "programmes": [_of_world(_programme_row(one), one, seed) for seed, one in known],
        "delivery": [_of_world(one.weekly, one, seed) for seed, one in known],
        "ledger": [_of_world(one.ledger, one, seed) for seed, one in known],
    }
    joined = {name: _joined(tables[name], columns) for name, columns in DELIVERY_PARTS.items()}
    people = [
        _of_world(one.people_costs, one, seed)
        for seed, one in known
        if one.people_costs is not None
    ]
    return joined | ({_PEOPLE_COSTS: _joined(people, _PEOPLE_COSTS_COLUMNS)} if people else {})


def write_delivery_parts(folder: Path, tables: Mapping[str, pd.DataFrame]) -> None:
    """Write tables into the folder of a part."""
    for name, table in tables.items():
        table.to_parquet(folder / f"{name}.parquet", index=False, schema=_schema(table))


def read_delivery_part(folder: Path, seeds: set[int]) -> dict[str, pd.DataFrame]:
    """Read the tables of a part, only the rows of some seeds; amounts in whole pence.

    Raises
    ------
    OSError or ValueError
        When a table is missing or damaged.
    """
    tables = {name: pd.read_parquet(folder / f"{name}.parquet") for name in DELIVERY_PARTS}
    tables = {name: table[table["seed"].isin(seeds)] for name, table in tables.items()}
    # Whole numbers take a tenth of the room of decimals, and add up as exactly.
    pence = (tables["ledger"]["amount"] * 100).astype(np.int64)
    return tables | {"ledger": tables["ledger"].assign(amount=pence)}


def joined_delivery_parts(parts: Sequence[Mapping[str, pd.DataFrame]]) -> dict[str, pd.DataFrame]:
    """Return the tables of several parts as one, sorted by world and then as written."""
    return {
        name: _joined([part[name] for part in parts], columns)
        for name, columns in DELIVERY_PARTS.items()
    }


def read_people_costs(folder: Path, seed: int) -> pd.DataFrame:
    """Return what was spent on each person in the worlds of one seed; empty if it was not kept.

    Raises
    ------
    OSError or ValueError
        When the table is damaged.
    """
    path = folder / f"{_PEOPLE_COSTS}.parquet"
    if not path.exists():
        return _joined([], _PEOPLE_COSTS_COLUMNS)
    return pd.read_parquet(path, filters=[("seed", "==", seed)])


def _programme_row(one: Delivered) -> pd.DataFrame:
    return pd.DataFrame({name: [getattr(one, name)] for name in DELIVERY_PARTS["programmes"]})


def _of_world(table: pd.DataFrame, one: Delivered, seed: int) -> pd.DataFrame:
    whole = table.assign(arm=one.arm, programme=one.programme, seed=seed)
    return whole[[*WORLD, *table.columns]]


def _joined(tables: Sequence[pd.DataFrame], columns: Sequence[str]) -> pd.DataFrame:
    filled = [table for table in tables if len(table)]
    if not filled:
        return pd.DataFrame(columns=[*WORLD, *columns])
    return pd.concat(filled).sort_values(list(WORLD), kind="stable").reset_index(drop=True)


def _schema(table: pd.DataFrame) -> Any:
    """Return the types of a table's columns, which an empty table could not tell."""
    import pyarrow as pa

    types = {
        **dict.fromkeys(("arm", "programme", "item", "payer", "currency", "told"), pa.string()),
        "quantity": pa.float64(),
        # Wide enough for every sum that a ledger can hold.
        "amount": pa.decimal128(20, 2),
    }
    return pa.schema([(name, types.get(name, pa.int64())) for name in table.columns])

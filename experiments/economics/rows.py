"""Checks and choices of rows that several tables share."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from scenarios.study_parts.economics import EconomicsSettings

__all__ = ["WORLD", "require", "within_horizon", "world_name"]

#: What tells one world from another.
WORLD = ["point", "arm", "seed"]


def require(table: pd.DataFrame, columns: Sequence[str], name: str) -> None:
    """Refuse a table that lacks columns, and name them.

    Raises
    ------
    ValueError
        When a column is missing.
    """
    missing = [column for column in columns if column not in table]
    if missing:
        raise ValueError(f"the {name} lacks {', '.join(missing)}")


def within_horizon(settings: EconomicsSettings, table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the years that count."""
    if settings.horizon_years is None:
        return table
    return table[table["year"] <= settings.horizon_years]


def world_name(rows: pd.DataFrame) -> str:
    """Return which world the first row is of, for messages."""
    first = rows.iloc[0]
    return f"point {first['point']}, {first['arm']}, seed {first['seed']}"

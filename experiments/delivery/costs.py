"""What delivery cost: by payer and by item, for each participant and for each completed course.

Amounts are whole pence (hundredths of the currency) until the last step, so the totals by payer and
the totals by item both add up to the total. An arm's programme that spent nothing on an item in one
seed enters the mean with 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.comparison.seed_means import over_seeds
from experiments.delivery.tables import (
    WORLD,
    Measure,
    delivery_by_world,
    require_columns,
    world_name,
)

__all__ = ["ALL", "COST_MEASURES", "cost_summary", "costs_by_world", "unit_costs"]

#: Stands for every payer or every item, in a row that sums over them.
ALL = "all"

#: What :func:`cost_summary` (the first) and :func:`unit_costs` give.
COST_MEASURES: dict[str, Measure] = {
    "cost": Measure("currency", "What delivery cost until the end of the study."),
    "cost_per_participant": Measure("currency", "Cost for each who began a course."),
    "cost_per_completed_course": Measure("currency", "Cost for each course completed."),
}

_PROGRAMME = ["arm", "programme"]
_LIMIT = 2**62


def costs_by_world(weekly: pd.DataFrame, ledger: pd.DataFrame) -> pd.DataFrame:
    """Sum up what each programme cost in each world, over weeks.

    Parameters
    ----------
    weekly : DataFrame
        With a row for each world at least: ``arm``, ``programme``, ``seed``.
    ledger : DataFrame
        A row for each ``arm``, ``programme``, ``seed``, week, ``item`` and ``payer`` on which
        something was spent, with ``amount``: Decimal in units of the currency, or whole pence.

    Returns
    -------
    DataFrame
        ``arm``, ``programme``, ``seed``, ``payer``, ``item`` and ``pence`` (int64): a row for every
        seed of an arm's programme and every payer and item that it has in any seed.

    Raises
    ------
    ValueError
        When a column is missing, an amount is no whole number of pence, or the ledger holds a world
        that the weekly table lacks.

    Examples
    --------
    >>> world = {"arm": ["a"], "programme": ["p"], "seed": [1]}
    >>> ledger = pd.DataFrame(world | {"payer": "us", "item": "fixed", "amount": Decimal("2.50")})
    >>> costs_by_world(pd.DataFrame(world), ledger)["pence"].tolist()
    [250]
    """
    return _sums(*_checked(weekly, ledger), ["payer", "item"])


def cost_summary(weekly: pd.DataFrame, ledger: pd.DataFrame) -> pd.DataFrame:
    """Average what each programme cost over seeds: in all, by payer and by item.

    Parameters
    ----------
    weekly, ledger : DataFrame
        As for :func:`costs_by_world`.

    Returns
    -------
    DataFrame
        ``arm``, ``programme``, ``payer``, ``item`` (:data:`ALL` where summed over), ``total``
        (Decimal, over all seeds, exact), ``mean``, ``low``, ``high`` (95 % t interval over seeds,
        NaN for one) and ``seeds``; amounts in units of the currency.
    """
    keys = [*_PROGRAMME, "payer", "item"]
    worlds, spent = _checked(weekly, ledger)
    sums = pd.concat(
        [
            _sums(worlds, spent, []).assign(payer=ALL, item=ALL),
            _sums(worlds, spent, ["payer"]).assign(item=ALL),
            _sums(worlds, spent, ["item"]).assign(payer=ALL),
        ]
    )
    table = over_seeds(sums.assign(value=sums["pence"] / 100), keys)
    totals = sums.groupby(keys)["pence"].sum()
    rows = table[keys].itertuples(index=False, name=None)
    exact = [Decimal(f"{totals[row]}e-2") for row in rows]
    table.insert(len(keys), "total", pd.Series(exact, dtype=object))
    return table


def unit_costs(weekly: pd.DataFrame, ledger: pd.DataFrame) -> pd.DataFrame:
    """Average the cost per participant and per completed course over seeds, for each payer.

    Parameters
    ----------
    weekly : DataFrame
        As for :func:`~experiments.delivery.tables.delivery_by_world`.
    ledger : DataFrame
        As for :func:`costs_by_world`.

    Returns
    -------
    DataFrame
        ``arm``, ``programme``, ``measure`` (see :data:`COST_MEASURES`), ``payer`` (:data:`ALL`
        first), ``mean``, ``low``, ``high`` (95 % t interval over seeds) and ``seeds``: those with
        participants, or with completed courses.
    """
    worlds, spent = _checked(weekly, ledger)
    sums = pd.concat(
        [_sums(worlds, spent, []).assign(payer=ALL), _sums(worlds, spent, ["payer"])]
    ).merge(delivery_by_world(weekly), on=list(WORLD))
    heads = {"cost_per_participant": "started", "cost_per_completed_course": "completed"}
    long = pd.concat(
        sums.assign(measure=measure, value=sums["pence"] / 100 / sums[head].where(sums[head] > 0))
        for measure, head in heads.items()
    )
    return over_seeds(long, [*_PROGRAMME, "measure", "payer"])


def _checked(weekly: pd.DataFrame, ledger: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the worlds, and what was spent in each with its amounts in pence."""
    require_columns(weekly, WORLD, "weekly table")
    require_columns(ledger, [*WORLD, "item", "payer", "amount"], "ledger")
    worlds = weekly[list(WORLD)].drop_duplicates(ignore_index=True)
    known = pd.MultiIndex.from_frame(worlds)
    unknown = ledger[~pd.MultiIndex.from_frame(ledger[list(WORLD)]).isin(known)]
    if len(unknown):
        raise ValueError(f"the ledger holds {world_name(unknown)}, the weekly table does not")
    spent = ledger.assign(pence=_pence(ledger["amount"])).sort_values(["payer", "item"])
    return worlds, spent


def _sums(worlds: pd.DataFrame, spent: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    kinds = spent[[*_PROGRAMME, *by]].drop_duplicates()
    grid = worlds.merge(kinds, on=_PROGRAMME) if by else worlds
    keys = [*WORLD, *by]
    sums = spent.groupby(keys)["pence"].sum()
    # Filling in by reindexing keeps whole numbers whole; a join would make them floats.
    wanted = pd.MultiIndex.from_frame(grid[keys])
    return grid.assign(pence=sums.reindex(wanted, fill_value=0).to_numpy(np.int64))


def _pence(amounts: pd.Series[Any]) -> NDArray[np.int64]:
    if pd.api.types.is_integer_dtype(amounts.dtype):
        pence = [int(one) for one in amounts]
    else:
        pence = [_as_pence(one) for one in amounts]
    if sum(map(abs, pence)) >= _LIMIT:
        raise ValueError("the ledger's amounts are too large to be summed exactly")
    return np.array(pence, np.int64)


def _as_pence(amount: object) -> int:
    if not isinstance(amount, Decimal):
        raise ValueError(f"an amount must be a Decimal or whole pence, got {amount!r}")
    if not amount.is_finite() or amount * 100 != int(amount * 100):
        raise ValueError(f"an amount must be a whole number of pence, got {amount}")
    return int(amount * 100)

"""A ledger as arrays of whole numbers, for a file, and back, with its sums checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from simulation.money.amounts import Whole
from simulation.money.costs import ITEMS

__all__ = ["Entries", "pack", "unpack"]

#: Pence and millionths of a quantity by (week, position of the item); nothing spent, no entry.
Entries: TypeAlias = dict[tuple[int, int], tuple[int, int]]

_DIMENSIONS = {"week": 1, "item": 1, "pence": 1, "quantity": 1, "per_case": 2, "unassigned": 1}


def pack(entries: Entries, each: Whole, unassigned: Whole) -> dict[str, npt.NDArray[Any]]:
    """Return a ledger's content as arrays; equal contents give equal arrays.

    Parameters
    ----------
    entries
        What was spent and used by week and item.
    each : ndarray of int64, shape (items, cases)
        Pence spent on each case.
    unassigned : ndarray of int64, shape (items,)
        Pence spent on nobody in particular.

    Returns
    -------
    dict of str to ndarray of int64
        ``week``, ``item``, ``pence``, ``quantity`` (millionths), each (entries,); ``per_case``,
        (cases, items); ``unassigned``, (items,).

    Examples
    --------
    >>> pack({(3, 0): (250, 1_000_000)}, np.zeros((7, 0), np.int64), np.zeros(7, np.int64))["pence"]
    array([250])
    """
    keys = sorted(entries)
    rows = np.array([(*key, *entries[key]) for key in keys], np.int64).reshape(-1, 4)
    columns = dict(zip(_DIMENSIONS, rows.T.copy(), strict=False))
    return {**columns, "per_case": each.T.copy(), "unassigned": unassigned.copy()}


def unpack(arrays: Mapping[str, npt.NDArray[Any]]) -> tuple[Entries, Whole, Whole]:
    """Return what :func:`pack` was given.

    Raises
    ------
    ValueError
        When an array is missing or no whole numbers of the right shape, an entry names no item, or
        the weeks do not add up to the cases.
    """
    whole = {name: _stored(arrays, name) for name in _DIMENSIONS}
    week, item, pence, quantity, per_case, unassigned = whole.values()
    if per_case.shape[1] != len(ITEMS) or len(unassigned) != len(ITEMS):
        raise ValueError(f"a stored ledger must have {len(ITEMS)} items")
    if not len(week) == len(item) == len(pence) == len(quantity):
        raise ValueError("a stored ledger must have as many weeks as items, amounts and quantities")
    if item.max(initial=0) >= len(ITEMS):
        raise ValueError(f"a stored ledger names item {item.max()}, there are {len(ITEMS)}")
    by_week = np.zeros(len(ITEMS), np.int64)
    np.add.at(by_week, item, pence)
    by_case = per_case.sum(axis=0) + unassigned
    for name, weeks, cases in zip(ITEMS, by_week, by_case, strict=True):
        if weeks != cases:
            raise ValueError(
                f"a stored ledger is damaged: {name} is {weeks} pence by week, {cases} by case"
            )
    keys = zip(week.tolist(), item.tolist(), strict=True)
    spent = zip(pence.tolist(), quantity.tolist(), strict=True)
    return dict(zip(keys, spent, strict=True)), per_case.T.copy(), unassigned.copy()


def _stored(arrays: Mapping[str, npt.NDArray[Any]], name: str) -> Whole:
    if name not in arrays:
        raise ValueError(f"a stored ledger lacks {name!r}")
    array = np.asarray(arrays[name])
    if array.dtype.kind not in "iu" or array.ndim != _DIMENSIONS[name] or (array < 0).any():
        raise ValueError(f"a stored ledger's {name!r} must hold whole numbers from 0 in order")
    return array.astype(np.int64)

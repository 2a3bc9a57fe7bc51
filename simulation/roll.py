"""Ordered rolls of people: who is on one, and in which rows they are found now."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

__all__ = ["Ids", "first_mentions", "rows_of_living"]

Ids: TypeAlias = npt.NDArray[np.int64]


def rows_of_living(ids: Ids, rows: Ids, present: npt.NDArray[Any]) -> tuple[Ids, Ids]:
    """Return those of a roll who still live here, and their rows now.

    Parameters
    ----------
    ids, rows
        The roll and the row each was last found in; any number if not known.
    present
        Unique ids of the living in row order.

    Returns
    -------
    ids, rows
        In the order of the roll. The arrays given are returned if nobody left or moved.

    Examples
    --------
    >>> rows_of_living(np.array([7, 5]), np.array([0, 0]), np.array([5, 6]))
    (array([5]), array([0]))
    """
    if len(present):
        here = np.minimum(rows, len(present) - 1)
        if np.array_equal(present[here], ids):
            return ids, here
    by_id = np.argsort(present, kind="stable")
    sorted_ids = present[by_id]
    place = np.searchsorted(sorted_ids, ids)
    found = place < len(present)
    found[found] = sorted_ids[place[found]] == ids[found]
    return ids[found], by_id[place[found]]


def first_mentions(ids: Ids) -> Ids:
    """Return the ids without repetitions, in the order of their first mention."""
    _, first = np.unique(ids, return_index=True)
    return ids if len(first) == len(ids) else ids[np.sort(first)]

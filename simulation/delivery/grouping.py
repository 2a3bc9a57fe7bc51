"""Grouping: which people form a group with each other.

A mixed group is made of neighbours: within a neighbourhood each person goes to the group they were
drawn to by lot and that still has room, so that one person more or less leaves nearly all others
where they were. A matched group is made of people next to each other in what is matched. Who is
left over joins with the left-over of other neighbourhoods; a rest that is too small has to wait.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from simulation.delivery.luck import Luck

__all__ = ["form_groups"]

Ints = npt.NDArray[np.int64]

#: More than there can be in one neighbourhood, so that each wish has a number of its own.
_MOST_GROUPS = 2**20


def _drawn_together(members: Ints, ids: Ints, size: int, luck: Luck, week: int) -> list[Ints]:
    """Return full groups of ``members``, whose number is a multiple of ``size``."""
    groups = len(members) // size
    combinations = ids[members][:, None] * _MOST_GROUPS + np.arange(groups)
    wish = luck.uniforms("grouping", week, combinations.ravel()).reshape(len(members), groups)
    room = np.full(groups, size)
    chosen = np.empty(len(members), np.int64)
    for n in range(len(members)):
        chosen[n] = np.argmax(np.where(room > 0, wish[n], -1.0))
        room[chosen[n]] -= 1
    return [members[chosen == group] for group in range(groups)]


def _cut(members: Ints, size: int) -> list[Ints]:
    return [members[first : first + size] for first in range(0, len(members), size)]


def form_groups(
    ids: Ints,
    neighbourhood: Ints,
    matched_by: npt.NDArray[np.float64] | None,
    size: int,
    minimum: int,
    luck: Luck,
    week: int,
) -> list[Ints]:
    """Return groups of people who wait, as places in the arrays given.

    Parameters
    ----------
    ids, neighbourhood
        Who waits and where they live, in the order of the queue; shape (n,) each.
    matched_by
        What people of a group are to be alike in, shape (n,); None for mixed groups.
    size, minimum
        People in a full group, and the least with whom one starts.
    luck, week
        Draws of the programme, and the week they are for.

    Returns
    -------
    list of ndarray of int64
        At most ``ceil(n / size)`` groups, all full but for the last; people left over are in none.
    """
    if matched_by is not None:
        groups = _cut(np.lexsort((ids, matched_by)), size)
        return [group for group in groups if len(group) >= minimum]
    formed: list[Ints] = []
    over: list[Ints] = []
    for place in np.unique(neighbourhood):
        here = np.flatnonzero(neighbourhood == place)
        full = len(here) // size * size
        if full:
            formed += _drawn_together(here[:full], ids, size, luck, week)
        over.append(here[full:])
    rest = _cut(np.concatenate([np.empty(0, np.int64), *over]), size)
    return formed + [group for group in rest if len(group) >= minimum]

"""How far people are from those who take part, over close ties.

A tie is close if either of the two feels a closeness of at least .5, kin or not. One step from a
participant: close friends and kin; two steps: friends of friends, who are friends and kin of these.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from experiments.worlds.history import PARTICIPANTS
from simulation.indicators.indicator import Flags
from simulation.tie_arrays import TieArrays

__all__ = ["CLOSE", "DISTANCES", "reach_groups"]

#: Closeness (0 to 1) from which a tie is close.
CLOSE = 0.5

#: The groups, the nearest first.
DISTANCES = (PARTICIPANTS, "close friends and kin", "friends of friends", "others")


def reach_groups(
    ties: TieArrays, tie_counts: NDArray[np.integer], participants: NDArray[np.integer]
) -> dict[str, Flags]:
    """Divide everybody by the distance to the nearest participant.

    Parameters
    ----------
    ties : TieArrays
        Half-ties of everybody, at week 0.
    tie_counts : array of int, shape (people,)
        How many ties each has: those in the first slots of the row.
    participants : array of int
        Rows of the participants.

    Returns
    -------
    dict
        By distance (see :data:`DISTANCES`), bool, shape (people,): each person in one of them.

    Raises
    ------
    IndexError
        For a row that is not there.

    Examples
    --------
    >>> from simulation import ConnectivityModel
    >>> model = ConnectivityModel(people=100, rng=1)
    >>> records = model.people.records
    >>> groups = reach_groups(model.ties.arrays, records["tie_count"], np.array([0, 1]))
    >>> int(sum(group.sum() for group in groups.values()))
    100
    """
    people = len(tie_counts)
    groups = {PARTICIPANTS: np.zeros(people, np.bool_)}
    groups[PARTICIPANTS][participants] = True
    reached = groups[PARTICIPANTS].copy()
    for distance in DISTANCES[1:-1]:
        nearest = np.flatnonzero(list(groups.values())[-1])
        beyond = np.zeros(people, np.bool_)
        beyond[_close_to(ties, tie_counts, nearest)] = True
        groups[distance] = beyond & ~reached
        reached |= beyond
    groups[DISTANCES[-1]] = ~reached
    return groups


def _close_to(
    ties: TieArrays, tie_counts: NDArray[np.integer], rows: NDArray[np.intp]
) -> NDArray[np.int32]:
    """Return the rows of those who have a close tie to anybody in ``rows``, with repetitions."""
    used = np.arange(ties.neighbour.shape[1]) < tie_counts[rows, np.newaxis]
    felt = (ties.closeness[rows] >= CLOSE) | (ties.their_closeness[rows] >= CLOSE)
    return ties.neighbour[rows][used & felt]

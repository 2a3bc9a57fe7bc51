"""Ties of a user's own people: what is known of them is kept, the rest is as when a tie begins.

A tie of which nothing is known began where both are: at home, in the family, at work, in a group,
in the neighbourhood, in this order, else by introduction. What one side feels stands for both where
only that is known.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from simulation.compilation import Record, kernel
from simulation.own_data.data import OwnTies
from simulation.tie_arrays import ORIGINS
from simulation.week.commit import begin_tie
from simulation.week.intent import introduce
from simulation.world import World

__all__ = ["begin_own_ties", "likely_origins"]

Ints = npt.NDArray[np.int64]

_SHARED_PLACES = (
    ("household", "household"),
    ("family", "family"),
    ("work", "workplace"),
    ("group", "group"),
    ("neighbourhood", "neighbourhood"),
)


def likely_origins(people: npt.NDArray[np.void], person: Ints, other: Ints) -> Ints:
    """Return the code of the place where each pair probably met, from the places they share."""
    origin = np.full(len(person), ORIGINS.index("introduced"))
    for name, column in reversed(_SHARED_PLACES):
        mine, theirs = people[column][person], people[column][other]
        origin[(mine >= 0) & (mine == theirs)] = ORIGINS.index(name)
    return origin


@kernel
def _begin(
    people: Record,
    shown: Record,
    ties: Any,
    person: Any,
    other: Any,
    numbers: Any,
    kin: Any,
    origin: Any,
    residents: int,
    p: Record,
    keys: Any,
) -> None:
    """Write both halves of every tie; ``numbers`` holds closeness and trust of either side."""
    for i in range(len(people)):
        introduce(people[i], shown[i])
    for n in range(len(person)):
        for side in range(2):
            i = person[n] if side == 0 else other[n]
            j = other[n] if side == 0 else person[n]
            slot = people[i].tie_count
            begin_tie(i, slot, j, origin[n], residents, shown, ties, p, keys)
            if kin[n] >= 0:
                if kin[n] != ties.kin[i, slot]:
                    # The usual start of a relative, or of somebody who is none.
                    began = p.first_kin_closeness if kin[n] else p.first_closeness
                    more = p.first_kin_trust if kin[n] else 0.0
                    ties.closeness[i, slot] = began
                    ties.their_closeness[i, slot] = began
                    ties.trust[i, slot] = min(max(shown[i].working_model + more, 0.05), 0.95)
                    ties.their_trust[i, slot] = min(max(shown[j].working_model + more, 0.05), 0.95)
                ties.kin[i, slot] = kin[n]
            mine = numbers[n, side]
            theirs = numbers[n, 1 - side]
            if mine == mine:
                ties.closeness[i, slot] = mine
            if theirs == theirs:
                ties.their_closeness[i, slot] = theirs
            mine = numbers[n, 2 + side]
            theirs = numbers[n, 3 - side]
            if mine == mine:
                ties.trust[i, slot] = mine
            if theirs == theirs:
                ties.their_trust[i, slot] = theirs
            people[i].tie_count = slot + 1


def begin_own_ties(world: World, own: OwnTies) -> None:
    """Begin these ties.

    Parameters
    ----------
    world
        Changed in place: people who have no ties yet, all settled.
    own
        Each pair at most once, nobody in more ties than there are slots.
    """
    origin = np.where(
        own.origin >= 0, own.origin, likely_origins(world.people, own.person, own.other)
    )
    closeness, back = own.closeness, own.their_closeness
    numbers = np.stack(
        [
            np.where(np.isfinite(closeness), closeness, back),
            np.where(np.isfinite(back), back, closeness),
            own.trust,
            own.their_trust,
        ],
        axis=1,
    )
    _begin(
        world.people, world.scratch.shown, world.ties, own.person, own.other, numbers, own.kin,
        origin, world.settings.residents, world.p, world.keys,
    )  # fmt: skip

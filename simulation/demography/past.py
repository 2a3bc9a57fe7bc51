"""A past elsewhere: the year a newcomer has lived before coming to town.

Who begins a life in town begins with average states, and moods, strain and beliefs of one's own
take months to show. Newcomers who stay for a year would never become themselves, so they live a
year elsewhere first: the same inner life, with what an average young person of the model gets from
others.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from simulation.mechanisms import MECHANISMS
from simulation.person_columns import PERSON
from simulation.purposes import week_keys
from simulation.received import RECEIVED
from simulation.week.inner_life import inner_life
from simulation.world import World

__all__ = ["live_elsewhere"]

Ints = npt.NDArray[np.int64]

_WEEKS = 52

#: What others give somebody under 30 in a week (means of 6,000 people after five years).
_RECEIVED = {
    "intimacy": 0.65,
    "companionship": 4.7,
    "support": 3.9,
    "contacts": 5.0,
    "responsiveness": 3.45,
    "negatives": 0.37,
    "given": 0.24,
    "received": 0.24,
    "online_contacts": 1.7,
    "shallow_contacts": 0.7,
    "contact_sought": 6.0,
}


@lru_cache(maxsize=4)
def _past_keys(seed: int) -> tuple[npt.NDArray[np.uint64], ...]:
    """Return the keys of a year before the world's first week."""
    return tuple(week_keys(seed, week - _WEEKS - 1) for week in range(_WEEKS))


def live_elsewhere(world: World, rows: Ints) -> None:
    """Let these people, just born, live their last year elsewhere; their age stays what it is.

    Parameters
    ----------
    world
        Changed in place: the states of these people.
    rows
        Who.
    """
    people = world.people[rows]
    age = people["age"].copy()
    received = np.zeros(len(rows), RECEIVED)
    for name, value in _RECEIVED.items():
        received[name] = value
    doses = np.zeros(len(rows), MECHANISMS)
    scratch = np.zeros(1, PERSON)
    for keys in _past_keys(world.seed):
        inner_life(people, received, doses, scratch, world.p, keys, 0, len(rows))
    people["age"] = age
    world.people[rows] = people

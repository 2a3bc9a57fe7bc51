"""Homes in town: finding an empty one, moving in, moving away."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from simulation.compilation import kernel
from simulation.draws import person_bits
from simulation.foci import HOUSEHOLD, NEIGHBOURHOOD, STANDING
from simulation.neighbourhoods import COHESION, COLLECTIVISM, DEPRIVATION
from simulation.purposes import number
from simulation.world import World

__all__ = ["change_home", "change_neighbourhood", "empty_home", "head_the_home"]

Ints = npt.NDArray[np.int64]

_NEW_HOME = number("new home")
_DESTINATION = number("move destination")
_SEATS = STANDING[HOUSEHOLD].size


@kernel
def _find_empty_home(occupant: Any, mover: int, key: Any) -> Any:
    homes = len(occupant) // _SEATS
    start = person_bits(key, mover)
    for step in range(homes):
        home = np.int64((start + np.uint64(step)) % np.uint64(homes))
        free = True
        for seat in range(home * _SEATS, home * _SEATS + _SEATS):
            free &= occupant[seat] < 0
        if free:
            return home
    return -1


def _destination(world: World, mover: int) -> int:
    """Return the neighbourhood somebody moves to."""
    bits = int(person_bits(world.keys[_DESTINATION], mover))
    return bits % world.foci.counts[NEIGHBOURHOOD]


def empty_home(world: World, mover: int) -> int:
    """Return an empty home for somebody, and let it stand in a neighbourhood of their draw.

    There are as many homes as people, so one is always free.
    """
    home = _find_empty_home(world.foci.places(HOUSEHOLD), mover, world.keys[_NEW_HOME])
    world.home_neighbourhood[home] = _destination(world, mover)
    return int(home)


def change_home(world: World, rows: Ints, home: int) -> None:
    """Move these people into ``home`` and, where it stands elsewhere, into its neighbourhood."""
    people, foci = world.people, world.foci
    homes_left = np.unique(people["household"][rows])
    foci.leave(HOUSEHOLD, rows)
    ids = people["unique_id"][rows]
    foci.join(HOUSEHOLD, rows, ids, np.full(len(rows), home), world.keys)
    people["household"][rows] = home
    for one in homes_left.tolist():
        head_the_home(world, one)
    _follow_home(world, rows, int(world.home_neighbourhood[home]))


def head_the_home(world: World, home: int) -> None:
    """Let adult children whose parents are gone head the home they live in."""
    members = world.foci.members(HOUSEHOLD, home)
    if len(members) and world.people["adult_child"][members].all():
        world.people["adult_child"][members] = 0


def change_neighbourhood(world: World, rows: Ints, home: int) -> None:
    """Move a home and all who live in it to another neighbourhood."""
    neighbourhood = _destination(world, home)
    world.home_neighbourhood[home] = neighbourhood
    _follow_home(world, rows, neighbourhood)


def _follow_home(world: World, rows: Ints, neighbourhood: int) -> None:
    people, foci, p = world.people, world.foci, world.p
    people["life_events"][rows] = np.minimum(people["life_events"][rows] + p["move_strain"], 6.0)
    rows = rows[people["neighbourhood"][rows] != neighbourhood]
    foci.leave(NEIGHBOURHOOD, rows)
    ids = people["unique_id"][rows]
    refused = foci.join(NEIGHBOURHOOD, rows, ids, np.full(len(rows), neighbourhood), world.keys)
    people["neighbourhood"][rows] = np.where(refused, -1, neighbourhood)
    culture = world.neighbourhood_culture[neighbourhood]
    people["collectivism"][rows] = culture[COLLECTIVISM]
    people["cohesion"][rows] = culture[COHESION]
    people["deprivation"][rows] = culture[DEPRIVATION]
    people["rootedness"][rows] = p["uprooting"]

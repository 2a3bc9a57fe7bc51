"""Memberships: work and voluntary groups."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from simulation.draws import uniforms
from simulation.foci import GROUP, WORKPLACE
from simulation.purposes import number
from simulation.work_and_groups import chance_of_finding_work
from simulation.world import World

__all__ = ["change_jobs", "join_groups", "leave_places"]

Ints = npt.NDArray[np.int64]

_FOUND = number("job found")
_WORKPLACE = number("workplace")
_CHOICE = number("group choice")
_COLUMN = {WORKPLACE: "workplace", GROUP: "group"}


def leave_places(world: World, venue: int, rows: Ints) -> None:
    """Let these people give up their work or group."""
    world.foci.leave(venue, rows)
    world.people[_COLUMN[venue]][rows] = -1


def _enter(world: World, venue: int, count: int, rows: Ints, luck: npt.NDArray[np.float64]) -> None:
    places = (luck * count).astype(np.int64)
    refused = world.foci.join(venue, rows, world.people["unique_id"][rows], places, world.keys)
    world.people[_COLUMN[venue]][rows] = np.where(refused, -1, places)


def change_jobs(world: World, rows: Ints) -> None:
    """Let these people leave their work; most find another at once."""
    leave_places(world, WORKPLACE, rows)
    ids = world.people["unique_id"][rows]
    chance = chance_of_finding_work(world.settings, world.p, world.people["deprivation"][rows])
    found = uniforms(int(world.keys[_FOUND]), ids) < chance
    luck = uniforms(int(world.keys[_WORKPLACE]), ids[found])
    workplaces = world.foci.counts[WORKPLACE] - world.settings.courses
    _enter(world, WORKPLACE, workplaces, rows[found], luck)


def join_groups(world: World, rows: Ints) -> None:
    """Let these people join a group of the town."""
    luck = uniforms(int(world.keys[_CHOICE]), world.people["unique_id"][rows])
    _enter(world, GROUP, world.foci.counts[GROUP], rows, luck)

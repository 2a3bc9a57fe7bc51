"""Demography: coming of age, deaths, homes, couples, work and groups, week by week."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from simulation.demography.arrivals import come_of_age, move_to_town
from simulation.demography.couples import form_couples, leave_home, part_couples
from simulation.demography.departures import depart
from simulation.demography.homes_in_town import change_neighbourhood, head_the_home
from simulation.demography.life_course import (
    CHANGES_JOB,
    DIES,
    EMIGRATES,
    JOINS_GROUP,
    LEAVES_GROUP,
    LEAVES_HOME,
    MOVES,
    RETIRES,
    SEEKS_PARTNER,
    SEPARATES,
)
from simulation.demography.memberships import change_jobs, join_groups, leave_places
from simulation.foci import GROUP, HOUSEHOLD, WORKPLACE
from simulation.world import World

__all__ = ["apply_life_course"]

Ints = npt.NDArray[np.int64]


def apply_life_course(world: World) -> None:
    """Carry out what the life-course kernel noted, in a fixed order, each by ids.

    Parameters
    ----------
    world
        Its ``scratch.events`` were filled for this week; changed in place.
    """
    people, events = world.people, world.scratch.events
    busy = np.flatnonzero(events)
    busy = busy[np.argsort(people["unique_id"][busy], kind="stable")]

    def who(event: np.uint16) -> Ints:
        return busy[(events[busy] & event) != 0]

    leave_places(world, WORKPLACE, who(RETIRES))
    change_jobs(world, who(CHANGES_JOB))
    leave_places(world, GROUP, who(LEAVES_GROUP))
    join_groups(world, who(JOINS_GROUP))
    part_couples(world, who(SEPARATES))
    leave_home(world, who(LEAVES_HOME))
    form_couples(world, who(SEEKS_PARTNER))
    _move_homes(world, who(MOVES))
    _renew(world, who(DIES), who(EMIGRATES))


def _move_homes(world: World, rows: Ints) -> None:
    homes = np.unique(world.people["household"][rows])
    for home in homes.tolist():
        members = world.foci.members(HOUSEHOLD, home).astype(np.int64)
        if len(members):
            change_neighbourhood(world, members, home)


def _renew(world: World, dead: Ints, emigrants: Ints) -> None:
    """Let the dead and whole homes go, and new people take the vacant rows."""
    people = world.people
    homes = np.unique(people["household"][emigrants])
    leaving = [world.foci.members(HOUSEHOLD, home).astype(np.int64) for home in homes.tolist()]
    emigrants = np.concatenate(leaving) if leaving else emigrants
    dead = dead[~np.isin(dead, emigrants)]
    if not len(dead) + len(emigrants):
        return
    bereaved_homes = np.unique(people["household"][dead])
    depart(world, np.concatenate([dead, emigrants]))
    for home in bereaved_homes.tolist():
        head_the_home(world, home)
    for rows, home in zip(leaving, homes.tolist(), strict=True):
        move_to_town(world, np.sort(rows), int(home))
    come_of_age(world, dead)

"""Demography: coming of age, deaths, homes, couples, work and groups, week by week."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from simulation.ages.flows import age_flows
from simulation.ages.older_homes import older_homes
from simulation.demography.arrivals import come_of_age, move_to_town, new_identity
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
from simulation.demography.newcomers import end_of_stay, move_in
from simulation.demography.vacancies import fill_vacancies, pair_older_people, who_leaves_town
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
    busy = _by_id(people, busy)

    def who(event: np.uint16) -> Ints:
        return busy[(events[busy] & event) != 0]

    leave_places(world, WORKPLACE, who(RETIRES))
    change_jobs(world, who(CHANGES_JOB))
    leave_places(world, GROUP, who(LEAVES_GROUP))
    join_groups(world, who(JOINS_GROUP))
    part_couples(world, who(SEPARATES))
    leave_home(world, who(LEAVES_HOME))
    form_couples(world, who(SEEKS_PARTNER))
    homes = older_homes(world.settings.age_key, float(world.p["separation"]))
    if homes is not None:
        pair_older_people(world, homes)
    _move_homes(world, who(MOVES))
    _renew(world, who(DIES), who(EMIGRATES), _leavers(world))


def _move_homes(world: World, rows: Ints) -> None:
    homes = np.unique(world.people["household"][rows])
    for home in homes.tolist():
        members = world.foci.members(HOUSEHOLD, home).astype(np.int64)
        if len(members):
            change_neighbourhood(world, members, home)


def _renew(world: World, dead: Ints, emigrants: Ints, leavers: Ints | None = None) -> None:
    """Let the dead, whole homes and single leavers go, and new people take the vacant rows."""
    people, settings = world.people, world.settings
    homes = np.unique(people["household"][emigrants[emigrants < settings.residents]])
    leaving = [world.foci.members(HOUSEHOLD, home).astype(np.int64) for home in homes.tolist()]
    emigrants = np.concatenate(leaving) if leaving else np.zeros(0, np.int64)
    alone = dead if leavers is None else _by_id(people, np.union1d(dead, leavers))
    alone = alone[~np.isin(alone, emigrants)]
    if not len(alone) + len(emigrants):
        return
    homes_left = np.unique(people["household"][alone])
    depart(world, np.concatenate([alone, emigrants]))
    for home in homes_left.tolist():
        head_the_home(world, home)
    for rows, home in zip(leaving, homes.tolist(), strict=True):
        move_to_town(world, np.sort(rows[rows < settings.residents]), int(home))
    newcomers = np.sort(np.concatenate([alone, emigrants]))
    newcomers = newcomers[newcomers >= settings.residents]
    new_identity(world, newcomers)
    move_in(world, newcomers)
    vacant = alone[alone < settings.residents]
    flows = age_flows(settings.age_key)
    lived_in = older_homes(settings.age_key, float(world.p["separation"]))
    if flows is None or lived_in is None:
        come_of_age(world, vacant)
    else:
        fill_vacancies(world, vacant, flows, lived_in)


def _by_id(people: npt.NDArray[np.void], rows: Ints) -> Ints:
    return rows[np.argsort(people["unique_id"][rows], kind="stable")]


def _leavers(world: World) -> Ints | None:
    """Return who leaves town alone or as a couple, None where nobody ever does."""
    flows = age_flows(world.settings.age_key)
    if flows is None and not world.settings.newcomers:
        return None
    leaving = end_of_stay(world)
    return leaving if flows is None else np.union1d(who_leaves_town(world, flows), leaving)

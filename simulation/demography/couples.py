"""Couples: moving in with the closest single friend, and parting.

Partnership grows out of the network: who looks for a partner moves in with the closest tie who is
single, of the sex they are drawn to, not a relative and close from both sides. From then on the two
count as family; after a separation the tie lives on as a friendship, or fades. Where the share of
older people who live alone is set, nobody of 65 or above finds a partner among friends, since that
share is kept in another way (:mod:`simulation.ages.older_homes`).
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from simulation.ages.mix import OLD_FROM
from simulation.compilation import Record, kernel
from simulation.demography.departures import find_tie
from simulation.demography.homes_in_town import change_home, empty_home
from simulation.draws import identity, pair_uniform
from simulation.foci import HOUSEHOLD
from simulation.purposes import number
from simulation.world import World

__all__ = ["form_couples", "leave_home", "move_in_together", "part_couples"]

Ints = npt.NDArray[np.int64]

_SAME_SEX = number("same-sex attraction")
_SAME_SEX_SHARE = 0.05
_GREATEST_AGE_GAP = 15.0
_ROOM_FOR_TWO = 2


@kernel
def _closest_single(
    people: Record, ties: Any, i: int, closeness: float, oldest: float, key: Any
) -> int:
    """Return the row of the person ``i`` would move in with, or -1."""
    best = -1
    most = closeness
    me = people[i]
    for k in range(me.tie_count):
        j = ties.neighbour[i, k]
        other = people[j]
        mutual = min(ties.closeness[i, k], ties.their_closeness[i, k])
        if (
            ties.kin[i, k]
            or other.partner >= 0
            or mutual < most
            or (mutual == most and best >= 0 and other.unique_id > people[best].unique_id)
            or abs(me.age - other.age) > _GREATEST_AGE_GAP
            or other.age >= oldest
        ):
            continue
        luck = pair_uniform(key, identity(me.unique_id), identity(other.unique_id))
        same_sex = luck < _SAME_SEX_SHARE
        if (me.sex == other.sex) == same_sex:
            best = j
            most = mutual
    return best


@kernel
def _set_kin(people: Record, ties: Any, i: int, j: int, kin: int) -> None:
    for one, other in ((i, j), (j, i)):
        slot = find_tie(ties, people[one].tie_count, one, other)
        if slot >= 0:
            ties.kin[one, slot] = kin


def _lives_freely(world: World, row: int) -> bool:
    """Return whether somebody heads a home with room for a partner."""
    if world.people["adult_child"][row]:
        return False
    home = int(world.people["household"][row])
    return len(world.foci.members(HOUSEHOLD, home)) <= _ROOM_FOR_TWO


def form_couples(world: World, rows: Ints) -> None:
    """Let each of these singles who still is one look for a partner, in the order given."""
    people = world.people
    closeness = float(world.p["partner_closeness"])
    oldest = math.inf if world.settings.older_alone_share is None else float(OLD_FROM)
    key = world.keys[_SAME_SEX]
    for row in rows.tolist():
        if people["partner"][row] >= 0 or people["age"][row] >= oldest:
            continue
        other = _closest_single(people, world.ties, row, closeness, oldest, key)
        if other < 0:
            continue
        move_in_together(world, row, other)


def move_in_together(world: World, row: int, other: int) -> None:
    """Make two singles a couple with one home, that of either who heads one with room."""
    people = world.people
    pair = np.array([row, other])
    pair = pair[np.argsort(people["unique_id"][pair])]
    if people["household"][row] != people["household"][other]:
        hosts = [one for one in pair.tolist() if _lives_freely(world, one)]
        if hosts:
            home = int(people["household"][hosts[0]])
            movers = pair[pair != hosts[0]]
        else:
            home, movers = empty_home(world, int(people["unique_id"][pair[0]])), pair
        change_home(world, movers, home)
    people["adult_child"][pair] = 0
    people["partner"][pair] = people["unique_id"][pair[::-1]]
    _set_kin(people, world.ties, int(pair[0]), int(pair[1]), 1)


def part_couples(world: World, rows: Ints) -> None:
    """Part the couples of these people; the one with the greater id takes a home alone."""
    people, p = world.people, world.p
    for row in rows.tolist():
        partner = int(people["partner"][row])
        if partner < 0 or partner > people["unique_id"][row]:
            continue  # parted already, or done from the other side
        pair = np.array([partner % len(people), row])
        people["partner"][pair] = -1
        people["life_events"][pair] = np.minimum(
            people["life_events"][pair] + p["separation_strain"], 6.0
        )
        _set_kin(people, world.ties, int(pair[0]), int(pair[1]), 0)
        change_home(world, pair[1:], empty_home(world, int(people["unique_id"][row])))


def leave_home(world: World, rows: Ints) -> None:
    """Let these adult children take homes of their own, in the order given."""
    people = world.people
    for row in rows.tolist():
        if people["adult_child"][row]:
            people["adult_child"][row] = 0
            change_home(world, np.array([row]), empty_home(world, int(people["unique_id"][row])))

"""Arrivals: a row that became vacant is lived in by a new person with kin of their own.

After a death somebody comes of age: a child of a family in town, living with the parents. After a
home has left town, another home of the same size moves in, joins relatives in a family of the town,
and knows nobody else. Nothing of the predecessor is kept but the row. Everything is keyed by the
newcomer's id, so one more death in one world changes no other arrival.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from simulation.compilation import Record, kernel
from simulation.demography.homes_in_town import empty_home
from simulation.draws import person_bits, uniforms
from simulation.foci import FAMILY, HOUSEHOLD, STANDING
from simulation.homes import draw_head_ages, draw_roles
from simulation.neighbourhoods import DEPRIVATION
from simulation.purposes import number
from simulation.settling import birth, pair_up, settle, take_places
from simulation.tie_arrays import ORIGINS, SLOTS
from simulation.week.commit import begin_tie
from simulation.week.intent import introduce
from simulation.world import World

__all__ = ["arrive", "come_of_age", "move_to_town", "new_identity", "some_family"]

Ints = npt.NDArray[np.int64]

_NEWCOMER_AGE = number("newcomer age")
_NEWCOMER_FAMILY = number("newcomer family")
_NEWCOMER_JOB = number("newcomer job")
_NEWCOMER_GROUP = number("newcomer group")
_PARENTS = number("parents")

_HOME = ORIGINS.index("household")
_AGE_OF_MAJORITY = 18.0
_PARENT_AGES = (36.0, 60.0)
_SEARCHES = 32
_HOME_SEATS = STANDING[HOUSEHOLD].size


@kernel
def _find_parent(
    people: Record, home_seats: Any, residents: int, newcomer: int, row: int, key: Any
) -> Any:
    """Return the row of a resident of an age to have a grown child and room at home, or -1."""
    for step in range(_SEARCHES):
        bits = person_bits(person_bits(key, newcomer), step)
        j = np.int64(bits % np.uint64(len(people)))
        one = people[j]
        if (
            j != row
            and j < residents
            and one.adult_child == 0
            and _PARENT_AGES[0] <= one.age <= _PARENT_AGES[1]
            and one.household >= 0
        ):
            first = one.household * _HOME_SEATS
            for seat in range(first, first + _HOME_SEATS):
                if home_seats[seat] < 0:
                    return j
    return -1


@kernel
def know_each_other(
    people: Record,
    shown: Record,
    ties: Any,
    rows: Any,
    closeness: float,
    residents: int,
    p: Record,
    keys: Any,
) -> None:
    """Begin ties between all of ``rows``, as close as people who have long lived together."""
    for i in rows:
        introduce(people[i], shown[i])
    for i in rows:
        for j in rows:
            if i == j or people[i].tie_count >= SLOTS:
                continue
            known = False
            for k in range(people[i].tie_count):
                known |= ties.neighbour[i, k] == j
            if known or people[j].tie_count >= SLOTS:
                continue
            for one, other in ((i, j), (j, i)):
                slot = people[one].tie_count
                begin_tie(one, slot, other, _HOME, residents, shown, ties, p, keys)
                ties.closeness[one, slot] = closeness
                ties.their_closeness[one, slot] = closeness
                people[one].tie_count = slot + 1


def new_identity(world: World, rows: Ints) -> Ints:
    """Clear the rows and give each a unique_id nobody ever had."""
    people = world.people
    ids = people["unique_id"][rows] + len(people)
    people[rows] = np.zeros(1, people.dtype)
    world.scratch.doses[rows] = np.zeros(1, world.scratch.doses.dtype)
    world.scratch.gathering[rows] = 0
    people["unique_id"][rows] = ids
    people["partner"][rows] = -1
    for column in ("household", "family", "neighbourhood", "workplace", "group"):
        people[column][rows] = -1
    return ids


def come_of_age(world: World, rows: Ints) -> None:
    """Let an eighteen-year-old of the town take each of these vacant rows, in the order given."""
    people = world.people
    for row in rows.tolist():
        one = np.array([row])
        (newcomer,) = new_identity(world, one)
        home_seats = world.foci.places(HOUSEHOLD)
        parent = _find_parent(
            people, home_seats, world.settings.residents, newcomer, row, world.keys[_PARENTS]
        )
        people["age"][row] = _AGE_OF_MAJORITY
        if parent >= 0:
            home = int(people["household"][parent])
            people["family"][row] = people["family"][parent]
            people["adult_child"][row] = 1
        else:
            home = empty_home(world, int(newcomer))
            people["family"][row] = some_family(world, one)[0]
        people["household"][row] = home
        people["neighbourhood"][row] = world.home_neighbourhood[home]
        arrive(world, one)


def some_family(world: World, rows: Ints) -> Ints:
    """Return a family of the town for each of these newcomers."""
    luck = uniforms(int(world.keys[_NEWCOMER_FAMILY]), world.people["unique_id"][rows])
    return (luck * world.foci.counts[FAMILY]).astype(np.int64)


def move_to_town(world: World, rows: Ints, home: int) -> None:
    """Let a new home move into the vacated one; everybody in it is new."""
    people = world.people
    ids = new_identity(world, rows)
    size = np.full(len(rows), len(rows))
    luck = uniforms(int(world.keys[_NEWCOMER_AGE]), ids[:1])
    age = draw_head_ages(world.settings, size[:1], luck)
    place = np.arange(len(rows))
    ages, partner, child = draw_roles(ids, place, np.repeat(age, len(rows)), size, world.keys)
    people["age"][rows] = ages
    people["adult_child"][rows] = child
    people["household"][rows] = home
    people["neighbourhood"][rows] = world.home_neighbourhood[home]
    people["family"][rows] = some_family(world, rows[:1])[0]
    arrive(world, rows)
    pair_up(people, np.repeat(rows[:1], partner.sum()), rows[partner], world.keys)
    people["rootedness"][rows] = world.p["uprooting"]


def arrive(world: World, rows: Ints) -> None:
    """Let these new people begin their lives in the one home their columns name."""
    people = world.people
    culture = world.neighbourhood_culture[people["neighbourhood"][rows]]
    people["deprivation"][rows] = culture[:, DEPRIVATION]
    take_places(world, rows, _NEWCOMER_JOB, _NEWCOMER_GROUP)
    birth(people, rows, world.settings.neurodivergent_share, world.p, world.keys)
    settle(world, rows, world.keys)
    home = int(people["household"][rows[0]])
    if home >= 0:
        together = np.sort(world.foci.members(HOUSEHOLD, home)).astype(np.int64)
        know_each_other(
            people, world.scratch.shown, world.ties, together, float(world.p["kin_on_arrival"]),
            world.settings.residents, world.p, world.keys,
        )  # fmt: skip

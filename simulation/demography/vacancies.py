"""Vacancies in a town with a mix of ages of its own: who leaves it, and who fills the places.

Some leave town alone or with their partner, more at the ages of which the town has fewer people.
After them, and after a death, either somebody comes of age in town or somebody moves in from
elsewhere, of an age of which the town has more. Who moves in lives alone, or with somebody of that
age who has lived alone so far, as a couple. Older singles may move in together too; how often
stands in :mod:`simulation.ages.older_homes`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from simulation.ages.flows import AgeFlows
from simulation.ages.mix import OLD_FROM
from simulation.ages.older_homes import OlderHomes
from simulation.ages.years import age_quantiles
from simulation.compilation import Record, kernel
from simulation.demography.arrivals import (
    arrive,
    come_of_age,
    know_each_other,
    new_identity,
    some_family,
)
from simulation.demography.couples import move_in_together
from simulation.demography.homes_in_town import empty_home
from simulation.draws import person_bits, uniforms
from simulation.foci import HOUSEHOLD, STANDING
from simulation.purposes import number
from simulation.settling import pair_up
from simulation.world import World

__all__ = ["fill_vacancies", "pair_older_people", "who_leaves_town"]

Ints = npt.NDArray[np.int64]

_LEAVING = number("leaving town")
_AGE = number("newcomer age")
_OF_AGE = number("newcomer of age")
_ALONE = number("newcomer living alone")
_PARTNER = number("partner from elsewhere")
_PAIRING = number("pairing of older people")
_SAME_SEX = number("same-sex attraction")

_WEEKS_A_YEAR = 52.0
_SEARCHES = 64
_ANY_SEX = -1
_SAME_SEX_SHARE = 0.05
_GREATEST_AGE_GAP = 10.0
_HOME_SEATS = STANDING[HOUSEHOLD].size


def who_leaves_town(world: World, flows: AgeFlows) -> Ints:
    """Return the rows of residents who leave town this week, couples together, in row order."""
    people = world.people[: world.settings.residents]
    year = np.clip(people["age"].astype(np.int64) - 18, 0, len(flows.leaving) - 1)
    # Either of a couple takes the other along, so each decides half as often.
    chance = flows.leaving[year] / _WEEKS_A_YEAR * np.where(people["partner"] >= 0, 0.5, 1.0)
    leaves = uniforms(int(world.keys[_LEAVING]), people["unique_id"]) < chance
    rows = np.flatnonzero(leaves)
    partners = people["partner"][rows]
    with_them = partners[partners >= 0] % len(world.people)
    return np.union1d(rows, with_them[with_them < len(people)])


@kernel
def _find_single(
    people: Record, home_seats: Any, residents: int, row: int, sex: int, key: Any
) -> Any:
    """Return the row of a resident of that age who lives alone, of ``sex`` if >= 0, or -1."""
    for step in range(_SEARCHES):
        bits = person_bits(person_bits(key, people[row].unique_id), step)
        j = np.int64(bits % np.uint64(residents))
        one = people[j]
        if (
            j != row
            and (sex < 0 or one.sex == sex)
            and one.household >= 0
            and one.partner < 0
            and abs(one.age - people[row].age) <= _GREATEST_AGE_GAP
        ):
            first = one.household * _HOME_SEATS
            living = 0
            for seat in range(first, first + _HOME_SEATS):
                living += home_seats[seat] >= 0
            if living == 1:
                return j
    return -1


def _single_for(world: World, row: int, sex: int) -> int:
    home_seats = world.foci.places(HOUSEHOLD)
    key = world.keys[_PARTNER]
    found = _find_single(world.people, home_seats, world.settings.residents, row, sex, key)
    return int(found)


def pair_older_people(world: World, homes: OlderHomes) -> None:
    """Let some older people who live alone move in with another such of about their age."""
    people = world.people
    old = np.flatnonzero(people["age"][: world.settings.residents] >= OLD_FROM)
    old = old[world.foci.taken(HOUSEHOLD)[people["household"][old]] == 1]
    luck = uniforms(int(world.keys[_PAIRING]), people["unique_id"][old])
    ready = old[luck < homes.pairing / _WEEKS_A_YEAR]
    for row in ready[np.argsort(people["unique_id"][ready])].tolist():
        if people["partner"][row] >= 0:
            continue
        luck = uniforms(int(world.keys[_SAME_SEX]), people["unique_id"][[row]])[0]
        sex = int(people["sex"][row])
        other = _single_for(world, row, sex if luck < _SAME_SEX_SHARE else 1 - sex)
        if other >= 0:
            together = np.sort(np.array([row, other]))
            know_each_other(
                people, world.scratch.shown, world.ties, together,
                float(world.p["partner_closeness"]), world.settings.residents, world.p, world.keys,
            )  # fmt: skip
            move_in_together(world, row, other)


def fill_vacancies(world: World, rows: Ints, flows: AgeFlows, homes: OlderHomes) -> None:
    """Let somebody take each of these vacant rows, in the order given.

    Parameters
    ----------
    world
        Changed in place.
    rows
        Rows of residents who have died or left.
    flows, homes
        Who comes, and how those who come live.
    """
    ids = world.people["unique_id"][rows] + len(world.people)
    of_age = uniforms(int(world.keys[_OF_AGE]), ids) < flows.share_of_age
    for row, young in zip(rows.tolist(), of_age.tolist(), strict=True):
        if young:
            come_of_age(world, np.array([row]))
        else:
            _move_to_town_singly(world, row, flows, homes)


def _move_to_town_singly(world: World, row: int, flows: AgeFlows, homes: OlderHomes) -> None:
    people, keys, one = world.people, world.keys, np.array([row])
    ids = new_identity(world, one)
    age = age_quantiles(uniforms(int(keys[_AGE]), ids), flows.arrivals)[0]
    people["age"][row] = age
    alone = homes.older_alone if age >= OLD_FROM else homes.alone
    host = -1
    if uniforms(int(keys[_ALONE]), ids)[0] >= alone:
        host = _single_for(world, row, _ANY_SEX)
    if host >= 0:
        home = int(people["household"][host])
        people["family"][row] = people["family"][host]
    else:
        home = empty_home(world, int(ids[0]))
        people["family"][row] = some_family(world, one)[0]
    people["household"][row] = home
    people["neighbourhood"][row] = world.home_neighbourhood[home]
    arrive(world, one)
    if host >= 0:
        pair_up(people, np.array([host]), one, keys)
    people["rootedness"][row] = world.p["uprooting"]

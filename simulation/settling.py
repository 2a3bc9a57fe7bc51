"""Settling: what everybody goes through who begins a life in town, at its founding or later."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from simulation.compilation import Record, kernel
from simulation.draws import uniform, uniforms
from simulation.foci import FAMILY, GROUP, HOUSEHOLD, NEIGHBOURHOOD, WORKPLACE
from simulation.neighbourhoods import COHESION, COLLECTIVISM, DEPRIVATION
from simulation.purposes import number
from simulation.week.traits import begin_life, draw_traits
from simulation.work_and_groups import draw_groups, draw_work
from simulation.world import World

__all__ = [
    "PLACES",
    "birth",
    "drawn_to_the_same_sex",
    "pair_up",
    "settle",
    "take_after_the_place",
    "take_places",
    "take_seats",
]

Ints = npt.NDArray[np.int64]

#: Venues that people sit in from the start, with the column that names the place.
PLACES = {
    HOUSEHOLD: "household",
    FAMILY: "family",
    NEIGHBOURHOOD: "neighbourhood",
    WORKPLACE: "workplace",
    GROUP: "group",
}

_ROOTS = number("rootedness at start")
_SAME_SEX = number("same-sex attraction")
_SAME_SEX_SHARE = 0.05


@kernel
def birth(people: Record, rows: Any, neurodivergent_share: float, p: Record, keys: Any) -> None:
    """Draw traits and first states of these rows; id, family, age and deprivation must stand."""
    for n in range(len(rows)):
        person = people[rows[n]]
        draw_traits(person, neurodivergent_share, p, keys)
        begin_life(person, p, keys)
        person.rootedness = uniform(keys[_ROOTS], person.unique_id)


def pair_up(people: npt.NDArray[np.void], heads: Ints, partners: Ints, keys: Any) -> None:
    """Make couples; the partner is of the other sex but for a small share."""
    people["partner"][heads] = people["unique_id"][partners]
    people["partner"][partners] = people["unique_id"][heads]
    same = drawn_to_the_same_sex(people["unique_id"][heads], keys)
    sex = people["sex"][heads]
    people["sex"][partners] = np.where(same, sex, 1 - sex)


def drawn_to_the_same_sex(heads: Ints, keys: Any) -> npt.NDArray[np.bool_]:
    """Return which of these heads of homes, by unique id, live with a partner of their own sex."""
    same: npt.NDArray[np.bool_] = uniforms(int(keys[_SAME_SEX]), heads) < _SAME_SEX_SHARE
    return same


def take_places(world: World, rows: Ints, work: int, group: int) -> None:
    """Let these people find work or a course, and a group, as often as the settings say.

    Parameters
    ----------
    world
        Changed in place: the columns ``workplace`` and ``group`` of these people.
    rows
        Who.
    work, group
        Purposes of the two draws.
    """
    people, settings = world.people, world.settings
    ids = people["unique_id"][rows]
    people["workplace"][rows] = draw_work(
        settings,
        world.foci.counts[WORKPLACE] - settings.courses,
        people[rows],
        uniforms(int(world.keys[work]), ids),
        world.p,
    )
    luck = uniforms(int(world.keys[group]), ids)
    people["group"][rows] = draw_groups(settings, world.foci.counts[GROUP], luck)


def take_seats(world: World, venue: int, rows: Ints, keys: Any) -> None:
    """Seat these people in the place of one kind that their column names; a full one is left."""
    people, column = world.people, PLACES[venue]
    focus = people[column][rows].astype(np.int64)
    there = focus >= 0
    ids = people["unique_id"][rows]
    refused = world.foci.join(venue, rows[there], ids[there], focus[there], keys)
    people[column][rows[there][refused]] = -1


def take_after_the_place(world: World, rows: Ints) -> None:
    """Give these people the culture, cohesion and deprivation of their neighbourhood."""
    people = world.people
    culture = world.neighbourhood_culture[people["neighbourhood"][rows]]
    people["collectivism"][rows] = culture[:, COLLECTIVISM]
    people["cohesion"][rows] = culture[:, COHESION]
    people["deprivation"][rows] = culture[:, DEPRIVATION]


def settle(world: World, rows: Ints, keys: Any) -> None:
    """Seat these people in every place their columns name; a full place is left again."""
    for venue in PLACES:
        take_seats(world, venue, rows, keys)
    take_after_the_place(world, rows)

"""Founding a town of a user's own people: housed, settled and acquainted as far as is known."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from simulation.foci import NEIGHBOURHOOD
from simulation.homes import draw_families
from simulation.neighbourhoods import DEPRIVATION, draw_neighbourhoods
from simulation.own_data.data import HAS_NONE, NOT_GIVEN, OwnData, OwnPeople
from simulation.own_data.homes import Homes, house
from simulation.own_data.ties import begin_own_ties
from simulation.own_data.traits import give_traits
from simulation.parameters import ParameterSet
from simulation.population import PopulationSettings
from simulation.purposes import number, week_keys
from simulation.settling import (
    PLACES,
    birth,
    drawn_to_the_same_sex,
    pair_up,
    take_after_the_place,
    take_places,
    take_seats,
)
from simulation.world import Places, World, empty_world, usual_places

__all__ = ["found_world"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_JOB = number("workplace at start")
_GROUP = number("group at start")


def _count(own: OwnPeople, place: str, usual: int) -> int:
    """Return how many places a town has: those named, and more only if somebody's is not known."""
    known = own.place(place)
    named = int(known.max(initial=NOT_GIVEN)) + 1
    if not named:
        return usual
    return max(named, usual) if (known == NOT_GIVEN).any() else named


def _of_the_home(home: Ints, known: Ints, homes: int, drawn: Ints) -> Ints:
    """Return a place for each home: that of the first of its people whose place is known."""
    place = drawn.copy()
    rows = np.flatnonzero(known >= 0)[::-1]
    place[home[rows]] = known[rows]
    return place


def _place(world: World, own: OwnPeople, homes: Homes, family: Ints) -> None:
    """Name the places in which everybody lives, works and gathers."""
    people, rows = world.people, np.arange(own.people)
    known = own.place("family")
    people["family"] = np.where(known >= 0, known, family[homes.home])
    people["neighbourhood"] = world.home_neighbourhood[homes.home]
    people["deprivation"] = world.neighbourhood_culture[people["neighbourhood"], DEPRIVATION]
    take_places(world, rows, _JOB, _GROUP)
    for column in ("workplace", "group"):
        known = own.place(column)
        people[column][known >= 0] = known[known >= 0]
        people[column][known == HAS_NONE] = -1


def _pair(world: World, own: OwnPeople, homes: Homes) -> None:
    """Make couples; of two whose sexes are not both known, one's follows from the other's."""
    people, rows = world.people, np.flatnonzero(homes.partner)
    heads = homes.head[rows]
    sex = own.trait("sex")
    pair_up(people, heads, rows, world.keys)
    told = np.isfinite(sex[rows])
    people["sex"][rows[told]] = sex[rows[told]]
    follow = told & ~np.isfinite(sex[heads])
    same = drawn_to_the_same_sex(heads[follow], world.keys)
    of_partner = sex[rows[follow]]
    people["sex"][heads[follow]] = np.where(same, of_partner, 1 - of_partner)


def _settle(world: World, own: OwnPeople, keys: Any) -> None:
    """Seat everybody, first those whose place is known, so that no other takes their seat."""
    for venue, column in PLACES.items():
        known = own.place(column) >= 0
        take_seats(world, venue, np.flatnonzero(known), keys)
        take_seats(world, venue, np.flatnonzero(~known), keys)
    take_after_the_place(world, np.arange(own.people))


def found_world(
    seed: int, settings: PopulationSettings, parameters: ParameterSet, own: OwnData
) -> World:
    """Return a town of these people at week 0.

    Parameters
    ----------
    seed
        The luck of this world: what is not known is drawn by it.
    settings
        Its population, residents only.
    parameters
        The values of the model's parameters.
    own
        What is known of the people and their ties.

    Raises
    ------
    ValueError
        When there are newcomers, or not as many people as the settings say.
    """
    people = own.people
    if settings.newcomers or people.people != settings.people:
        raise ValueError(
            f"own data hold {people.people} residents, but the population has "
            f"{settings.residents} residents and {settings.newcomers} newcomers"
        )
    keys = week_keys(seed, 0)
    homes = house(people, settings, keys)
    family, families = draw_families(homes.homes, keys)
    named = int(people.place("family").max(initial=NOT_GIVEN)) + 1
    family = _of_the_home(homes.home, people.place("family"), homes.homes, family + named)
    usual = usual_places(settings, parameters)
    places = Places(
        _count(people, "neighbourhood", usual.neighbourhoods),
        _count(people, "workplace", usual.workplaces),
        _count(people, "group", usual.groups),
    )
    world = empty_world(seed, settings, parameters, families + named, places)
    neighbourhoods = world.foci.counts[NEIGHBOURHOOD]
    spread = np.arange(homes.homes) * neighbourhoods // homes.homes
    world.home_neighbourhood[: homes.homes] = _of_the_home(
        homes.home, people.place("neighbourhood"), homes.homes, spread
    )
    world.neighbourhood_culture[:] = draw_neighbourhoods(settings, neighbourhoods, world.p, keys)
    world.people["unique_id"] = np.arange(settings.people)
    world.people["partner"] = -1
    world.people["age"] = homes.age
    world.people["adult_child"] = homes.child
    world.people["household"] = homes.home
    _place(world, people, homes, family)
    birth(world.people, np.arange(people.people), settings.neurodivergent_share, world.p, keys)
    give_traits(world, people)
    _pair(world, people, homes)
    _settle(world, people, keys)
    if own.ties is not None:
        begin_own_ties(world, own.ties)
    return world

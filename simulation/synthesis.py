"""Making a town: homes, families, neighbourhoods, work, groups, and the people in them."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from simulation.compilation import Record, kernel
from simulation.draws import normals, uniform, uniforms
from simulation.foci import FAMILY, GROUP, HOUSEHOLD, NEIGHBOURHOOD, WORKPLACE
from simulation.homes import draw_home_sizes, draw_roles, stationary_ages
from simulation.parameters import ParameterSet
from simulation.population import PopulationSettings
from simulation.purposes import number, week_keys
from simulation.week.traits import begin_life, draw_traits
from simulation.world import World, empty_world

__all__ = ["birth", "make_world", "pair_up"]

Ints = npt.NDArray[np.int64]

_AGE = number("age")
_FAMILY_OF_HOME = number("family of household")
_FAMILY_SIZE = number("family size")
_JOB = number("workplace at start")
_GROUP = number("group at start")
_ROOTS = number("rootedness at start")
_CULTURE = number("neighbourhood culture")
_COHESION = number("neighbourhood cohesion")
_SAME_SEX = number("same-sex attraction")

#: Share of families with one to seven homes (assumed; mean 4.1).
_FAMILY_HOMES = (0.06, 0.12, 0.18, 0.22, 0.20, 0.14, 0.08)
_SAME_SEX_SHARE = 0.05
_RETIREMENT = 66.0


@kernel
def birth(people: Record, rows: Any, neurodivergent_share: float, p: Record, keys: Any) -> None:
    """Draw traits and first states of the people in these rows; id, family and age must stand."""
    for n in range(len(rows)):
        person = people[rows[n]]
        draw_traits(person, neurodivergent_share, p, keys)
        begin_life(person, p, keys)
        person.rootedness = uniform(keys[_ROOTS], person.unique_id)


def pair_up(people: npt.NDArray[np.void], heads: Ints, partners: Ints, keys: Any) -> None:
    """Make couples; the partner is of the other sex but for a small share."""
    people["partner"][heads] = people["unique_id"][partners]
    people["partner"][partners] = people["unique_id"][heads]
    luck = uniforms(int(keys[_SAME_SEX]), people["unique_id"][heads])
    sex = people["sex"][heads]
    people["sex"][partners] = np.where(luck < _SAME_SEX_SHARE, sex, 1 - sex)


def _families(homes: int, keys: Any) -> tuple[Ints, int]:
    """Return the family of each home, and how many families there are."""
    luck = uniforms(int(keys[_FAMILY_SIZE]), np.arange(homes))
    sizes = 1 + np.searchsorted(np.cumsum(_FAMILY_HOMES[:-1]), luck, side="right")
    labels = np.repeat(np.arange(homes), sizes)[:homes]
    order = np.argsort(uniforms(int(keys[_FAMILY_OF_HOME]), np.arange(homes)), kind="stable")
    family = np.empty(homes, np.int64)
    family[order] = labels
    return family, int(labels[-1]) + 1


def make_world(seed: int, settings: PopulationSettings, parameters: ParameterSet) -> World:
    """Return a town as it is founded: everybody housed, nobody yet knowing anybody.

    Parameters
    ----------
    seed
        The luck of this world.
    settings
        Its population.
    parameters
        The values of the model's parameters.

    Returns
    -------
    World
        At week 0.
    """
    keys = week_keys(seed, 0)
    n = settings.people
    rows = np.arange(n)
    sizes = draw_home_sizes(settings, keys)
    home = np.repeat(np.arange(len(sizes)), sizes)
    place = rows - np.repeat(np.cumsum(sizes) - sizes, sizes)
    head = rows - place
    head_age = stationary_ages(uniforms(int(keys[_AGE]), head))
    age, partner, child = draw_roles(rows, place, head_age, np.repeat(sizes, sizes), keys)
    family, families = _families(len(sizes), keys)

    world = empty_world(seed, settings, parameters, families)
    people = world.people
    people["unique_id"] = rows
    people["partner"] = -1
    people["age"] = age
    people["adult_child"] = child
    people["household"] = home
    people["family"] = family[home]
    neighbourhoods = world.foci.counts[NEIGHBOURHOOD]
    world.home_neighbourhood[: len(sizes)] = np.arange(len(sizes)) * neighbourhoods // len(sizes)
    people["neighbourhood"] = world.home_neighbourhood[home]
    places = np.arange(neighbourhoods)
    world.neighbourhood_culture[:, 0] = np.clip(
        0.2 * normals(int(keys[_CULTURE]), places), -0.5, 0.5
    )
    world.neighbourhood_culture[:, 1] = 0.5 * normals(int(keys[_COHESION]), places)
    for column, (purpose, share) in {
        "workplace": (_JOB, settings.employed_share),
        "group": (_GROUP, settings.group_member_share),
    }.items():
        people[column] = -1
        venue = WORKPLACE if column == "workplace" else GROUP
        luck = uniforms(int(keys[purpose]), rows)
        member = luck < share
        if column == "workplace":
            member &= age < _RETIREMENT
        people[column][member] = (luck[member] / share * world.foci.counts[venue]).astype(np.int32)

    birth(people, rows, settings.neurodivergent_share, world.p, keys)
    pair_up(people, head[partner], rows[partner], keys)
    settle(world, rows, keys)
    return world


def settle(world: World, rows: Ints, keys: Any) -> None:
    """Seat these people in every place their columns name; a full place is left again."""
    people = world.people
    ids = people["unique_id"][rows]
    for venue, column in (
        (HOUSEHOLD, "household"),
        (FAMILY, "family"),
        (NEIGHBOURHOOD, "neighbourhood"),
        (WORKPLACE, "workplace"),
        (GROUP, "group"),
    ):
        focus = people[column][rows].astype(np.int64)
        there = focus >= 0
        refused = world.foci.join(venue, rows[there], ids[there], focus[there], keys)
        people[column][rows[there][refused]] = -1
    culture = world.neighbourhood_culture[people["neighbourhood"][rows]]
    people["collectivism"][rows] = culture[:, 0]
    people["cohesion"][rows] = culture[:, 1]

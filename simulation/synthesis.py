"""Making a town: homes, families, neighbourhoods, work, groups, and the people in them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from simulation.demography.newcomers import build_lodgings, move_in
from simulation.draws import uniforms
from simulation.foci import NEIGHBOURHOOD
from simulation.homes import draw_families, draw_head_ages, draw_home_sizes, draw_roles
from simulation.neighbourhoods import DEPRIVATION, draw_neighbourhoods
from simulation.own_data import OwnData
from simulation.own_data.founding import found_world
from simulation.parameters import ParameterSet
from simulation.population import PopulationSettings
from simulation.purposes import number, week_keys
from simulation.settling import birth, pair_up, settle, take_places
from simulation.world import World, empty_world

__all__ = ["birth", "make_world"]

Ints = npt.NDArray[np.int64]

_AGE = number("age")
_JOB = number("workplace at start")
_GROUP = number("group at start")


def make_world(
    seed: int, settings: PopulationSettings, parameters: ParameterSet, own: OwnData | None = None
) -> World:
    """Return a town as it is founded: everybody housed, nobody knowing anybody but by own ties.

    Parameters
    ----------
    seed
        The luck of this world.
    settings
        Its population.
    parameters
        The values of the model's parameters.
    own
        People whom the user brings, as many as ``settings.people``, and their ties.

    Returns
    -------
    World
        At week 0.
    """
    if own is not None:
        return found_world(seed, settings, parameters, own)
    keys = week_keys(seed, 0)
    rows = np.arange(settings.residents)
    sizes = draw_home_sizes(settings, keys)
    home = np.repeat(np.arange(len(sizes)), sizes)
    size = np.repeat(sizes, sizes)
    place = rows - np.repeat(np.cumsum(sizes) - sizes, sizes)
    head = rows - place
    head_age = draw_head_ages(settings, size, uniforms(int(keys[_AGE]), head))
    age, partner, child = draw_roles(rows, place, head_age, size, keys)
    family, families = draw_families(len(sizes), keys)

    world = empty_world(seed, settings, parameters, families)
    neighbourhoods = world.foci.counts[NEIGHBOURHOOD]
    world.home_neighbourhood[: len(sizes)] = np.arange(len(sizes)) * neighbourhoods // len(sizes)
    world.neighbourhood_culture[:] = draw_neighbourhoods(settings, neighbourhoods, world.p, keys)
    world.people["unique_id"] = np.arange(settings.people)
    world.people["partner"] = -1
    residents = world.people[: len(rows)]
    residents["age"] = age
    residents["adult_child"] = child
    residents["household"] = home
    residents["family"] = family[home]
    residents["neighbourhood"] = world.home_neighbourhood[home]
    residents["deprivation"] = world.neighbourhood_culture[residents["neighbourhood"], DEPRIVATION]
    take_places(world, rows, _JOB, _GROUP)
    birth(world.people, rows, settings.neurodivergent_share, world.p, keys)
    pair_up(world.people, head[partner], rows[partner], keys)
    settle(world, rows, keys)

    build_lodgings(world)
    move_in(world, np.arange(settings.residents, settings.people))
    return world

"""Newcomers: people who are in town for a time, such as students in their first year.

They share homes with strangers who came as they did, have no kin in town, and are close to people
elsewhere (``distant_closeness``). The last places in the order of ids are theirs: whoever leaves
such a place, by the end of the stay or otherwise, is followed by another newcomer, so the town
keeps its share of them whatever happens to them.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from simulation.demography.homes_in_town import empty_home
from simulation.demography.past import live_elsewhere
from simulation.draws import uniforms
from simulation.foci import FAMILY, HOUSEHOLD, NEIGHBOURHOOD, STANDING
from simulation.population import PopulationSettings
from simulation.purposes import number
from simulation.settling import birth, settle, take_places
from simulation.world import World

__all__ = ["build_lodgings", "end_of_stay", "lodging_of", "move_in"]

Ints = npt.NDArray[np.int64]

_AGE = number("newcomer age")
_JOB = number("newcomer job")
_GROUP = number("newcomer group")
_END_OF_STAY = number("end of stay")

_WEEKS_A_YEAR = 52
_NO_FAMILY = 2**30


def _lodging_number(settings: PopulationSettings, rows: Ints) -> Ints:
    return (rows - settings.residents) // settings.newcomers_a_home


def lodging_of(settings: PopulationSettings, rows: Ints) -> Ints:
    """Return the shared home kept for each newcomer's row; such homes have the last numbers."""
    return settings.people - 1 - _lodging_number(settings, rows)


def build_lodgings(world: World) -> None:
    """Let the shared homes of newcomers stand in all neighbourhoods alike."""
    settings = world.settings
    homes = np.unique(lodging_of(settings, np.arange(settings.residents, settings.people)))
    neighbourhoods = world.foci.counts[NEIGHBOURHOOD]
    world.home_neighbourhood[homes] = np.arange(len(homes)) * neighbourhoods // max(1, len(homes))


def end_of_stay(world: World) -> Ints:
    """Return the rows of newcomers whose time in town is over this week, in the order of rows.

    Those who arrive together go together, at the end of a year in week 52, 104, ...; where a stay
    is longer than a year, a part of the homes changes hands each year.
    """
    settings = world.settings
    rows = np.arange(settings.residents, settings.people)
    stay = settings.newcomers_stay_years
    if settings.newcomers_arrive == "together":
        year, week = divmod(world.week, _WEEKS_A_YEAR)
        if week or not year:
            return rows[:0]
        return rows[_lodging_number(settings, rows) % stay == year % stay]
    luck = uniforms(int(world.keys[_END_OF_STAY]), world.people["unique_id"][rows])
    return rows[luck < 1.0 / (stay * _WEEKS_A_YEAR)]


def move_in(world: World, rows: Ints) -> None:
    """Let newcomers take these vacant rows and the homes kept for them.

    Parameters
    ----------
    world
        Changed in place.
    rows
        In ascending order; cleared, but for the newcomers' unique ids.
    """
    if not len(rows):
        return
    homes = lodging_of(world.settings, rows)
    _, first, which = np.unique(homes, return_index=True, return_inverse=True)
    place = np.arange(len(rows)) - first[which.ravel()]
    room = STANDING[HOUSEHOLD].size - world.foci.taken(HOUSEHOLD)[homes]
    fits = place < room
    _begin(world, rows[fits], homes[fits])
    for row in rows[~fits].tolist():  # a partner of somebody there has taken the room
        home = empty_home(world, int(world.people["unique_id"][row]))
        _begin(world, np.array([row]), np.array([home]))


def _begin(world: World, rows: Ints, homes: Ints) -> None:
    people, settings = world.people, world.settings
    ids = people["unique_id"][rows]
    years = settings.newcomers_oldest + 1 - settings.newcomers_youngest
    luck = uniforms(int(world.keys[_AGE]), ids)
    people["age"][rows] = settings.newcomers_youngest + years * luck
    people["household"][rows] = homes
    people["neighbourhood"][rows] = world.home_neighbourhood[homes]
    take_places(world, rows, _JOB, _GROUP)
    # A family of one's own to take after, which nobody in town belongs to.
    people["family"][rows] = world.foci.counts[FAMILY] + ids % _NO_FAMILY
    birth(people, rows, settings.neurodivergent_share, world.p, world.keys)
    people["family"][rows] = -1
    live_elsewhere(world, rows)
    people["rootedness"][rows] = world.p["uprooting"]
    people["life_events"][rows] = np.minimum(
        people["life_events"][rows] + world.p["move_strain"], 6.0
    )
    people["distant_closeness"][rows] = np.minimum(
        world.p["distant_on_arrival"] * people["working_model"][rows], 1.0
    )
    settle(world, rows, world.keys)

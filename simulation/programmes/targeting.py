"""Targeting: who of those eligible is found in a week, and in which order they are asked.

- random: everybody, in an order drawn by lot.
- most_in_need: everybody, most need first.
- referral: those a professional sees and refers. Some who are eligible are missed, and some who are
  not are referred and turned away at the assessment.
- self_referral: those who come forward: the more need and trust, the more; the more withdrawn, the
  fewer.
- neighbourhood: people of the neighbourhoods with most need at the start of a round.
- network: friends of those who have taken part; a few people at random begin.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from simulation.programmes.census import Census
from simulation.programmes.conditions import parse_quantity
from simulation.programmes.luck import Luck
from simulation.programmes.reach import Reach
from simulation.programmes.readiness import coming_shift, shifted
from simulation.programmes.roster import Ints, Roster
from simulation.programmes.view import PeopleView
from simulation.world import World

__all__ = ["Found", "find_people", "need_of", "served_neighbourhoods", "waves_open"]

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Found:
    """People found in a week.

    Attributes
    ----------
    rows : ndarray of int64
        Who can be offered a place, those to be asked first in front.
    turned_away : ndarray of int64
        Who was referred without being eligible.
    """

    rows: Ints
    turned_away: Ints


def need_of(reach: Reach, census: Census, rows: Ints) -> npt.NDArray[np.float64]:
    """Return how much need these people have, in the unit of the setting ``need``."""
    return np.asarray(parse_quantity(reach.need).compute(census.read)[rows], np.float64)


def waves_open(reach: Reach, luck: Luck, places: int, week: int) -> Flags:
    """Return which neighbourhoods offer places now: by lot, in waves of one size.

    Parameters
    ----------
    reach, luck
        Settings and draws of the programme.
    places
        Number of neighbourhoods.
    week
        Weeks since the round began.
    """
    order = np.argsort(luck.uniforms("wave", 0, np.arange(places)), kind="stable")
    wave = np.empty(places, np.int64)
    wave[order] = np.arange(places) * reach.waves // places
    began = wave * reach.weeks_between_waves
    return np.asarray((began <= week) & (week < began + reach.intake_weeks))


def served_neighbourhoods(reach: Reach, census: Census, places: int) -> Flags:
    """Return the neighbourhoods with the greatest mean need."""
    home = census.read("neighbourhood").astype(np.int64)
    housed = np.flatnonzero(home >= 0)
    home, need = home[housed], need_of(reach, census, housed)
    living = np.maximum(np.bincount(home, minlength=places), 1)
    mean = np.bincount(home, need, places) / living
    chosen = np.zeros(places, np.bool_)
    number = round(reach.neighbourhood_share * places)
    chosen[np.argsort(-mean, kind="stable")[:number]] = True
    return chosen


def _friends(world: World, roster: Roster, closeness: float) -> Flags:
    """Return who is a friend or relative of somebody who has taken part."""
    near = np.zeros(len(world.people), np.bool_)
    took_part = roster.cases[roster.cases["sessions_attended"] > 0]
    rows = took_part["row"]
    rows = rows[world.people["unique_id"][rows] == took_part["unique_id"]]
    ties = world.ties
    slots = np.arange(ties.neighbour.shape[1]) < world.people["tie_count"][rows][:, None]
    near[ties.neighbour[rows][slots & (ties.closeness[rows] >= closeness)]] = True
    return near


def find_people(
    reach: Reach,
    world: World,
    census: Census,
    roster: Roster,
    luck: Luck,
    free: Flags,
    eligible: Flags,
    began: int,
    trauma_informed: float,
) -> Found:
    """Return who is found this week and in which order they are asked.

    Parameters
    ----------
    reach
        Settings.
    world, census
        The people, and what can be known about them.
    roster, luck
        Cases and draws of the programme.
    free
        Who has no case in this round, lives where the programme is offered and can be reached.
    eligible
        Who may come.
    began
        The model's week in which this round began.
    trauma_informed
        How far people hurt early in life are met with care.
    """
    ids = world.people["unique_id"]
    rows = np.flatnonzero(free & eligible)
    turned_away = rows[:0]
    if reach.targeting == "referral":
        seen = np.flatnonzero(free)
        draw = luck.uniforms("referral", world.week, ids[seen])
        missed = 1.0 - reach.referral_specificity
        chance = np.where(eligible[seen], reach.referral_sensitivity, missed)
        seen = seen[draw < reach.consultation_chance * chance]
        rows, turned_away = seen[eligible[seen]], seen[~eligible[seen]]
    elif reach.targeting == "self_referral":
        shift = coming_shift(reach, PeopleView(world.people, rows), trauma_informed)
        shift += reach.uptake_need * (need_of(reach, census, rows) - reach.need_reference)
        draw = luck.uniforms("self-referral", world.week, ids[rows])
        rows = rows[draw < shifted(reach.self_referral_chance, shift)]
    elif reach.targeting == "network" and world.week > began:
        rows = rows[_friends(world, roster, reach.network_closeness)[rows]]
    if reach.targeting == "most_in_need":
        first = -need_of(reach, census, rows)
    else:
        first = np.zeros(len(rows))
    lot = luck.uniforms("turn", began, ids[rows])
    rows = rows[np.lexsort((lot, first))]
    if reach.targeting == "network" and world.week == began:
        rows = rows[: reach.network_seeds]
    return Found(rows, turned_away)

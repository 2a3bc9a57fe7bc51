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

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from simulation.conditions.census import Census
from simulation.conditions.conditions import parse_quantity
from simulation.delivery.luck import Luck
from simulation.delivery.readiness import coming_shift, shifted
from simulation.delivery.roster import Ints, Roster
from simulation.programmes.reach import Reach
from simulation.programmes.view import PeopleView
from simulation.world import World

__all__ = ["Found", "approached", "find_people", "need_of", "served_neighbourhoods", "waves_open"]

Flags = npt.NDArray[np.bool_]

#: People looked at before it is seen whether more are needed.
_FIRST_PIECE = 256


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


def need_of(reach: Reach, census: Census) -> npt.NDArray[np.float64]:
    """Return how much need each has, in the unit of the setting ``need``; shape (people,)."""
    return parse_quantity(reach.need).compute(census.read)


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
    home, need = home[housed], need_of(reach, census)[housed]
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


def approached(
    reach: Reach,
    world: World,
    census: Census,
    roster: Roster,
    luck: Luck,
    free: Flags,
    began: int,
    trauma_informed: float,
) -> Ints:
    """Return the rows of those whose eligibility may matter this week.

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
    began
        The model's week in which this round began.
    trauma_informed
        How far people hurt early in life are met with care.
    """
    rows = np.flatnonzero(free)
    ids = world.people["unique_id"][rows]
    if reach.targeting == "referral":
        return rows[luck.uniforms("consultation", world.week, ids) < reach.consultation_chance]
    if reach.targeting == "self_referral":
        shift = coming_shift(reach, PeopleView(world.people, rows), trauma_informed)
        if reach.uptake_need:
            need = need_of(reach, census.among(rows))
            shift += reach.uptake_need * (need - reach.need_reference)
        draw = luck.uniforms("self-referral", world.week, ids)
        return rows[draw < shifted(reach.self_referral_chance, shift)]
    if reach.targeting == "network" and world.week > began:
        return rows[_friends(world, roster, reach.network_closeness)[rows]]
    return rows


def find_people(
    reach: Reach,
    world: World,
    census: Census,
    luck: Luck,
    rows: Ints,
    eligible: Callable[[Ints], Flags],
    began: int,
) -> Found:
    """Return who is found this week and in which order they are asked, as many as are asked.

    Parameters
    ----------
    reach
        Settings.
    world, luck
        The people, and draws of the programme.
    census
        What can be known about people.
    rows
        Who may matter, shape (n,).
    eligible
        Tells which of some rows may come.
    began
        The model's week in which this round began.
    """
    turned_away = rows[:0]
    most = reach.offers_a_week
    if reach.targeting == "referral":
        may_come = eligible(rows)
        missed = 1.0 - reach.referral_specificity
        chance = np.where(may_come, reach.referral_sensitivity, missed)
        ids = world.people["unique_id"][rows]
        referred = luck.uniforms("referral", world.week, ids) < chance
        rows, turned_away = rows[referred & may_come], rows[referred & ~may_come]
    elif reach.targeting == "network" and world.week == began:
        most = reach.network_seeds if most is None else min(most, reach.network_seeds)
    lot = luck.uniforms("turn", began, world.people["unique_id"][rows])
    if reach.targeting == "most_in_need":
        order = np.lexsort((lot, -need_of(reach, census.among(rows))))
    else:
        order = np.argsort(lot, kind="stable")
    return Found(_first_eligible(rows[order], eligible, most), turned_away)


def _first_eligible(rows: Ints, eligible: Callable[[Ints], Flags], most: int | None) -> Ints:
    """Return the first of these rows that may come, looking no further than needed."""
    if most is None:
        return rows[eligible(rows)]
    found: list[Ints] = [rows[:0]]
    looked, piece = 0, _FIRST_PIECE
    while looked < len(rows) and sum(map(len, found)) < most:
        some = rows[looked : looked + piece]
        found.append(some[eligible(some)])
        looked, piece = looked + piece, 2 * piece
    return np.concatenate(found)[:most]

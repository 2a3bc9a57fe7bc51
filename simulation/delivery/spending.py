"""Spending: what a week of a programme is booked as."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from simulation.delivery.roster import Ints
from simulation.money.costs import Item
from simulation.money.ledger import Ledger
from simulation.programmes.programme import Programme

__all__ = ["book_referrals", "book_sessions"]


def book_referrals(ledger: Ledger, programme: Programme, week: int, cases: Ints) -> None:
    """Book the cost of finding and assessing each of these people."""
    ledger.charge(week, "referral", cases, programme.price("referral"))


def book_sessions(
    ledger: Ledger,
    programme: Programme,
    week: int,
    cases: Ints,
    places: Ints,
    came: Ints,
) -> int:
    """Book a week's sessions; return how many were held.

    A session is paid for whoever comes: a room is booked and facilitators have prepared. What it
    cost is attributed in equal parts to those enrolled in the group or living around an open event.

    Parameters
    ----------
    ledger, programme
        Where it is booked, and the settings.
    week
        The model's week.
    cases, places, came
        Everybody for whom there were sessions, where, and how many they came to; shape (n,) each.
    """
    sessions = programme.sessions_a_week
    group, together = _numbered(programme, places)
    held = together * sessions
    hours_each = programme.session_hours + programme.preparation_hours
    hours = sessions * programme.facilitators_per_group * hours_each
    of_session: dict[Item, float] = {"group_session": sessions, "facilitator_hour": hours}
    for item, units in of_session.items():
        if not programme.price(item):  # what costs nothing is counted, but need not be split
            ledger.charge_all(week, item, 0, together * units)
            continue
        each = programme.pence(item, np.full(together, units))
        ledger.share(week, item, each, group, cases, units)
    who, times = cases[came > 0], came[came > 0]
    own_hours = programme.session_hours + programme.travel_hours
    of_person: dict[Item, npt.NDArray[Any]] = {
        "participant_session": times,
        "participant_time": times * own_hours,
        "travel": times,
    }
    for item, quantity in of_person.items():
        if not programme.price(item):
            ledger.charge_all(week, item, 0, quantity.sum())
            continue
        ledger.charge(week, item, who, programme.pence(item, quantity), quantity)
    return held


def _numbered(programme: Programme, places: Ints) -> tuple[Ints, int]:
    """Return places numbered from 0 without gaps, and how many there are."""
    if programme.format == "one_to_one":
        return np.arange(len(places)), len(places)
    used = np.bincount(places) > 0
    return np.cumsum(used)[places] - 1, int(used.sum())

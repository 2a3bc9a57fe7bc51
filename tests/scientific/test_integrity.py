from __future__ import annotations

import numpy as np
import pytest

from simulation import ConnectivityModel
from simulation.foci import HOUSEHOLD, NEIGHBOURHOOD, STANDING, Foci
from simulation.programmes import CommunityEvents, GroupTherapy
from simulation.tie_arrays import SLOTS
from tests.scientific.integrity import Presence, check_seats, check_ties, check_world


def live_and_check(people: int, years: int, programmes=()) -> ConnectivityModel:
    model = ConnectivityModel(people=people, rng=5, programmes=programmes)
    presence = Presence(model)
    for week in range(52 * years):
        model.run_weeks(1, observe=False)
        presence.update(model)
        if week % 26 == 25:
            check_world(model, presence)
    assert len(presence.seen) > people, "nobody came in all these years"
    return model


def test_three_years_leave_every_tie_and_seat_whole():
    live_and_check(500, 3)


def test_programmes_leave_every_tie_and_seat_whole():
    offers = [GroupTherapy(start_week=40), CommunityEvents(start_week=50)]
    model = live_and_check(500, 2, offers)
    assert len(model.participants("group_therapy")) > 8


def test_the_check_notices_a_mirror_that_is_off(town):
    twin = town.fork()
    arrays = twin.ties.arrays
    arrays.their_closeness[3, 0] = np.nextafter(arrays.their_closeness[3, 0], np.float32(2))
    with pytest.raises(
        AssertionError, match="their_closeness differs from the partner's closeness"
    ):
        check_ties(twin)


def test_the_check_notices_a_half_tie_without_its_other_half(town):
    twin = town.fork()
    arrays, records = twin.ties.arrays, twin.people.records
    last = int(records["tie_count"][3]) - 1
    arrays.neighbour[3, last] = -1
    records["tie_count"][3] = last
    with pytest.raises(AssertionError, match="a tie only one side has"):
        check_ties(twin)


def test_the_check_notices_a_seat_taken_by_somebody_else(town):
    twin = town.fork()
    foci = twin._kith_world.foci
    foci.seat[3, HOUSEHOLD] = foci.seat[1500, HOUSEHOLD]
    with pytest.raises(AssertionError, match="household: somebody else's seat"):
        check_seats(twin)


def test_the_check_notices_a_tie_older_than_the_acquaintance(town):
    twin = town.fork()
    presence = Presence(twin)  # as if everybody had come this week
    with pytest.raises(AssertionError, match="a tie outlived one of its people"):
        check_ties(twin, presence)


def test_a_full_home_turns_people_away_and_counts_them():
    foci = Foci(20, (20, 5, 1, 1, 1))
    rows = np.arange(6)
    refused = foci.join(
        HOUSEHOLD, rows, rows, np.zeros(6, np.int64), np.arange(200, dtype=np.uint64)
    )
    assert refused.sum() == 6 - STANDING[HOUSEHOLD].size
    assert foci.refusals["household"] == refused.sum()
    assert foci.refusals[STANDING[NEIGHBOURHOOD].name] == 0
    assert sorted(foci.members(HOUSEHOLD, 0).tolist()) == rows[~refused].tolist()


def test_a_person_with_every_slot_taken_refuses_ties_and_they_are_counted():
    crowded = {"friendship_acceptance": 10.0, "neighbour_meeting": 1.0, "work_meeting": 1.0,
               "friend_decay": 0.0}  # fmt: skip
    model = ConnectivityModel(people=300, rng=1, parameters=crowded)
    model.run_weeks(60, observe=False)
    assert model.people.array("tie_count").max() == SLOTS
    assert model.refusals["ties"] > 0
    check_ties(model)

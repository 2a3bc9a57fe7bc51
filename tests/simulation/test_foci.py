"""Foci: seats are kept, found again and never given twice."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from simulation.foci import (
    FAMILY,
    GROUP,
    HOUSEHOLD,
    MOST_VENUES,
    NEIGHBOURHOOD,
    ONLINE,
    STANDING,
    WORKPLACE,
    Foci,
    Venue,
)
from simulation.purposes import week_keys

KEYS = week_keys(1, 0)
PEOPLE = 40
COUNTS = (PEOPLE, 6, 1, 2, 2)


def enter(foci, venue, rows, focus, ids=None, keys=KEYS):
    rows = np.atleast_1d(np.asarray(rows, np.int64))
    ids = rows if ids is None else np.asarray(ids, np.int64)
    places = np.broadcast_to(np.asarray(focus, np.int64), rows.shape).copy()
    return foci.join(venue, rows, ids, places, keys)


@pytest.fixture
def foci():
    return Foci(PEOPLE, COUNTS)


class ComingAndGoing(RuleBasedStateMachine):
    """People join and leave homes, families and groups in any order, some of them full."""

    @initialize()
    def begin(self):
        self.foci = Foci(PEOPLE, COUNTS)
        self.where: dict[tuple[int, int], tuple[int, int]] = {}
        self.refused = dict.fromkeys(self.foci.refusals, 0)

    @rule(
        venue=st.sampled_from([HOUSEHOLD, FAMILY, WORKPLACE, GROUP]),
        who=st.lists(st.integers(0, PEOPLE - 1), min_size=1, max_size=8, unique=True),
        focus=st.integers(0, 1),
        week=st.integers(0, 3),
    )
    def join(self, venue, who, focus, week):
        rows = [row for row in who if (venue, row) not in self.where]
        size = STANDING[venue].size
        taken = sum(1 for (v, _), (f, _) in self.where.items() if (v, f) == (venue, focus))
        refused = enter(self.foci, venue, rows, focus, ids=[r + 40 * week for r in rows],
                        keys=week_keys(1, week)) if rows else np.zeros(0, bool)  # fmt: skip
        assert refused.sum() == max(0, taken + len(rows) - size)
        for row, no in zip(rows, refused, strict=True):
            seat = int(self.foci.seat[row, venue])
            assert (seat < 0) == no
            if not no:
                assert seat // size == focus
                self.where[venue, row] = (focus, seat)
        self.refused[STANDING[venue].name] += int(refused.sum())

    @rule(
        venue=st.sampled_from([HOUSEHOLD, FAMILY, WORKPLACE, GROUP]),
        who=st.lists(st.integers(0, PEOPLE - 1), max_size=8, unique=True),
    )
    def leave(self, venue, who):
        self.foci.leave(venue, np.array(who, np.int64))
        for row in who:
            self.where.pop((venue, row), None)

    @precondition(lambda self: len(self.foci.venues) == len(STANDING))
    @rule()
    def a_programme_opens(self):
        place = self.foci.open(Venue("choir", 16, 8.0, 2, 6, True), 2)
        assert not enter(self.foci, place, [1, 2], [0, 1]).any()

    @precondition(lambda self: len(self.foci.venues) > len(STANDING))
    @rule()
    def programmes_close(self):
        self.foci.close_programmes()

    @invariant()
    def everybody_keeps_the_seat_they_took(self):
        for (venue, row), (_, seat) in self.where.items():
            assert self.foci.seat[row, venue] == seat

    @invariant()
    def seats_and_occupants_agree(self):
        for venue in range(len(self.foci.venues)):
            occupants = self.foci.places(venue)
            seat = self.foci.seat[:, venue]
            rows = np.flatnonzero(seat >= 0)
            assert (occupants[seat[rows]] == rows).all()
            assert (occupants >= 0).sum() == len(rows)

    @invariant()
    def refusals_are_counted(self):
        for name, count in self.refused.items():
            assert self.foci.refusals[name] == count


ComingAndGoing.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
TestComingAndGoing = ComingAndGoing.TestCase


def test_places_have_powers_of_two_seats_and_room_to_spare():
    for venue in STANDING[:ONLINE]:
        assert venue.size & (venue.size - 1) == 0
        assert venue.size >= 2 * venue.nominal
    assert [STANDING[v].name for v in (HOUSEHOLD, FAMILY, NEIGHBOURHOOD, WORKPLACE, GROUP)] == [
        "household",
        "family",
        "neighbourhood",
        "workplace",
        "group",
    ]


def test_everybody_is_online_in_their_own_row(foci):
    assert foci.places(ONLINE)[:PEOPLE].tolist() == list(range(PEOPLE))
    assert (foci.places(ONLINE)[PEOPLE:] == -1).all()
    assert foci.venues[ONLINE].size == 64
    assert Foci(64, COUNTS).venues[ONLINE].size == 64
    assert Foci(65, COUNTS).venues[ONLINE].size == 128


def test_a_full_place_refuses_and_counts(foci):
    refused = enter(foci, HOUSEHOLD, np.arange(6), 3)
    assert refused.tolist() == [False] * 4 + [True] * 2
    assert foci.refusals["household"] == 2
    assert (foci.seat[4:6, HOUSEHOLD] == -1).all()
    assert set(foci.members(HOUSEHOLD, 3).tolist()) == {0, 1, 2, 3}
    assert foci.taken(HOUSEHOLD)[3] == 4
    assert foci.taken(HOUSEHOLD).sum() == 4


def test_joiners_are_served_in_the_order_of_their_ids(foci):
    """Whoever writes the list, the same people get the same seats."""
    rows, ids = np.array([9, 3, 7, 1, 5]), np.array([109, 3, 47, 81, 5])
    refused = enter(foci, HOUSEHOLD, rows, 2, ids)
    turned = Foci(PEOPLE, COUNTS)
    refused_then = enter(turned, HOUSEHOLD, rows[::-1], 2, ids[::-1])
    assert refused.tolist() == refused_then[::-1].tolist()
    assert rows[refused].tolist() == [9]
    assert foci.occupant.tolist() == turned.occupant.tolist()


def test_one_more_joiner_moves_nobody(foci):
    """The seat a person takes depends on who sits there, not on who joins elsewhere."""
    other = Foci(PEOPLE, COUNTS)
    enter(foci, GROUP, np.arange(10), 0)
    enter(other, GROUP, np.arange(11), [0] * 10 + [1])
    assert (foci.seat[:10, GROUP] == other.seat[:10, GROUP]).all()


def test_starts_are_spread_over_the_seats():
    foci = Foci(20_000, (1, 1, 40, 1, 1))
    enter(foci, NEIGHBOURHOOD, np.arange(20_000), np.arange(20_000) % 40)
    assert foci.refusals["neighbourhood"] == 19_520 - 19_520
    assert (foci.taken(NEIGHBOURHOOD) == 500).all()
    sparse = Foci(400, (1, 1, 1, 1, 1))
    enter(sparse, NEIGHBOURHOOD, np.arange(200), 0)
    halves = (sparse.seat[:200, NEIGHBOURHOOD] < 256).sum()
    assert 70 < halves < 130


def test_nobody_joins_or_leaves_when_nobody_is_named(foci):
    none = np.array([], np.int64)
    assert enter(foci, GROUP, none, none).shape == (0,)
    foci.leave(GROUP, none)
    foci.leave(GROUP, np.array([3]))
    assert (foci.places(GROUP) == -1).all()
    assert (foci.places(WORKPLACE) == -1).all()


def test_closing_programmes_leaves_the_standing_places(foci):
    enter(foci, GROUP, np.arange(10), 1)
    before = foci.occupant.copy(), foci.seat.copy()
    place = foci.open(Venue("choir", 16, 8.0, 2, 6, True), 3)
    assert place == len(STANDING)
    assert foci.first(place) == len(before[0])
    enter(foci, place, np.arange(20), np.arange(20) % 3)
    foci.close_programmes()
    assert foci.occupant.tolist() == before[0].tolist()
    assert foci.seat.tolist() == before[1].tolist()
    assert foci.seat.flags.c_contiguous


def test_too_many_venues_are_refused():
    places = Foci(10, (10, 1, 1, 1, 1))
    for n in range(MOST_VENUES - len(STANDING)):
        places.open(Venue(f"hall {n}", 16, 8.0, 1, 6, True), 1)
    with pytest.raises(ValueError, match="no room for 'one more': a world has at most 63 venues"):
        places.open(Venue("one more", 16, 8.0, 1, 6, True), 1)

"""Commit: a tie begins on both sides or on none, also where somebody has no slot left."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation import ConnectivityModel, ParameterSet
from simulation.person_columns import PERSON
from simulation.purposes import week_keys
from simulation.shown import SHOWN
from simulation.tie_arrays import ORIGINS, SLOTS, empty_ties
from simulation.week.commit import commit
from simulation.week.meeting import OFFERS
from tests.properties import candidates
from tests.properties.twins import pairs, world_of
from tests.simulation.demography.towns import assert_ties_in_order

P = ParameterSet().record()[0]
KEYS = week_keys(1, 0)


class Offers:
    """A few people with some slots taken, and their offers."""

    def __init__(self, wishes, taken=None, origins=None):
        n = len(wishes)
        self.people = np.zeros(n, PERSON)
        self.people["unique_id"] = np.arange(n)
        self.shown = np.zeros(n, SHOWN)
        self.shown["identity"] = candidates.identities(np.arange(n))
        self.shown["working_model"] = np.linspace(0.0, 1.0, n)
        self.ties = empty_ties(n)
        self.counts = np.array(taken or [0] * n, np.int32)
        for row, count in enumerate(self.counts):
            self.ties.neighbour[row, :count] = 10_000 + np.arange(count)
        self.people["tie_count"] = self.counts
        self.offers = np.full((n, OFFERS), -1, np.int32)
        self.origins = np.full((n, OFFERS), ORIGINS.index("work"), np.uint8)
        for row, mine in enumerate(wishes):
            self.offers[row, : len(mine)] = mine
            if origins:
                self.origins[row, : len(mine)] = origins[row]
        self.refused = np.full(n, 77, np.uint8)
        self.residents = n

    def run(self, first=0, last=None):
        end = len(self.people) if last is None else last
        commit(
            self.people, self.shown, self.ties, self.counts, self.offers, self.origins,
            self.refused, self.residents, P, KEYS, first, end,
        )  # fmt: skip
        return self

    def new(self):
        """Return who has new ties with whom, in the order of slots."""
        return [
            self.ties.neighbour[row, self.counts[row] : self.people["tie_count"][row]].tolist()
            for row in range(len(self.people))
        ]


def test_a_tie_needs_both():
    week = Offers([[1, 2], [0], []]).run()
    assert week.new() == [[1], [0], []]
    assert week.refused.tolist() == [0, 0, 0]


def test_nobody_offers_nothing_happens():
    week = Offers([[], []]).run()
    assert week.new() == [[], []]
    assert week.refused.tolist() == [0, 0]
    assert (week.ties.neighbour == -1).all()


def test_each_takes_the_next_slot():
    week = Offers([[3, 1, 2], [2, 0], [0, 1], [0]], taken=[5, 0, 38, 2]).run()
    assert week.new() == [[3, 1, 2], [2, 0], [0, 1], [0]]
    assert week.people["tie_count"].tolist() == [8, 2, 40, 3]


def test_a_full_row_refuses_on_both_sides_and_counts():
    week = Offers([[1], [0]], taken=[SLOTS, 3]).run()
    assert week.new() == [[], []]
    assert week.refused.tolist() == [1, 1]
    week = Offers([[1, 2], [0], [0]], taken=[SLOTS - 1, 0, 0]).run()
    assert week.new() == [[1], [0], []]
    assert week.refused.tolist() == [1, 0, 1]
    assert week.people["tie_count"][0] == SLOTS


def test_one_sided_offers_are_not_counted_as_refused():
    week = Offers([[1], []], taken=[SLOTS, SLOTS]).run()
    assert week.refused.tolist() == [0, 0]


@given(st.data())
def test_any_offers_make_symmetric_ties(data):
    """Random offers and fill: what i gets of j, j gets of i; nothing overflows."""
    n = data.draw(st.integers(2, 9))
    wishes = []
    for i in range(n):
        others = st.sampled_from([j for j in range(n) if j != i])
        wishes.append(data.draw(st.lists(others, max_size=OFFERS, unique=True)))
    taken = [data.draw(st.sampled_from([0, 20, 36, 37, 38, 39, 40])) for _ in range(n)]
    week = Offers(wishes, taken).run()
    new = week.new()
    mutual = {(i, j) for i in range(n) for j in wishes[i] if i in wishes[j]}
    begun = {(i, j) for i in range(n) for j in new[i]}
    assert begun == {(j, i) for i, j in begun}
    assert begun <= mutual
    refused = np.zeros(n, int)
    for i, _ in mutual - begun:
        refused[i] += 1
    assert week.refused.tolist() == refused.tolist()
    assert week.people["tie_count"].max() <= SLOTS
    for i, j in mutual - begun:
        # Nobody is refused while both would have had room for all their offers.
        assert max(taken[i] + wishes[i].index(j), taken[j] + wishes[j].index(i)) >= SLOTS


@pytest.mark.parametrize("origin", ORIGINS)
def test_how_a_tie_begins(origin):
    code = ORIGINS.index(origin)
    week = Offers([[1], [0]], origins=[code, code]).run()
    kin = origin in {"household", "family"}
    one, other = (week.ties._asdict().items() for _ in range(2))
    here = {name: array[0, 0] for name, array in one}
    there = {name: array[1, 0] for name, array in other}
    assert here["closeness"] == here["their_closeness"] == np.float32(0.35 if kin else 0.14)
    assert here["trust"] == there["their_trust"] == np.float32(0.1 if kin else 0.05)
    assert here["their_trust"] == there["trust"] == np.float32(0.95)
    assert here["contact_rate"] == 0.25
    assert here["compatibility"] == there["compatibility"] > 0
    assert (here["weeks"], here["balance"], here["origin"]) == (0, 0.0, code)
    assert here["kin"] == there["kin"] == kin
    assert here["online"] == (origin == "online")


@pytest.mark.parametrize(("residents", "kin"), [(2, 1), (1, 0), (0, 0)])
def test_housemates_who_are_here_for_a_time_are_no_kin(residents, kin):
    week = Offers([[1], [0]], origins=[[0], [0]])
    week.residents = residents
    ties = week.run().ties
    assert ties.kin[:2, 0].tolist() == [kin, kin]
    assert ties.closeness[0, 0] == np.float32(0.35 if kin else 0.14)


def test_only_the_rows_asked_for_are_written():
    week = Offers([[1], [0], [3], [2]]).run(0, 2)
    assert week.new() == [[1], [0], [], []]
    assert week.refused.tolist() == [0, 0, 77, 77]


def test_pieces_make_the_same_whole():
    """Each side decides alone, so any split into pieces gives the same ties."""
    wishes = [[1, 2, 3], [0, 2], [0, 1, 3], [2, 0]]
    whole = Offers(wishes, [38, 0, 39, 0]).run()
    pieces = Offers(wishes, [38, 0, 39, 0])
    for row in (2, 0, 3, 1):
        pieces.run(row, row + 1)
    assert whole.new() == pieces.new()
    assert whole.refused.tolist() == pieces.refused.tolist()


def test_a_town_of_people_with_full_lives_refuses_and_counts():
    """Saturated rows in a whole world: nothing overflows, both sides agree, all is counted."""
    model = ConnectivityModel(
        people=120,
        rng=3,
        parameters={
            "ties_that_fill_a_life": 200.0,
            "neighbour_meeting": 1.0,
            "work_meeting": 1.0,
            "online_meeting": 1.0,
            "group_meeting": 2.0,
            "friendship_acceptance": 10.0,
            "dropping": 0.0,
            "conflict_rate": 0.0,
        },
    )
    for _ in range(60):
        before, refused = pairs(model), model.refusals["ties"]
        model.run_weeks(1, observe=False)
        assert_ties_in_order(model)
        scratch = world_of(model).scratch
        offers = {(i, int(j)) for i, mine in enumerate(scratch.offers) for j in mine if j >= 0}
        mutual = {(i, j) for i, j in offers if i < j and (j, i) in offers}
        n = len(model.people)
        begun = {(a % n, b % n) for a, b in model.ties.table()
                 .query("weeks == 0")[["person_a", "person_b"]].to_numpy().tolist()}  # fmt: skip
        begun = {tuple(sorted(pair)) for pair in begun}
        assert begun <= mutual
        assert model.refusals["ties"] - refused == len(mutual - begun)
        assert len(before) <= 120 * SLOTS // 2
    assert model.refusals["ties"] > 50
    assert (model.people.array("tie_count") == SLOTS).sum() > 30

"""Couples: the closest single friend, a common home, and parting."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.demography.couples import form_couples, leave_home, part_couples
from simulation.foci import HOUSEHOLD
from tests.properties.twins import half_ties, world_of
from tests.simulation.demography.towns import (
    assert_homes_in_order,
    assert_places_in_order,
    assert_ties_in_order,
)


def in_order(model):
    assert_places_in_order(model)
    assert_homes_in_order(model)
    assert_ties_in_order(model)


@pytest.fixture
def model(village):
    return village.fork()


def test_singles_find_singles_among_close_friends(model):
    world = world_of(model)
    world.p["partner_closeness"] = 0.12
    before = world.people.copy()
    ties = half_ties(model)
    singles = np.flatnonzero(before["partner"] < 0)
    form_couples(world, singles)
    new = singles[world.people["partner"][singles] >= 0]
    assert len(new) >= 6
    for row in new.tolist():
        me, other = world.people["unique_id"][row], world.people["partner"][row]
        mate = other % 500
        assert before["partner"][mate] < 0
        tie = ties[(ties["me"] == me) & (ties["other"] == other)]
        assert len(tie) == 1
        assert not tie["kin"][0]
        assert min(tie["closeness"][0], tie["their_closeness"][0]) >= 0.12
        assert abs(before["age"][row] - before["age"][mate]) <= 15
        now = model.ties.of(int(me)).set_index("person_b").loc[other]
        assert now["kin"]
    mixed = before["sex"][new] != before["sex"][world.people["partner"][new] % 500]
    assert mixed.mean() > 0.6
    in_order(model)


def test_the_closest_is_chosen(model):
    world = world_of(model)
    world.p["partner_closeness"] = 0.0
    row = next(
        r for r in range(500)
        if world.people["partner"][r] < 0 and world.people["tie_count"][r] > 15
    )  # fmt: skip
    mine = world.ties.neighbour[row, : world.people["tie_count"][row]]
    world.people["age"][mine] = world.people["age"][row]
    world.people["partner"][mine] = -1
    world.people["sex"][mine] = 1 - world.people["sex"][row]
    friends = np.flatnonzero(world.ties.kin[row, : len(mine)] == 0)
    mutual = np.minimum(
        world.ties.closeness[row, friends], world.ties.their_closeness[row, friends]
    )
    best = mine[friends[np.argsort(-mutual)]]
    form_couples(world, np.array([row]))
    # One in twenty pairs is drawn to the same sex only, so look at the first two.
    assert world.people["partner"][row] in world.people["unique_id"][best[:2]]


def test_two_who_part_live_apart_and_stay_acquainted(model):
    world = world_of(model)
    rows = np.flatnonzero(world.people["partner"] >= 0)[:40]
    pairs = {tuple(sorted((int(r), int(world.people["partner"][r] % 500)))) for r in rows}
    strain = world.people["life_events"].copy()
    home = world.people["household"].copy()
    part_couples(world, rows)
    for a, b in pairs:
        if world.people["unique_id"][a] > world.people["unique_id"][b]:
            a, b = b, a
        if not {a, b} & set(rows.tolist()):
            continue
        if b not in rows:
            continue  # the kernel names both of a couple, and the greater id acts
        assert world.people["partner"][[a, b]].tolist() == [-1, -1]
        assert world.people["household"][a] == home[a]
        assert world.foci.members(HOUSEHOLD, int(world.people["household"][b])).tolist() == [b]
        expected = min(strain[a] + 1.5, 6.0)
        assert world.people["life_events"][a] == pytest.approx(expected, rel=1e-6)
        known = model.ties.of(int(world.people["unique_id"][a])).set_index("person_b")
        if world.people["unique_id"][b] in known.index:
            assert not known.loc[world.people["unique_id"][b], "kin"]
    in_order(model)


def test_children_who_leave_home_live_alone_and_stay_kin(model):
    world = world_of(model)
    children = np.flatnonzero(world.people["adult_child"] == 1)
    assert len(children) > 20
    kin = [model.ties.of(int(i))["kin"].sum() for i in world.people["unique_id"][children]]
    leave_home(world, children)
    for row, before in zip(children.tolist(), kin, strict=True):
        assert not world.people["adult_child"][row]
        assert world.foci.members(HOUSEHOLD, int(world.people["household"][row])).tolist() == [row]
        assert model.ties.of(int(world.people["unique_id"][row]))["kin"].sum() == before
    in_order(model)


def test_a_child_left_alone_heads_the_home(model):
    """A single parent who moves in with somebody leaves no child without a grown-up."""
    world = world_of(model)
    people = world.people
    world.p["partner_closeness"] = 0.0
    people["partner"] = -1
    for home in np.flatnonzero(world.foci.taken(HOUSEHOLD) == 2).tolist():
        one, other = world.foci.members(HOUSEHOLD, home)
        people["adult_child"][[one, other]] = [0, 1]
    form_couples(world, np.arange(500))
    assert (people["partner"] >= 0).sum() > 100
    in_order(model)

"""Arrivals: a child of the town after a death, a new home after one that left."""

from __future__ import annotations

import numpy as np

from simulation.demography import _renew
from simulation.demography.arrivals import come_of_age, know_each_other, move_to_town
from simulation.demography.departures import depart
from simulation.foci import HOUSEHOLD
from simulation.tie_arrays import ORIGINS, SLOTS
from tests.properties.twins import world_of
from tests.simulation.demography.towns import (
    assert_homes_in_order,
    assert_places_in_order,
    assert_ties_in_order,
)


def in_order(model):
    assert_places_in_order(model)
    assert_homes_in_order(model)
    assert_ties_in_order(model)


def test_after_a_death_somebody_comes_of_age_at_home(village):
    model = village.fork()
    world = world_of(model)
    rows = np.flatnonzero(world.people["age"] > 70)[:20]
    old = world.people["unique_id"][rows].copy()
    _renew(world, rows, rows[:0])
    assert world.people["unique_id"][rows].tolist() == (old + 500).tolist()
    assert (world.people["age"][rows] == 18).all()
    at_home = rows[world.people["adult_child"][rows] == 1]
    assert len(at_home) > 15
    for row in at_home:
        home = world.people["household"][row]
        with_them = world.foci.members(HOUSEHOLD, home)
        parents = with_them[with_them != row]
        ages = world.people["age"][parents]
        assert ((ages >= 36) & (ages <= 60)).any()
        assert world.people["family"][row] in world.people["family"][parents]
        known = model.ties.of(int(world.people["unique_id"][row]))
        assert set(world.people["unique_id"][parents].tolist()) == set(known["person_b"].tolist())
        assert known["kin"].all()
        assert (known["origin"] == "household").all()
        np.testing.assert_allclose(known["closeness_a"], world.p["kin_on_arrival"], rtol=1e-6)
    in_order(model)


def test_nobody_is_the_child_of_somebody_who_left_the_same_week(village):
    """All of parents' age but a few go; the young of that week live with those few, or alone."""
    for case in range(4):
        model = village.fork()
        world = world_of(model)
        rows = np.arange(500)
        of_age = (world.people["age"] >= 36) & (world.people["age"] <= 60)
        going = np.flatnonzero(of_age & (rows % 8 != case))
        homes = np.unique(world.people["household"][going[::2]])
        emigrants = np.flatnonzero(np.isin(world.people["household"], homes))
        dead = np.setdiff1d(going, emigrants)
        dead = dead[np.argsort(world.people["unique_id"][dead])]
        _renew(world, dead, emigrants)
        in_order(model)
        assert world.foci.refusals["household"] == 0
        # Those who moved to town have the home to themselves.
        came = world.people["unique_id"][emigrants]
        for home in homes:
            members = world.foci.members(HOUSEHOLD, home)
            strangers = np.setdiff1d(members, emigrants)
            assert world.people["adult_child"][strangers].all()
        assert (came >= 500).all()


def test_a_home_that_leaves_is_followed_by_one_of_the_same_size(village):
    model = village.fork()
    world = world_of(model)
    home = int(np.argmax(world.foci.taken(HOUSEHOLD) == 3))
    members = world.foci.members(HOUSEHOLD, home).astype(np.int64)
    ids = world.people["unique_id"][members].tolist()
    kin_before = [set(model.ties.of(one)["person_b"]) for one in ids]
    _renew(world, members[:0], members[:1])
    assert set(world.foci.members(HOUSEHOLD, home).tolist()) == set(members.tolist())
    new = world.people["unique_id"][members]
    assert (new >= 500).all()
    for one, row in zip(new.tolist(), members, strict=True):
        known = model.ties.of(one)
        assert set(known["person_b"]) == set(new.tolist()) - {one}
        assert world.people["rootedness"][row] == np.float32(world.p["uprooting"])
    assert len(set(world.people["family"][members].tolist())) == 1
    # Those left behind grieve.
    left = {i for some in kin_before for i in some} - set((new - 500).tolist())
    rows = [model.people.row_of(int(i)) for i in left if model.people.is_present(int(i))]
    assert (world.people["bereavement"][rows] > 0).all()
    in_order(model)


def test_an_arrival_does_not_depend_on_other_arrivals(village):
    """One more death elsewhere changes nobody else's newcomer."""
    one, more = village.fork(), village.fork()
    old = np.flatnonzero(one.people.array("age") > 70)
    first = old[0]
    for model, rows in ((one, [first]), (more, [first, old[5]])):
        _renew(world_of(model), np.array(rows), np.array([], np.int64))
    here, there = world_of(one).people[first], world_of(more).people[first]
    for name in here.dtype.names:
        if name not in {"tie_count"}:
            assert here[name] == there[name], name


def test_somebody_without_parents_in_town_takes_an_empty_home(village):
    model = village.fork()
    world = world_of(model)
    world.people["age"] = 30.0
    rows = np.array([4])
    depart(world, rows)
    come_of_age(world, rows)
    assert not world.people["adult_child"][4]
    assert world.foci.members(HOUSEHOLD, int(world.people["household"][4])).tolist() == [4]
    assert world.people["tie_count"][4] == 0
    assert world.people["family"][4] >= 0


def test_newcomers_find_work_and_groups_as_often_as_others(village):
    model = village.fork()
    world = world_of(model)
    homes = np.flatnonzero(world.foci.taken(HOUSEHOLD) == 2)[:90]
    for home in homes.tolist():
        rows = np.sort(world.foci.members(HOUSEHOLD, home)).astype(np.int64)
        depart(world, rows)
        move_to_town(world, rows, home)
    new = world.people[world.people["unique_id"] >= 500]
    new = new[new["age"] < 66]
    assert abs((new["workplace"] >= 0).mean() - 0.74) < 0.12
    assert abs((new["group"] >= 0).mean() - 0.35) < 0.13


def test_people_with_full_rows_are_not_introduced_to_their_housemates(village):
    model = village.fork()
    world = world_of(model)
    home = int(np.argmax(world.foci.taken(HOUSEHOLD) == 3))
    rows = np.sort(world.foci.members(HOUSEHOLD, home)).astype(np.int64)
    for row in rows:
        world.ties.neighbour[row] = -1
    world.people["tie_count"][rows] = 0
    world.people["tie_count"][rows[0]] = SLOTS

    def meet():
        know_each_other(
            world.people, world.scratch.shown, world.ties, rows, 0.6, 500, world.p, world.keys
        )

    meet()
    assert world.people["tie_count"][rows].tolist() == [SLOTS, 1, 1]
    assert world.ties.neighbour[rows[1], 0] == rows[2]
    assert world.ties.origin[rows[1], 0] == ORIGINS.index("household")
    meet()
    assert world.people["tie_count"][rows].tolist() == [SLOTS, 1, 1]

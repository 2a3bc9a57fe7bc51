"""Homes in town: empty ones are found, moves take the whole home along."""

from __future__ import annotations

import numpy as np

from simulation.demography.homes_in_town import change_home, change_neighbourhood, empty_home
from simulation.foci import HOUSEHOLD, NEIGHBOURHOOD
from tests.properties.twins import world_of
from tests.simulation.demography.towns import assert_places_in_order


def test_an_empty_home_is_empty_and_has_an_address(village):
    world = world_of(village.fork())
    for mover in range(50):
        home = empty_home(world, mover)
        assert not len(world.foci.members(HOUSEHOLD, home))
        assert 0 <= world.home_neighbourhood[home] < world.foci.counts[NEIGHBOURHOOD]


def test_different_people_find_different_homes(village):
    world = world_of(village.fork())
    assert len({empty_home(world, mover) for mover in range(50)}) > 25


def test_who_changes_home_leaves_the_old_one(village):
    model = village.fork()
    world = world_of(model)
    old = int(world.people["household"][9])
    staying = set(world.foci.members(HOUSEHOLD, old).tolist()) - {9}
    home = empty_home(world, 9)
    change_home(world, np.array([9]), home)
    assert world.people["household"][9] == home
    assert set(world.foci.members(HOUSEHOLD, old).tolist()) == staying
    assert_places_in_order(model)


def test_a_home_that_moves_keeps_together_and_takes_up_its_new_place(village):
    model = village.fork()
    world = world_of(model)
    moved = 0
    for home in np.flatnonzero(world.foci.taken(HOUSEHOLD) == 3)[:25].tolist():
        rows = world.foci.members(HOUSEHOLD, home).astype(np.int64)
        before = world.people["neighbourhood"][rows].copy()
        strain = world.people["life_events"][rows].copy()
        roots = world.people["rootedness"][rows].copy()
        change_neighbourhood(world, rows, home)
        now = world.people["neighbourhood"][rows]
        assert (now == world.home_neighbourhood[home]).all()
        assert (world.people["cohesion"][rows] == world.neighbourhood_culture[now, 1]).all()
        expected = np.minimum(strain + world.p["move_strain"], 6)
        np.testing.assert_allclose(world.people["life_events"][rows], expected, rtol=1e-6)
        if (now != before).all():
            moved += 1
            assert (world.people["rootedness"][rows] == np.float32(world.p["uprooting"])).all()
        else:
            assert (world.people["rootedness"][rows] == roots).all()
    assert moved
    assert_places_in_order(model)

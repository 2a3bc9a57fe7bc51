"""Memberships: a seat for every job and group, and none kept twice."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.demography.memberships import change_jobs, join_groups, leave_places
from simulation.foci import GROUP, WORKPLACE
from tests.properties.twins import world_of
from tests.simulation.demography.towns import assert_places_in_order


def test_most_who_change_work_find_it_anywhere_in_town(village):
    model = village.fork()
    world = world_of(model)
    rows = np.flatnonzero(world.people["age"] < 66)
    change_jobs(world, rows)
    found = world.people["workplace"][rows]
    assert (found >= 0).mean() == pytest.approx(0.78, abs=0.06)
    assert len(np.unique(found[found >= 0])) == world.foci.counts[WORKPLACE]
    assert_places_in_order(model)


def test_joining_and_leaving_a_group(village):
    model = village.fork()
    world = world_of(model)
    outside = np.flatnonzero(world.people["group"] < 0)[:100]
    before = world.foci.refusals["group"]
    join_groups(world, outside)
    refused = world.foci.refusals["group"] - before
    assert (world.people["group"][outside] >= 0).sum() == 100 - refused
    assert_places_in_order(model)
    leave_places(world, GROUP, outside)
    assert (world.people["group"][outside] == -1).all()
    assert_places_in_order(model)


def test_a_full_group_refuses(village):
    model = village.fork()
    world = world_of(model)
    inside = np.flatnonzero(world.people["group"] >= 0)
    leave_places(world, GROUP, inside)
    world.foci.places(GROUP)[:] = 0  # every seat taken
    before = world.foci.refusals["group"]
    join_groups(world, np.array([5, 6]))
    assert world.people["group"][[5, 6]].tolist() == [-1, -1]
    assert world.foci.seat[[5, 6], GROUP].tolist() == [-1, -1]
    assert world.foci.refusals["group"] == before + 2

"""Departures: ties end, seats are freed, those left behind grieve."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.demography.departures import depart, end_tie, find_tie
from simulation.foci import ONLINE
from tests.properties.twins import half_ties, world_of


def test_all_that_bound_somebody_is_gone(village):
    model = village.fork()
    world = world_of(model)
    rows = np.array([3, 77, 204])
    ids = world.people["unique_id"][rows]
    before = half_ties(model)
    depart(world, rows)
    after = half_ties(model)
    for side in ("me", "other"):
        assert not np.isin(after[side], ids).any()
    stays = ~np.isin(before["me"], ids) & ~np.isin(before["other"], ids)
    assert after.tobytes() == before[stays].tobytes()
    assert (world.people["tie_count"][rows] == 0).all()
    for venue in range(len(world.foci.venues)):
        if venue != ONLINE:
            assert (world.foci.seat[rows, venue] == -1).all()
            assert not np.isin(world.foci.places(venue), rows).any()
    assert not np.isin(world.people["partner"], ids).any()


def test_grief_is_the_closeness_lost_and_more_for_kin(village):
    model = village.fork()
    world = world_of(model)
    rows = np.array([3, 77, 204])
    ids = world.people["unique_id"][rows]
    before = half_ties(model)
    world.people["bereavement"] = 0.0
    depart(world, rows)
    lost = before[np.isin(before["other"], ids) & ~np.isin(before["me"], ids)]
    expected = np.zeros(500)
    weight = np.where(lost["kin"] == 1, world.p["kin_grief"], 1.0)
    np.add.at(expected, lost["me"] % 500, weight * lost["closeness"])
    stays = np.setdiff1d(np.arange(500), rows)
    np.testing.assert_allclose(world.people["bereavement"][stays], expected[stays], rtol=1e-5)
    assert expected.max() > 0.1


def test_ending_a_tie_moves_the_last_into_its_slot(village):
    world = world_of(village.fork())
    row = int(np.argmax(world.people["tie_count"]))
    count = int(world.people["tie_count"][row])
    neighbours = world.ties.neighbour[row, :count].copy()
    last = {name: array[row, count - 1] for name, array in world.ties._asdict().items()}
    assert find_tie(world.ties, count, row, neighbours[2]) == 2
    end_tie(world.people, world.ties, row, 2)
    assert world.people["tie_count"][row] == count - 1
    for name, array in world.ties._asdict().items():
        assert array[row, 2] == last[name]
    assert find_tie(world.ties, count - 1, row, neighbours[2]) == -1
    assert world.ties.neighbour[row, count - 1] == -1
    end_tie(world.people, world.ties, row, count - 2)
    kept = set(neighbours.tolist()) - {neighbours[2], world.ties.neighbour[row, count - 2]}
    assert len(kept) >= count - 2


@pytest.mark.parametrize("with_partner", [True, False])
def test_a_widowed_person_is_single(village, with_partner):
    model = village.fork()
    world = world_of(model)
    row = int(np.flatnonzero(world.people["partner"] >= 0)[0])
    mate = int(world.people["partner"][row] % 500)
    depart(world, np.array([row, mate] if with_partner else [row]))
    if not with_partner:
        assert world.people["partner"][mate] == -1
    stays = np.setdiff1d(np.arange(500), [row, mate])
    assert not np.isin(world.people["partner"][stays], [row, mate]).any()

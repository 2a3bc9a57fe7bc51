"""Years of an eventful town: whatever happens, everything stays in order."""

from __future__ import annotations

import numpy as np

from simulation import ConnectivityModel
from simulation.delivery.roster import OPEN
from simulation.programmes import GroupTherapy
from tests.properties.twins import world_of
from tests.simulation.demography.towns import (
    EVENTFUL,
    assert_homes_in_order,
    assert_places_in_order,
    assert_ties_in_order,
)


def test_an_eventful_town_stays_in_order():
    model = ConnectivityModel(people=800, rng=6, parameters=EVENTFUL)
    ever = set(model.people.ids.tolist())
    left: set[int] = set()
    for _ in range(90):
        before = set(model.people.ids.tolist())
        model.run_weeks(1, observe=False)
        now = set(model.people.ids.tolist())
        assert len(now) == 800
        new, gone = now - before, before - now
        assert len(new) == len(gone)
        assert not new & ever, "an id was given twice"
        assert not now & left
        left |= gone
        ever |= new
        assert_places_in_order(model)
        assert_homes_in_order(model)
        assert_ties_in_order(model)
    assert len(left) > 400
    assert (model.people.ids % 800 == np.arange(800)).all()


def test_nobody_is_served_after_departure():
    """A row's next occupant takes no part in what the last one was enrolled in."""
    calm = ConnectivityModel(people=600, rng=8, parameters=EVENTFUL)
    calm.run_weeks(20, observe=False)
    model = calm.fork([GroupTherapy(weeks=30, uptake=1.0, attendance=1.0, dropout_share=0.0)])
    world = world_of(model)
    replaced = 0
    for _ in range(29):
        model.step()
        roster = model.deliveries[0].roster.cases
        here = world.people["unique_id"][roster["row"]] == roster["unique_id"]
        dosed = np.flatnonzero(world.scratch.doses["session"] > 0)
        assert set(world.people["unique_id"][dosed].tolist()) <= set(roster["unique_id"].tolist())
        venue = model.deliveries[0].meeting_places.venue
        seated = world.people["unique_id"][world.foci.seat[:, venue] >= 0]
        assert set(seated.tolist()) <= set(roster["unique_id"][here].tolist())
        replaced = int((~here).sum())
    assert replaced > 20
    model.step()
    assert not np.isin(model.deliveries[0].roster.cases["status"][~here], OPEN).any()
    assert len(model.participants("group_therapy")) <= len(roster)


def test_a_newcomer_is_a_new_person():
    model = ConnectivityModel(people=600, rng=8, parameters=EVENTFUL)
    before = model.people.records.copy()
    model.run_weeks(30, observe=False)
    after = model.people.records
    new = np.flatnonzero(before["unique_id"] != after["unique_id"])
    assert len(new) > 150
    for trait in (
        "early_belief",
        "neuroticism",
        "stress_disposition",
        "depression_disposition",
        "anxiety_disposition",
        "satisfaction_disposition",
        "need_to_belong",
    ):
        was, now = before[trait][new], after[trait][new]
        assert (was != now).all()
        assert abs(np.corrcoef(was, now)[0, 1]) < 4 / np.sqrt(len(new))
    stayed = before["unique_id"] == after["unique_id"]
    assert (before["early_belief"] == after["early_belief"])[stayed].all()

"""Vacancies in a town with a mix of ages of its own: who leaves, and who fills the places."""

from __future__ import annotations

import numpy as np
import pytest

from simulation import ConnectivityModel, PopulationSettings
from simulation.ages.flows import age_flows
from simulation.ages.older_homes import OlderHomes, older_homes
from simulation.demography.departures import depart
from simulation.demography.homes_in_town import head_the_home
from simulation.demography.vacancies import fill_vacancies, pair_older_people, who_leaves_town
from simulation.foci import HOUSEHOLD
from tests.properties.twins import world_of
from tests.simulation.demography.towns import (
    assert_homes_in_order,
    assert_places_in_order,
    assert_ties_in_order,
)

OLDER = PopulationSettings(
    people=1000,
    age_shares={"18-29": 0.06, "30-44": 0.09, "45-64": 0.22, "65-79": 0.41, "80+": 0.22},
    one_adult_homes=0.62,
    two_adult_homes=0.36,
    three_adult_homes=0.02,
    older_alone_share=0.6,
)
YOUNGER = PopulationSettings(
    people=1000,
    age_shares={"18-29": 0.5, "30-44": 0.2, "45-64": 0.2, "65-79": 0.08, "80+": 0.02},
)


def in_order(model):
    assert_places_in_order(model)
    assert_homes_in_order(model)
    assert_ties_in_order(model)


@pytest.fixture(scope="module")
def older():
    model = ConnectivityModel(population=OLDER, rng=7)
    model.run_weeks(30, observe=False)
    return model


@pytest.fixture(scope="module")
def younger():
    model = ConnectivityModel(population=YOUNGER, rng=7)
    model.run_weeks(30, observe=False)
    return model


def vacate(world, rows):
    homes = np.unique(world.people["household"][rows])
    depart(world, rows)
    for home in homes.tolist():
        head_the_home(world, home)


def sizes(world, rows):
    return world.foci.taken(HOUSEHOLD)[world.people["household"][rows]]


def test_people_leave_at_the_ages_of_which_there_are_fewer_couples_together(younger):
    world = world_of(younger.fork())
    flows = age_flows(YOUNGER.age_key)
    age = world.people["age"].astype(int)
    count, ages = 0, []
    for _ in range(150):
        world.advance()
        rows = who_leaves_town(world, flows)
        partner = world.people["partner"][rows]
        assert np.isin(partner[partner >= 0] % 1000, rows).all()
        assert (np.diff(rows) > 0).all()
        count += len(rows)
        ages += age[rows].tolist()
    assert count == pytest.approx(150 * flows.leaving[age - 18].sum() / 52, rel=0.2)
    assert 24 < np.median(ages) < 36


def test_places_are_filled_by_people_of_the_ages_that_are_missing(older):
    model = older.fork()
    world = world_of(model)
    rows = np.arange(0, 1000, 3)
    before = world.people["unique_id"][rows].copy()
    flows = age_flows(OLDER.age_key)
    vacate(world, rows)
    fill_vacancies(world, rows, flows, OlderHomes(alone=0.2, older_alone=0.5, pairing=0.0))
    new = world.people[rows]
    assert (new["unique_id"] == before + 1000).all()
    came_of_age = new["age"] == 18
    assert came_of_age.mean() == pytest.approx(flows.share_of_age, abs=0.06)
    ages = new["age"][~came_of_age].astype(float)
    expected = flows.arrivals @ (np.arange(18, 100) + 0.5) / flows.arrivals.sum()
    assert ages.mean() == pytest.approx(expected, abs=1.5)
    assert (new["rootedness"][~came_of_age] == np.float32(world.p["uprooting"])).all()
    assert (new["family"] >= 0).all()
    in_order(model)


@pytest.mark.parametrize("alone", [0.0, 1.0])
def test_who_moves_to_town_lives_alone_or_with_somebody_who_did(older, alone):
    model = older.fork()
    world = world_of(model)
    rows = np.arange(0, 1000, 25)
    vacate(world, rows)
    fill_vacancies(world, rows, age_flows(OLDER.age_key), OlderHomes(alone, alone, 0.0))
    came = rows[world.people["age"][rows] != 18]
    partner = world.people["partner"][came]
    if alone:
        assert (partner == -1).all()
        assert (sizes(world, came) == 1).all()
    else:
        assert (partner >= 0).mean() > 0.9
        paired = came[partner >= 0]
        host = partner[partner >= 0] % 1000
        assert (sizes(world, paired) == 2).all()
        gap = np.abs(world.people["age"][paired] - world.people["age"][host])
        assert gap.max() <= 10
        same_sex = world.people["sex"][paired] == world.people["sex"][host]
        assert same_sex.mean() < 0.3
        known = model.ties.of(int(world.people["unique_id"][paired[0]]))
        assert known["kin"].all()
    in_order(model)


def test_older_people_alone_move_in_together(older):
    model = older.fork()
    world = world_of(model)
    single = (world.people["partner"] < 0) & (world.people["age"] >= 65)
    pair_older_people(world, OlderHomes(0.2, 0.5, pairing=10.0))
    paired = np.flatnonzero(single & (world.people["partner"] >= 0))
    assert len(paired) > 40
    assert (sizes(world, paired) == 2).all()
    for row in paired[:10].tolist():
        other = int(world.people["partner"][row])
        tie = model.ties.of(int(world.people["unique_id"][row])).set_index("person_b").loc[other]
        assert tie["kin"]
        assert tie["closeness_a"] > 0
    in_order(model)


def test_nobody_pairs_or_is_paired_where_nothing_is_to_happen(older):
    model = older.fork()
    before = world_of(model).people["partner"].copy()
    pair_older_people(world_of(model), OlderHomes(0.2, 0.5, pairing=0.0))
    assert (world_of(model).people["partner"] == before).all()


def test_one_more_death_changes_nobody_elses_successor(older):
    """Not who comes; whom they move in with may, if two would move in with one."""
    flows, homes = age_flows(OLDER.age_key), older_homes(OLDER.age_key, 0.012)
    one, more = older.fork(), older.fork()
    for model, rows in ((one, [40]), (more, [40, 300])):
        world = world_of(model)
        vacate(world, np.array(rows))
        fill_vacancies(world, np.array(rows), flows, homes)
    here, there = world_of(one).people[40], world_of(more).people[40]
    for name in here.dtype.names:
        assert here[name] == there[name], name

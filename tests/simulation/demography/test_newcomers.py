"""Newcomers: strangers who share homes for a time, and others like them after that."""

from __future__ import annotations

import numpy as np
import pytest

from simulation import ConnectivityModel, PopulationSettings
from simulation.demography import _renew
from simulation.demography.homes_in_town import change_home, empty_home
from simulation.demography.newcomers import end_of_stay, lodging_of
from simulation.foci import HOUSEHOLD, WORKPLACE
from tests.properties.twins import difference, world_of
from tests.simulation.demography.towns import (
    EVENTFUL,
    assert_homes_in_order,
    assert_places_in_order,
    assert_ties_in_order,
)

PEOPLE = 600
STUDENTS = {
    "people": PEOPLE,
    "newcomers_share": 0.5,
    "newcomers_arrive": "together",
    "newcomers_in_courses": 1.0,
}
NEW = np.arange(300, 600)


def in_order(model):
    assert_places_in_order(model)
    assert_homes_in_order(model)
    assert_ties_in_order(model)


@pytest.fixture(scope="module")
def founded():
    return ConnectivityModel(population=PopulationSettings(**STUDENTS), rng=5)


@pytest.fixture(scope="module")
def year_old(founded):
    model = founded.fork()
    model.run_weeks(52, observe=False)
    return model


def test_they_are_young_strangers_without_kin_in_town(founded):
    world = world_of(founded)
    new = world.people[NEW]
    assert new["age"].min() >= 18
    assert new["age"].max() < 21
    assert 19 < new["age"].mean() < 20
    assert (new["family"] == -1).all()
    assert (new["partner"] == -1).all()
    assert not new["adult_child"].any()
    assert not new["tie_count"].any()
    assert (new["rootedness"] == np.float32(world.p["uprooting"])).all()
    assert 0.5 < new["distant_closeness"].mean() < 0.9
    assert (world.foci.taken(HOUSEHOLD)[new["household"]] == 4).all()
    assert (new["household"] == lodging_of(founded.population, NEW)).all()
    in_order(founded)


def test_residents_are_those_of_a_town_of_their_number(founded):
    people = world_of(founded).people[:300]
    alone = world_of(ConnectivityModel(people=300, rng=5)).people
    for name in ("age", "household", "partner", "early_anxiety", "neuroticism", "adult_child"):
        assert (people[name] == alone[name]).all(), name
    assert not people["distant_closeness"].any()


def test_they_live_all_over_town_and_study_among_themselves(founded):
    world = world_of(founded)
    homes = world.people["neighbourhood"][NEW]
    counts = np.bincount(homes, minlength=3)
    assert counts.min() > 80
    jobs = world.foci.counts[WORKPLACE] - founded.population.courses
    assert (world.people["workplace"][NEW] >= jobs).all()
    assert world.people["workplace"][:300].max() < jobs


def test_temperament_does_not_run_in_shared_homes(founded):
    """Nobody in town is their family, and they are nobody's."""
    values = world_of(founded).people["early_belief"][NEW].astype(float).reshape(-1, 4)
    within = values.mean(axis=1).std()
    assert within == pytest.approx(values.std() / 2, rel=0.35)
    assert len(np.unique(values)) == 300


def test_they_come_with_moods_of_their_own(founded):
    new, residents = world_of(founded).people[NEW], world_of(founded).people[:300]
    for name in ("stress", "depression", "anxiety", "loneliness_logit", "isolation_belief"):
        assert new[name].std() > 0.5, name
    assert not residents["depression"].any()


def test_housemates_become_acquainted_not_kin(year_old):
    world = world_of(year_old)
    new = year_old.people.ids[NEW]
    ties = year_old.ties.table()
    at_home = ties[(ties.origin == "household") & ties.person_a.isin(new) & ties.person_b.isin(new)]
    assert len(at_home) > 300
    couples = world.people["partner"][at_home.person_a % PEOPLE] == at_home.person_b
    assert not at_home[~couples].kin.any()


def test_after_a_year_all_leave_and_others_come(year_old):
    assert world_of(year_old).week == 52
    model = year_old.fork()
    before = model.people.ids
    model.step()
    after = model.people.ids
    assert (after[NEW] == before[NEW] + PEOPLE).all()
    assert (after[:300] == before[:300]).mean() > 0.98
    assert model.people.array("age")[NEW].max() < 21.1
    assert model.people.array("bereavement").max() == 0, "digested in the same week"
    in_order(model)
    for _ in range(3):
        model.step()
        assert (model.people.ids[NEW] % PEOPLE == NEW).all()


@pytest.mark.parametrize("stay", [1, 2, 3])
def test_a_part_of_the_homes_changes_hands_each_year(founded, stay):
    world = world_of(founded).copy()
    world.settings = PopulationSettings(**STUDENTS, newcomers_stay_years=stay)
    gone = []
    for week in range(53 * stay):
        world.week = week
        rows = end_of_stay(world)
        assert not len(rows) or week % 52 == 0
        gone += rows.tolist()
    assert 0 not in np.bincount(gone, minlength=PEOPLE)[NEW]
    assert len(gone) == len(NEW)


def test_through_the_year_they_stay_as_long_on_average(founded):
    world = world_of(founded).copy()
    settings = {**STUDENTS, "newcomers_arrive": "through_the_year", "newcomers_stay_years": 2}
    world.settings = PopulationSettings(**settings)
    gone = 0
    for _ in range(60):
        world.advance()
        gone += len(end_of_stay(world))
    assert gone == pytest.approx(60 * 300 / 104, rel=0.25)


def test_whoever_goes_a_newcomer_is_followed_by_one(year_old):
    model = year_old.fork()
    world = world_of(model)
    ids = world.people["unique_id"].copy()
    none = np.zeros(0, np.int64)
    _renew(world, np.array([4, 310]), np.array([350]), np.array([420, 421]))
    assert (world.people["unique_id"][[4, 310, 420, 421]] == ids[[4, 310, 420, 421]] + PEOPLE).all()
    assert world.people["unique_id"][350] == ids[350], "their homes do not emigrate"
    assert (world.people["age"][[310, 420, 421]] < 21).all()
    assert (world.people["family"][[310, 420, 421]] == -1).all()
    assert world.people["age"][4] == 18
    # With a resident they live with, they leave: each is followed by one of their own kind.
    row, home = 360, int(world.people["household"][10])
    while len(world.foci.members(HOUSEHOLD, home)) > 3:
        home = int(world.people["household"][home + 1])
    change_home(world, np.array([row]), home)
    members = world.foci.members(HOUSEHOLD, home).astype(np.int64)
    _renew(world, none, members[members < 300], none)
    assert world.people["household"][row] == lodging_of(model.population, np.array([row]))[0]
    assert (world.people["household"][members[members < 300]] == home).all()
    in_order(model)


def test_who_finds_the_home_full_takes_another(year_old):
    model = year_old.fork()
    world = world_of(model)
    row = 400
    home = int(lodging_of(model.population, np.array([row]))[0])
    change_home(world, np.array([row]), empty_home(world, 7))
    change_home(world, np.array([20]), home)
    assert len(world.foci.members(HOUSEHOLD, home)) == 4
    _renew(world, np.array([row]), np.zeros(0, np.int64))
    new_home = int(world.people["household"][row])
    assert new_home != home
    assert world.foci.members(HOUSEHOLD, new_home).tolist() == [row]
    in_order(model)


def test_an_eventful_town_of_newcomers_stays_in_order_and_saves(tmp_path):
    settings = {**STUDENTS, "newcomers_arrive": "through_the_year", "newcomers_in_courses": 0.5}
    model = ConnectivityModel(population=PopulationSettings(**settings), rng=2, parameters=EVENTFUL)
    for _ in range(40):
        model.run_weeks(1, observe=False)
        in_order(model)
    model.save(tmp_path / "town.kith")
    again = ConnectivityModel.load(tmp_path / "town.kith")
    assert again.population == model.population
    for one in (model, again):
        one.run_weeks(15, observe=False)
    assert difference(model, again) == []
    assert (model.people.array("family")[NEW] == -1).all()

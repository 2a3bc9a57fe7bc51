"""Life course: what happens to whom, as often as the rates say."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from simulation import ParameterSet
from simulation.demography import life_course as events_of_life
from simulation.demography.life_course import life_course
from simulation.mechanisms import MECHANISMS
from simulation.person_columns import PERSON
from simulation.purposes import week_keys

N = 20_000
P = ParameterSet()


@pytest.fixture
def people():
    crowd = np.zeros(N, PERSON)
    crowd["unique_id"] = np.arange(N)
    crowd["household"] = np.arange(N)
    crowd["partner"] = -1
    crowd["workplace"] = 0
    crowd["group"] = -1
    crowd["age"] = 40.0
    crowd["health"] = 91.0
    crowd["belonging"] = 0.6
    return crowd


def share(people, event, weeks=20, **inputs):
    doses = np.zeros(len(people), MECHANISMS)
    parameters = {name: value for name, value in inputs.items() if name in P}
    for name in inputs.keys() - parameters.keys():
        doses[name] = inputs[name]
    values = ParameterSet(parameters).record()[0]
    events = np.zeros(len(people), np.uint16)
    count = 0
    for week in range(weeks):
        life_course(people, doses, events, values, week_keys(3, week), 0, len(people))
        count += int(((events & event) != 0).sum())
    return count, weeks * len(people)


def assert_rate(counted, rate):
    count, trials = counted
    assert stats.binomtest(count, trials, rate).pvalue > 0.001, (count, rate * trials)


@pytest.mark.parametrize("age", [30.0, 58.0, 80.0, 95.0])
def test_deaths_follow_age(people, age):
    people["age"] = age
    people["health"] = 93.0 - 0.012 * (age - 25.0) ** 1.75
    assert_rate(share(people, events_of_life.DIES), min(0.5, np.exp(-10.8 + 0.1 * age)) / 52)


@pytest.mark.parametrize("strength", [0.0, 0.02, 0.1])
def test_poor_health_raises_deaths(people, strength):
    """Also where the parameter is far from its default."""
    people["age"] = 70.0
    people["health"] = 93.0 - 0.012 * 45.0**1.75 - 60.0
    rate = np.exp(-3.8) / 52 * np.exp(60 * strength)
    counted = share(people, events_of_life.DIES, weeks=4, health_mortality=strength)
    assert_rate(counted, min(1.0, rate))


@pytest.mark.parametrize(
    ("event", "columns", "rate"),
    [
        ("EMIGRATES", {}, P["emigration"] / 52),
        ("MOVES", {}, P["residential_mobility"] / 52),
        ("LEAVES_HOME", {"adult_child": 1}, P["leaving_home"] / 52),
        ("SEEKS_PARTNER", {}, P["partner_search"] / 52),
        ("SEPARATES", {"partner": 10**6}, P["separation"] / 52),
        ("CHANGES_JOB", {}, P["job_change"] / 52),
        ("CHANGES_JOB", {"workplace": -1}, P["job_search"] * P["job_change"] / 52),
        ("JOINS_GROUP", {}, P["group_joining"]),
        (
            "JOINS_GROUP",
            {"extraversion": 1.0, "withdrawal": 0.5},
            P["group_joining"] * np.exp(P["joining_extraversion"]) * 0.5,
        ),
        ("LEAVES_GROUP", {"group": 1}, P["group_leaving"]),
        (
            "LEAVES_GROUP",
            {"group": 1, "withdrawal": 0.5},
            P["group_leaving"] * (1 + 0.5 * P["leaving_withdrawal"]),
        ),
        (
            "LEAVES_GROUP",
            {"group": 1, "belonging": 0.3},
            P["group_leaving"] * (1 + P["leaving_not_belonging"]),
        ),
    ],
)
def test_events_come_at_their_rates(people, event, columns, rate):
    for name, value in columns.items():
        people[name] = value
    assert_rate(share(people, getattr(events_of_life, event), weeks=40), rate)


@pytest.mark.parametrize("excess", [0.0, 1.0, 9.0])
def test_a_wave_of_deaths_raises_them_by_its_ratio(people, excess):
    people["age"] = 70.0
    people["health"] = 93.0 - 0.012 * 45.0**1.75
    counted = share(people, events_of_life.DIES, weeks=10, excess_mortality=excess)
    assert_rate(counted, np.exp(-3.8) / 52 * (1 + excess))


def test_who_has_lost_a_home_moves(people):
    settled = {"residential_mobility": 0.0, "weeks": 1}
    assert share(people, events_of_life.MOVES, displaced=1.0, **settled)[0] == N
    assert share(people, events_of_life.MOVES, displaced=0.5, **settled)[0] == 0


def test_a_link_to_a_group_brings_people_in_and_holds_them(people):
    more, less = 1 + 0.5 * P["link_to_group"], 1 - 0.5 * P["link_holds"]
    assert_rate(share(people, events_of_life.JOINS_GROUP, joining=0.5), P["group_joining"] * more)
    people["group"] = 1
    assert_rate(share(people, events_of_life.LEAVES_GROUP, joining=0.5), P["group_leaving"] * less)


@pytest.mark.parametrize(
    ("event", "columns"),
    [
        ("LEAVES_HOME", {}),
        ("SEPARATES", {}),
        ("SEEKS_PARTNER", {"partner": 10**6}),
        ("CHANGES_JOB", {"age": 66.0}),
        ("RETIRES", {"age": 65.9}),
        ("RETIRES", {"age": 70.0, "workplace": -1}),
        ("JOINS_GROUP", {"group": 3}),
        ("JOINS_GROUP", {"withdrawal": 1.0}),
        ("LEAVES_GROUP", {}),
    ],
)
def test_what_cannot_happen_does_not(people, event, columns):
    for name, value in columns.items():
        people[name] = value
    assert share(people, getattr(events_of_life, event))[0] == 0


def test_everybody_retires_at_66(people):
    people["age"] = 66.0
    assert share(people, events_of_life.RETIRES, weeks=1)[0] == N


def test_a_home_moves_or_leaves_as_a_whole_and_a_couple_parts_from_both_sides(people):
    people["household"] = np.arange(N) // 4
    even = np.arange(N) // 2 * 2
    people["partner"] = np.where(np.arange(N) == even, even + 1, even)
    events = np.zeros(N, np.uint16)
    doses = np.zeros(N, MECHANISMS)
    values = ParameterSet({"emigration": 0.5, "residential_mobility": 0.5}).record()[0]
    life_course(people, doses, events, values, week_keys(3, 0), 0, N)
    for event, size in (("EMIGRATES", 4), ("MOVES", 4), ("SEPARATES", 2)):
        happens = ((events & getattr(events_of_life, event)) != 0).reshape(-1, size)
        assert (happens.all(axis=1) == happens.any(axis=1)).all()
        assert happens.any()


def test_only_the_rows_asked_for_are_written(people):
    events = np.full(N, 9999, np.uint16)
    doses = np.zeros(N, MECHANISMS)
    life_course(people, doses, events, ParameterSet().record()[0], week_keys(3, 0), 10, 20)
    assert (events[:10] == 9999).all()
    assert (events[20:] == 9999).all()
    assert (events[10:20] != 9999).all()

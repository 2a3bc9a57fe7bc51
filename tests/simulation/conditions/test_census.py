"""The census: everything that is known of everybody by name."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

import simulation.asking
from simulation.conditions.census import KNOWN_NAMES, SPEAKING_NAMES, YES_OR_NO, Census
from simulation.instruments import INSTRUMENTS
from simulation.people import DERIVED
from simulation.person_columns import COLUMNS, PERSON
from simulation.team import Team
from tests.properties.twins import world_of


@pytest.fixture
def world(village):
    return world_of(village.fork())


def test_every_name_can_be_read_and_says_what_it_means(world):
    census = Census(world)
    assert census.people == 500
    for name, meaning in KNOWN_NAMES.items():
        values = census.read(name)
        assert values.shape == (500,)
        assert np.isfinite(values).all()
        assert len(meaning) > 5
        assert meaning.endswith(")")
    for name in YES_OR_NO:
        assert set(np.unique(census.read(name)).tolist()) <= {0, 1}


def test_no_name_means_two_things():
    facts = {name for name in YES_OR_NO if name not in COLUMNS}
    parts = [COLUMNS, DERIVED, INSTRUMENTS, SPEAKING_NAMES, facts]
    assert sum(map(len, parts)) == len(KNOWN_NAMES)
    assert {name for part in parts for name in part} == set(KNOWN_NAMES)


def test_columns_are_those_of_the_people(world, village):
    census = Census(world)
    for name in ("age", "unique_id", "loneliness", "neurodivergent"):
        assert census.read(name).tolist() == village.people.array(name).tolist()


def test_scores_are_those_of_the_survey(world, village):
    census = Census(world, Team(2))
    for name, scores in village.survey_arrays().items():
        assert census.read(name).tolist() == scores.tolist()
    assert census.read("loneliness_ucla3").tolist() == census.read("ucla3").tolist()
    assert census.read("isolation_lsns6").tolist() == census.read("lsns6").tolist()


def test_facts_are_what_they_say_of_each_person(world, village):
    census = Census(world)
    scores = village.survey_arrays()
    homes = [person.household for person in village.agents]
    facts = {
        "lives_alone": lambda row, person: homes.count(person.household) == 1,
        "has_partner": lambda row, person: person.partner != -1,
        "employed": lambda row, person: person.workplace != -1,
        "group_member": lambda row, person: person.group != -1,
        "lonely": lambda row, person: scores["ucla3"][row] >= 6,
        "isolated": lambda row, person: scores["lsns6"][row] < 12,
        "woman": lambda row, person: person.sex == 0,
    }
    for name, fact in facts.items():
        expected = [fact(row, person) for row, person in enumerate(village.agents)]
        assert census.read(name).tolist() == expected
        assert 10 < sum(expected) < 490
    assert {*facts, "neurodivergent", "adult_child", "attending_group"} == YES_OR_NO


def test_who_has_no_home_does_not_live_alone():
    people = np.zeros(5, PERSON)
    people["household"] = [-1, 3, 3, 0, -1]
    assert Census.of(people, {}).read("lives_alone").tolist() == [False, False, False, True, False]
    people["household"] = -1
    assert not Census.of(people, {}).read("lives_alone").any()


def test_a_question_is_asked_once_and_only_if_needed(world, monkeypatch):
    asked = []
    ask = simulation.asking.ask

    def counted(*arguments):
        asked.append(arguments)
        return ask(*arguments)

    monkeypatch.setattr(simulation.asking, "ask", counted)
    team = Team(1)
    census = Census(world, team)
    census.read("age")
    census.read("lives_alone")
    assert asked == []
    for name in ("lonely", "loneliness_ucla3", "phq9", "depression_phq9"):
        census.read(name)
    assert asked == [(world, team, ["ucla3"], None), (world, team, ["phq9"], None)]


@pytest.mark.parametrize("name", sorted(KNOWN_NAMES))
@pytest.mark.parametrize("known_before", [False, True])
def test_of_some_people_the_same_is_known(world, name, known_before):
    census, rows = Census(world), np.array([90, 3, 3, 41])
    if known_before:
        census.read(name)
    assert census.among(rows).read(name).tolist() == Census(world).read(name)[rows].tolist()


def test_what_was_read_stays_and_cannot_be_written_to(world):
    census = Census(world)
    ages = census.read("age")
    before = ages.tolist()
    world.people["age"] += 1
    assert census.read("age") is ages
    assert ages.tolist() == before
    for name in KNOWN_NAMES:
        with pytest.raises(ValueError, match="read-only"):
            census.read(name)[0] = 0
    world.people["age"] += 1  # reading must not have locked the world itself


def test_given_answers_are_used_and_stay_writable():
    scores = {"ucla3": np.array([5, 6], np.uint8)}
    census = Census.of(np.zeros(2, PERSON), scores)
    assert census.read("lonely").tolist() == [False, True]
    census.read("loneliness_ucla3")
    scores["ucla3"][0] = 9


def test_an_unknown_name_is_an_error(world):
    with pytest.raises(KeyError, match="nothing is known of people as 'agee'; see KNOWN_NAMES"):
        Census(world).read("agee")


def test_reading_names_and_conditions_compiles_no_process():
    code = (
        "import sys, simulation.conditions.conditions, simulation.conditions.census;"
        "print([name for name in sys.modules if name.startswith('simulation.') and"
        " name.split('.')[1] in ('week', 'surveys', 'asking', 'demography', 'world', 'registry')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

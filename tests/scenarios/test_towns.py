"""Scenarios about towns: what they set, and what is said of towns that cannot be."""

from __future__ import annotations

import pytest

from scenarios import load_scenario

HEAD = "kith: 1\ntitle: x\npopulation:\n"
TOWNS = ("town-of-older-adults", "first-year-students", "deprived-neighbourhood")


@pytest.mark.parametrize("name", TOWNS)
def test_a_town_differs_in_its_people_only_and_says_what_is_assumed(name):
    town, usual = load_scenario(name), load_scenario("baseline")
    assert town.population != usual.population
    assert town.population.people == usual.population.people
    assert (town.parameters, town.programmes, town.run) == ({}, (), usual.run)
    assert "assumed" in town.description
    assert town.burn_in_identity() != usual.burn_in_identity()


@pytest.mark.parametrize("name", TOWNS)
def test_a_town_of_another_size_keeps_its_kind(name):
    town = load_scenario(name)
    model = town.build(rng=1, people=100)
    assert len(model.people.ids) == 100
    changed = {"people": 100}
    assert model.population == town.population.model_copy(update=changed)


def test_students_are_in_their_first_weeks_when_the_burn_in_ends():
    town = load_scenario("first-year-students")
    assert town.population.newcomers_arrive == "together"
    assert town.run.burn_in_weeks % 52 == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "  age_shares:\n    18-29: 0.5\n    30-44: 0.4\n",
            "x.yaml:5:5 population.age_shares: shares must add up to 1, got 0.9; add 0.1 in one of "
            "the bands 18-29, 30-44, 45-64, 65-79, 80+",
        ),
        (
            "  age_shares:\n    18-30: 1.0\n",
            "x.yaml:5:5 population.age_shares.18-30: unknown value '18-30'; there are: "
            "18-29, 30-44, 45-64, 65-79, 80+",
        ),
        (
            "  age_shares:\n    18-29: 60\n    30-44: 40\n",
            "x.yaml:5:12 population.age_shares.18-29: must be at most 1, got 60 (60 % is written "
            "0.6)",
        ),
        (
            "  older_alone_share: 40%\n",
            "x.yaml:4:22 population.older_alone_share: must be a number, got '40%' (write 0.4)",
        ),
        (
            "  newcomers_share: 1\n",
            "x.yaml:4:20 population.newcomers_share: must be at most 0.9, got 1",
        ),
        (
            "  newcomer_share: 0.1\n",
            "x.yaml:4:3 population.newcomer_share: unknown key, did you mean newcomers_share?",
        ),
        (
            "  newcomers_arrive: togehter\n",
            "x.yaml:4:21 population.newcomers_arrive: unknown value 'togehter', did you mean "
            "together?",
        ),
        (
            "  people_per_group: 400\n",
            "x.yaml:4:3 population: people_per_group 400 with group_member_share 0.35 makes 140 "
            "members a group, and there is room for 44; lower people_per_group to 125 or fewer",
        ),
        (
            "  newcomers_youngest: 30\n",
            "x.yaml:4:3 population: newcomers_youngest 30 is above newcomers_oldest 20; swap them",
        ),
    ],
)
def test_towns_that_cannot_be_are_refused_where_they_stand(check, text, expected):
    first, *_ = check(HEAD + text)
    assert first == expected


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("  age_shares: {18-29: 0.01, 45-64: 0.99}\n", ("age_shares", "three_adult_homes")),
        ("  older_alone_share: 0.9\n", ("older_alone_share", "one_adult_homes")),
        (
            "  older_alone_share: 0.6\n  one_adult_homes: 0.5\n  two_adult_homes: 0.37\n",
            ("older_alone_share", "age_shares"),
        ),
    ],
)
def test_mixes_that_no_homes_can_hold_name_the_keys_to_change(check, text, keys):
    (problem,) = check(HEAD + text)
    for key in keys:
        assert key in problem

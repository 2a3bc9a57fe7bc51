"""The scenarios and studies that come with Kith."""

from __future__ import annotations

import re

import pytest

from scenarios import check_file, load_scenario, load_study, scenario_names, study_names
from scenarios.library import SCENARIOS, STUDIES

FILES = sorted([*SCENARIOS.glob("*.yaml"), *STUDIES.glob("*.yaml")])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_file_is_valid_and_opens_with_its_format_and_schema(path):
    assert check_file(path) == []
    first, second, *_ = path.read_text(encoding="utf-8").splitlines()
    assert first == "kith: 1"
    schema = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", second)
    assert schema
    assert (path.parent / schema[1]).is_file()


def test_every_scenario_but_the_baseline_extends_it_and_says_what_it_is_for():
    for name in scenario_names():
        scenario = load_scenario(name)
        assert len(scenario.description) > 40
        if name != "baseline":
            assert [path.stem for path in scenario.ancestry] == ["baseline"]
            assert (
                scenario.programmes or scenario.population != load_scenario("baseline").population
            )


def test_programmes_begin_after_a_month_that_shows_how_life_was():
    for name in scenario_names():
        assert all(programme.start_week == 4 for programme in load_scenario(name).programmes)


def test_both_programmes_together_are_the_two_alone():
    alone = [*load_scenario("group-therapy").programmes]
    alone += load_scenario("community-events").programmes
    assert [*load_scenario("group-therapy-and-events").programmes] == alone


def test_group_therapy_is_offered_to_lonely_people():
    (programme,) = load_scenario("group-therapy").programmes
    assert programme.type == "group_therapy"
    assert programme.eligibility == "loneliness_ucla3 >= 6"


def test_quickstart_is_the_study_that_was_promised():
    study = load_study("quickstart")
    assert len(study.arms) == 4
    assert (study.seeds, study.first_seed, study.people) == (12, 1, 2000)
    assert (study.burn_in_weeks, study.weeks) == (260, 104)
    assert study.smallest_difference["isolated_per_1000"] == 10
    assert set(study.smallest_difference) == set(study.outcomes)
    assert study.question.endswith("?")


def test_worlds_of_a_study_share_their_past():
    for name in study_names():
        pasts = [arm.world().burn_in_identity() for arm in load_study(name).arms]
        assert pasts == pasts[:1] * len(pasts)

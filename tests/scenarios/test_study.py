from __future__ import annotations

import json
import pickle

import pytest

import experiments.outcomes
from scenarios import (
    MAIN_OUTCOMES,
    OUTCOME_NAMES,
    ScenarioError,
    Study,
    load_scenario,
    load_study,
)


def test_main_outcomes_are_compared_by_default(write):
    study = load_study(write("x.yaml", "kith: 1\ntitle: x\narms: [baseline, group-therapy]\n"))
    assert study.outcomes == MAIN_OUTCOMES
    assert MAIN_OUTCOMES == (
        "isolated_per_1000", "lonely_per_1000", "pss10", "phq9", "life_satisfaction"
    )  # fmt: skip


def test_every_outcome_that_a_study_may_name_is_measured():
    assert tuple(experiments.outcomes.OUTCOMES) == OUTCOME_NAMES
    assert experiments.outcomes.MAIN_OUTCOMES == MAIN_OUTCOMES


def test_the_first_arm_is_the_baseline_by_default(write):
    study = load_study(write("x.yaml", "kith: 1\ntitle: x\narms: [group-therapy, baseline]\n"))
    assert study.baseline == "group-therapy"


def test_a_single_scenario_is_compared_with_what_it_extends(write):
    write("root.yaml", "kith: 1\ntitle: Root\n")
    write("middle.yaml", "kith: 1\nextends: root\ntitle: Middle\n")
    leaf = load_scenario(write("leaf.yaml", "kith: 1\nextends: middle\ntitle: Leaf\n"))
    study = Study.from_scenario(leaf)
    assert [arm.name for arm in study.arms] == ["root", "leaf"]
    assert (study.baseline, study.name) == ("root", "leaf")
    assert study.question == "What does “Leaf” change, compared with “Root”?"


def test_a_single_scenario_is_compared_with_the_same_people_if_a_file_it_extends_has_them(write):
    write("root.yaml", "kith: 1\ntitle: Root\n")
    write("town.yaml", "kith: 1\nextends: root\ntitle: Town\npopulation: {cohesion: 1.0}\n")
    write("one.yaml", "kith: 1\nextends: town\ntitle: One\n")
    two = load_scenario(write("two.yaml", "kith: 1\nextends: one\ntitle: Two\n"))
    assert Study.from_scenario(two).baseline == "town"
    text = "kith: 1\nextends: one\ntitle: Three\npopulation: {cohesion: 2.0}\n"
    assert Study.from_scenario(load_scenario(write("three.yaml", text))).baseline == "root"


def test_a_single_scenario_without_parent_is_compared_with_the_baseline_of_the_library(write):
    alone = load_scenario(write("alone.yaml", "kith: 1\ntitle: Alone\n"))
    study = Study.from_scenario(alone)
    assert study.arms == (load_scenario("baseline"), alone)


def test_the_baseline_is_compared_with_nothing():
    with pytest.raises(ScenarioError, match="this is the baseline itself; name a scenario to"):
        Study.from_scenario(load_scenario("baseline"))


def test_a_parent_of_the_same_name_is_no_second_arm_of_that_name(write):
    write("sub/world.yaml", "kith: 1\ntitle: Parent\n")
    child = load_scenario(write("world.yaml", "kith: 1\nextends: sub/world.yaml\ntitle: Child\n"))
    with pytest.raises(ScenarioError) as caught:
        Study.from_scenario(child)
    assert str(caught.value) == (
        "world.yaml: its baseline sub/world.yaml has the same name; rename one of them"
    )


def test_resolved_study_is_data_without_places():
    study = load_study("quickstart")
    text = json.dumps(study.resolved())
    assert str(study.source.parent) not in text
    assert [arm["name"] for arm in study.resolved()["arms"]] == [arm.name for arm in study.arms]


def test_study_crosses_process_borders():
    study = load_study("quickstart")
    assert pickle.loads(pickle.dumps(study)) == study


def test_costs_of_people_are_recorded_only_when_asked_for(write, check):
    text = "kith: 1\ntitle: x\narms: [baseline, group-therapy]\n"
    assert not load_study(write("x.yaml", text)).record.people_costs
    asked = load_study(write("x.yaml", text + "record: {people_costs: true}\n"))
    assert asked.record.people_costs
    assert asked.resolved()["record"] == {"people_costs": True, "own_data": False}
    assert check(text + "record: {people_cost: true}\n") == [
        "x.yaml:4:10 record.people_cost: unknown key, did you mean people_costs?"
    ]

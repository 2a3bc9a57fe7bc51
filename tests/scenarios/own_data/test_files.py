"""A scenario with own people: identified by content, told without people, sent to processes."""

from __future__ import annotations

import hashlib
import json
import pickle

import pytest
from pydantic import ValidationError

from scenarios import ScenarioError, Study, check_file, load_scenario, load_study, scenario_schema
from scenarios.own_data import own_data_files
from tests.scenarios.own_data.conftest import PEOPLE, TIES

PROGRAMME = "programmes: [{type: community_events, start_week: 0}]"


def test_the_past_depends_on_what_the_files_hold_and_not_on_their_names(town, tmp_path):
    first = load_scenario(town(ties=TIES))
    texts = {json.dumps(first.burn_in_identity())}
    texts.add(json.dumps(load_scenario(town(PEOPLE.replace("34", "35"), TIES)).burn_in_identity()))
    texts.add(json.dumps(load_scenario(town(ties=TIES.replace("0.8", "0.9"))).burn_in_identity()))
    texts.add(json.dumps(load_scenario(town()).burn_in_identity()))
    mapped = town(PEOPLE.replace("id,age", "id,alter"), TIES, "columns: {age: alter}")
    texts.add(json.dumps(load_scenario(mapped).burn_in_identity()))
    assert len(texts) == 5
    path = town(ties=TIES)
    (tmp_path / "my_people.csv").rename(tmp_path / "renamed.csv")
    path.write_text(path.read_text().replace("my_people", "renamed"))
    assert load_scenario(path).burn_in_identity() == first.burn_in_identity()


def test_resolved_settings_hold_name_hash_and_rows_and_nobody(town):
    scenario = load_scenario(town(ties=TIES))
    resolved = scenario.resolved()
    text = json.dumps(resolved)
    assert resolved["own_data"]["people"] == {
        "name": "my_people.csv", "sha256": hashlib.sha256(PEOPLE.encode()).hexdigest(), "rows": 11
    }  # fmt: skip
    assert resolved["own_data"]["ties"]["rows"] == 3
    assert resolved["population"]["people"] == 11
    assert str(scenario.source.parent) not in text
    assert "anna" not in text
    assert "anna" not in repr(scenario.own_data)
    assert str(scenario.source.parent) not in repr(scenario.own_data)


def test_other_scenarios_are_resolved_as_ever():
    assert "own_data" not in load_scenario("baseline").resolved()
    assert "own_data" not in load_scenario("baseline").burn_in_identity()


def test_it_crosses_process_borders(town):
    scenario = load_scenario(town(ties=TIES))
    again = pickle.loads(pickle.dumps(scenario))
    assert again == scenario
    one, other = (world.build(rng=2) for world in (scenario, again))
    assert one.people.records.tobytes() == other.people.records.tobytes()
    assert one.people.array("age")[0] == 34
    assert one.ties.arrays.closeness[0, 0] == pytest.approx(0.8)


def test_it_cannot_be_changed(town):
    own = load_scenario(town()).own_data
    with pytest.raises(ValidationError, match="frozen"):
        own.people = None


def test_its_files_are_named_for_those_who_may_keep_them(town):
    path = town(ties=TIES)
    names = [one.name for one in own_data_files(load_scenario(path))]
    assert names == ["my_people.csv", "my_ties.csv"]
    assert own_data_files(load_scenario("baseline")) == []


def test_another_number_of_people_is_refused(town, tmp_path):
    path = town()
    with pytest.raises(
        ScenarioError, match=r"40 people are asked for, but my_people\.csv holds 11"
    ):
        load_scenario(path).build(people=40)
    assert load_scenario(path).build(people=11).population.people == 11
    study = tmp_path / "study.yaml"
    study.write_text("kith: 1\ntitle: T\npeople: 40\narms: [town, baseline]\n")
    with pytest.raises(ScenarioError, match=r"study.yaml:3:9 people: leave it out: the people of"):
        load_study(study)


def test_it_is_compared_with_itself_without_programmes(town):
    scenario = load_scenario(town(rest=PROGRAMME))
    study = Study.from_scenario(scenario)
    assert [arm.name for arm in study.arms] == ["town-as-it-is", "town"]
    assert study.arms[0].programmes == ()
    assert study.arms[0].burn_in_identity() == scenario.burn_in_identity()


def test_it_is_compared_with_the_town_it_extends(town, tmp_path):
    town()
    child = tmp_path / "events.yaml"
    child.write_text(f"kith: 1\nextends: town\ntitle: Events\n{PROGRAMME}\n")
    scenario = load_scenario(child)
    assert scenario.own_data.people.rows == 11
    assert [arm.name for arm in Study.from_scenario(scenario).arms] == ["town", "events"]


def test_a_town_alone_is_not_compared_with_strangers(town):
    with pytest.raises(ScenarioError, match="nothing to compare"):
        Study.from_scenario(load_scenario(town()))


def test_editors_are_told_of_files_and_columns():
    schema = scenario_schema()["$defs"]["PopulationSettings"]["properties"]
    assert {kind["type"] for kind in schema["people"]["anyOf"]} == {"integer", "string"}
    assert "early_avoidance" in schema["columns"]["properties"]
    assert "closeness_back" in schema["tie_columns"]["properties"]


def test_a_child_that_takes_the_people_away_says_so_of_ties(town, tmp_path):
    town(ties=TIES)
    child = tmp_path / "child.yaml"
    child.write_text("kith: 1\nextends: town\npopulation: {people: 300}\n")
    (problem,) = check_file(child)
    assert problem.key == "population.ties"
    child.write_text("kith: 1\nextends: town\npopulation: {people: 300, ties: null}\n")
    assert check_file(child) == []

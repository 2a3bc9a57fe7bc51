"""The scenarios and studies that come with Kith: what is true of every file, and of some."""

from __future__ import annotations

import json
import re

import pytest
from typer.testing import CliRunner

from docs.scenarios_page import first_sentence
from experiments.cli import app
from scenarios import check_file, load_scenario, load_study, scenario_names, study_names
from scenarios.library import SCENARIOS, STUDIES
from simulation.policies import POLICIES

FILES = sorted([*SCENARIOS.glob("*.yaml"), *STUDIES.glob("*.yaml")])
TOWNS = {"baseline", "deprived-neighbourhood", "first-year-students", "town-of-older-adults"}
OTHERS = sorted(set(scenario_names()) - TOWNS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_file_is_valid_and_opens_with_its_format_and_schema(path):
    assert check_file(path) == []
    text = path.read_text(encoding="utf-8")
    first, second, *_ = text.splitlines()
    assert first == "kith: 1"
    schema = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", second)
    assert schema
    assert (path.parent / schema[1]).is_file()
    assert max(map(len, text.splitlines())) <= 112


def test_titles_differ_and_names_are_no_study_of_the_same_name():
    titles = [load_scenario(name).title for name in scenario_names()]
    titles += [load_study(name).title for name in study_names() if name != "quickstart"]
    assert sorted(titles) == sorted(set(titles))


def test_every_scenario_extends_a_town_and_says_what_it_is_and_what_it_assumes():
    for name in OTHERS:
        scenario = load_scenario(name)
        *_, root = scenario.ancestry
        assert root.stem == "baseline"
        assert {path.stem for path in scenario.ancestry} <= TOWNS
        assert scenario.programmes or scenario.policies
        assert len(scenario.description) > 250, name
        assert "What matters most" in scenario.description, name
        assert 40 < len(first_sentence(scenario.description)) < 300, name


def test_nothing_happens_in_towns():
    for name in TOWNS:
        town = load_scenario(name)
        assert (town.programmes, town.policies) == ((), ())
        assert len(town.description) > 100


def test_what_is_done_begins_after_a_month_that_shows_how_life_was():
    starts = {
        name: min(one.start_week for one in (*scenario.programmes, *scenario.policies))
        for name in OTHERS
        if (scenario := load_scenario(name))
    }
    # Students come with the first week, and are welcomed in the second.
    assert {name for name, week in starts.items() if week != 4} == {"package-students"}
    assert starts["package-students"] == 1


def test_staff_to_be_trained_work_in_the_same_world():
    trained = 0
    for name in OTHERS:
        programmes = load_scenario(name).programmes
        for one in programmes:
            names = getattr(one, "trains", ())
            assert set(names) <= {other.label for other in programmes} - {one.label}, name
            trained += len(names)
    assert trained == 4


def test_every_kind_of_policy_is_shown_somewhere():
    shown = {one.type for name in OTHERS for one in load_scenario(name).policies}
    # Any constant can be changed for a time; no one change stands for all.
    assert set(POLICIES) - shown == {"parameter_change"}


def test_files_are_listed_by_name_with_title_and_description():
    done = CliRunner().invoke(app, ["list", "scenarios", "--json"])
    rows = {row["name"]: row for row in json.loads(done.output)}
    assert {path.stem for path in FILES} == set(rows)
    assert {name for name, row in rows.items() if row["kind"] == "study"} == set(study_names())
    for name in scenario_names():
        scenario = load_scenario(name)
        assert (rows[name]["title"], rows[name]["about"]) == (scenario.title, scenario.description)


def test_quickstart_is_the_study_that_was_promised():
    study = load_study("quickstart")
    assert len(study.arms) == 4
    assert (study.seeds, study.first_seed, study.people) == (12, 1, 2000)
    assert (study.burn_in_weeks, study.weeks) == (260, 104)
    assert study.smallest_difference["isolated_per_1000"] == 10
    assert study.question.endswith("?")

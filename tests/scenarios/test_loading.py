from __future__ import annotations

import subprocess
import sys

import pytest

from scenarios import ScenarioError, check_file, file_kind, load_scenario, load_study


def test_a_name_and_its_file_give_the_same_scenario():
    scenario = load_scenario("group-therapy")
    assert load_scenario(scenario.source) == scenario
    assert scenario.name == "group-therapy"


def test_scenario_says_where_it_comes_from(write):
    base = write("base.yaml", "kith: 1\ntitle: x\n")
    leaf = write("leaf.yaml", "kith: 1\nextends: base\n")
    scenario = load_scenario(leaf)
    assert (scenario.source, scenario.ancestry) == (leaf, (base,))


def test_loading_a_bad_file_raises_what_checking_it_returns(write):
    bad = write("x.yaml", "kith: 1\nrun: {weeks: 0}\ncolour: red\n")
    with pytest.raises(ScenarioError) as caught:
        load_scenario(bad)
    assert caught.value.problems == check_file(bad)
    assert len(caught.value.problems) == 3


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("kith: 1\narms: [a]\n", "study"),
        ("kith: 1\nseeds: 3\n", "study"),
        ("kith: 1\nprogrammes: []\n", "scenario"),
        ("kith: 1\nextends: baseline\nweeks: 3\n", "scenario"),
        ("kith: 1\nburn_in_weeks: 3\n", "scenario"),
        ("kith: 1\n", "scenario"),
    ],
)
def test_scenario_and_study_are_told_apart_by_their_keys(write, text, kind):
    assert file_kind(write("x.yaml", text)) == kind


def test_a_scenario_is_no_study():
    scenario = load_scenario("baseline")
    with pytest.raises(ScenarioError, match="arms: missing"):
        load_study(scenario.source)


def test_a_missing_file_is_a_problem_like_any_other(folder):
    assert [str(one) for one in check_file("gone.yaml")] == ["gone.yaml: no such file"]


def test_the_files_of_the_library_can_be_checked_by_name():
    assert check_file("group-therapy") == []
    assert check_file("quickstart") == []


def test_checking_a_file_makes_no_world():
    code = (
        "import sys, scenarios; scenarios.load_study('quickstart');"
        "print([name for name in ('matplotlib', 'seaborn', 'pyarrow') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

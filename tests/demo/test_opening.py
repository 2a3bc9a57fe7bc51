"""Files and finished studies on the command line."""

from __future__ import annotations

import pytest

from demo.opening import open_paths
from demo.worlds.twins import open_twins
from experiments.errors import KithError, StoreError
from experiments.running.results import open_results
from scenarios import ScenarioError, load_study
from tests.demo.worlds.small import weeks

SCENARIO = "kith: 1\nextends: befriending\ntitle: Our town\nrun: {burn_in_weeks: 10, weeks: 30}\n"


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """A finished study of three worlds: 120 people, seed 7, twenty weeks; without its report."""
    from experiments.running import finishing, runner

    folder = tmp_path_factory.mktemp("study")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(finishing, "write_results", lambda *_: False)  # figures take most of the time
        runner.run_study(
            load_study("quickstart"), out=folder / "results", people=120, seeds=1, first_seed=7,
            weeks=20, burn_in_weeks=15, cache_folder=folder / "cache",
        )  # fmt: skip
    return folder / "results"


def test_a_finished_study_is_watched_as_it_was_run(results):
    opened = open_paths([results])
    study, plan, _ = open_results(results)
    assert opened.notes == ()
    default = opened.default
    assert (default.people, default.luck, default.weeks) == (120, 7, 20)
    names = [one.scenario.name for one in opened.files]
    assert names == [*(arm.name for arm in plan.compared), plan.baseline]
    weekly = study.table("weekly", 0)
    everybody = weekly[(weekly["population"] == "everybody") & (weekly["seed"] == 7)]
    costs = study.delivery().costs_by_seed
    for offer in opened.files[:-1]:
        lives = open_twins(default.model_copy(update={"scenario": offer.name}), opened.files)
        for week in weeks(lives, 20):
            found = lives.numbers()["worlds"]
            for k, arm in enumerate((plan.baseline, offer.scenario.name)):
                row = everybody[(everybody["arm"] == arm) & (everybody["week"] == week)].iloc[0]
                for name, value in found[k].items():
                    assert name == "cost" or value == row[name]
        spent = costs[(costs["arm"] == offer.scenario.name) & (costs["seed"] == 7)]
        whole = spent[(spent["programme"] != "all") & (spent["item"] != "all")]
        assert found[1]["cost"] == whole["pence"].sum() / 100 > 0
        assert found[0]["cost"] == 0
    assert not open_twins(
        default.model_copy(update={"scenario": opened.files[-1].name}), opened.files
    ).compared


def test_a_scenario_file_is_opened_with_what_it_says(tmp_path):
    file = tmp_path / "town.yaml"
    file.write_text(SCENARIO)
    opened = open_paths([file, "lockdown"])
    assert [one.scenario.title for one in opened.files] == ["Our town", "Lockdown"]
    assert (opened.default.scenario, opened.default.weeks) == ("file:1", 30)
    lives = open_twins(opened.default.model_copy(update={"people": 100}), opened.files)
    assert (lives.meta()["title"], lives.models[0].week) == ("Our town", 10)


def test_a_study_file_offers_its_arms():
    opened = open_paths(["quickstart"])
    study = load_study("quickstart")
    assert len(opened.files) == len(study.arms)
    assert opened.files[-1].scenario.name == study.baseline
    assert opened.files[0].as_it_is.name == study.baseline
    assert opened.default.luck == study.first_seed


def test_a_study_of_more_people_than_a_page_shows_says_so(tmp_path):
    file = tmp_path / "large.yaml"
    file.write_text(
        "kith: 1\ntitle: Large\narms: [baseline, befriending]\npeople: 5000\nweeks: 600\n"
    )
    opened = open_paths([file])
    assert (opened.default.people, opened.default.weeks) == (2000, 520)
    assert [note.partition(": ")[2] for note in opened.notes] == [
        "2000 people are shown instead of 5000, so numbers differ from those of the study",
        "play stops in week 520 instead of 600",
    ]


def test_without_paths_there_is_the_library():
    opened = open_paths()
    assert opened.files == ()
    assert opened.default.scenario == "group-therapy"


def test_people_of_a_file_cannot_be_another_number(tmp_path):
    from demo.settings import SettingError

    people = "\n".join(["age", *("40" for _ in range(130))])
    (tmp_path / "people.csv").write_text(people + "\n")
    file = tmp_path / "own.yaml"
    file.write_text(
        "kith: 1\ntitle: Own\npopulation: {people: people.csv}\nrun: {burn_in_weeks: 2}\n"
    )
    opened = open_paths([file])
    assert opened.default.people == 130
    assert open_twins(opened.default, opened.files).people == 130
    with pytest.raises(SettingError, match="must be 130, the people of the scenario's own file"):
        open_twins(opened.default.model_copy(update={"people": 500}), opened.files)
    (tmp_path / "people.csv").write_text("age\n" + "40\n" * 60)
    with pytest.raises(KithError, match="holds 60 people, and the classroom shows 100 to 2000"):
        open_paths([file])


@pytest.mark.parametrize(
    ("path", "error", "text"),
    [
        ("nowhere.yaml", ScenarioError, "no such file"),
        ("group-terapy", ScenarioError, "did you mean group-therapy"),
        (".", StoreError, "not a results folder of Kith"),
    ],
)
def test_what_cannot_be_opened_is_said_in_plain_words(tmp_path, monkeypatch, path, error, text):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(error, match=text):
        open_paths([path])


def test_a_mistake_in_a_file_is_told_with_its_line(tmp_path):
    file = tmp_path / "town.yaml"
    file.write_text(SCENARIO.replace("title", "titel"))
    with pytest.raises(ScenarioError, match=r"town.yaml:3:1 titel"):
        open_paths([file])

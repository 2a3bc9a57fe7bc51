"""``kith power``: how many people a trial must recruit."""

from __future__ import annotations

import json

import pytest
import typer
from typer.testing import CliRunner

import experiments.designs.sources
from experiments.commands.power import power
from experiments.errors import KithError
from scenarios import Study, load_scenario
from scenarios.study_parts.trial import TrialSettings


class StudyWithTrial(Study):
    """As a study is once its file may hold a trial."""

    trial: TrialSettings | None = None


@pytest.fixture
def study(monkeypatch, tmp_path):
    monkeypatch.setenv("KITH_CACHE", str(tmp_path))

    def give(**trial):
        plain = Study.from_scenario(load_scenario("group-therapy"))
        settings = TrialSettings(
            **{"arm": "group-therapy", "people": 40, "surveys": (0, 6)} | trial
        )
        made = StudyWithTrial(
            **{name: getattr(plain, name) for name in type(plain).model_fields}
            | {"people": 150, "seeds": 3, "burn_in_weeks": 2, "trial": settings}
        )
        monkeypatch.setattr(experiments.designs.sources, "resolve_study", lambda *_, **__: made)

    return give


@pytest.fixture
def kith():
    app = typer.Typer()
    app.command()(power)
    return lambda *words: CliRunner().invoke(app, ["x", *words])


def test_power_is_told_for_each_size_and_the_size_for_a_power(study, kith):
    study()
    result = kith("--sizes", "30,60", "--workers", "1", "--json")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert [one["size"] for one in told["power"]] == [30, 60]
    assert [one["trials"] for one in told["power"]] == [3, 3]
    assert told["sample_size"]["power"] == 0.8
    assert told["trial"]["arm"] == "group-therapy"
    assert {"bias", "coverage", "power"} <= {one["measure"] for one in told["summary"]}


def test_it_says_the_same_in_words(study, kith):
    study()
    result = kith("--seeds", "2", "--workers", "1")
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0] == "Group therapy: individual trial of group-therapy, ucla3 at week 6"
    assert [line.split()[0] for line in lines[1:4]] == ["20", "40", "80"]
    assert lines[4].startswith("For power 0.8: ")


@pytest.mark.parametrize(
    ("trial", "words", "told"),
    [
        ({"arm": "events"}, (), r"trial\.arm: no arm called events; there are: group-therapy"),
        ({"arm": "baseline"}, (), "is the baseline; name the arm whose programmes are tried"),
        ({}, ("--sizes", "30,many"), "write whole numbers, such as 60,120,240"),
        ({}, ("--sizes", "2,30"), "a trial has at least 4 people"),
        ({"eligibility": "age > 200"}, ("--workers", "1"), "no trial could be run"),
    ],
)
def test_what_is_wrong_is_said(study, kith, trial, words, told):
    study(**trial)
    result = kith(*words)
    assert isinstance(result.exception, KithError)
    with pytest.raises(KithError, match=told):
        raise result.exception
    if trial.get("eligibility"):
        assert "3 of 3 seeds: a trial needs people in both arms" in result.output


def test_a_study_without_a_trial_is_told_to_name_one(kith):
    result = CliRunner().invoke(_app(), ["group-therapy"])
    assert isinstance(result.exception, KithError)
    assert "names no trial; add a section `trial:`" in str(result.exception)


def _app():
    app = typer.Typer()
    app.command()(power)
    return app

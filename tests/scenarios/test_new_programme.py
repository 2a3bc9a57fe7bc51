"""The files that `kith new programme` writes are a programme that works."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from scenarios import ScenarioError, load_scenario
from scenarios.new_programme import new_programme


@pytest.mark.parametrize(
    ("name", "class_name", "title"),
    [("walks", "Walks", "Walks"), ("evening_choir_2", "EveningChoir2", "Evening choir 2")],
)
def test_the_files_of_a_new_programme_fit_together(write, name, class_name, title):
    for file, text in new_programme(name).items():
        write(file, text)
        rest = text.replace(name, "").replace(class_name, "").replace(title, "")
        assert "choir" not in rest.lower()
    scenario = load_scenario(f"{name}.yaml", allow_code=True)
    (programme,) = scenario.programmes
    assert (type(programme).__name__, programme.type, scenario.title) == (class_name, name, title)
    enrolment = {"sessions_attended": np.array([0, 100])}
    taught = programme.weekly_inputs({}, enrolment, week=0)["skill"]
    assert taught.tolist() == pytest.approx([0.3 / 8, 0.3])
    undescribed = [
        key for key, field in type(programme).model_fields.items()
        if not field.description and key != "type"
    ]  # fmt: skip
    assert undescribed == []


def test_a_new_programme_is_short_and_says_what_each_part_is_for():
    texts = new_programme("choir")
    assert list(texts) == ["choir.py", "test_choir.py", "choir.yaml"]
    assert 30 <= len(texts["choir.py"].splitlines()) <= 45
    assert texts["choir.py"].count("    # ") >= 5
    assert texts["test_choir.py"].count("\ndef test_") == 2


@pytest.mark.slow
def test_the_test_of_a_new_programme_passes(folder):
    for file, text in new_programme("walks").items():
        (folder / file).write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_walks.py"],
        cwd=folder, capture_output=True, text=True, timeout=300, check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert "2 passed" in done.stdout


@pytest.mark.parametrize("name", ["", "Choir", "evening-choir", "2choir", "../x", "a__b", "a_"])
def test_a_name_that_makes_no_good_module_is_refused(name):
    with pytest.raises(ScenarioError) as caught:
        new_programme(name)
    assert str(caught.value).endswith(
        "a programme's name has small letters, digits and underscores, as in evening_choir"
    )


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("group_therapy", "a programme of this name is built in; choose another"),
        ("class", "Python has a word or a module of this name; choose another"),
        ("random", "Python has a word or a module of this name; choose another"),
        ("numpy", "Python has a word or a module of this name; choose another"),
        ("simulation", "Python has a word or a module of this name; choose another"),
    ],
)
def test_a_name_that_is_taken_is_refused(folder, name, message):
    with pytest.raises(ScenarioError) as caught:
        new_programme(name)
    assert str(caught.value) == f"{name}: {message}"


def test_a_file_of_that_name_in_the_working_folder_is_no_module(write, monkeypatch):
    folder = write("choir.py", "").parent
    monkeypatch.syspath_prepend(folder)
    assert new_programme("choir")

from __future__ import annotations

import pickle
from pathlib import Path

from scenarios.problems import (
    ComplaintError,
    Problem,
    ScenarioError,
    key_text,
    nearest,
    shown,
    shown_path,
    suggestion,
)


def test_error_lists_each_problem_once_in_reading_order():
    late = Problem(Path("x.yaml"), 9, 1, "b", "wrong")
    early = Problem(Path("x.yaml"), 2, 1, "a", "wrong")
    error = ScenarioError([late, early, late])
    assert error.problems == [early, late]
    assert str(error) == "x.yaml:2:1 a: wrong\nx.yaml:9:1 b: wrong"


def test_error_survives_the_way_between_processes():
    error = ScenarioError([Problem(Path("x.yaml"), 2, 1, "a", "wrong")])
    copy = pickle.loads(pickle.dumps(error))
    assert copy.problems == error.problems
    assert str(copy) == str(error)


def test_problem_without_a_line_or_key_leaves_them_out():
    assert str(Problem(Path("x.yaml"), 0, 0, "", "gone")) == "x.yaml: gone"
    assert str(Problem(Path("x.yaml"), 1, 2, "", "gone")) == "x.yaml:1:2: gone"


def test_complaint_reads_well_by_itself():
    complaint = ComplaintError([(("a", 0), "wrong"), ((), "empty")])
    assert str(complaint) == "a[0]: wrong; empty"


def test_keys_are_written_as_people_write_them():
    assert key_text(("programmes", 1, "uptake")) == "programmes[1].uptake"
    assert key_text(()) == ""


def test_only_near_words_are_suggested():
    assert nearest("capcity", ["capacity", "uptake"]) == "capacity"
    assert nearest("x", ["capacity", "uptake"]) is None
    assert suggestion("x", []) == ""


def test_values_are_shown_short():
    assert [shown(v) for v in (None, True, 5, "a", [1], {"a": 1})] == [
        "nothing", "true", "5", "'a'", "a list", "a mapping"
    ]  # fmt: skip
    assert len(shown("a" * 1000)) == 60


def test_paths_are_shown_relative_only_below_the_working_folder(tmp_path, monkeypatch):
    below = tmp_path / "in" / "x.yaml"
    monkeypatch.chdir(tmp_path)
    assert shown_path(below) == "in/x.yaml"
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert shown_path(below) == str(below)

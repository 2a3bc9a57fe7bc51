"""``kith status``, ``resume``, ``expand`` and ``report`` on one small results folder."""

from __future__ import annotations

import io
import json
import shutil
import sys

import pytest

from experiments import cli
from experiments.commands.working import MANY_WORLDS, ask_before_many
from experiments.errors import KithError
from experiments.running.locks import hold_folder
from experiments.running.results import open_results
from tests.experiments.without_page import leave_out_the_page

SMALL = ("--people", "60", "--weeks", "3", "--burn-in", "2", "--seeds", "2", "--workers", "1")


def run_here(*arguments):
    with pytest.MonkeyPatch.context() as patch:
        leave_out_the_page(patch.setattr)
        patch.setattr(sys, "argv", ["kith", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
    return ended.value.code or 0


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    folder = tmp_path_factory.mktemp("folder") / "out"
    assert run_here("run", "group-therapy", *SMALL, "--out", folder) == 0
    return folder


@pytest.fixture
def folder(finished, tmp_path):
    return shutil.copytree(finished, tmp_path / "out")


@pytest.fixture
def half(folder):
    """The folder without the part that its rows are in."""
    for part in (folder / "parts").iterdir():
        shutil.rmtree(part)
    return folder


def test_status_of_what_is_finished(folder, capsys):
    assert run_here("status", folder) == 0
    out = capsys.readouterr().out
    assert out.startswith("group-therapy: 4 of 4 worlds finished (2 arms, 2 seeds, 1 points), 0 ")
    assert out.endswith(f"report: {folder / 'report.html'}\n")


def test_status_of_what_is_missing_names_the_next_command(half, capsys):
    assert run_here("status", half) == 3
    assert f"next: kith resume {half}" in capsys.readouterr().out
    assert run_here("status", half, "--json") == 3
    found = json.loads(capsys.readouterr().out)
    assert (found["runs"], found["finished"], found["at_work"]) == (4, 0, [])
    with hold_folder(half):
        run_here("status", half)
    out = capsys.readouterr().out
    assert "at work now: run" in out
    assert "next:" not in out


def test_resume_lives_what_is_missing_with_the_settings_of_the_run(half, finished, capsys):
    assert run_here("resume", half, "--workers", 1, "--json") == 0
    assert json.loads(capsys.readouterr().out)["counts"]["ok"] == 4
    table = "tables/differences.csv"
    assert (half / table).read_bytes() == (finished / table).read_bytes()


def test_resume_lives_one_run_again(folder, capsys):
    name = sorted(open_results(folder)[1].register.runs)[0]
    assert run_here("resume", folder, "--run", name) == 0
    assert len(list((folder / "parts").iterdir())) == 2
    assert len(open_results(folder)[0].table("runs")) == 4
    capsys.readouterr()
    assert run_here("resume", folder, "--run", "nobody") == 2
    assert capsys.readouterr().err.startswith(f"--run nobody: no run of {folder} is called so")


def test_expand_lives_more_seeds_and_never_fewer(folder, capsys):
    assert run_here("expand", folder, "--seeds", 3, "--workers", 1) == 0
    err = capsys.readouterr().err
    assert "4 finished worlds are kept" in err
    assert "2 worlds (1 seed)" in err
    assert len(open_results(folder)[0].finished()) == 6
    assert run_here("expand", folder, "--seeds", 2) == 2
    assert f"--seeds 2: {folder} has 3 already" in capsys.readouterr().err


def test_a_great_many_worlds_are_asked_for(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO())
    ask_before_many(MANY_WORLDS - 1, yes=False)
    ask_before_many(MANY_WORLDS, yes=True)
    with pytest.raises(KithError, match=r"^2,000 worlds: add --yes to run so many$"):
        ask_before_many(MANY_WORLDS, yes=False)

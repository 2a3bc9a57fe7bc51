from __future__ import annotations

import json
import subprocess
import sys

import pytest

from experiments.commands.validate import read_changes, read_seeds
from experiments.errors import KithError
from tests.experiments.test_cli import run_here


def kith(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "experiments.cli", *arguments],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip


def test_the_quick_table_passes_with_the_defaults():
    done = kith("validate", "--quick", "--json")
    document = json.loads(done.stdout)
    missed = [row["name"] for row in document["rows"] if row["gating"] and row["verdict"] == "miss"]
    assert (done.returncode, missed) == (0, [])


def test_the_quick_table_fails_when_friendships_fade_three_times_as_fast():
    done = kith("validate", "--quick", "--set", "friend_decay=0.06")
    assert done.returncode == 1
    assert "friend_decay = 0.06" in done.stdout
    assert "weak_friend_loss" in done.stdout.split("missed:")[1]
    assert "world 1 of 1" in done.stderr


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("contagoin=0.2", "--set contagoin: unknown parameter, did you mean contagion?"),
        ("contagion=99", "--set contagion: must be from 0 to 2 (logit per logit), got 99"),
        ("contagion", "--set contagion: expected PARAMETER=NUMBER, as contagion=0.2"),
    ],
)
def test_a_wrong_change_is_one_clear_line(text, message, monkeypatch, capsys):
    assert run_here(monkeypatch, "validate", "--quick", "--set", text) == 2
    told = capsys.readouterr().err
    assert told.splitlines()[-1].startswith(message)
    assert "Traceback" not in told


def test_seeds_are_read_as_ranges_and_lists():
    assert read_seeds("11-13") == [11, 12, 13]
    assert read_seeds("4, 9") == [4, 9]


@pytest.mark.parametrize("text", ["", "a", "1-", "1.5", "-3", "3-1"])
def test_seeds_that_say_nothing_are_refused(text):
    with pytest.raises(KithError, match="--seeds"):
        read_seeds(text)


def test_seeds_given_twice_are_refused():
    with pytest.raises(KithError, match="names no seed, or one twice"):
        read_seeds("1-3,2")


@pytest.mark.parametrize("text", ["=3", "contagion=", "contagion=many", "contagion 3"])
def test_changes_of_another_form_are_refused(text):
    with pytest.raises(KithError, match="expected PARAMETER=NUMBER"):
        read_changes([text])


def test_a_parameter_changed_twice_is_refused():
    with pytest.raises(KithError, match="contagion is given twice"):
        read_changes(["contagion=0.1", "contagion=0.2"])

"""The command, small: what it prints, what it writes, what it says to a wrong option."""

from __future__ import annotations

import json

import pytest

from benchmarks.__main__ import main
from simulation import memory_needed


def test_parts_are_printed_and_written(tmp_path, capsys, monkeypatch):
    # A steady figure needs a thousand times as many; here they only have to be told.
    monkeypatch.setattr("benchmarks.world_speed._PERSON_WEEKS_A_ROUND", 3000)
    reference = tmp_path / "tiny_reference.py"
    reference.write_text(
        "class World:\n    def __init__(self, N, seed): ...\n    def step(self): ...\n"
        "def survey(world): ...\n"
    )
    out = tmp_path / "made" / "figures.json"
    small = ["--people", "300", "--burn-in", "1", "--rounds", "1"]
    assert main(["--only", "world", *small, "--reference", str(reference), "--out", str(out)]) == 0
    assert "times the speed of the reference" in capsys.readouterr().out
    results = json.loads(out.read_text())
    assert results["world"][0]["people"] == 300
    assert results["machine"]["model"]


def test_memory_is_measured_in_a_process_of_its_own(tmp_path, capsys):
    out = tmp_path / "figures.json"
    assert main(["--only", "memory", "--people", "20000", "--out", str(out)]) == 0
    assert "promised by memory_needed" in capsys.readouterr().out
    memory = json.loads(out.read_text())["memory"]
    assert memory["promised"] == memory_needed(20_000)
    assert 0.5 < memory["held"] / memory["promised"] < 1.5
    assert memory["peak"] >= memory["held"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--only", "world,speed"], "'speed' is none of world, delivery, cold, memory, person-set"),
        (["--people", "3"], "3 is less than 10"),
        (["--reference", "nowhere.py"], "nowhere.py: there is no such file"),
        (["--reference-parameters", "p.json"], "needs --reference PATH beside it"),
        (["--out", "/dev/null/figures.json"], "name a file in reach"),
    ],
)
def test_a_wrong_option_is_told_before_anything_runs(arguments, message, capsys):
    with pytest.raises(SystemExit) as exit_code:
        main(arguments)
    assert exit_code.value.code == 2
    assert message in capsys.readouterr().err

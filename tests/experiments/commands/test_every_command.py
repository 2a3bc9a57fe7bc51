"""Each command: its help has an example, it completes in a shell, a bad value is one clear line."""

from __future__ import annotations

import re
import shlex
import sys

import pytest
import typer

from experiments import cli
from experiments.errors import ExitCode
from tests.docs.test_examples import wrong_in

COMMANDS = vars(typer.main.get_command(cli.app))["commands"]


@pytest.fixture
def kith(monkeypatch, capsys, tmp_path):
    """Run a command in an empty folder; return its exit code and what it printed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("KITH_CACHE", str(tmp_path / "cache"))

    def command(*arguments):
        monkeypatch.setattr(sys, "argv", ["kith", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        printed = capsys.readouterr()
        return ended.value.code or 0, printed.out, printed.err

    return command


def test_there_are_commands():
    assert {"run", "resume", "expand", "status", "report", "check", "power"} <= set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_has_an_example_that_it_would_take(kith, name):
    code, out, err = kith(name, "--help")
    assert (code, err) == (0, "")
    (example,) = re.findall(r"Example: (kith [^\n│]+)", out)
    words = shlex.split(example)
    assert words[1] == name
    assert wrong_in(words) is None
    for one in COMMANDS[name].params:
        if one.name != "help":
            assert getattr(one, "help", None), f"{name} {one.name}: says not what it is"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_options_are_completed_in_a_shell(monkeypatch, capsys, shell):
    line = "kith run --"
    monkeypatch.setenv("_KITH_COMPLETE", f"complete_{shell}")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", "2")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", line)
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
    monkeypatch.setattr(sys, "argv", ["kith"])
    with pytest.raises(SystemExit):
        cli.app(prog_name="kith")
    offered = capsys.readouterr().out
    for name in ("--people", "--seeds", "--shard", "--dask", "--workers"):
        assert name in offered


def test_commands_are_completed(monkeypatch, capsys):
    monkeypatch.setenv("_KITH_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "kith re")
    monkeypatch.setenv("COMP_CWORD", "1")
    with pytest.raises(SystemExit):
        cli.app(prog_name="kith")
    assert sorted(capsys.readouterr().out.split()) == ["report", "resume"]


BAD = {
    "run quickstart --people 3": "--people",
    "run quickstart --people x": "--people",
    "run quickstart --seeds 0": "--seeds",
    "run quickstart --first-seed -1": "--first-seed",
    "run quickstart --weeks 0": "--weeks",
    "run quickstart --burn-in -1": "--burn-in",
    "run quickstart --workers 0": "--workers",
    "run quickstart --shard 4/3": "--shard 4/3",
    "run quickstart --sedes 3": "--sedes",
    "run": "STUDY_OR_SCENARIO",
    "resume nowhere": "nowhere: not a results folder of Kith",
    "resume nowhere --workers x": "--workers",
    "resume nowhere --shard x": "nowhere",
    "expand nowhere": "--seeds",
    "expand nowhere --seeds 0": "--seeds",
    "expand nowhere --seeds 5": "nowhere: not a results folder of Kith",
    "status nowhere": "nowhere: not a results folder of Kith",
    "report nowhere": "nowhere: not a results folder of Kith",
    "check nowhere.yaml": "nowhere.yaml: no such file",
    "schema --studdy": "--studdy",
    "list nothing": "nothing",
    "power quickstart --power 2": "--power",
    "power quickstart --seeds 0": "--seeds",
    "optimise quickstart --budget 0": "--budget",
    "optimise quickstart --trials 0": "--trials",
    "validate --seeds x": "--seeds",
    "validate --set contagion": "--set",
    "calibrate baseline --targets x.csv": "--vary",
    "calibrate baseline --targets x.csv --vary contagion --draws 1": "--draws",
    "demo --port 0": "--port",
    "demo --visitors x": "--visitors",
    "demo --people-at-most 5000": "--people-at-most",
    "ruin": "ruin",
}


@pytest.mark.parametrize("line", BAD)
def test_a_bad_value_is_told_in_one_line_with_exit_code_2(kith, line):
    code, out, err = kith(*line.split())
    assert (code, out) == (ExitCode.BAD_COMMAND, "")
    assert BAD[line] in err
    assert "Traceback" not in err
    told = [one for one in err.splitlines() if re.search(r"\w", one)]
    told = [one for one in told if not re.search(r"Usage:|Try '|─ Error ─", one)]
    assert len(told) == 1, err

"""`kith new`: a scenario, or the three files of a programme, all of them or none."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from experiments import cli


@pytest.fixture
def kith(monkeypatch, capsys, tmp_path):
    """Run a command in an empty folder, and return its exit code and what it printed."""
    monkeypatch.chdir(tmp_path)

    def command(*arguments):
        monkeypatch.setattr(sys, "argv", ["kith", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        printed = capsys.readouterr()
        return ended.value.code or 0, printed.out, printed.err

    return command


def test_a_new_programme_is_three_files_that_pass_their_check(kith, tmp_path):
    folder = tmp_path / "new"
    folder.mkdir()
    code, out, _ = kith("new", "programme", "walks", "--folder", "new")
    assert code == 0
    assert out.startswith("new/walks.py, new/test_walks.py and new/walks.yaml: written. Next: ")
    assert kith("check", "new/walks.yaml", "--allow-code")[0] == 0
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    (folder / "walks.py").unlink()
    code, _, err = kith("new", "programme", "walks", "--folder", "new")
    assert (code, err) == (
        2, "new/test_walks.py: is there already; choose another name or --folder\n",
    )  # fmt: skip
    assert {path.name for path in folder.iterdir()} == set(before) - {"walks.py"}


def test_a_scenario_can_be_named_as_such(kith, tmp_path):
    code, out, _ = kith("new", "scenario", "programme")
    assert (code, out.startswith("programme.yaml: written.")) == (0, True)
    assert kith("check", "programme.yaml")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("new programme", "new programme: say its name too, as in kith new programme evening"),
        ("new scenario", "new scenario: say its name too, as in kith new scenario evening"),
        ("new walks evening", "new walks evening: expected one name, or programme and a name, as"),
        ("new programme a b", "new programme a b: expected one name, or programme and a name"),
        ("new programme Walks", "Walks: a programme's name has small letters, digits and under"),
        ("new programme a --out b.yaml", "--out: a programme is three files; name a folder with"),
        ("new a --folder b", "--folder: is for programmes; name the file of a scenario with --out"),
        ("new programme a --folder gone", "gone/a.py: cannot be written (No such file or director"),
    ],
)
def test_a_new_thing_that_cannot_be_made_is_one_message(kith, arguments, message):
    code, out, err = kith(*arguments.split())
    assert (code, out) == (2, "")
    assert err.startswith(message)


def test_a_disk_that_fills_up_leaves_nothing_half_written(kith, tmp_path, monkeypatch):
    opened = Path.open

    def full(path, *arguments, **settings):
        if path.name == "walks.yaml":
            raise OSError(28, "No space left on device")
        return opened(path, *arguments, **settings)

    monkeypatch.setattr(Path, "open", full)
    code, _, err = kith("new", "programme", "walks")
    assert (code, err) == (2, "walks.yaml: cannot be written (No space left on device)\n")
    assert not list(tmp_path.glob("*walks*"))

"""The tutorial on programmes of one's own can be followed by somebody who has nothing but Kith."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest

from scenarios import check_file, load_scenario
from simulation.mechanisms import MECHANISM_COLUMNS
from simulation.person_columns import PERSON
from simulation.programmes.view import ENROLMENT
from tests.docs.markdown import ROOT, blocks, write_files

TEXT = (ROOT / "docs" / "tutorial-own-programme.md").read_text(encoding="utf-8")
CODE = [one.text for one in blocks(TEXT, "python") if one.file == "choir.py"]
WORLDS = [one.text for one in blocks(TEXT, "yaml") if one.file == "choir.yaml"]
#: Few people, few weeks.
SMALL = (
    "--people", "100", "--seeds", "1", "--weeks", "6", "--burn-in", "3", "--workers", "1",
    "--quiet", "--json",
)  # fmt: skip


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def table(heading: str) -> list[list[str]]:
    """Return the words in code in the first cells of the table behind a heading or a phrase."""
    lines = TEXT[TEXT.index(heading) :].splitlines()
    first = next(i for i, line in enumerate(lines) if line.startswith("| ---"))
    rows = []
    for line in lines[first + 1 :]:
        if not line.startswith("|"):
            break
        rows.append(re.findall(r"`(\w+)`", line.split("|")[1]))
    return rows


def words(heading: str) -> list[str]:
    return [word for row in table(heading) for word in row]


@pytest.mark.slow
def test_a_newcomer_gets_from_the_page_to_results(folder):
    assert write_files(TEXT, folder) == ["choir.py", "choir.yaml"]

    def kith(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "experiments.cli", *arguments],
            cwd=folder, capture_output=True, text=True, timeout=300, check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip

    checked = kith("check", "choir.yaml", "--allow-code")
    assert (checked.returncode, checked.stdout) == (0, "choir.yaml: fine\n")
    run = kith("run", "choir.yaml", "--quick", "--allow-code", *SMALL)
    assert run.returncode == 0, run.stderr
    result = json.loads(run.stdout)
    assert result["counts"] == {"ok": 2, "failed": 0, "crashed": 0}
    assert {row["arm"] for row in result["differences"]} == {"choir"}
    results = folder / "results" / "choir"
    assert (results / "sources" / "choir.py").read_text(encoding="utf-8") == CODE[-1]
    assert json.loads((results / "manifest.json").read_text())["own_programmes"]


def test_every_step_works_and_the_last_one_is_short(folder):
    assert len(CODE) == 3
    for code, world in zip(CODE, [WORLDS[0], WORLDS[1], WORLDS[1]], strict=True):
        (folder / "choir.py").write_text(code, encoding="utf-8")
        (folder / "choir.yaml").write_text(world, encoding="utf-8")
        (choir,) = load_scenario("choir.yaml", allow_code=True).programmes
        assert choir.type == "choir"
    assert len([line for line in CODE[-1].splitlines() if line.strip()]) <= 33


def shown(console: str) -> str:
    """Return the one line of a page that begins so."""
    (line,) = [line for line in TEXT.splitlines() if line.startswith(console)]
    return line


def test_the_mistakes_shown_are_reported_just_so(folder):
    (folder / "choir.py").write_text(CODE[0], encoding="utf-8")
    (folder / "choir.yaml").write_text(WORLDS[0], encoding="utf-8")
    (refused,) = check_file("choir.yaml")
    assert str(refused) == shown("choir.yaml:6:10")
    (folder / "choir.py").write_text(CODE[1], encoding="utf-8")
    wrong = WORLDS[1].replace("weeks_to_concert", "weeks_to_consert")
    (folder / "choir.yaml").write_text(wrong, encoding="utf-8")
    (misspelt,) = check_file("choir.yaml", allow_code=True)
    assert str(misspelt) == shown("choir.yaml:10:5")


def test_the_failure_shown_is_told_just_so(folder, village):
    code = CODE[-1].replace('people["withdrawal"]', 'people["withdrawl"]')
    (folder / "choir.py").write_text(code, encoding="utf-8")
    (folder / "choir.yaml").write_text(WORLDS[1], encoding="utf-8")
    (choir,) = load_scenario("choir.yaml", allow_code=True).programmes
    now = choir.model_copy(update={"start_week": 0})
    with pytest.raises(ValueError, match="Choir") as caught:
        village.fork([now]).run_weeks(1)
    told = shown("seed 1, choir: failed: ").removeprefix("seed 1, choir: failed: ")
    assert str(caught.value).replace(str(folder), "/home/you") == told


def test_the_reference_names_what_there_is():
    assert set(words("the\nmost useful:")) <= set(PERSON.names or ())
    assert words("`enrolment`: one record") == list(ENROLMENT.names or ())
    assert words("### Mechanisms") == [one.name for one in MECHANISM_COLUMNS]

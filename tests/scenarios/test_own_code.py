"""A file of code: run once, told apart from other versions, found again in other processes."""

from __future__ import annotations

import copy
import linecache
import pickle
import sys

import pytest

from scenarios import load_scenario, own_code
from scenarios.own_code import CodeError, CodeFile, home_of, read_code
from simulation.programmes import GroupTherapy
from tests.simulation.programmes.packages import CHOIR

NESTED = (
    CHOIR.replace("from pydantic import Field", "from pydantic import BaseModel, Field")
    .replace("class Choir", "class Voice(BaseModel):\n    low: float = 0.1\n\n\nclass Choir")
    .replace("    tempo: ", "    voice: Voice = Voice()\n    tempo: ")
    + "\n\nChorus = Choir\n"
)


@pytest.fixture
def forget(monkeypatch):
    """Do as a fresh process does: know nothing of any file of code."""

    def forgetter() -> None:
        for name in [name for name in sys.modules if name.startswith("kith_own_code_")]:
            monkeypatch.delitem(sys.modules, name)
        monkeypatch.setattr(own_code, "_HOMES", {})

    return forgetter


def test_a_file_is_run_once_and_a_changed_one_again(write, capsys):
    path = write("choir.py", f"print('run')\n{CHOIR}")
    first = read_code(path).kind("Choir")
    assert read_code(path).kind("Choir") is first
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "run\n"), "output for machines stays clean"
    write("choir.py", f"print('run')\n{CHOIR.replace('3.0', '4.0')}")
    second = read_code(path).kind("Choir")
    assert capsys.readouterr().err == "run\n"
    assert (first().model_dump()["tempo"], second().model_dump()["tempo"]) == (3.0, 4.0)
    assert home_of(first) != home_of(second)


def test_the_hash_is_that_of_the_text_wherever_it_lies(write, folder):
    here, there = write("choir.py", CHOIR), write("sub/other.py", CHOIR)
    assert read_code(here).sha256 == read_code(there).sha256
    assert read_code(here).module_name != read_code(there).module_name
    here.write_bytes(CHOIR.replace("\n", "\r\n").encode())
    assert read_code(here).sha256 == read_code(there).sha256


def test_a_failed_file_leaves_nothing_behind_and_can_be_mended(write):
    code = read_code(write("choir.py", f"{CHOIR}\n1 / 0\n"))
    for _ in range(2):
        with pytest.raises(CodeError, match="ZeroDivisionError"):
            code.kind("Choir")
        assert code.module_name not in sys.modules
    assert read_code(write("choir.py", CHOIR)).kind("Choir")


def test_help_on_settings_and_lines_of_tracebacks_come_from_the_text_that_ran(write):
    path = write("choir.py", CHOIR)
    kind = read_code(path).kind("Choir")
    assert kind.model_fields["tempo"].description == "Songs in an hour (songs an hour)."
    path.write_text("", encoding="utf-8")
    linecache.checkcache(str(path))
    assert linecache.getline(str(path), 8) == "class Choir(Programme):\n"


def test_a_programme_survives_into_a_process_that_does_not_know_it(write, forget):
    path = write("choir.py", NESTED)
    text = "kith: 1\ntitle: x\nprogrammes:\n  - use: choir.py:Chorus\n    voice: {low: 0.7}\n"
    scenario = load_scenario(write("x.yaml", text), allow_code=True)
    before, code = scenario.programmes[0].model_dump(), scenario.code()
    pickled = pickle.dumps((scenario, scenario.programmes[0]))
    path.write_text("raise RuntimeError('changed in the middle of a run')", encoding="utf-8")
    forget()
    back, alone = pickle.loads(pickled)
    assert back.programmes[0].model_dump() == alone.model_dump() == before
    assert before["voice"] == {"low": 0.7}
    assert type(alone) is type(back.programmes[0])
    assert type(alone) is not type(scenario.programmes[0])
    assert back.code() == code
    assert pickle.loads(pickle.dumps(back)) == back
    assert copy.deepcopy(alone) == alone


def test_a_built_in_programme_has_no_file():
    assert home_of(GroupTherapy) is None


def test_a_text_without_a_file_can_be_used_too():
    kind = CodeFile("nowhere/choir.py", CHOIR).kind("Choir")
    assert kind().label == "choir"

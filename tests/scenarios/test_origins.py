"""What is written down about programmes that are not built in."""

from __future__ import annotations

import hashlib
import importlib
from pathlib import Path
from typing import Any, Literal

import pytest

from scenarios import load_scenario
from scenarios.origins import Origin, origin_of, origins
from simulation.programmes import GroupTherapy, Programme
from tests.simulation.programmes.packages import CHOIR, install


class Walks(Programme):
    type: Literal["walks"] = "walks"


def test_nothing_is_written_down_about_what_is_built_in():
    scenario = load_scenario("group-therapy")
    assert (scenario.code(), origins([GroupTherapy()])) == ((), ())
    assert "code" not in scenario.resolved()


def test_a_file_is_known_by_name_and_hash_without_its_folder(write):
    write("sub/choir.py", CHOIR)
    text = "kith: 1\ntitle: x\nprogrammes:\n  - use: sub/choir.py:Choir\n"
    scenario = load_scenario(write("x.yaml", text), allow_code=True)
    sha256 = hashlib.sha256(CHOIR.encode()).hexdigest()
    assert scenario.code() == (Origin("choir", "choir.py:Choir", sha256),)
    resolved = scenario.resolved()
    assert resolved["code"] == [
        {"type": "choir", "use": "choir.py:Choir", "sha256": sha256, "package": ""}
    ]
    assert resolved["programmes"][0]["tempo"] == 3.0
    assert str(write("x.yaml", text).parent) not in str(resolved)


def test_an_installed_one_is_known_by_its_package_and_all_its_files(folder, monkeypatch):
    (folder / "kith_choirs_o").mkdir()
    modules = {"kith_choirs_o/__init__": "", "kith_choirs_o/songs": "", "kith_choirs_o/c": CHOIR}
    install(folder, "kith-choirs", modules, {"choir": "kith_choirs_o.c:Choir"})
    monkeypatch.syspath_prepend(folder)
    kind: Any = importlib.import_module("kith_choirs_o.c").Choir
    first = origin_of(kind)
    assert first is not None
    assert (first.type, first.use, first.package) == ("choir", "choir", "kith-choirs 1.2")
    (folder / "kith_choirs_o" / "songs.py").write_text("x = 1\n", encoding="utf-8")
    changed = origin_of(kind)
    assert changed is not None
    assert changed.sha256 != first.sha256


def test_a_class_of_a_script_is_known_by_the_script():
    sha256 = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()
    assert origin_of(Walks) == Origin("walks", f"{__name__}:Walks", sha256)


@pytest.mark.parametrize("change", ["return {'skill': 0.2}", "return {'safe_contact': 0.1}"])
def test_a_class_of_a_notebook_is_known_by_its_methods(change):
    def typed(body: str) -> Any:
        code = (
            "class Typed(Programme):\n    type: Literal['typed'] = 'typed'\n"
            f"    def weekly_inputs(self, people, enrolment, week):\n        {body}\n"
        )
        names: dict[str, Any] = {"Programme": Programme, "Literal": Literal}
        exec(compile(code, "<cell>", "exec"), names | {"__name__": "a_notebook"}, names)
        return origin_of(names["Typed"])

    usual = typed("return {'skill': 0.1}")
    assert usual.use == "a_notebook:Typed"
    assert typed("return {'skill': 0.1}") == usual
    assert typed(change) != usual

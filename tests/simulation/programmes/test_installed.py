"""Programmes of installed packages: found by name, imported only when used."""

from __future__ import annotations

import sys

import pytest

from simulation.programmes.installed import installed_kind, installed_names
from simulation.programmes.kinds import ProgrammeKindError
from tests.simulation.programmes.packages import CHOIR, install


@pytest.fixture
def site(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def refused(name: str) -> str:
    with pytest.raises(ProgrammeKindError) as caught:
        installed_kind(name)
    return str(caught.value)


def test_an_installed_programme_is_found_by_name_and_imported_when_used(site):
    install(site, "kith-choirs", {"kith_choirs_a": CHOIR}, {"choir": "kith_choirs_a:Choir"})
    assert installed_names() == ["choir"]
    assert "kith_choirs_a" not in sys.modules
    assert installed_kind("choir")().label == "choir"


def test_none_is_installed_by_default():
    assert installed_names() == []
    assert refused("choir") == "no installed package offers a programme called choir"


@pytest.mark.parametrize(
    ("code", "target", "message"),
    [
        ("", "choirs:Choir", "cannot be imported: AttributeError: module 'kith_choirs_"),
        ("import there_is_no_such_module", "choirs:Choir", "ModuleNotFoundError: No module named"),
        ("1 / 0", "choirs:Choir", "cannot be imported: ZeroDivisionError: division by zero"),
        ("raise SystemExit(3)", "choirs:Choir", "cannot be imported: SystemExit: 3"),
        ("Choir = 3", "choirs:Choir", ": choir is no class; a programme is one"),
        (
            CHOIR.replace('"choir"', '"opera"'),
            "choirs:Choir",
            "has the type 'opera' but is offered",
        ),
    ],
)
def test_one_that_cannot_be_used_is_named_with_its_package(site, request, code, target, message):
    module = f"kith_choirs_{abs(hash(request.node.name))}"
    install(site, "kith-choirs", {module: code}, {"choir": target.replace("choirs", module)})
    said = refused("choir")
    assert said.startswith(f"{module}:Choir of kith-choirs 1.2")
    assert message in said


def test_two_packages_that_offer_one_name_are_named(site):
    install(site, "kith-choirs", {}, {"choir": "one:Choir"})
    install(site, "kith-singing", {}, {"choir": "two:Choir"})
    assert refused("choir") == (
        "kith-choirs 1.2 and kith-singing 1.2 both offer a programme called choir; remove one"
    )

"""Worlds that hold programmes of one's own can be saved, and loaded where their class is known."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import pytest

from simulation import ConnectivityModel, SavedWorldError
from simulation.programmes import GroupTherapy, Programme
from simulation.programmes.kinds import ProgrammeKindError
from tests.properties.twins import difference
from tests.simulation.programmes.packages import CHOIR, install


class Choir(Programme):
    content: ClassVar = {"skill": 0.5}
    type: Literal["choir"] = "choir"
    songs: tuple[str, ...] = ("Summer is a-coming in",)


class ShorterChoir(Programme):
    content: ClassVar = {"skill": 0.5}
    type: Literal["choir"] = "choir"


@pytest.fixture(scope="module")
def choir_world(village):
    model = village.fork([Choir(songs=("one", "two"), weeks=5), GroupTherapy(weeks=5)])
    model.run_weeks(2)
    return model


@pytest.fixture
def saved(choir_world, tmp_path):
    path = tmp_path / "choir.kith"
    choir_world.save(path)
    return path


def test_a_world_comes_back_with_its_own_programme(choir_world, saved):
    back = ConnectivityModel.load(saved, programmes=[Choir, GroupTherapy])
    assert back.programmes == choir_world.programmes
    assert difference(choir_world, back) == []
    straight = choir_world.fork()
    for world in (straight, back):
        world.run_weeks(4)
    assert difference(straight, back) == []
    assert back.participants("choir").tolist() == straight.participants("choir").tolist()
    assert len(back.participants("choir"))


def test_an_installed_programme_is_known(choir_world, saved, tmp_path, monkeypatch):
    code = CHOIR.replace("    tempo: ", "    songs: tuple[str, ...] = ()\n    tempo: ")
    install(
        tmp_path, "kith-choirs", {"kith_choirs_saved": code}, {"choir": "kith_choirs_saved:Choir"}
    )
    monkeypatch.syspath_prepend(tmp_path)
    back = ConnectivityModel.load(saved)
    kinds = [type(one).__module__ for one in back.programmes]
    assert kinds == ["kith_choirs_saved", "simulation.programmes.group_therapy"]
    assert back.programmes[0].model_dump()["songs"] == ("one", "two")


def test_without_the_class_it_is_said_how_to_give_it(saved):
    with pytest.raises(
        SavedWorldError,
        match=r"choir\.kith: holds a programme of the kind 'choir', which is not known here: no "
        r"installed package offers a programme called choir; if you have its class, give it: "
        r"ConnectivityModel.load\(path, programmes=\[...\]\)",
    ):
        ConnectivityModel.load(saved)


def test_a_class_that_has_changed_is_not_taken_for_the_old_one(saved):
    with pytest.raises(
        SavedWorldError,
        match=r"choir\.kith: saved with other settings of 'choir' than ShorterChoir has now "
        r"\(songs: Extra inputs are not permitted\)",
    ):
        ConnectivityModel.load(saved, programmes=[ShorterChoir])


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ([Choir, ShorterChoir], "two programmes are given for the type 'choir'"),
        ([Choir()], "is no class; a programme is one"),
        ([dict], "dict is no programme; write class dict"),
    ],
)
def test_what_is_given_must_be_classes_of_programmes(saved, given: list[Any], message):
    with pytest.raises(ProgrammeKindError, match=message):
        ConnectivityModel.load(saved, programmes=given)

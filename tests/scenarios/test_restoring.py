"""A study made again from what was kept beside its results."""

from __future__ import annotations

import json
import shutil

import pytest

from scenarios import ScenarioError, load_study
from scenarios.restoring import restored_study
from tests.simulation.programmes.packages import CHOIR

WORLD = "kith: 1\nextends: baseline\ntitle: Choir\nprogrammes: [{use: choir.py:Choir, tempo: 4}]\n"
STUDY = (
    "kith: 1\ntitle: Own\narms: [baseline, choir.yaml]\nseeds: 5\n"
    "sweep: {grid: {population.people: [60, 70]}}\n"
)


@pytest.fixture
def kept(write):
    """What a run of a study with an own programme keeps: its content, and its files."""
    write("choir.py", CHOIR)
    write("choir.yaml", WORLD)
    study = load_study(write("own.yaml", STUDY), allow_code=True)
    sources = study.source.parent / "out" / "sources"
    sources.mkdir(parents=True)
    shutil.move(study.source.parent / "choir.py", sources)
    return study, json.loads(json.dumps(study.resolved())), sources


def test_a_study_with_an_own_programme_comes_back_whole(kept):
    study, content, sources = kept
    again = restored_study(content, sources, allow_code=True)
    assert again.resolved() == study.resolved()
    assert again.sweep == study.sweep
    assert again.arms[1].programmes[0].tempo == 4
    assert again.arms[1].code()[0].sha256 == study.arms[1].code()[0].sha256


def test_its_code_is_run_only_when_that_is_allowed(kept):
    _, content, sources = kept
    with pytest.raises(ScenarioError, match=r"wants to run the code of .*--allow-code"):
        restored_study(content, sources)


def test_changed_code_is_refused(kept):
    _, content, sources = kept
    (sources / "choir.py").write_text(CHOIR.replace("Singing", "Humming"), encoding="utf-8")
    with pytest.raises(ScenarioError, match=r"choir\.py is another file now than when it was"):
        restored_study(content, sources, allow_code=True)


def test_code_that_is_gone_is_told(kept):
    _, content, sources = kept
    (sources / "choir.py").unlink()
    with pytest.raises(ScenarioError, match=r"choir: .*no such file"):
        restored_study(content, sources, allow_code=True)


def test_of_two_files_of_one_name_the_right_one_is_taken(kept):
    study, content, sources = kept
    sha256 = study.arms[1].code()[0].sha256
    shutil.move(sources / "choir.py", sources / f"{sha256[:8]}-choir.py")
    (sources / "choir.py").write_text("raise RuntimeError('the other one')\n", encoding="utf-8")
    assert restored_study(content, sources, allow_code=True).arms[1].programmes[0].tempo == 4


@pytest.mark.parametrize("name", ["quickstart"])
def test_studies_of_the_library_come_back_whole(name):
    study = load_study(name)
    content = json.loads(json.dumps(study.resolved()))
    assert restored_study(content, study.source.parent).resolved() == study.resolved()

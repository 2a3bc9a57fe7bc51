"""What a file must hold to be timed beside Kith, and what its author reads when it does not."""

from __future__ import annotations

import json
import sys

import pytest

from benchmarks.reference import ReferenceError, load_reference

SOUND = """
class World:
    def __init__(self, N, seed, pace=1):
        self.people, self.seed, self.pace, self.week = N, seed, pace, 0

    def step(self):
        self.week += self.pace

def survey(world):
    return world.people * world.week
"""


@pytest.fixture(autouse=True)
def _forget_modules():
    before = set(sys.modules)
    yield
    for name in set(sys.modules) - before:
        if name.startswith("reference_"):
            del sys.modules[name]


def written(tmp_path, text, name="reference_world.py"):
    path = tmp_path / name
    path.write_text(text)
    return path


def test_a_reference_lives_and_answers(tmp_path):
    parameters = written(tmp_path, json.dumps({"pace": 3}), "pace.json")
    reference = load_reference(written(tmp_path, SOUND), parameters)
    world = reference.build(20, seed=4)
    world.step()
    assert (reference.survey(world), world.seed) == (60, 4)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("def survey(world): ...", r"needs World\(N, seed, \*\*parameters\).* has no World"),
        ("class World: ...", r"needs survey\(world\).* has no survey"),
        ("import no_such_thing", "cannot be imported: ModuleNotFoundError"),
        ("World = survey = (", "cannot be imported: SyntaxError"),
    ],
)
def test_a_file_that_is_no_reference(tmp_path, text, message):
    with pytest.raises(ReferenceError, match=message):
        load_reference(written(tmp_path, text))


@pytest.mark.parametrize(
    ("text", "message"),
    [("{", "not JSON"), ("[1]", "one object of parameters"), (None, "cannot be read: No such")],
)
def test_parameters_that_are_none(tmp_path, text, message):
    parameters = tmp_path / "parameters.json"
    if text is not None:
        parameters.write_text(text)
    with pytest.raises(ReferenceError, match=message):
        load_reference(written(tmp_path, SOUND), parameters)


def test_a_missing_file_and_a_name_in_use(tmp_path):
    with pytest.raises(ReferenceError, match="there is no such file"):
        load_reference(tmp_path / "nowhere.py")
    with pytest.raises(ReferenceError, match="a module called json is in use; rename the file"):
        load_reference(written(tmp_path, SOUND, "json.py"))


def test_a_world_that_takes_other_parameters_or_cannot_step(tmp_path):
    parameters = written(tmp_path, '{"speed": 3}', "speed.json")
    reference = load_reference(written(tmp_path, SOUND, "reference_other.py"), parameters)
    with pytest.raises(ReferenceError, match=r"unexpected keyword argument 'speed'"):
        reference.build(20, seed=4)
    still = SOUND.replace("step", "stand")
    with pytest.raises(ReferenceError, match=r"World has no method step\(\)"):
        load_reference(written(tmp_path, still, "reference_still.py")).build(20, seed=4)

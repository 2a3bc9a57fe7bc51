"""The texts of a new programme: a class to change, a test that passes, a scenario that uses it."""

from __future__ import annotations

import keyword
import re
import sys
from importlib.machinery import PathFinder
from pathlib import Path

from scenarios.problems import Problem, ScenarioError
from simulation.programmes import PROGRAMMES

_PROGRAMME = '''\
"""A_TITLE: a programme of one's own. Kith's docs/tutorial-own-programme.md explains each part."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

import numpy as np
from pydantic import Field

from simulation.programmes import Programme
from simulation.programmes.settings import Weeks


class Choir(Programme):
    """People who meet every week to do something together."""

    # What a session moves: mechanisms with doses from 0 to 1 (`kith list mechanisms` shows all).
    # An outcome such as loneliness is none of them: that is left to people and their ties.
    content: ClassVar[Mapping[str, float]] = {"session": 1.0, "safe_contact": 0.4, "skill": 0.3}
    # "group" keeps the same people together, "one_to_one" and "open" do not.
    format: ClassVar[Literal["group", "one_to_one", "open"]] = "group"
    summary: ClassVar[str] = "weekly meetings of a group"

    # The word for it in results.
    type: Literal["choir"] = "choir"

    # Settings, which a scenario file can change. One that all programmes have:
    weeks: Weeks = 12
    """Length of a course (weeks)."""

    # And one of its own, with a range, and a docstring that is its help in editors:
    sessions_to_learn: Annotated[int, Field(ge=1, le=100)] = 6
    """Sessions after which somebody has learnt all that is taught (sessions; assumed)."""

    def weekly_inputs(self, people, enrolment, week):
        """Return the doses of those who came this week: one number for all, or one for each."""
        learnt = np.minimum(1.0, (enrolment["sessions_attended"] + 1) / self.sessions_to_learn)
        return {**self.content, "skill": self.content["skill"] * learnt}
'''

_TEST = '''\
"""Tests of choir.py. Run them with `python -m pytest test_choir.py`."""

from pathlib import Path

import numpy as np
import pytest

from scenarios import load_scenario
from simulation import ConnectivityModel


@pytest.fixture(scope="module")
def programme():
    """The programme as the scenario beside this file sets it."""
    scenario = load_scenario(Path(__file__).with_name("choir.yaml"), allow_code=True)
    return scenario.programmes[0]


def test_skill_grows_with_the_sessions_attended(programme):
    enrolment = {"sessions_attended": np.array([0, 1, 100])}
    skill = programme.weekly_inputs({}, enrolment, week=0)["skill"]
    assert 0.0 < skill[0] < skill[1] < skill[2] == programme.content["skill"]


def test_it_reaches_people_and_changes_them(programme):
    model = ConnectivityModel(people=200, rng=1)
    twin = model.fork(programmes=[programme])  # the same people with the same luck
    for world in (model, twin):
        world.run_weeks(programme.start_week + 8, observe=False)
    assert len(twin.participants("choir")) > 10
    gain = twin.people.array("confidence") - model.people.array("confidence")
    assert gain.mean() > 0.0
'''

_SCENARIO = """\
kith: 1
# A world with a programme of your own: `kith check choir.yaml --allow-code`, then
# `kith run choir.yaml --allow-code`. The option lets Kith run the code of choir.py.

extends: baseline            # everything not said below is as in the baseline
title: A_TITLE
description: >-
  Say in a sentence or two what this world is for.

programmes:
  - use: choir.py:Choir        # a file beside this one, and a class in it
    start_week: 4            # weeks after the burn-in
    eligibility: loneliness_ucla3 >= 6   # offered to lonely people; UCLA-3 goes from 3 to 9
    uptake: 0.6              # six in ten of them say yes
    sessions_to_learn: 8     # a setting of its own

run:
  weeks: 52                  # weeks lived after the burn-in
"""


def new_programme(name: str) -> dict[str, str]:
    """Return the files of a new programme by name, ready to run and to change.

    Parameters
    ----------
    name
        Its type: small letters, digits and underscores, as in ``evening_choir``.

    Returns
    -------
    dict of str to str
        The texts of ``name.py``, ``test_name.py`` and ``name.yaml``.

    Raises
    ------
    ScenarioError
        When the name would make no good file name, or is taken.

    Examples
    --------
    >>> list(new_programme("evening_choir"))
    ['evening_choir.py', 'test_evening_choir.py', 'evening_choir.yaml']
    """
    if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name):
        _refuse(
            name,
            "a programme's name has small letters, digits and underscores, as in evening_choir",
        )
    if name in PROGRAMMES:
        _refuse(name, "a programme of this name is built in; choose another")
    if _is_module(name):
        _refuse(name, "Python has a word or a module of this name; choose another")
    words = name.split("_")
    class_name = "".join(word.capitalize() for word in words)

    def named(text: str) -> str:
        text = text.replace("choir", name).replace("Choir", class_name)
        return text.replace("A_TITLE", " ".join(words).capitalize())

    return {
        f"{name}.py": named(_PROGRAMME),
        f"test_{name}.py": named(_TEST),
        f"{name}.yaml": named(_SCENARIO),
    }


def _is_module(name: str) -> bool:
    """Return whether a file of this name would hide something that Python imports."""
    if keyword.iskeyword(name) or keyword.issoftkeyword(name) or name in sys.stdlib_module_names:
        return True
    installed = [folder for folder in sys.path if folder and Path(folder) != Path.cwd()]
    return PathFinder.find_spec(name, installed) is not None


def _refuse(name: str, message: str) -> None:
    raise ScenarioError([Problem(Path(name), 0, 0, "", message)])

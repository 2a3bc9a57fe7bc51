"""Two lives of a small town in which much happens, lived once and noted week by week."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest

from demo.stories import Chronicle
from simulation import ConnectivityModel
from simulation.policies.bereavement_wave import BereavementWave
from simulation.programmes import CommunityEvents, GroupTherapy

HELP_STARTS = 6
WEEKS = 60

#: More goes on than usual, so that a small town in a year sees all that can happen.
BUSY = {
    "death_level": -9.6,
    "emigration": 0.08,
    "residential_mobility": 0.3,
    "separation": 0.15,
    "leaving_home": 0.4,
    "job_change": 0.4,
    "group_joining": 0.02,
    "group_leaving": 0.03,
}


@dataclass
class Seen:
    """What a sceptic wrote down of a world each week, without the chronicle's help."""

    ids: list[np.ndarray] = field(default_factory=list)
    records: list[np.ndarray] = field(default_factory=list)
    ties: list[dict[tuple[int, int], tuple[float, int, str, bool]]] = field(default_factory=list)
    stress: list[np.ndarray] = field(default_factory=list)

    def look(self, model):
        self.ids.append(model.people.ids)
        self.records.append(model.people.records.copy())
        self.stress.append(model.survey()["pss10"].to_numpy())
        table = model.ties.table()
        told = zip(table["weeks"], table["origin"], table["kin"], strict=True)
        half = {}
        for a, b, near, back, (weeks, origin, kin) in zip(
            table["person_a"], table["person_b"], table["closeness_a"], table["closeness_b"],
            told, strict=True,
        ):  # fmt: skip
            half[a, b] = near, weeks, origin, kin
            half[b, a] = back, weeks, origin, kin
        self.ties.append(half)


@dataclass
class Lived:
    """Two worlds at the end, their chronicle, and what was seen of each world and week."""

    chronicle: Chronicle
    models: tuple[ConnectivityModel, ...]
    seen: tuple[Seen, Seen]
    stories: dict[int, dict[str, Any]] = field(default_factory=dict)

    @property
    def week(self):
        return self.chronicle.week

    def story(self, unique_id):
        if unique_id not in self.stories:
            told = self.chronicle.story(unique_id, self.week, self.models)
            self.stories[unique_id] = told
        return self.stories[unique_id]

    def everybody(self):
        """Return all who ever were in either world."""
        here = {one for record in self.chronicle.records for one in record.people["unique_id"]}
        gone = {one for record in self.chronicle.records for one in record.gone}
        return sorted(int(one) for one in here | gone)


def live(people=120, weeks=WEEKS, rng=5, programmes=None, policies=(), past=50):
    """Live two worlds that part when help starts."""
    if programmes is None:
        programmes = [GroupTherapy(uptake=1.0, eligibility="loneliness_ucla3 >= 5")]
        programmes.append(CommunityEvents())
    model = ConnectivityModel(people=people, parameters=BUSY, rng=rng)
    model.run_weeks(past, observe=False)
    chronicle, models, seen = Chronicle(compared=True), (model,), (Seen(), Seen())
    chronicle.note(0, models)
    for one in seen:
        one.look(model)
    for week in range(1, weeks + 1):
        if week == HELP_STARTS + 1:
            models = (model, model.fork(programmes=programmes, policies=policies))
        for one in models:
            one.run_weeks(1, observe=False)
        chronicle.note(week, models)
        for world, one in enumerate(seen):
            one.look(models[min(world, len(models) - 1)])
    return Lived(chronicle, models, seen)


@pytest.fixture(scope="session")
def lived():
    return live()


@pytest.fixture(scope="session")
def before_help():
    return live(weeks=HELP_STARTS)


@pytest.fixture(scope="session")
def wave():
    """Two worlds that differ by many deaths in one of them, and by no help."""
    return live(weeks=20, programmes=[], policies=[BereavementWave(mortality=40.0, weeks=12)])

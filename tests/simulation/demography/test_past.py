"""A past elsewhere: who arrives has lived before, and is none the older for it here."""

from __future__ import annotations

import numpy as np
import pytest

from simulation import ParameterSet, PopulationSettings
from simulation.demography.past import live_elsewhere
from simulation.synthesis import make_world
from tests.properties.twins import fields


@pytest.fixture(scope="module")
def worlds():
    world = make_world(3, PopulationSettings(people=2000), ParameterSet())
    later = world.copy()
    live_elsewhere(later, np.arange(0, 2000, 2))
    return world, later


def test_only_those_named_have_lived(worlds):
    before, after = worlds
    assert (fields(after.people[1::2]) == fields(before.people[1::2])).all()
    assert (after.people["age"] == before.people["age"]).all()
    assert (after.people["neuroticism"] == before.people["neuroticism"]).all()
    assert (after.people["tie_count"] == 0).all()


def test_moods_spread_as_among_people_who_have_lived_for_years(worlds):
    lived = worlds[1].people[::2]
    for name, spread in (("depression", 1.2), ("stress", 1.1), ("anxiety", 1.0)):
        assert lived[name].std() == pytest.approx(spread, rel=0.2), name
        assert lived[name].mean() == pytest.approx(0.1, abs=0.25), name
    depressed, disposed = lived["depression"], lived["depression_disposition"]
    assert np.corrcoef(depressed, disposed)[0, 1] > 0.3


def test_a_life_is_the_same_whenever_and_with_whomever_it_is_lived(worlds):
    """One more newcomer elsewhere changes nobody's past."""
    alone = worlds[0].copy()
    alone.advance()
    live_elsewhere(alone, np.array([10, 42]))
    for name in alone.people.dtype.names:
        here, there = alone.people[name][[10, 42]], worlds[1].people[name][[10, 42]]
        assert here.tolist() == there.tolist(), name

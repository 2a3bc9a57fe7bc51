"""Twenty years of one town: all stays whole, and the town is afterwards what it was.

One life for every question, because it takes half a minute.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pytest

from experiments.validation.person_measures import measure_people
from experiments.validation.snapshot import take_snapshot
from experiments.validation.tie_measures import measure_ties
from simulation import ConnectivityModel
from simulation.tie_arrays import SLOTS
from tests.scientific.integrity import Presence, check_couples, check_world
from tests.scientific.test_demography import assert_children_have_elders, home_sizes
from tests.simulation.demography.towns import (
    assert_homes_in_order,
    assert_places_in_order,
    assert_ties_in_order,
)

pytestmark = pytest.mark.slow

YEARS, BURN_IN = 20, 5


class Life(NamedTuple):
    """Who was there in each week, and the town at the end of each half year."""

    start: ConnectivityModel
    ids: list[np.ndarray]
    half_years: list[ConnectivityModel]


@pytest.fixture(scope="module")
def life():
    """Two thousand people over twenty years."""
    model = ConnectivityModel(people=2000, rng=5)
    start, ids, half_years = model.fork(), [], []
    for week in range(1, 52 * YEARS + 1):
        model.run_weeks(1, observe=False)
        ids.append(model.people.ids)
        if week % 26 == 0:
            half_years.append(model.fork())
    return Life(start, ids, half_years)


def test_every_tie_and_seat_stays_whole(life):
    presence = Presence(life.start)
    for week, ids in enumerate(life.ids):
        presence.note(ids, week + 1)
        if week % 26 == 25:
            check_world(life.half_years[week // 26], presence)
    assert len(presence.seen) > 2000, "nobody came in all these years"
    assert life.half_years[-1].ties.arrays.neighbour.shape == (2000, SLOTS)


def test_an_ordinary_town_stays_in_order(life):
    for model in life.half_years[1::2]:
        assert_places_in_order(model)
        assert_homes_in_order(model)
        assert_ties_in_order(model)
    last = life.half_years[-1]
    assert last.refusals["ties"] == 0
    assert last.refusals["household"] == 0
    print("\nrefusals in twenty years:", last.refusals)


def test_ages_and_homes_are_kept(life):
    first, last = life.half_years[2 * BURN_IN - 1], life.half_years[-1]
    age = first.people.array("age").mean()
    assert abs(last.people.array("age").mean() - age) < 3
    assert 0.12 < (home_sizes(last) == 1).mean() < 0.19
    assert_children_have_elders(last)
    check_couples(last)


def test_the_town_changes_little(life):
    first, last = (
        take_snapshot(life.half_years[2 * BURN_IN - 1]),
        take_snapshot(life.half_years[-1]),
    )
    levels, later = measure_people(first), measure_people(last)
    assert abs(later["ucla3_mean"] - levels["ucla3_mean"]) < 0.2
    assert abs(later["lsns6_mean"] - levels["lsns6_mean"]) < 1.2
    assert abs(later["pss10_mean"] - levels["pss10_mean"]) < 0.8
    assert abs(measure_ties(last)["degree"] - measure_ties(first)["degree"]) < 2
    assert abs(measure_ties(last)["strong_ties"] - measure_ties(first)["strong_ties"]) < 1

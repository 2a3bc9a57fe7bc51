"""Groups in the order in which their values are first met, members in theirs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simulation.person_groups import PersonGroups, places_by_value
from tests.simulation.small_world import SmallWorld


@pytest.mark.parametrize(
    "values",
    [
        np.array([2, 1, 2, 7, 1], np.uint8),
        np.array([0.5, -1.0, 0.5, 3.0, -1.0], np.float32),
        np.array([True, False, True]),
        np.empty(0),
        np.array([4]),
    ],
)
def test_places_by_value(values):
    expected: dict[Any, list[int]] = {}
    for place, value in enumerate(values.tolist()):
        expected.setdefault(value, []).append(place)
    places = places_by_value(values)
    assert {value: some.tolist() for value, some in places.items()} == expected
    assert list(places) == list(expected)
    assert all(type(value) is type(values.tolist()[0]) for value in places)


def test_agg_makes_no_views_of_people():
    world = SmallWorld(12)
    groups = world.agents.groupby("adverse_childhood")
    assert isinstance(groups, PersonGroups)
    means = groups.agg("age", np.mean)
    assert len(world._kith_views) == 0
    assert means == {value: np.mean([person.age for person in people]) for value, people in groups}

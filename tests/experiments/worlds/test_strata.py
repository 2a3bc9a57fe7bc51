from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.worlds.strata import DIMENSIONS, strata
from simulation import ConnectivityModel, PopulationSettings
from simulation.indicators.subgroups import ANXIOUS_ABOVE, AVOIDANT_ABOVE
from simulation.person_columns import PERSON


def people(n=6, **columns):
    records = np.zeros(n, PERSON)
    records["age"] = 40
    for name, values in columns.items():
        records[name] = values
    return records


def members(flags):
    return np.flatnonzero(flags).tolist()


@pytest.fixture(scope="module")
def uneven():
    settings = PopulationSettings(people=1500, deprivation_spread=1.0)
    return ConnectivityModel(rng=3, population=settings).people.records


def test_every_dimension_of_a_town_divides_everybody(uneven):
    found = strata(uneven)
    assert list(found) == list(DIMENSIONS)
    for groups in found.values():
        np.testing.assert_array_equal(np.sum(list(groups.values()), axis=0), 1)


def test_the_parts_of_a_town_by_neighbourhood_are_about_as_large_as_said(uneven):
    found = strata(uneven)
    poorest = found["deprivation"]["most deprived fifth"]
    assert 0.3 < found["culture"]["more collectivist half"].mean() < 0.7
    assert 0.1 < poorest.mean() < 0.35
    assert uneven["deprivation"][poorest].min() > uneven["deprivation"][~poorest].max()


def test_a_town_whose_neighbourhoods_are_equally_deprived_has_no_such_dimension(village):
    assert set(DIMENSIONS) - set(strata(village.people.records)) == {"deprivation"}


def test_cuts_are_those_of_the_definitions():
    found = strata(
        people(
            age=[18, 29.99, 30, 64.99, 65, 99],
            adverse_childhood=[0, 1, 3, 4, 8, 0],
            attachment_anxiety=np.array([0, 1, 0, 1, 0, 0]) * 0.2 + ANXIOUS_ABOVE - 0.1,
            attachment_avoidance=np.array([0, 0, 1, 1, 0, 0]) * 0.2 + AVOIDANT_ABOVE - 0.1,
            neurodivergent=[1, 0, 0, 0, 0, 0],
            sex=[0, 1, 1, 1, 1, 1],
            household=[0, 0, 1, 2, 2, -1],
        )
    )
    assert {name: members(one) for name, one in found["age"].items()} == {
        "18-29": [0, 1], "30-64": [2, 3], "65 and over": [4, 5],
    }  # fmt: skip
    assert {name: members(one) for name, one in found["adverse_childhood"].items()} == {
        "0": [0, 5], "1-3": [1, 2], "4 or more": [3, 4],
    }  # fmt: skip
    assert {name: members(one) for name, one in found["attachment_style"].items()} == {
        "secure": [0, 4, 5], "preoccupied": [1], "dismissing": [2], "fearful": [3],
    }  # fmt: skip
    assert members(found["neurotype"]["neurodivergent"]) == [0]
    assert members(found["sex"]["women"]) == [0]
    assert members(found["living_alone"]["living alone"]) == [2]


def test_neighbourhoods_that_are_alike_give_no_dimension():
    assert not {"culture", "deprivation"} & set(strata(people(collectivism=0.1)))


def test_a_neighbourhood_is_not_cut_through():
    found = strata(people(10, deprivation=[0] * 3 + [1] * 4 + [2] * 3))
    assert members(found["deprivation"]["most deprived fifth"]) == [7, 8, 9]


@given(st.lists(st.integers(0, 5), min_size=2, max_size=60))
def test_both_parts_have_people_and_the_upper_is_above_the_lower(levels):
    found = strata(people(len(levels), collectivism=np.array(levels) / 20 - 0.1))
    if len(set(levels)) == 1:
        assert "culture" not in found
        return
    upper = found["culture"]["more collectivist half"]
    values = np.array(levels)
    assert values[upper].min() > values[~upper].max()
    # No other way of cutting between two levels comes much nearer to a half.
    shares = [(values >= level).mean() for level in sorted(set(levels))[1:]]
    nearest = min(abs(share - 0.5) for share in shares)
    assert abs(upper.mean() - 0.5) == pytest.approx(nearest)

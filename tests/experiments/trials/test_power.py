from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from experiments.trials.power import (
    power_curve,
    sample_size_for,
    textbook_for_trials,
    textbook_size,
)
from experiments.trials.results import TRIAL_COLUMNS


def curve(people, significant, trials=200):
    return pd.DataFrame(
        {"week": 12, "people": people, "trials": trials, "significant": significant}
    )


def exact_power(people, effect=0.4):
    shift = effect * np.sqrt(np.asarray(people)) / 2
    return stats.norm.cdf(shift - 1.96) + stats.norm.cdf(-shift - 1.96)


def test_the_textbooks_size_is_that_of_the_textbook():
    # Standardised difference .5, 80 % power: 63 in each arm by the normal formula.
    assert textbook_size(0.5, 1.0, 0.5, 0.8) / 2 == pytest.approx(62.79, abs=0.01)
    assert textbook_size(0.5, 1.0, 0.25, 0.8) == pytest.approx(125.6 * 4 / 3, abs=0.1)
    assert textbook_size(0.0, 1.0, 0.5, 0.8) == math.inf


def test_simulated_sizes_and_the_textbook_agree_where_its_assumptions_hold():
    people = np.array([60, 120, 240, 400])
    rng = np.random.default_rng(1)
    size = sample_size_for(0.8, curve(people, rng.binomial(2000, exact_power(people)), 2000))
    formula = textbook_size(0.4, 1.0, 0.5, 0.8)
    assert size.low < formula < size.high
    assert size.people == pytest.approx(formula, rel=0.08)
    assert not size.beyond


@settings(max_examples=25)
@given(st.lists(st.integers(0, 20), min_size=3, max_size=3))
def test_more_power_never_takes_fewer_people(significant):
    one = curve([50, 100, 200], significant, trials=20)
    sizes = [sample_size_for(power, one).people for power in (0.5, 0.8, 0.95)]
    assert sizes == sorted(sizes)


def test_without_an_effect_no_size_is_enough():
    size = sample_size_for(0.8, curve([50, 100, 200], [5, 5, 5], trials=200))
    assert size.high == math.inf
    assert size.beyond
    # Shares that fall with size cannot be followed: the curve stays flat.
    assert sample_size_for(0.8, curve([50, 100, 200], [60, 20, 2])).people == math.inf


def test_trials_that_all_succeed_need_no_more_than_the_smallest():
    size = sample_size_for(0.8, curve([50, 100, 200], [200, 200, 200]))
    assert size.people < 50
    assert size.beyond


def test_the_same_trials_give_the_same_size():
    one = curve([50, 100], [40, 90])
    assert sample_size_for(0.8, one) == sample_size_for(0.8, one)


@pytest.mark.parametrize("power", [0.0, 0.05, 1.0])
def test_a_power_out_of_range_is_refused(power):
    with pytest.raises(ValueError, match=r"power must lie between 0\.05 and 1"):
        sample_size_for(power, curve([50, 100], [10, 20]))


def test_one_survey_is_planned_at_a_time():
    two = pd.concat([curve([50], [10]), curve([50], [10]).assign(week=30)])
    for wrong in (two, two[:0]):
        with pytest.raises(ValueError, match="at one survey"):
            sample_size_for(0.8, wrong)


def rows(size, lows, **more):
    listed = []
    for seed, low in enumerate(lows):
        listed.append(("x", seed, 12, "published", low + 1, low, low + 2, size // 4, size // 4))
        listed.append(("x", seed, 0, "recruited", size, np.nan, np.nan, size // 2, size // 2))
        quantities = {"true_effect": -0.5, "spread": 1.0, **more}
        for name, value in quantities.items():
            listed.append(("x", seed, 12, name, value, np.nan, np.nan, size // 4, size // 4))
    return pd.DataFrame(listed, columns=list(TRIAL_COLUMNS)).assign(size=size)


def test_power_is_counted_by_size_and_only_where_there_is_an_interval():
    table = power_curve(pd.concat([rows(80, [0.1, -1, -3, np.nan]), rows(40, [-1.0, -1.0])]))
    assert table["size"].tolist() == [40, 80]
    assert table["trials"].tolist() == [2, 3]
    assert table["significant"].tolist() == [0, 2]
    assert table["people"].tolist() == [40.0, 80.0]
    assert table.loc[1, "low"] < table.loc[1, "power"] == pytest.approx(2 / 3)


def test_the_textbooks_size_makes_up_for_who_is_lost_and_for_likeness():
    plain = textbook_size(0.5, 1.0, 0.5, 0.8)
    assert textbook_for_trials(rows(80, [0.1]), 12, 0.5, 0.8) == pytest.approx(2 * plain)
    alike = rows(80, [0.1], alike=0.05, clusters=20.0)
    people = textbook_for_trials(alike, 12, 0.5, 0.8) / 2
    # Checked against the design effect 1 + (m - 1) r at m = people / clusters.
    assert people == pytest.approx(plain * (1 + (people / 20 - 1) * 0.05))
    too_few = rows(80, [0.1], alike=0.2, clusters=6.0)
    assert textbook_for_trials(too_few, 12, 0.5, 0.8) == math.inf

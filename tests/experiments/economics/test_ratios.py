from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from experiments.economics.ratios import fieller_interval, quadrant, ratio_of_means

COSTS = np.array([100.0, 130.0, 90.0, 110.0, 125.0])
EFFECTS = np.array([4.0, 5.5, 3.5, 4.5, 4.0])


def t_statistic(costs, effects, ratio):
    rest = costs - ratio * effects
    return abs(rest.mean()) / (rest.std(ddof=1) / np.sqrt(len(rest)))


def test_limits_are_the_ratios_that_a_t_test_just_allows():
    limit = stats.t.ppf(0.975, 4)
    low, high = fieller_interval(COSTS, EFFECTS)
    assert low < COSTS.mean() / EFFECTS.mean() < high
    assert t_statistic(COSTS, EFFECTS, low) == pytest.approx(limit)
    assert t_statistic(COSTS, EFFECTS, high) == pytest.approx(limit)


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.floats(-1e4, 1e4), st.floats(-1e2, 1e2)), min_size=2, max_size=12, unique=True
    )
)
def test_every_bounded_interval_holds_its_ratio_and_agrees_with_the_t_test(pairs):
    costs, effects = np.array(pairs).T
    low, high = fieller_interval(costs, effects)
    clear = abs(effects.mean()) - stats.t.ppf(0.975, len(pairs) - 1) * stats.sem(effects)
    if abs(clear) < 1e-6:
        return
    assert np.isnan(low) == (clear < 0)
    if clear > 0:
        ratio = costs.mean() / effects.mean()
        assert low <= ratio + 1e-6 * abs(ratio)
        assert high >= ratio - 1e-6 * abs(ratio)


def test_interval_covers_the_truth_as_often_as_it_says():
    draws = np.random.default_rng(5)
    shared = draws.normal(size=(2000, 8))
    costs = 100 + 30 * shared + 10 * draws.normal(size=shared.shape)
    effects = 5 + shared + 0.5 * draws.normal(size=shared.shape)
    limits = np.array([fieller_interval(*pair) for pair in zip(costs, effects, strict=True)])
    assert not np.isnan(limits).any()
    covered = ((limits[:, 0] < 20) & (limits[:, 1] > 20)).mean()
    assert covered == pytest.approx(0.95, abs=0.015)


@pytest.mark.parametrize(
    ("cost", "effect", "where"),
    [
        (1, 1, "costs more, does more"),
        (-1, 1, "saves money, does more"),
        (1, -1, "costs more, does harm"),
        (-1, -1, "saves money, does harm"),
        (0, 1, "costs the same, does more"),
        (1, 0, "costs more, changes nothing"),
        (np.nan, 1, ""),
    ],
)
def test_only_more_for_more_has_a_ratio(cost, effect, where):
    assert quadrant(cost, effect) == where
    found = ratio_of_means(cost * COSTS, effect * EFFECTS)
    assert found.quadrant == where
    assert np.isnan(found.value) == (where != "costs more, does more")
    assert np.isnan(found.low) == np.isnan(found.value)


def test_the_kind_of_interval_is_said():
    assert ratio_of_means(COSTS, EFFECTS).interval == "bounded"
    assert ratio_of_means(COSTS - 105, EFFECTS).interval == "may save money"
    assert ratio_of_means(COSTS, EFFECTS - 4).interval == (
        "unbounded: the effect is not clear of nothing"
    )
    single = ratio_of_means([10.0], [2.0])
    assert (single.value, single.interval) == (5.0, "one seed: no interval")
    assert np.isnan(single.low)
    assert ratio_of_means(COSTS, -EFFECTS).interval == "no ratio"

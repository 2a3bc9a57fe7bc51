from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from experiments.comparison.ratio import ratio_of_means

ABOVE = np.array([1.2, 0.7, 1.9, 1.1, 1.4, 0.9])
BELOW = np.array([4.1, 3.2, 5.0, 4.4, 3.9, 3.1])

numbers = st.lists(st.floats(-50, 50), min_size=4, max_size=4)


def test_at_both_ends_the_difference_is_at_the_edge_of_its_t_interval():
    share = ratio_of_means(ABOVE, BELOW)
    assert share.low < share.ratio < share.high
    assert share.ratio == pytest.approx(ABOVE.mean() / BELOW.mean())
    for end in (share.low, share.high):
        interval = stats.ttest_1samp(ABOVE - end * BELOW, 0).confidence_interval(0.95)
        assert min(abs(interval.low), abs(interval.high)) == pytest.approx(0, abs=1e-9)


def test_of_a_ratio_known_exactly_the_interval_is_a_point():
    assert ratio_of_means(BELOW / 4, BELOW) == pytest.approx((0.25, 0.25, 0.25))


@given(numbers, numbers)
def test_there_is_a_ratio_exactly_where_what_is_below_is_clear(above, below):
    a, b = np.round(above, 3), np.round(below, 3)
    half = stats.t.ppf(0.975, 3) * b.std(ddof=1) / 2
    if abs(abs(b.mean()) - half) < 1e-6:
        return
    share = ratio_of_means(a, b)
    assert np.isnan(share.ratio) == (abs(b.mean()) < half)
    if not np.isnan(share.ratio):
        assert share.low - 1e-6 <= share.ratio <= share.high + 1e-6


@given(numbers, st.floats(0.1, 10))
def test_the_ratio_does_not_depend_on_units(above, unit):
    a = np.asarray(above)
    b = np.array([9.0, 10.0, 11.0, 10.5])
    assert ratio_of_means(a * unit, b * unit) == pytest.approx(ratio_of_means(a, b), abs=1e-6)


def test_one_seed_tells_nothing():
    assert np.isnan(ratio_of_means([1.0], [2.0])).all()


def test_different_seeds_are_refused():
    with pytest.raises(ValueError, match="3 seeds above and 2 below"):
        ratio_of_means([1.0, 2.0, 3.0], [1.0, 2.0])

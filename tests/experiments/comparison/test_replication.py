from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from experiments.comparison.replication import REPLICATION_COLUMNS, replication, seeds_needed
from tests.experiments.comparison.weekly_rows import weekly

BASE = np.random.default_rng(1).normal(15, 3, 10)
EFFECT = np.random.default_rng(2).normal(-1, 0.5, 10)


@given(st.floats(0.01, 100), st.floats(0.05, 50))
def test_with_the_seeds_needed_the_interval_is_narrow_enough_and_with_one_less_it_is_not(sd, half):
    n = int(seeds_needed(sd, half))
    assert stats.t.ppf(0.975, n - 1) * sd / np.sqrt(n) <= half * (1 + 1e-9)
    if n > 2:
        assert stats.t.ppf(0.975, n - 2) * sd / np.sqrt(n - 1) > half * (1 - 1e-9)


def test_seeds_needed_of_a_textbook_case():
    # Mean to within one unit at a deviation of 5: 1.96 * 5 gives 97, t a few more.
    assert seeds_needed(5.0, 1.0).item() == 99


def test_differences_that_never_vary_need_two_seeds():
    assert seeds_needed(0.0, 1.0).item() == 2


def test_what_is_not_known_needs_an_unknown_number():
    assert np.isnan(seeds_needed([np.nan, 1.0], [1.0, np.nan])).all()


@pytest.mark.parametrize(("sd", "half"), [(1.0, 0.0), (1.0, -1.0), (-1.0, 1.0)])
def test_impossible_wishes_are_refused(sd, half):
    with pytest.raises(ValueError, match="half width must be above 0"):
        seeds_needed(sd, half)


@pytest.fixture
def rows():
    return pd.concat([weekly(BASE), weekly(BASE + EFFECT, arm="a")])


def test_row_tells_width_gain_and_seeds(rows):
    one = replication(rows, "baseline", ["pss10"], {"pss10": 0.5}).iloc[0]
    assert list(one.index) == list(REPLICATION_COLUMNS)
    sd = EFFECT.std(ddof=1)
    half = stats.t.ppf(0.975, 9) * sd / np.sqrt(10)
    assert one["half_width"] == pytest.approx(half)
    assert one["relative_half_width"] == pytest.approx(half / abs(EFFECT.mean()))
    unpaired = BASE.var(ddof=1) + (BASE + EFFECT).var(ddof=1)
    assert one["gain"] == pytest.approx(unpaired / sd**2)
    assert one["wanted_half_width"] == 0.25
    assert one["enough"] is bool(half <= 0.25)
    assert one["seeds_needed"] == seeds_needed(sd, 0.25).item()
    assert one["unpaired_seeds_needed"] == seeds_needed(np.sqrt(unpaired), 0.25).item()
    assert one["unpaired_seeds_needed"] > 10 * one["seeds_needed"]


def test_a_wide_enough_wish_is_met(rows):
    assert replication(rows, "baseline", ["pss10"], {"pss10": 4.0})["enough"].tolist() == [True]


def test_without_a_smallest_difference_nothing_is_said_of_enough(rows):
    one = replication(rows, "baseline", ["pss10"]).iloc[0]
    assert one["enough"] is None
    assert np.isnan([one["seeds_needed"], one["wanted_half_width"]]).all()
    assert one["relative_half_width"] > 0


def test_one_seed_says_nothing_of_precision(rows):
    one = replication(rows[rows["seed"] == 1], "baseline", ["pss10"], {"pss10": 1.0}).iloc[0]
    assert one["enough"] is None
    assert np.isnan([one["half_width"], one["seeds_needed"], one["gain"]]).all()


def test_worlds_that_do_not_differ_are_sure_and_have_no_gain():
    rows = pd.concat([weekly(BASE), weekly(BASE, arm="a")])
    one = replication(rows, "baseline", ["pss10"], {"pss10": 1.0}).iloc[0]
    assert (one["half_width"], one["enough"], one["seeds_needed"]) == (0.0, True, 2.0)
    assert np.isnan([one["gain"], one["relative_half_width"]]).all()

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from experiments.comparison.simultaneous import (
    SIMULTANEOUS_COLUMNS,
    critical_value,
    simultaneous_intervals,
)
from tests.experiments.comparison.weekly_rows import weekly

DRAWS = np.random.default_rng(5).normal(size=(60, 4))


def test_arms_that_go_together_need_no_more_than_one_arm():
    alike = critical_value(np.repeat(DRAWS[:, :1], 4, axis=1))
    assert alike == critical_value(DRAWS[:, :1])
    assert alike == pytest.approx(stats.t.ppf(0.975, 59), rel=0.08)


def test_independent_normal_arms_need_what_is_known_for_them():
    # 500 seeds are nearly endless: the largest of four independent |z|.
    wide = critical_value(np.random.default_rng(6).normal(size=(500, 4)), resamples=4000)
    assert wide == pytest.approx(stats.norm.ppf(0.5 + 0.95**0.25 / 2), rel=0.03)


@settings(max_examples=25)
@given(st.integers(2, 40), st.integers(1, 4), st.floats(0.5, 0.99))
def test_no_interval_is_less_wide_than_that_of_one_arm(seeds, arms, level):
    assert critical_value(DRAWS[:seeds, :arms], level) >= stats.t.ppf(0.5 + level / 2, seeds - 1)


@pytest.mark.parametrize("seeds", [2, 3])
def test_for_two_or_three_seeds_sidaks_quantile_stands_in(seeds):
    expected = stats.t.ppf(0.5 + 0.95**0.25 / 2, seeds - 1)
    assert critical_value(DRAWS[:seeds]) == pytest.approx(expected)


def test_units_and_order_of_arms_do_not_matter():
    mixed = DRAWS[:, ::-1] * np.array([1.0, 10.0, 0.1, -3.0]) + 7
    assert critical_value(mixed) == pytest.approx(critical_value(DRAWS))


def test_an_arm_that_changes_nothing_widens_no_other():
    still = np.column_stack([DRAWS[:, 0], np.zeros(60)])
    assert critical_value(still) == critical_value(DRAWS[:, :1])
    assert critical_value(np.zeros((10, 2))) == pytest.approx(stats.t.ppf(0.975, 9))


def test_one_seed_has_no_critical_value():
    assert np.isnan(critical_value(DRAWS[:1]))


def test_an_arm_with_missing_seeds_is_measured_by_those_it_has():
    holes = DRAWS[:20].copy()
    holes[5:, 1] = np.nan
    assert critical_value(holes[:, 1:2]) >= stats.t.ppf(0.975, 14)
    assert np.isfinite(critical_value(holes))


@pytest.fixture
def rows():
    base = np.random.default_rng(8).normal(15, 1, (12, 3))
    arms = [weekly(base)]
    for place, name in enumerate(("a", "b", "c")):
        arms.append(weekly(base + DRAWS[:12, place : place + 1] * (place + 1), arm=name))
    return pd.concat(arms)


def test_table_is_mean_and_critical_value_times_standard_error(rows):
    table = simultaneous_intervals(rows, "baseline", ["pss10"])
    assert list(table) == list(SIMULTANEOUS_COLUMNS)
    assert table["week"].unique().tolist() == [2]
    values = DRAWS[:12, :3] * np.array([1, 2, 3])
    half = critical_value(values) * values.std(axis=0, ddof=1) / np.sqrt(12)
    assert table["low"].tolist() == pytest.approx((values.mean(axis=0) - half).tolist())
    assert table["high"].tolist() == pytest.approx((values.mean(axis=0) + half).tolist())
    assert table["arms"].tolist() == [3, 3, 3]


def test_the_same_rows_in_any_order_give_the_same_bytes(rows):
    again = rows.sample(frac=1, random_state=2)
    left = simultaneous_intervals(rows, "baseline", ["pss10"]).to_csv()
    assert simultaneous_intervals(again, "baseline", ["pss10"]).to_csv() == left


def test_chosen_weeks_are_families_of_their_own(rows):
    table = simultaneous_intervals(rows, "baseline", ["pss10"], weeks=[0, 2])
    assert table["week"].tolist() == [0] * 3 + [2] * 3


def test_one_seed_gives_differences_and_no_intervals(rows):
    table = simultaneous_intervals(rows[rows["seed"] == 1], "baseline", ["pss10"])
    assert table["difference"].notna().all()
    assert table[["low", "high", "critical"]].isna().all(axis=None)


def test_no_arm_gives_an_empty_table():
    assert simultaneous_intervals(weekly([1.0]), "baseline", ["pss10"]).empty

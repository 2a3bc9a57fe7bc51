from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.comparison.persistence import PERSISTENCE_COLUMNS, half_life, persistence
from experiments.comparison.ratio import ratio_of_means
from tests.experiments.comparison.weekly_rows import weekly

WEEKS = np.arange(90)
LUCK = np.random.default_rng(1).normal(15, 2, (10, 90))
OWN = np.random.default_rng(2).normal(0, 0.2, (10, 90))


def rows(effect, own=OWN):
    return pd.concat([weekly(LUCK), weekly(LUCK + effect + own, arm="a")])


FADING = np.where(WEEKS < 20, -2.0, -2.0 * 0.5 ** ((WEEKS - 20) / 26))


def test_shares_left_are_those_of_exponential_fading():
    found = persistence(rows(FADING, 0 * OWN), "baseline", {"a": 20}, ["pss10"])
    assert list(found) == list(PERSISTENCE_COLUMNS)
    assert found["weeks_after"].tolist() == [13, 26, 52]
    assert found["share_left"].tolist() == pytest.approx([0.5**0.5, 0.5, 0.25])
    assert found["half_life"].tolist() == pytest.approx([26.0] * 3)
    assert found["low"].tolist() == pytest.approx(found["high"].tolist())


def test_interval_is_fiellers_over_seeds():
    found = persistence(rows(FADING), "baseline", {"a": 20}, ["pss10"]).iloc[1]
    curves = FADING + OWN
    expected = ratio_of_means(curves[:, 46], curves[:, 20])
    assert (found["share_left"], found["low"], found["high"]) == pytest.approx(expected)
    assert found["at_end"] == pytest.approx(curves[:, 20].mean())
    assert found["later"] == pytest.approx(curves[:, 46].mean())
    assert found["low"] < 0.5 < found["high"]


def test_of_an_effect_that_is_not_clear_at_the_end_no_share_is_left():
    found = persistence(rows(0 * WEEKS), "baseline", {"a": 20}, ["pss10"])
    assert ((found["at_end_low"] < 0) & (found["at_end_high"] > 0)).all()
    assert found[["share_left", "low", "high", "half_life"]].isna().all(axis=None)
    assert found["later"].notna().all()


def test_a_share_after_the_end_of_the_run_is_not_known():
    found = persistence(rows(FADING), "baseline", {"a": 60}, ["pss10"])
    assert found["share_left"].notna().tolist() == [True, True, False]


def test_an_effect_that_stays_does_not_halve():
    found = persistence(rows(-2.0 + 0 * WEEKS), "baseline", {"a": 20}, ["pss10"])
    assert found["half_life"].isna().all()
    assert found["share_left"].tolist() == pytest.approx([1.0] * 3, abs=0.15)


def test_arms_without_an_end_and_ends_after_the_run_have_no_rows():
    assert persistence(rows(FADING), "baseline", {}, ["pss10"]).empty
    assert persistence(rows(FADING), "baseline", {"a": 500}, ["pss10"]).empty


def test_one_seed_has_differences_only():
    one = rows(FADING)
    found = persistence(one[one["seed"] == 1], "baseline", {"a": 20}, ["pss10"]).iloc[0]
    assert np.isfinite(found["at_end"])
    assert np.isnan([found["at_end_low"], found["share_left"], found["half_life"]]).all()


@given(st.floats(1, 40), st.floats(0.2, 9), st.sampled_from([-1, 1]))
def test_half_life_of_a_straight_fall_is_half_its_length(length, height, sign):
    weeks = np.arange(60)
    curve = sign * height * (1 - weeks / length)
    assert half_life(weeks, curve) == pytest.approx(length / 2, rel=1e-6)


def test_half_life_counts_weeks_and_not_rows():
    assert half_life(np.array([8, 12, 16]), np.array([4.0, 3.0, 1.0])) == 6.0


def test_a_change_of_sign_is_less_than_half():
    assert half_life(np.arange(3), np.array([2.0, 2.0, -2.0])) == pytest.approx(1.25)

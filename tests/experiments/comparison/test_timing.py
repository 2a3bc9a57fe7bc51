from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.comparison.paired import paired_differences
from experiments.comparison.timing import TIMING_COLUMNS, first_lasting, time_to_effect
from tests.experiments.comparison.weekly_rows import weekly


def table(difference, half=1.0, arm="a", outcome="pss10"):
    middle = np.asarray(difference, float)
    return pd.DataFrame(
        {
            "arm": arm, "baseline": "b", "outcome": outcome, "population": "everybody",
            "week": np.arange(len(middle)), "difference": middle, "low": middle - half,
            "high": middle + half,
        }
    )  # fmt: skip


def only(differences, **settings):
    found = time_to_effect(differences, **settings)
    assert list(found) == list(TIMING_COLUMNS)
    return found.iloc[0]


def test_effect_is_clear_from_the_first_of_four_weeks_in_a_row():
    one = only(table([0, -2, -2, 0, -2, -3, -4, -4, 0]))
    assert (one["clear_from_week"], one["direction"]) == (4.0, "lower")


def test_three_weeks_at_the_end_of_the_run_are_not_enough():
    assert np.isnan(only(table([0, 0, -2, -2, -2]))["clear_from_week"])
    assert only(table([0, 0, -2, -2, -2]), lasts=3)["clear_from_week"] == 2.0


def test_the_whole_interval_must_lie_beyond_what_matters():
    rising = table(-np.arange(12.0))
    assert only(rising)["clear_from_week"] == 2.0
    assert only(rising, smallest={"pss10": 4.0})["clear_from_week"] == 6.0
    assert only(rising, smallest={"gad7": 4.0})["clear_from_week"] == 2.0


def test_harm_is_an_effect_too_and_the_first_of_two_counts():
    one = only(table([2, 2, 2, 2, 0, -5, -5, -5, -5]))
    assert (one["clear_from_week"], one["direction"]) == (0.0, "higher")


def test_weeks_are_also_counted_from_the_start_of_the_programme():
    one = only(table([0, 0, 0, -2, -4, -4, -4]), starts={"a": 1})
    assert (one["clear_from_week"], one["weeks_to_effect"]) == (3.0, 2.0)
    assert (one["half_week"], one["weeks_to_half"]) == (3.0, 2.0)
    assert np.isnan(only(table([0] * 5 + [-4] * 4))["weeks_to_effect"])


def test_half_of_the_largest_effect_comes_before_the_largest():
    one = only(table([0, -1, -3, -5, -6, -2]))
    assert (one["half_week"], one["largest"], one["largest_week"]) == (2.0, -6.0, 4)


def test_half_of_an_effect_that_is_not_clear_is_not_told():
    one = only(table([0.1, -0.5, 0.3], half=1.0))
    assert np.isnan([one["half_week"], one["clear_from_week"]]).all()
    assert one["direction"] == ""


def test_one_seed_shows_no_effect():
    one = only(table([0, -9, -9, -9, -9], half=np.nan))
    assert np.isnan([one["half_week"], one["clear_from_week"]]).all()


@given(st.lists(st.booleans(), min_size=1, max_size=30), st.integers(1, 6))
def test_first_lasting_agrees_with_looking_at_every_week(shown, lasts):
    weeks = np.arange(len(shown))
    stands = [w for w in weeks if len(shown) - w >= lasts and all(shown[w : w + lasts])]
    found = first_lasting(weeks, np.array(shown), lasts)
    assert np.isnan(found) if not stands else found == stands[0]


def test_rows_of_a_study_are_taken_whatever_their_order():
    luck = np.random.default_rng(1).normal(15, 2, (8, 20))
    own = np.random.default_rng(2).normal(0, 0.1, (8, 20))
    effect = -np.clip(np.arange(20) - 5, 0, 5) + own
    rows = pd.concat([weekly(luck), weekly(luck + effect, arm="a")])
    differences = paired_differences(rows, "baseline", ["pss10"]).sample(frac=1, random_state=1)
    one = only(differences, smallest={"pss10": 0.5})
    assert one["clear_from_week"] == 6.0
    assert one["half_week"] == pytest.approx(8.0, abs=1)

from __future__ import annotations

import math

import pytest

from experiments.validation.programme_effects import (
    EFFECTS,
    Effect,
    Estimate,
    estimate_effects,
    interval_over_seeds,
)


def test_the_interval_is_that_of_students_t():
    mean, low, high = interval_over_seeds([1.0, 2.0, 3.0, 4.0])
    assert mean == 2.5
    assert (low, high) == pytest.approx((2.5 - 2.0542, 2.5 + 2.0542), abs=1e-3)


def test_one_seed_has_no_interval():
    assert all(math.isnan(end) for end in interval_over_seeds([1.0])[1:])


def test_a_verdict_is_given_only_where_a_range_is_asked():
    asked, reported = Effect("d", "d", -0.6, -0.3), Effect("n", "n")
    assert Estimate(asked, -0.4, -0.5, -0.3, 4).verdict == "hit"
    assert Estimate(asked, -0.1, -0.2, 0.0, 4).verdict == "miss"
    assert Estimate(reported, 3.0, 2.0, 4.0, 4).verdict == ""


def test_every_effect_is_measured_in_every_seed():
    estimates = estimate_effects(200, [1, 2], workers=1, burn_in_weeks=40)
    assert [one.effect for one in estimates] == list(EFFECTS)
    assert all(one.seeds == 2 for one in estimates)
    found = {one.effect.name: one.mean for one in estimates}
    assert found["group_therapy.participants"] > 5
    assert found["group_therapy.d_end"] < 0
    assert found["group_therapy.own_change_end"] < 0
    assert found["community_events.participants"] > 5

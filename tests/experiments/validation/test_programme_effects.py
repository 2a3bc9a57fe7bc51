from __future__ import annotations

import math

import pytest

from experiments.validation.programme_effects import (
    Estimate,
    _print,
    estimate_effects,
    interval_over_seeds,
)
from experiments.validation.published import PUBLISHED
from experiments.validation.twins import MEASURES
from simulation.programmes import PROGRAMMES


def test_the_interval_is_that_of_students_t():
    mean, low, high = interval_over_seeds([1.0, 2.0, 3.0, 4.0])
    assert mean == 2.5
    assert (low, high) == pytest.approx((2.5 - 2.0542, 2.5 + 2.0542), abs=1e-3)


def test_one_seed_has_no_interval():
    assert all(math.isnan(end) for end in interval_over_seeds([1.0])[1:])


def test_a_verdict_is_given_only_where_an_interval_is_published():
    assert Estimate("group_therapy", "ucla3_end", -0.4, -0.5, -0.3).verdict == "within"
    assert Estimate("group_therapy", "ucla3_end", -0.1, -0.2, 0.0).verdict == "outside"
    assert Estimate("community_events", "ucla3_end", -0.1, -0.2, 0.0).verdict == ""
    assert Estimate("group_therapy", "ucla3_a_year_on", -0.1, -0.2, 0.0).verdict == ""


def test_what_was_published_belongs_to_programmes_there_are():
    assert set(PUBLISHED) == set(PROGRAMMES)
    for found in PUBLISHED.values():
        for one in found:
            assert one.measure in MEASURES
            assert one.source
            assert one.holds(one.value) in (True, None)
            assert one.holds(9.0) in (False, None)


def test_every_effect_is_measured_in_every_seed():
    kinds = ("community_events", "group_therapy")
    found = estimate_effects(200, [1, 2], workers=1, burn_in_weeks=40, kinds=kinds)
    assert {one.programme for one in found.values()} == set(kinds)
    assert found["group_therapy.participants"].mean > 5
    assert found["group_therapy.ucla3_end"].mean < 0
    assert found["group_therapy.own_change_end"].mean < 0
    assert found["group_therapy.sessions"].mean > 3
    assert 0 < found["group_therapy.completed"].mean <= 1


def test_the_table_shows_published_figures_beside_ours(capsys):
    figures = {
        name: Estimate("group_therapy", name, -0.4, -0.5, -0.3)
        for name in ("ucla3_end", "sessions")
    }
    _print(figures, 100, 3)
    shown = capsys.readouterr().out
    assert "-0.40 (-0.50 to -0.30)" in shown
    assert "-0.43 (-0.68 to -0.18)" in shown
    assert "within" in shown
    assert "Hickin et al. 2021" in shown

"""Flows of age: with them, year after year, the mix is the same."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.ages.flows import age_flows, flows_that_keep, smooth_ages
from simulation.ages.mix import fit_age_mix
from simulation.ages.years import AGES, survivors, yearly_death_rate

OLDER = ((0.06, 0.09, 0.22, 0.41, 0.22), None, (0.62, 0.36, 0.02, 0.0))
YOUNGER = ((0.50, 0.20, 0.20, 0.08, 0.02), None, (0.30, 0.52, 0.13, 0.05))


def year_later(people, flows):
    """Everybody who stays is a year older; who comes takes their places."""
    survive = np.array([1 - yearly_death_rate(float(age)) for age in AGES])
    stay = people * (survive - (1 - np.exp(-flows.leaving)))
    later = np.concatenate([[flows.coming_of_age], stay[:-1]]) + flows.arrivals
    return later


@pytest.mark.parametrize("key", [OLDER, YOUNGER])
def test_the_mix_is_the_same_a_year_and_twenty_years_later(key):
    flows = age_flows(key)
    start = smooth_ages(fit_age_mix(*key).persons)
    people = start
    for _ in range(20):
        people = year_later(people, flows)
    np.testing.assert_allclose(people, start, atol=1e-4)
    assert people.sum() == pytest.approx(1.0, abs=0.01)


def test_an_older_town_is_moved_to_and_a_younger_one_is_left():
    older, younger = age_flows(OLDER), age_flows(YOUNGER)
    assert older.share_of_age < 0.2
    assert older.arrivals[AGES < 45].sum() < 0.2 * older.arrivals.sum()
    assert younger.share_of_age > 0.8
    leaving = younger.leaving
    assert leaving[(AGES > 26) & (AGES < 40)].mean() > 4 * leaving[AGES > 60].mean()


def test_a_town_of_survivors_needs_nobody():
    flows = flows_that_keep(np.array(survivors()))
    assert flows.leaving[5:-20].max() < 0.012  # the very young and old show the smoothing
    assert flows.share_of_age > 0.9


def test_smoothing_moves_nobody_far_and_loses_nobody():
    edges = np.where(AGES < 40, 3.0, 1.0)
    smooth = smooth_ages(edges)
    assert smooth.sum() == pytest.approx(1.0)
    assert np.abs(np.diff(smooth)).max() < 0.5 * np.abs(np.diff(edges / edges.sum())).max()
    assert (smooth * AGES).sum() == pytest.approx((edges * AGES).sum() / edges.sum(), abs=0.2)


def test_a_town_without_a_mix_has_no_flows():
    assert age_flows(None) is None

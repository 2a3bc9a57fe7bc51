"""Homes: sizes that add up, ages that belong together."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from simulation import PopulationSettings
from simulation.homes import draw_home_sizes, draw_roles, stationary_ages, yearly_death_rate
from simulation.purposes import week_keys

KEYS = week_keys(7, 0)


@pytest.mark.parametrize("people", [10, 11, 999, 5000])
@pytest.mark.parametrize(
    "shares",
    [
        {},
        {"one_adult_homes": 1.0, "two_adult_homes": 0.0, "three_adult_homes": 0.0},
        {"one_adult_homes": 0.0, "two_adult_homes": 0.0, "three_adult_homes": 0.0},
        {"one_adult_homes": 0.2, "two_adult_homes": 0.5, "three_adult_homes": 0.3},
    ],
)
def test_home_sizes_add_up(people, shares):
    sizes = draw_home_sizes(PopulationSettings(people=people, **shares), KEYS)
    assert sizes.sum() == people
    assert sizes.min() >= 1
    assert sizes.max() <= 4
    if shares.get("one_adult_homes") == 1.0:
        assert (sizes == 1).all()
    if shares.get("one_adult_homes") == 0.0 and not shares["two_adult_homes"]:
        assert (sizes[:-1] == 4).all()


def test_home_sizes_have_the_shares_asked_for():
    sizes = draw_home_sizes(PopulationSettings(people=40_000), KEYS)
    counts = np.bincount(sizes, minlength=5)[1:]
    expected = len(sizes) * np.array([0.30, 0.52, 0.13, 0.05])
    assert stats.chisquare(counts, expected * counts.sum() / expected.sum()).pvalue > 0.001


def test_the_death_rate_is_gompertz_and_capped():
    assert yearly_death_rate(58) == pytest.approx(0.0067, rel=0.02)
    assert yearly_death_rate(80) == pytest.approx(0.0608, rel=0.01)
    assert yearly_death_rate(120) == 0.5


def test_ages_are_those_that_the_death_rates_keep():
    """Births a year times the share that survives: each year of age follows from the last."""
    ages = stationary_ages((np.arange(200_000) + 0.5) / 200_000)
    assert ages.min() >= 18.0
    assert ages.max() <= 99.9
    assert (np.diff(ages) >= 0).all()
    counts = np.histogram(ages, bins=np.arange(18, 92))[0]
    survived = counts[1:] / counts[:-1]
    expected = [1 - yearly_death_rate(age) for age in range(19, 91)]
    np.testing.assert_allclose(survived, expected, atol=0.03)


def roles(head, size):
    n = len(head) * size
    place = np.tile(np.arange(size), len(head))
    age, partner, child = draw_roles(
        np.arange(n), place, np.repeat(head, size), np.full(n, size), KEYS
    )
    return (one.reshape(-1, size) for one in (age, partner, child))


HEADS = np.linspace(18.0, 98.0, 4000)


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_roles_in_a_home(size):
    age, partner, child = roles(HEADS, size)
    parents = HEADS >= 40
    assert (age[:, 0] == HEADS).all()
    assert not (partner & child).any()
    assert not partner[:, 0].any()
    assert not child[:, 0].any()
    assert partner.sum(axis=1).max() <= 1
    assert ((age >= 18) & (age <= 98)).all()
    if size == 2:
        single = child[parents, 1].mean()
        assert single == pytest.approx(0.12, abs=0.02)
        assert (partner[:, 1] | child[:, 1]).all()
        assert not child[~parents].any()
    if size >= 3:
        assert partner[parents, 1].all()
        assert child[parents][:, 2:].all()
        assert not partner[~parents].any()
        assert not child[~parents].any()


def test_children_are_a_generation_younger_and_partners_near():
    age, partner, child = roles(HEADS, 4)
    gap = HEADS[:, None] - age
    assert gap[child].min() >= 19.4  # at least half a year of ages to draw from
    assert age[child].max() <= 36.0
    together = partner & (HEADS < 90)[:, None]
    assert np.abs(gap[together]).mean() == pytest.approx(4 * np.sqrt(2 / np.pi), rel=0.05)

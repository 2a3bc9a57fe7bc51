"""Intervals cover the truth as often as they say: simulated studies whose truth is known.

Differences are normal, or lognormal: skewness 1.75 (sigma .5) and 6.2 (sigma 1). What does not hold
is shown too: t intervals of few and very skewed differences, and families of plain intervals.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from experiments.comparison.paired import half_width
from experiments.comparison.ratio import ratio_of_means
from experiments.comparison.simultaneous import critical_value
from experiments.comparison.stopping import StoppingRule, decide
from tests.experiments.comparison.weekly_rows import weekly

LOW, HIGH = 0.93, 0.97


def draws(shape, sigma, seed):
    """Return differences of mean 0: normal for sigma 0, else lognormal."""
    z = np.random.default_rng(seed).normal(size=shape)
    return z if sigma == 0 else np.exp(sigma * z) - np.exp(sigma**2 / 2)


def half_of(numbers):
    """Return half widths over the first axis, by the function that tables are made with."""
    deviation = pd.Series(numbers.std(axis=0, ddof=1))
    return half_width(deviation, pd.Series(np.full(numbers.shape[1], len(numbers)))).to_numpy()


def t_coverage(seeds, sigma, studies):
    numbers = draws((seeds, studies), sigma, seed=1)
    return float((np.abs(numbers.mean(axis=0)) <= half_of(numbers)).mean())


@pytest.mark.parametrize(
    ("seeds", "sigma"), [(5, 0), (12, 0), (30, 0), (60, 0), (30, 0.5), (60, 0.5), (400, 1.0)]
)
def test_t_interval_covers(seeds, sigma):
    assert LOW <= t_coverage(seeds, sigma, 6000) <= HIGH


@pytest.mark.parametrize(
    ("seeds", "sigma", "covered"), [(12, 0.5, 0.92), (12, 1, 0.84), (30, 1, 0.88), (120, 1, 0.92)]
)
def test_t_interval_of_few_and_skewed_differences_covers_less_than_it_says(seeds, sigma, covered):
    assert t_coverage(seeds, sigma, 6000) == pytest.approx(covered, abs=0.02)


def family(seeds, sigma, studies, together):
    """Return differences of four arms that share luck, shape (studies, seeds, 4)."""
    rng = np.random.default_rng(2)
    shared = rng.normal(size=(studies, seeds, 1))
    own = rng.normal(size=(studies, seeds, 4))
    z = np.sqrt(together) * shared + np.sqrt(1 - together) * own
    return z if sigma == 0 else np.exp(sigma * z) - np.exp(sigma**2 / 2)


def family_coverage(seeds, sigma, studies, together=0.6, resamples=500):
    """Return how often all four intervals hold: with the critical value, and with plain t."""
    numbers = family(seeds, sigma, studies, together)
    error = numbers.std(axis=1, ddof=1) / np.sqrt(seeds)
    largest = (np.abs(numbers.mean(axis=1)) / error).max(axis=1)
    critical = np.array([critical_value(one, resamples=resamples) for one in numbers])
    return float((largest <= critical).mean()), float(
        (largest <= stats.t.ppf(0.975, seeds - 1)).mean()
    )


def test_intervals_of_four_arms_hold_together_where_plain_ones_do_not():
    together, plain = family_coverage(30, 0, 800)
    assert LOW <= together <= HIGH
    assert plain < 0.91


@pytest.mark.slow
@pytest.mark.parametrize(("seeds", "sigma"), [(30, 0), (60, 0), (60, 0.5), (120, 1.0)])
def test_intervals_of_four_arms_hold_together(seeds, sigma):
    together, plain = family_coverage(seeds, sigma, 2000)
    assert LOW <= together <= HIGH
    assert plain < 0.91


@pytest.mark.slow
def test_intervals_of_four_arms_with_few_seeds_err_on_the_wide_side():
    assert 0.95 <= family_coverage(5, 0, 2000)[0] <= 1.0
    assert 0.94 <= family_coverage(12, 0, 2000)[0] <= 0.99


def stops(numbers, rule, looks_in_a_row=2):
    """Return after how many seeds each study stops, and whether its interval then covers 0.

    The rule of :func:`experiments.comparison.stopping.decide` for many studies at once; differences
    have shape (seeds, studies).
    """
    looks = np.array(list(rule.looks()))
    count = looks[:, np.newaxis] * np.ones(numbers.shape[1])
    mean = numbers.cumsum(axis=0)[looks - 1] / count
    squares = (numbers**2).cumsum(axis=0)[looks - 1]
    deviation = np.sqrt((squares - count * mean**2) / (count - 1))
    half = half_width(pd.Series(deviation.ravel()), pd.Series(count.ravel())).to_numpy()
    half = half.reshape(mean.shape)
    ends = half <= rule.half_width
    if looks_in_a_row == 2:
        ends[1:], ends[0] = ends[1:] & ends[:-1], False
    ends[-1] = True
    end, studies = ends.argmax(axis=0), np.arange(numbers.shape[1])
    return looks[end], np.abs(mean[end, studies]) <= half[end, studies]


def stopped(sigma, half, studies=3000, looks_in_a_row=2, **settings):
    """Return how often intervals at the stop cover, and the median number of seeds there."""
    rule = StoppingRule("pss10", "everybody", half, **settings)
    seeds, covered = stops(draws((400, studies), sigma, seed=3), rule, looks_in_a_row)
    return float(covered.mean()), float(np.median(seeds))


def test_the_simulated_rule_is_the_rule_of_the_study():
    numbers = draws((150, 4), 0.5, seed=8)
    rule = StoppingRule("pss10", "everybody", 0.13, batch=5, at_most=150)
    base = np.random.default_rng(9).normal(15, 3, 150)
    for study, seeds in enumerate(stops(numbers, rule)[0]):
        rows = pd.concat([weekly(base), weekly(base + numbers[:, study], arm="a")])
        assert decide(rows, rule).next_seeds == seeds


@pytest.mark.parametrize(("sigma", "half"), [(0, 0.25), (0, 0.35), (0.5, 0.12), (0.5, 0.1)])
def test_intervals_at_the_stop_cover(sigma, half):
    covered, seeds = stopped(sigma, half)
    assert LOW <= covered <= HIGH
    assert 40 <= seeds <= 200


@pytest.mark.parametrize(
    ("sigma", "half", "expected"), [(0.5, 0.15, 0.92), (0.5, 0.2, 0.92), (1, 0.4, 0.87)]
)
def test_stopping_soon_with_skewed_differences_covers_less_than_it_says(sigma, half, expected):
    assert stopped(sigma, half)[0] == pytest.approx(expected, abs=0.015)


@pytest.mark.parametrize(("sigma", "half"), [(0, 0.35), (1, 0.4)])
def test_early_looks_without_a_second_one_cover_less(sigma, half):
    hasty, _ = stopped(sigma, half, looks_in_a_row=1, at_least=5, batch=3)
    assert hasty < stopped(sigma, half)[0] - 0.015


def test_fiellers_interval_covers_the_share():
    rng = np.random.default_rng(4)
    below = rng.normal(2, 1, (2000, 20))
    above = 0.4 * below + rng.normal(0, 0.5, (2000, 20))
    found = np.array([ratio_of_means(a, b) for a, b in zip(above, below, strict=True)])
    assert np.isfinite(found).all()
    assert LOW <= ((found[:, 1] <= 0.4) & (found[:, 2] >= 0.4)).mean() <= HIGH

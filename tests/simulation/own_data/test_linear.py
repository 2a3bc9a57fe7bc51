"""What some traits say about others: closed forms of the multivariate normal, and the model."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import multivariate_normal, norm, truncnorm

from simulation import ParameterSet
from simulation.own_data.linear import (
    SCORES,
    Known,
    complete,
    covariance,
    drawn_scores,
    mean_scores,
)
from simulation.purposes import week_keys

P = ParameterSet()
N = 20_000
IDS = np.arange(N)
ADVERSITY, NEUROTICISM, EXTRAVERSION, ANXIETY, AVOIDANCE = range(5)


def no_luck(score, turn, people):
    raise AssertionError("one interval at most needs no further luck")


def more_luck(score, turn, people):
    return np.random.default_rng(score * 100 + turn).random(len(people))


@pytest.fixture(scope="module")
def drawn():
    mean = mean_scores(np.zeros(N), P)
    return drawn_scores(IDS, IDS // 4, mean, P, week_keys(5, 0))


def known(count, **ranges):
    low = np.full((count, len(SCORES)), -np.inf)
    high = -low
    for name, (start, end) in ranges.items():
        low[:, SCORES.index(name)], high[:, SCORES.index(name)] = start, end
    return Known(low, high)


def test_the_covariance_is_that_of_the_declared_equations():
    spread = covariance(P)
    assert spread[ADVERSITY, ADVERSITY] == pytest.approx(1.0)
    assert spread[NEUROTICISM, NEUROTICISM] == pytest.approx(1.0)
    assert spread[ADVERSITY, NEUROTICISM] == pytest.approx(0.15)
    assert spread[NEUROTICISM, EXTRAVERSION] == pytest.approx(-0.25)
    assert spread[EXTRAVERSION, EXTRAVERSION] == pytest.approx(1.0 + 0.25**2)
    anxious = 0.18**2 + 0.36**2 + 2 * 0.18 * 0.36 * 0.15 + 0.3**2 + 0.85**2
    assert spread[ANXIETY, ANXIETY] == pytest.approx(anxious)
    assert spread[NEUROTICISM, ANXIETY] == pytest.approx(0.36 + 0.18 * 0.15)


def test_draws_have_that_covariance(drawn):
    assert np.cov(drawn.T) == pytest.approx(covariance(P), abs=0.04)


def test_with_nothing_known_everybody_is_as_drawn(drawn):
    done = complete(drawn, np.zeros_like(drawn), covariance(P), known(N), no_luck)
    assert done.tobytes() == drawn.tobytes()


@settings(max_examples=6, deadline=None)
@given(
    neuroticism=st.floats(-3, 3),
    avoidance=st.floats(-3, 3),
    deprivation=st.sampled_from([0.0, 1.4]),
)
def test_the_rest_has_the_mean_and_covariance_of_the_closed_form(
    drawn, neuroticism, avoidance, deprivation
):
    shift = mean_scores(np.full(N, deprivation), P)
    told = known(N, neuroticism=(neuroticism,) * 2, early_avoidance=(avoidance,) * 2)
    done = complete(drawn + shift, shift, covariance(P), told, no_luck)
    g, m = [NEUROTICISM, AVOIDANCE], [ADVERSITY, EXTRAVERSION, ANXIETY]
    spread = covariance(P)
    weights = spread[np.ix_(m, g)] @ np.linalg.inv(spread[np.ix_(g, g)])
    mean = shift[0, m] + weights @ (np.array([neuroticism, avoidance]) - shift[0, g])
    rest = spread[np.ix_(m, m)] - weights @ spread[np.ix_(g, m)]
    assert (done[:, g] == [neuroticism, avoidance]).all()
    assert done[:, m].mean(axis=0) == pytest.approx(mean, abs=0.03)
    assert np.cov(done[:, m].T) == pytest.approx(rest, abs=0.04)


def test_matherons_rule_is_the_correction_by_hand(drawn):
    told = known(N, neuroticism=(2.0, 2.0))
    done = complete(drawn, np.zeros_like(drawn), covariance(P), told, no_luck)
    by_hand = drawn[:, ANXIETY] + (0.36 + 0.18 * 0.15) * (2.0 - drawn[:, NEUROTICISM])
    assert done[:, ANXIETY] == pytest.approx(by_hand)


def test_a_score_in_an_interval_is_a_truncated_normal(drawn):
    told = known(N, adversity=(0.67, 0.99), neuroticism=(1.5, 1.5))
    done = complete(drawn, np.zeros_like(drawn), covariance(P), told, no_luck)[:, ADVERSITY]
    mean, sd = 0.15 * 1.5, np.sqrt(1 - 0.15**2)
    expected = truncnorm((0.67 - mean) / sd, (0.99 - mean) / sd, mean, sd)
    assert done.min() >= 0.67
    assert done.max() <= 0.99
    assert done.mean() == pytest.approx(expected.mean(), abs=0.002)
    assert done.std() == pytest.approx(expected.std(), abs=0.002)


def test_a_count_known_alone_shifts_the_others_as_selection_among_draws_does(drawn):
    """Who is drawn with that count by chance is the same kind of person."""
    told = known(N, adversity=(1.28, 1.55))
    done = complete(drawn, np.zeros_like(drawn), covariance(P), told, no_luck)
    chosen = drawn[(drawn[:, ADVERSITY] > 1.28) & (drawn[:, ADVERSITY] <= 1.55)]
    assert done.mean(axis=0) == pytest.approx(chosen.mean(axis=0), abs=0.06)
    assert np.cov(done.T) == pytest.approx(np.cov(chosen.T), abs=0.12)


def test_two_scores_in_intervals_agree_with_selection_among_draws(drawn):
    count = 12_000
    told = known(count, adversity=(0.99, np.inf), early_anxiety=(1.0, np.inf))
    some = drawn[:count]
    done = complete(some, np.zeros_like(some), covariance(P), told, more_luck)
    many = multivariate_normal(np.zeros(5), covariance(P)).rvs(400_000, random_state=3)
    chosen = many[(many[:, ADVERSITY] > 0.99) & (many[:, ANXIETY] > 1.0)]
    assert done.mean(axis=0) == pytest.approx(chosen.mean(axis=0), abs=0.035)
    assert done.std(axis=0) == pytest.approx(chosen.std(axis=0), abs=0.035)
    assert np.corrcoef(done.T)[ADVERSITY, ANXIETY] == pytest.approx(
        np.corrcoef(chosen.T)[ADVERSITY, ANXIETY], abs=0.05
    )


@pytest.mark.parametrize(("low", "high"), [(8.0, np.inf), (-np.inf, -8.0), (9.0, 9.5)])
def test_intervals_far_out_are_still_kept(drawn, low, high):
    some = drawn[:500]
    done = complete(
        some, np.zeros_like(some), covariance(P), known(500, adversity=(low, high)), no_luck
    )
    assert np.isfinite(done).all()
    assert ((done[:, ADVERSITY] >= low) & (done[:, ADVERSITY] <= high)).all()
    assert abs(done[:, ADVERSITY]).mean() < 9.7
    assert norm.sf(8.0) < 1e-15


def test_each_person_is_completed_alone(drawn):
    low, high = known(6)
    low[1, 1] = high[1, 1] = 2.0
    low[4, 0], high[4, 0] = 0.28, 0.67
    some = drawn[:6]
    mean = np.zeros_like(some)
    together = complete(some, mean, covariance(P), Known(low, high), no_luck)
    for n in range(6):
        one = slice(n, n + 1)
        alone = complete(some[one], mean[one], covariance(P), Known(low[one], high[one]), no_luck)
        assert alone == pytest.approx(together[one], abs=1e-12)
    assert together[[0, 2, 3, 5]].tobytes() == some[[0, 2, 3, 5]].tobytes()

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from experiments.trials.estimates import (
    compare_clusters,
    compare_people,
    difference,
    mean_change,
)


def people(rng, n=60, effect=0.0):
    level = rng.normal(0, 1, n)
    treated = rng.permutation(n) < n // 2
    return level + rng.normal(0, 1, n) + effect * treated, level + rng.normal(0, 1, n), treated


def test_change_is_compared_as_welch_does():
    now, then, treated = people(np.random.default_rng(1))
    change = now - then
    expected = stats.ttest_ind(change[treated], change[~treated], equal_var=False)
    one = compare_people(now, then, treated, "change")
    ends = expected.confidence_interval(0.95)
    assert (one.low, one.high) == pytest.approx((ends.low, ends.high))
    assert one.value == pytest.approx(difference(change, treated))
    assert (one.treated, one.controls) == (30, 30)


def test_ancova_is_the_t_test_of_two_regressions_residuals():
    now, then, treated = people(np.random.default_rng(2))
    one = compare_people(now, then, treated, "ancova")
    # Frisch-Waugh: what the first answer leaves of the outcome, on what it leaves of the arm.
    fit_now, fit_arm = stats.linregress(then, now), stats.linregress(then, treated * 1.0)
    left_now = now - fit_now.intercept - fit_now.slope * then
    left_arm = treated - fit_arm.intercept - fit_arm.slope * then
    value = (left_arm @ left_now) / (left_arm @ left_arm)
    residual = left_now - value * left_arm
    error = np.sqrt(residual @ residual / (60 - 3) / (left_arm @ left_arm))
    half = stats.t.ppf(0.975, 57) * error
    assert (one.value, one.low, one.high) == pytest.approx((value, value - half, value + half))


def test_ancova_of_a_first_answer_that_all_share_is_the_t_test():
    now, _, treated = people(np.random.default_rng(3))
    one = compare_people(now, np.full(60, 6.0), treated, "ancova")
    ends = stats.ttest_ind(now[treated], now[~treated]).confidence_interval(0.95)
    assert (one.low, one.high) == pytest.approx((ends.low, ends.high))


def test_clusters_are_compared_as_a_t_test_of_their_means():
    rng = np.random.default_rng(4)
    cluster = rng.integers(0, 9, 200)
    treated = cluster < 4
    now, then = rng.normal(0, 1, 200) + rng.normal(0, 1, 9)[cluster], rng.normal(0, 1, 200)
    means = np.array([(now - then)[cluster == one].mean() for one in range(9)])
    ends = stats.ttest_ind(means[:4], means[4:]).confidence_interval(0.95)
    one = compare_clusters(now, then, treated, cluster, "change")
    assert (one.low, one.high) == pytest.approx((ends.low, ends.high))
    assert one.clusters == 9


def test_likeness_within_clusters_is_found():
    rng = np.random.default_rng(5)
    cluster = np.repeat(np.arange(400), 10)
    now = rng.normal(0, np.sqrt(0.1), 400)[cluster] + rng.normal(0, np.sqrt(0.9), 4000)
    one = compare_clusters(now, np.zeros(4000), cluster < 200, cluster, "change")
    assert one.alike == pytest.approx(0.1, abs=0.03)
    assert one.spread == pytest.approx(1.0, abs=0.03)


@pytest.mark.parametrize("analysis", ["change", "ancova"])
@pytest.mark.parametrize("design", ["people", "clusters"])
def test_intervals_hold_the_truth_nearly_as_often_as_they_say(design, analysis):
    rng = np.random.default_rng(6)
    held, times, effect = 0, 1000, -0.5
    for _ in range(times):
        if design == "people":
            now, then, treated = people(rng, 40, effect)
            one = compare_people(now, then, treated, analysis)
        else:
            cluster = np.repeat(np.arange(8), 12)
            level = rng.normal(0, 0.5, 8)[cluster] + rng.normal(0, 1, 96)
            treated = np.isin(cluster, rng.permutation(8)[:4])
            then = level + rng.normal(0, 1, 96)
            now = level + rng.normal(0, 0.4, 8)[cluster] + rng.normal(0, 1, 96) + effect * treated
            one = compare_clusters(now, then, treated, cluster, analysis)
        held += one.low <= effect <= one.high
    assert stats.binomtest(held, times, 0.95).pvalue > 0.001
    assert 0.93 < held / times < 0.975


def test_before_and_after_of_people_chosen_by_a_noisy_score_is_regression_to_the_mean():
    rng = np.random.default_rng(7)
    mean, spread, reliability, cut = 5.0, 2.0, 0.6, 6.0
    true = rng.normal(mean, spread * np.sqrt(reliability), 400_000)
    first, second = (
        true + rng.normal(0, spread * np.sqrt(1 - reliability), len(true)) for _ in range(2)
    )
    chosen = first >= cut
    z = (cut - mean) / spread
    above = stats.norm.pdf(z) / stats.norm.sf(z)  # mean of a normal beyond z
    one = mean_change(second[chosen], first[chosen])
    assert one.value == pytest.approx(-(1 - reliability) * spread * above, abs=0.01)
    assert one.high < 0  # nobody was treated, and a study without controls is sure of an effect
    arm = rng.permutation(chosen.sum()) % 2 == 0
    trial = compare_people(second[chosen], first[chosen], arm, "change")
    assert abs(trial.value) < 0.02  # controls are chosen alike: the bias is gone


@pytest.mark.parametrize("analysis", ["change", "ancova"])
def test_too_few_people_have_no_interval(analysis):
    one = compare_people(np.array([1.0, 2.0]), np.zeros(2), np.array([True, False]), analysis)
    assert one.value == pytest.approx(-1.0)
    assert np.isnan([one.low, one.high]).all()
    nobody = compare_people(np.zeros(3), np.zeros(3), np.zeros(3, bool), analysis)
    assert np.isnan(nobody.value)
    assert np.isnan(mean_change(np.zeros(0), np.zeros(0)).value)


@given(st.integers(0, 2**32 - 1), st.floats(-5, 5), st.floats(-20, 20))
def test_a_shift_of_the_treated_shifts_every_estimate(seed, shift, level):
    rng = np.random.default_rng(seed)
    now, then, treated = people(rng, 24)
    cluster = np.arange(24) % 4 + 4 * treated
    for analysis in ("change", "ancova"):
        for before, after in (
            (compare_people(now, then, treated, analysis),
             compare_people(now + level + shift * treated, then + level, treated, analysis)),
            (compare_clusters(now, then, treated, cluster, "change"),
             compare_clusters(now + shift * treated, then, treated, cluster, "change")),
        ):  # fmt: skip
            assert after.value - before.value == pytest.approx(shift, abs=1e-8)
            assert after.high - after.low == pytest.approx(before.high - before.low, abs=1e-8)

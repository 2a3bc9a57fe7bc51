from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from experiments.trials.stepped_wedge import compare_steps, stepped_difference


def wedge(clusters=6, steps=3, people=5):
    """Return cluster, survey and exposure of a full wedge, a row a person and survey."""
    cluster = np.repeat(np.arange(clusters), (steps + 1) * people)
    survey = np.tile(np.repeat(np.arange(steps + 1), people), clusters)
    return cluster, survey, survey > cluster * steps // clusters


@given(st.integers(0, 2**32 - 1), st.floats(-5, 5))
def test_levels_of_clusters_and_surveys_are_no_effect(seed, effect):
    rng = np.random.default_rng(seed)
    cluster, survey, exposed = wedge()
    values = rng.normal(0, 9, 6)[cluster] + rng.normal(0, 9, 4)[survey] + effect * exposed
    one = compare_steps(values, exposed, cluster, survey)
    assert one.value == pytest.approx(effect, abs=1e-9)
    assert one.high - one.low == pytest.approx(0.0, abs=1e-8)


def test_it_is_the_coefficient_of_the_regression_of_cluster_means():
    rng = np.random.default_rng(1)
    cluster, survey, exposed = wedge(people=1)
    values = rng.normal(0, 1, len(cluster))
    design = np.column_stack(
        [exposed, *(cluster == one for one in range(6)), *(survey == one for one in range(1, 4))]
    )
    expected = np.linalg.lstsq(design * 1.0, values, rcond=None)[0][0]
    assert stepped_difference(values, exposed, cluster, survey) == pytest.approx(expected)


def test_every_cluster_counts_the_same_at_every_survey():
    rng = np.random.default_rng(2)
    cluster, survey, exposed = wedge()
    values = rng.normal(0, 1, len(cluster))
    again = rng.permutation(np.concatenate([np.arange(len(cluster)), np.flatnonzero(cluster == 2)]))
    once = stepped_difference(values, exposed, cluster, survey)
    twice = stepped_difference(values[again], exposed[again], cluster[again], survey[again])
    assert twice == pytest.approx(once)


def test_intervals_hold_the_truth_nearly_as_often_as_they_say():
    rng = np.random.default_rng(3)
    cluster, survey, exposed = wedge(clusters=12, people=1)
    held, times, effect = 0, 500, -0.4
    for _ in range(times):
        noise = rng.normal(0, 0.3, 12)[cluster] * survey + rng.normal(0, 1, len(cluster))
        values = rng.normal(0, 1, 12)[cluster] + 0.3 * survey + effect * exposed + noise
        one = compare_steps(values, exposed, cluster, survey)
        held += one.low <= effect <= one.high
    assert stats.binomtest(held, times, 0.95).pvalue > 0.001
    assert 0.92 < held / times < 0.985


def test_a_design_that_tells_nothing_has_no_estimate():
    cluster, survey, exposed = wedge()
    values = np.zeros(len(cluster))
    assert np.isnan(stepped_difference(values, np.ones_like(exposed), cluster, survey))
    # Everybody begins at once: the effect is that of time.
    assert np.isnan(stepped_difference(values, survey > 1, cluster, survey))
    two = cluster < 2
    assert np.isnan(compare_steps(values[two], exposed[two], cluster[two], survey[two]).low)

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from experiments.trials.results import TRIAL_COLUMNS
from experiments.trials.summary import SUMMARY_COLUMNS, summarise_trials, wilson

TRUE = -0.5


def trials(published, half, truth=TRUE, **more):
    rows = []
    for seed, value in enumerate(published):
        quantities = {"published": value, "true_effect": truth, "luck": value - truth, **more}
        for name, one in quantities.items():
            ends = (one - half, one + half) if name == "published" else (np.nan, np.nan)
            rows.append(("x", seed, 12, name, one, *ends, 50, 50))
    return pd.DataFrame(rows, columns=list(TRIAL_COLUMNS))


def by_measure(table):
    return table.set_index("measure")


@pytest.mark.parametrize(("k", "n"), [(0, 10), (3, 10), (10, 10), (470, 500)])
def test_wilson_is_wilsons(k, n):
    ends = stats.binomtest(k, n).proportion_ci(method="wilson")
    assert wilson(k, n) == pytest.approx((ends.low, ends.high))


def test_measures_of_trials_made_by_hand():
    # Intervals: misses 0 and truth, holds both, significant and right, significant and wrong.
    one = by_measure(summarise_trials(trials([-1.5, -0.2, -0.7, 0.9], half=0.6)))
    assert list(one.reset_index()[list(SUMMARY_COLUMNS)]) == list(SUMMARY_COLUMNS)
    assert one.loc["bias", "value"] == pytest.approx(-0.375 - TRUE)
    assert one.loc["luck", "value"] == pytest.approx(one.loc["bias", "value"])
    assert one.loc["luck", "low"] == pytest.approx(one.loc["bias", "low"])
    assert one.loc["coverage", "value"] == 0.5
    assert one.loc["power", "value"] == 0.75
    assert one.loc["wrong_sign", "value"] == pytest.approx(1 / 3)
    assert one.loc["exaggeration", "value"] == pytest.approx((1.5 + 0.7 + 0.9) / 3 / 0.5)
    assert one.loc["exaggeration", "low"] < one.loc["exaggeration", "value"]
    assert (one.loc["coverage", "low"], one.loc["coverage", "high"]) == wilson(2, 4)
    assert one.loc["wrong_sign", "seeds"] == 3


def test_small_trials_exaggerate_what_they_find_and_sometimes_have_the_wrong_sign():
    draws = np.random.default_rng(1).normal(TRUE, 1.0, 4000)
    one = by_measure(summarise_trials(trials(draws, half=1.96)))
    power = stats.norm.cdf(-1.96 + 0.5) + stats.norm.cdf(-1.96 - 0.5)
    wrong = stats.norm.cdf(-1.96 - 0.5) / power
    tail = stats.norm.pdf(1.46) + stats.norm.pdf(2.46)
    size = (0.5 * (stats.norm.sf(1.46) - stats.norm.sf(2.46)) + tail) / power
    for measure, value in (
        ("power", power), ("wrong_sign", wrong), ("exaggeration", size / 0.5), ("coverage", 0.95)
    ):  # fmt: skip
        low, high = one.loc[measure, "low"], one.loc[measure, "high"]
        width = high - low
        assert low - width / 2 <= value <= high + width / 2, measure
    assert one.loc["exaggeration", "value"] > 4


def test_trials_without_intervals_tell_bias_and_nothing_of_power():
    one = by_measure(summarise_trials(trials([-1.0, 0.0], half=np.nan)))
    assert one.loc["bias", "value"] == 0.0
    assert one.loc["power", "seeds"] == 0
    assert np.isnan(one.loc["power", "value"])
    assert np.isnan(one.loc["exaggeration", "value"])


def test_surveys_are_told_apart_and_in_order():
    later = trials([-1.0, -2.0], half=0.1).assign(week=30)
    table = summarise_trials(pd.concat([later, trials([-0.4, -0.6], half=0.1)]))
    assert table["week"].is_monotonic_increasing
    bias = table[table["measure"] == "bias"].set_index("week")["value"]
    assert bias.to_dict() == pytest.approx({12: 0.0, 30: -1.0})

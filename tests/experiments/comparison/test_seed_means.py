from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from experiments.comparison.seed_means import over_seeds


def test_mean_and_interval_are_those_of_a_t_test():
    values = [10.0, 14.0, 9.0, 12.0, 15.0]
    one = over_seeds(pd.DataFrame({"arm": "x", "value": values}), ["arm"]).iloc[0]
    expected = stats.ttest_1samp(values, 0).confidence_interval(0.95)
    assert one["mean"] == pytest.approx(12.0)
    assert (one["low"], one["high"]) == pytest.approx((expected.low, expected.high))
    assert one["seeds"] == 5


def test_a_seed_without_a_value_is_left_out_and_one_gives_no_interval():
    table = pd.DataFrame({"arm": list("xxyyz"), "value": [1.0, np.nan, 2.0, 4.0, np.nan]})
    means = over_seeds(table, ["arm"])
    assert means["seeds"].tolist() == [1, 2, 0]
    assert means["mean"].tolist()[:2] == [1.0, 3.0]
    assert means["low"].isna().tolist() == [True, False, True]
    assert np.isnan(means["mean"].iloc[2])


def test_keys_keep_the_order_of_their_first_mention():
    table = pd.DataFrame({"arm": list("babca"), "measure": list("zxxzz"), "value": 1.0})
    means = over_seeds(table, ["arm", "measure"])
    assert means[["arm", "measure"]].values.tolist() == [
        ["b", "z"], ["b", "x"], ["a", "z"], ["a", "x"], ["c", "z"],
    ]  # fmt: skip

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from experiments.uncertainty.point_differences import (
    DIFFERENCE_COLUMNS,
    differences_by_point,
    seed_differences,
)
from tests.experiments.uncertainty.rows import weekly_rows


def effect(point, seed):
    return -1.0 * point + 0.1 * seed


def test_a_difference_is_that_of_the_same_point_and_seed():
    weekly = weekly_rows([0, 1, 2], [1, 2, 3], effect).sample(frac=1, random_state=1)
    last = seed_differences(weekly, "baseline", "pss10", week=2)
    assert len(last) == 9
    for row in last.itertuples():
        assert row.difference == pytest.approx(2 * effect(row.point, row.seed))
    mean = seed_differences(weekly, "baseline", "pss10")
    assert mean["difference"].to_numpy() == pytest.approx(last["difference"].to_numpy() * 0.75)


def test_means_over_seeds_have_their_t_interval():
    weekly = weekly_rows([1], [1, 2, 3, 4], effect)
    table = differences_by_point(seed_differences(weekly, "baseline", "pss10", week=2))
    assert list(table.columns) == list(DIFFERENCE_COLUMNS)
    values = np.array([2 * effect(1, seed) for seed in (1, 2, 3, 4)])
    (row,) = table.itertuples()
    expected = stats.t(3).ppf(0.975) * values.std(ddof=1) / 2
    assert (row.difference, row.half_width) == pytest.approx((values.mean(), expected))
    assert row.seeds == 4


def test_a_seed_without_its_baseline_is_left_out():
    weekly = weekly_rows([1], [1, 2], effect)
    weekly = weekly[~((weekly["arm"] == "baseline") & (weekly["seed"] == 2))]
    table = differences_by_point(seed_differences(weekly, "baseline", "pss10"))
    assert table["seeds"].tolist() == [1]
    assert np.isnan(table["half_width"].iloc[0])

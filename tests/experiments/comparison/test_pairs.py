from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from experiments.comparison.paired import paired_differences
from experiments.comparison.pairs import by_seed_and_time, seed_pairs, summary
from tests.experiments.comparison.weekly_rows import weekly

LUCK = np.random.default_rng(3).normal(15, 2, (6, 4))
EFFECT = np.random.default_rng(4).normal(-1, 0.3, (6, 4))
ROWS = pd.concat([weekly(LUCK), weekly(LUCK + EFFECT, arm="therapy")])


def test_pairs_averaged_over_seeds_are_the_paired_differences_of_the_study():
    ours = summary(seed_pairs(ROWS, "baseline", ["pss10"]), ["arm", "week"])
    theirs = paired_differences(ROWS, "baseline", ["pss10"])
    for name in ("difference", "low", "high", "seeds"):
        assert ours[name].tolist() == pytest.approx(theirs[name].tolist())


def test_summary_is_a_t_interval():
    one = summary(seed_pairs(ROWS, "baseline", ["pss10"]), ["week"]).iloc[2]
    expected = stats.ttest_1samp(EFFECT[:, 2], 0).confidence_interval(0.95)
    assert (one["low"], one["high"]) == pytest.approx((expected.low, expected.high))


def test_the_order_of_rows_does_not_matter():
    mixed = ROWS.sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(
        seed_pairs(mixed, "baseline", ["pss10"]), seed_pairs(ROWS, "baseline", ["pss10"])
    )


def test_participants_are_paired_only_with_the_same_people():
    rows = pd.concat(
        [
            weekly([9.0], arm="a", of="a", population="participants"),
            weekly([10.0], of="a", population="participants"),
            weekly([50.0], of="b", population="participants"),
            weekly([70.0], arm="a", of="b", population="participants"),
        ]
    )
    assert seed_pairs(rows, "baseline", ["pss10"])["difference"].tolist() == [-1.0]


def test_curves_are_those_of_seeds_with_every_week():
    pairs = seed_pairs(ROWS, "baseline", ["pss10"])
    gap = pairs[(pairs["seed"] != 2) | (pairs["week"] != 1)]
    curves, weeks = by_seed_and_time(gap)
    np.testing.assert_allclose(curves, np.delete(EFFECT, 1, axis=0))
    assert weeks.tolist() == [0, 1, 2, 3]


def test_people_are_the_mean_of_both_worlds():
    rows = pd.concat([weekly([1.0]), weekly([2.0], arm="a").assign(people=90)])
    assert seed_pairs(rows, "baseline", ["pss10"])["people"].tolist() == [95.0]


def test_one_seed_has_a_mean_and_no_interval():
    one = summary(
        seed_pairs(pd.concat([weekly([1.0]), weekly([3.0], arm="a")]), "baseline", ["pss10"]),
        ["arm"],
    ).iloc[0]
    assert one["difference"] == 2.0
    assert np.isnan([one["low"], one["high"], one["deviation"]]).all()


def test_nothing_to_pair_gives_an_empty_table_with_its_columns():
    table = seed_pairs(weekly([1.0]), "baseline", ["pss10"])
    assert table.empty
    assert {"arm", "outcome", "week", "difference"} <= set(table)


def test_a_row_that_is_there_twice_is_refused():
    with pytest.raises(ValueError, match="week 0 of 'therapy', seed 1 twice"):
        seed_pairs(pd.concat([ROWS, weekly([1.0], arm="therapy")]), "baseline", ["pss10"])


def test_a_missing_column_is_named():
    with pytest.raises(ValueError, match="the rows lack participants_of, gad7"):
        seed_pairs(ROWS.drop(columns="participants_of"), "baseline", ["gad7"])


def test_points_are_not_mixed():
    rows = pd.concat([ROWS.assign(point=0), ROWS.assign(point=3)])
    with pytest.raises(ValueError, match=r"several points \(0, 3, ...\): compare one at a time"):
        seed_pairs(rows, "baseline", ["pss10"])
    assert len(seed_pairs(rows[rows["point"] == 3], "baseline", ["pss10"])) == EFFECT.size

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from experiments.comparison.equity import (
    GAP_COLUMNS,
    GROUP_COLUMNS,
    gap_changes,
    group_differences,
)
from tests.experiments.comparison.weekly_rows import panel

LUCK = np.random.default_rng(1).normal(0, 1, 9)
OWN = np.random.default_rng(2).normal(0, 0.3, (3, 9))
LEVELS = {"18-29": 14.0, "30-64": 15.0, "65 and over": 18.0}
EFFECTS = {"18-29": -0.5, "30-64": -1.0, "65 and over": -2.0}


def panels(name="pss10"):
    made = []
    for place, group in enumerate(LEVELS):
        level = LEVELS[group] + LUCK
        effect = EFFECTS[group] + OWN[place]
        told = {"dimension": "age", "group": group, "name": name, "people": 10 * (place + 1)}
        made += [panel(level, **told), panel(level + effect, arm="a", **told)]
    return pd.concat(made)


def test_each_group_is_compared_with_itself():
    table = group_differences(panels(), "baseline", ["pss10"])
    assert list(table) == list(GROUP_COLUMNS)
    assert table["group"].tolist() == list(LEVELS)
    assert table["people"].tolist() == [10, 20, 30]
    oldest = table.iloc[2]
    expected = stats.ttest_1samp(-2.0 + OWN[2], 0).confidence_interval(0.95)
    assert oldest["without"] == pytest.approx(18 + LUCK.mean())
    assert (oldest["low"], oldest["high"]) == pytest.approx((expected.low, expected.high))


def test_gap_narrows_by_the_difference_of_differences_of_the_same_seeds():
    one = gap_changes(panels(), "baseline", ["pss10"]).iloc[0]
    assert list(one.index) == list(GAP_COLUMNS)
    change = (-2.0 + OWN[2]) - (-0.5 + OWN[0])
    expected = stats.ttest_1samp(change, 0).confidence_interval(0.95)
    assert (one["worst_off"], one["best_off"]) == ("65 and over", "18-29")
    assert one["gap_without"] == pytest.approx(4.0)
    assert one["gap_with"] == pytest.approx(4.0 + change.mean())
    assert one["change"] == pytest.approx(change.mean())
    assert (one["low"], one["high"]) == pytest.approx((expected.low, expected.high))


def test_where_more_is_better_the_lowest_is_worst_off_and_a_larger_gap_is_above_0():
    one = gap_changes(panels("life_satisfaction"), "baseline", ["life_satisfaction"]).iloc[0]
    change = (-0.5 + OWN[0]) - (-2.0 + OWN[2])
    assert (one["worst_off"], one["best_off"]) == ("18-29", "65 and over")
    assert one["gap_without"] == pytest.approx(4.0)
    assert one["change"] == pytest.approx(-change.mean())


def test_reach_is_no_dimension_of_equity_and_one_group_has_no_gap():
    rows = pd.concat(
        [
            panel([1.0, 2.0], dimension="reach", group="others"),
            panel([1.0, 2.0], dimension="reach", group="others", arm="a"),
            panel([1.0, 2.0], dimension="sex", group="men"),
            panel([1.0, 2.0], dimension="sex", group="men", arm="a"),
        ]
    )
    assert group_differences(rows, "baseline", ["pss10"])["dimension"].tolist() == ["sex"]
    assert gap_changes(rows, "baseline", ["pss10"]).empty


def test_a_seed_in_which_a_group_is_empty_counts_for_that_group_alone():
    rows = panels()
    rows.loc[(rows["group"] == "18-29") & (rows["seed"] == 4), "pss10"] = np.nan
    seeds = group_differences(rows, "baseline", ["pss10"])["seeds"].tolist()
    assert seeds == [8, 9, 9]
    assert gap_changes(rows, "baseline", ["pss10"])["seeds"].tolist() == [8]


def test_one_seed_has_a_change_and_no_interval():
    rows = panels()
    one = gap_changes(rows[rows["seed"] == 1], "baseline", ["pss10"]).iloc[0]
    assert np.isfinite(one["change"])
    assert np.isnan([one["low"], one["high"]]).all()


def test_weeks_can_be_chosen():
    rows = pd.concat([panels(), panels().assign(week=4)])
    assert gap_changes(rows, "baseline", ["pss10"])["week"].tolist() == [9]
    assert gap_changes(rows, "baseline", ["pss10"], weeks=[4, 9])["week"].tolist() == [4, 9]

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from experiments.comparison.ratio import ratio_of_means
from experiments.comparison.spillover import (
    DISTANCE_COLUMNS,
    SPILLOVER_COLUMNS,
    distance_differences,
    spillover,
)
from experiments.worlds.reach import DISTANCES
from tests.experiments.comparison.weekly_rows import panel

LUCK = np.random.default_rng(1).normal(150, 9, 8)
OWN = np.random.default_rng(2).normal(0, 1, (4, 8))
PEOPLE = np.array([100, 300, 400, 200])
EFFECT = np.array([-40.0, -10.0, -2.0, 0.0])
CHANGES = EFFECT[:, np.newaxis] + OWN


def panels(changes=CHANGES, name="isolated_per_1000"):
    made = []
    for place, distance in enumerate(DISTANCES):
        told = {"dimension": "reach", "group": distance, "of": "a", "name": name}
        told["people"] = int(PEOPLE[place])
        made += [panel(LUCK, **told), panel(LUCK + changes[place], arm="a", **told)]
    return pd.concat(made)


def test_distances_come_nearest_first_each_with_its_interval():
    table = distance_differences(panels(), "baseline", ["isolated_per_1000"])
    assert list(table) == list(DISTANCE_COLUMNS)
    assert table["distance"].tolist() == list(DISTANCES)
    assert table["people"].tolist() == PEOPLE.tolist()
    expected = stats.ttest_1samp(CHANGES[1], 0).confidence_interval(0.95)
    assert (table["low"][1], table["high"][1]) == pytest.approx((expected.low, expected.high))


def test_total_change_counts_persons_and_the_share_outside_is_weighted_by_people():
    one = spillover(panels(), "baseline", ["isolated_per_1000"]).iloc[0]
    assert list(one.index) == list(SPILLOVER_COLUMNS)
    persons = PEOPLE[:, np.newaxis] * CHANGES / 1000
    total, outside = persons.sum(axis=0), persons[1:].sum(axis=0)
    share = ratio_of_means(outside, total)
    assert one["total"] == pytest.approx(total.mean())
    assert one["outside"] == pytest.approx(outside.mean())
    assert (one["share_outside"], one["low"], one["high"]) == pytest.approx(share)
    assert one["low"] < 3.8 / 7.8 < one["high"]
    expected = stats.ttest_1samp(outside, 0).confidence_interval(0.95)
    assert one["outside_low"] == pytest.approx(expected.low)


def test_of_a_score_the_total_is_in_points():
    one = spillover(panels(name="pss10"), "baseline", ["pss10"]).iloc[0]
    assert one["total"] == pytest.approx((PEOPLE[:, np.newaxis] * CHANGES).sum(axis=0).mean())


def test_harm_outside_makes_the_share_negative():
    changes = CHANGES.copy()
    changes[1:] += 25
    one = spillover(panels(changes * 10), "baseline", ["isolated_per_1000"]).iloc[0]
    assert one["outside"] > 0
    changes[1:] = OWN[1:] + 3
    one = spillover(panels(changes * 10), "baseline", ["isolated_per_1000"]).iloc[0]
    assert one["share_outside"] < 0


def test_of_no_clear_total_there_is_no_share():
    one = spillover(panels(OWN), "baseline", ["isolated_per_1000"]).iloc[0]
    assert one["total_low"] < 0 < one["total_high"]
    assert np.isnan([one["share_outside"], one["low"], one["high"]]).all()


def test_other_dimensions_are_left_out_and_unknown_distances_refused():
    rows = pd.concat([panels(), panel([1.0], dimension="sex", group="men", of="a")])
    assert len(spillover(rows, "baseline", ["isolated_per_1000"])) == 1
    far = panels().replace({"group": {"others": "far away"}})
    with pytest.raises(ValueError, match="no distance is called 'far away'"):
        spillover(far, "baseline", ["isolated_per_1000"])


def test_no_reach_gives_empty_tables():
    rows = panel([1.0], dimension="sex", group="men")
    assert spillover(rows, "baseline", ["pss10"]).empty
    assert distance_differences(rows, "baseline", ["pss10"]).empty

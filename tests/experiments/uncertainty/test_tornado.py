from __future__ import annotations

import pandas as pd
import pytest

from experiments.uncertainty.draws import uncertain_inputs, values_of
from experiments.uncertainty.point_differences import seed_differences
from experiments.uncertainty.tornado import TORNADO_COLUMNS, tornado_points, tornado_table
from scenarios.study_parts.uncertainty import UncertaintySettings
from tests.experiments.uncertainty.rows import weekly_rows

NAMES = ("contagion", "pss10_mean", "friend_decay")
#: What one unit of each parameter does in the world of these tests.
SLOPES = {"contagion": 2.0, "pss10_mean": -3.0, "friend_decay": 0.0}


@pytest.fixture(scope="module")
def points():
    return tornado_points(uncertain_inputs(UncertaintySettings(parameters=NAMES)), first_point=7)


@pytest.fixture(scope="module")
def table(points):
    by_point = points.set_index("point")

    def effect(point, seed):
        row = by_point.loc[point]
        luck = 0.3 * seed  # common to all points: pairs by seed must cancel it
        return SLOPES[row["input"].removeprefix("parameters.")] * row["value"] / 2 + luck

    weekly = weekly_rows(points["point"], [1, 2, 3], effect)
    return tornado_table(points, seed_differences(weekly, "baseline", "pss10", week=2))


def test_each_point_changes_one_input(points):
    assert points["point"].tolist() == list(range(7, 13))
    for row in points.itertuples():
        assert values_of(points, row.point) == {row.input: row.value}


def test_the_widest_swing_comes_first(table):
    assert list(table.columns) == list(TORNADO_COLUMNS)
    assert table["input"].str.removeprefix("parameters.").tolist() == [
        "pss10_mean", "contagion", "friend_decay",
    ]  # fmt: skip
    first = table.iloc[0]
    assert (first["low_value"], first["high_value"]) == pytest.approx((14, 16))
    assert first["swing"] == pytest.approx(-6.0)
    assert first["at_high"] - first["at_low"] == pytest.approx(-6.0)
    assert table["swing"].iloc[2] == pytest.approx(0.0)


def test_luck_common_to_both_ends_is_in_the_levels_and_not_in_the_swing(table):
    assert (table["at_low_half_width"] > 0.5).all()
    assert table["swing_half_width"].tolist() == pytest.approx([0.0] * 3, abs=1e-9)
    assert table["seeds"].tolist() == [3, 3, 3]


def test_an_input_without_one_of_its_ends_is_left_out(points):
    weekly = weekly_rows(points["point"][1:], [1, 2], lambda point, seed: 1.0)
    table = tornado_table(points, seed_differences(weekly, "baseline", "pss10"))
    assert "parameters.contagion" not in set(table["input"])
    assert isinstance(table, pd.DataFrame)
    assert len(table) == 2

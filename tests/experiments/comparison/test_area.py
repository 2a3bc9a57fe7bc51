from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import integrate, stats

from experiments.comparison.area import (
    AREA_COLUMNS,
    area_from_weekly,
    area_from_yearly,
    area_unit,
)
from tests.experiments.comparison.weekly_rows import weekly

LUCK = np.random.default_rng(1).normal(150, 9, (7, 105))
EFFECT = -np.minimum(np.arange(105) / 10, 5) + np.random.default_rng(2).normal(0, 1, (7, 105))


def worlds(name="isolated_per_1000", effect=EFFECT):
    return pd.concat([weekly(LUCK, name=name), weekly(LUCK + effect, arm="a", name=name)])


def yearly(name="isolated_per_1000", effect=EFFECT):
    rows = worlds(name, effect)
    rows = rows[rows["week"] > 0].assign(year=lambda table: (table["week"] - 1) // 52 + 1)
    keys = ["arm", "participants_of", "population", "seed", "year"]
    means = rows.groupby(keys).agg(
        weeks=("week", "size"), people=("people", "mean"), **{name: (name, "mean")}
    )
    return means.reset_index()


def test_weekly_area_is_the_trapezoid_and_better_is_above_0():
    one = area_from_weekly(worlds(), "baseline", ["isolated_per_1000"]).iloc[0]
    assert list(one.index) == list(AREA_COLUMNS)
    areas = -integrate.trapezoid(EFFECT, dx=1 / 52, axis=1)
    expected = stats.ttest_1samp(areas, 0).confidence_interval(0.95)
    assert one["gained"] == pytest.approx(areas.mean())
    assert (one["low"], one["high"]) == pytest.approx((expected.low, expected.high))
    assert (one["years"], one["seeds"]) == (2.0, 7)
    assert one["unit"] == "isolation-free person-years per 1,000 people"


def test_yearly_area_is_the_sum_of_means_and_differs_by_half_a_week_at_either_end():
    table = area_from_yearly(yearly(), "baseline", ["isolated_per_1000"])
    one = table.iloc[0]
    assert list(table) == list(AREA_COLUMNS)
    assert one["gained"] == pytest.approx(-EFFECT[:, 1:].sum(axis=1).mean() / 52)
    ends = -(EFFECT[:, -1] - EFFECT[:, 0]).mean() / 2 / 52
    weeks = area_from_weekly(worlds(), "baseline", ["isolated_per_1000"]).iloc[0]["gained"]
    assert one["gained"] == pytest.approx(weeks + ends)


def test_a_part_of_a_year_counts_for_its_weeks():
    part = area_from_yearly(yearly(), "baseline", ["isolated_per_1000"])
    rows = yearly()
    rows.loc[rows["year"] == 2, "weeks"] = 26
    half = area_from_yearly(rows, "baseline", ["isolated_per_1000"])
    first = -EFFECT[:, 1:53].sum(axis=1).mean() / 52
    assert half["years"].tolist() == [1.5]
    assert half["gained"].item() - first == pytest.approx((part["gained"].item() - first) / 2)


def test_more_of_a_good_thing_is_a_gain():
    one = area_from_weekly(
        worlds("life_satisfaction", 0 * EFFECT + 1.0), "baseline", ["life_satisfaction"]
    ).iloc[0]
    assert one["gained"] == pytest.approx(2.0)
    assert one["unit"] == area_unit("life_satisfaction") == "point-years per person"


def test_a_seed_that_lacks_a_week_is_left_out():
    rows = worlds()
    rows.loc[(rows["seed"] == 3) & (rows["week"] == 40), "isolated_per_1000"] = np.nan
    one = area_from_weekly(rows, "baseline", ["isolated_per_1000"]).iloc[0]
    areas = -integrate.trapezoid(np.delete(EFFECT, 2, axis=0), dx=1 / 52, axis=1)
    assert (one["gained"], one["seeds"]) == (pytest.approx(areas.mean()), 6)


def test_one_seed_has_an_area_and_no_interval():
    rows = worlds()
    one = area_from_weekly(rows[rows["seed"] == 1], "baseline", ["isolated_per_1000"]).iloc[0]
    assert np.isfinite(one["gained"])
    assert np.isnan([one["low"], one["high"]]).all()


def test_nothing_to_compare_gives_an_empty_table():
    rows = weekly([1.0])
    assert area_from_weekly(rows, "baseline", ["pss10"]).empty
    assert area_from_yearly(
        rows.rename(columns={"week": "year"}).assign(weeks=52), "baseline", ["pss10"]
    ).empty


def test_years_of_different_length_in_one_table_are_refused():
    rows = yearly()
    rows.loc[0, "weeks"] = 51
    with pytest.raises(ValueError, match="year 1 has different numbers of weeks"):
        area_from_yearly(rows, "baseline", ["isolated_per_1000"])

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from experiments.comparison.paired import at_week, half_width, levels, paired_differences, verdict
from experiments.outcomes import OUTCOMES


def rows(values, *, arm="baseline", of="", population="everybody", week=0):
    return pd.DataFrame(
        [
            {
                "arm": arm,
                "participants_of": of,
                "population": population,
                "seed": seed,
                "week": week,
                "people": 100,
                **dict.fromkeys(OUTCOMES, value),
            }
            for seed, value in enumerate(values)
        ]
    )


BASE = np.array([10.0, 14.0, 9.0, 12.0, 15.0])
EFFECT = np.array([-1.0, -1.2, -0.7, -1.1, -0.9])


@pytest.fixture
def compared():
    weekly = pd.concat([rows(BASE), rows(BASE + EFFECT, arm="therapy")])
    return paired_differences(weekly, "baseline")


def test_difference_and_interval_are_those_of_a_paired_t_test(compared):
    assert len(compared) == len(OUTCOMES)
    one = compared.iloc[0]
    expected = stats.ttest_rel(BASE + EFFECT, BASE).confidence_interval(0.95)
    assert one["difference"] == pytest.approx(EFFECT.mean())
    assert one["low"] == pytest.approx(expected.low)
    assert one["high"] == pytest.approx(expected.high)
    assert (one["arm"], one["baseline"], one["population"], one["seeds"]) == (
        "therapy", "baseline", "everybody", 5,
    )  # fmt: skip


def test_gain_is_unpaired_over_paired_variance(compared):
    expected = (np.var(BASE, ddof=1) + np.var(BASE + EFFECT, ddof=1)) / np.var(EFFECT, ddof=1)
    assert compared["gain"].tolist() == pytest.approx([expected] * len(OUTCOMES))
    assert expected > 100


def test_order_of_rows_does_not_matter(compared):
    weekly = pd.concat([rows(BASE + EFFECT, arm="therapy"), rows(BASE)]).sample(
        frac=1, random_state=3
    )
    pd.testing.assert_frame_equal(paired_differences(weekly, "baseline"), compared)


def test_one_seed_gives_a_difference_and_no_interval():
    weekly = pd.concat([rows([5.0]), rows([4.0], arm="therapy")])
    one = paired_differences(weekly, "baseline").iloc[0]
    assert one["difference"] == -1.0
    assert one["seeds"] == 1
    assert np.isnan(one["low"])
    assert np.isnan(one["high"])
    assert verdict(one, 0.0) == "one seed: no interval"


def test_identical_worlds_differ_by_nothing_and_have_no_gain():
    one = paired_differences(pd.concat([rows(BASE), rows(BASE, arm="x")]), "baseline").iloc[0]
    assert (one["difference"], one["low"], one["high"]) == (0.0, 0.0, 0.0)
    assert np.isnan(one["gain"])
    assert verdict(one, 0.0) == "no clear difference"


def test_participants_are_compared_with_the_same_people_and_not_with_those_of_another_arm():
    weekly = pd.concat(
        [
            rows([20.0, 21.0], of="a", population="participants"),
            rows([50.0, 51.0], of="b", population="participants"),
            rows([19.0, 20.0], arm="a", of="a", population="participants"),
            rows([40.0, 41.0], arm="b", of="b", population="participants"),
        ]
    )
    table = paired_differences(weekly, "baseline").set_index(["arm", "outcome"])
    assert table.loc[("a", "pss10"), "difference"] == -1.0
    assert table.loc[("b", "pss10"), "difference"] == -10.0
    assert len(table) == 2 * len(OUTCOMES)


def test_subgroups_are_compared_with_the_same_subgroup_and_by_the_columns_asked_for():
    weekly = pd.concat(
        [
            rows(BASE, population="women"), rows(BASE * 2, population="men"),
            rows(BASE + EFFECT, arm="a", population="women"),
            rows(BASE * 2, arm="a", population="men"),
        ]
    ).assign(numb=lambda table: table["pss10"] * 10)  # fmt: skip
    table = paired_differences(weekly, "baseline", ("numb",)).set_index("population")
    assert table["outcome"].tolist() == ["numb", "numb"]
    assert table.loc["women", "difference"] == pytest.approx(10 * EFFECT.mean())
    assert table.loc["men", "difference"] == 0
    expected = stats.ttest_rel(10 * (BASE + EFFECT), 10 * BASE).confidence_interval(0.95)
    assert table.loc["women", "low"] == pytest.approx(expected.low)
    assert set(levels(weekly, ("numb",))["outcome"]) == {"numb"}


def test_a_seed_that_one_arm_lacks_is_left_out_of_that_arm_only():
    weekly = pd.concat([rows(BASE), rows(BASE[:3] - 1, arm="a"), rows(BASE - 2, arm="b")])
    seeds = paired_differences(weekly, "baseline").groupby("arm")["seeds"].max()
    assert seeds.to_dict() == {"a": 3, "b": 5}


def test_a_week_in_which_nobody_took_part_is_left_out():
    weekly = pd.concat(
        [
            rows([np.nan, 2.0, 3.0], of="a", population="participants"),
            rows([np.nan, 1.0, 1.0], arm="a", of="a", population="participants"),
        ]
    )
    one = paired_differences(weekly, "baseline").iloc[0]
    assert (one["difference"], one["seeds"]) == (-1.5, 2)


def test_nothing_to_compare_gives_an_empty_table():
    assert paired_differences(rows(BASE), "baseline").empty


def test_weeks_are_kept_apart():
    weekly = pd.concat(
        [rows(BASE, week=w) for w in (0, 1)]
        + [rows(BASE + w * EFFECT, arm="a", week=w) for w in (0, 1)]
    )
    table = paired_differences(weekly, "baseline")
    assert at_week(table, 0)["difference"].tolist() == [0.0] * len(OUTCOMES)
    assert at_week(table, 1)["difference"].tolist() == pytest.approx([-0.98] * len(OUTCOMES))


def test_levels_are_means_over_seeds_with_their_own_interval():
    one = levels(rows(BASE)).iloc[0]
    expected = stats.t.interval(0.95, 4, BASE.mean(), stats.sem(BASE))
    assert (one["low"], one["mean"], one["high"]) == pytest.approx(
        (expected[0], BASE.mean(), expected[1])
    )


def test_interval_covers_the_truth_as_often_as_it_says():
    draws = np.random.default_rng(7).normal(size=(4000, 6))
    deviation = pd.Series(draws.std(axis=1, ddof=1))
    half = half_width(deviation, pd.Series(np.full(4000, 6)))
    covered = (np.abs(draws.mean(axis=1)) < half).mean()
    assert covered == pytest.approx(0.95, abs=0.012)


@pytest.mark.parametrize(
    ("low", "high", "smallest", "expected"),
    [
        (-8, -3, 2, "lower"),
        (-8, -1, 2, "no clear difference"),
        (3, 8, 2, "higher"),
        (-1, 8, 0, "no clear difference"),
        (-1, 1, 5, "no clear difference"),
        (0.1, 0.2, 0, "higher"),
    ],
)
def test_verdict_needs_the_whole_interval_beyond_what_matters(low, high, smallest, expected):
    assert verdict({"low": low, "high": high}, smallest) == expected

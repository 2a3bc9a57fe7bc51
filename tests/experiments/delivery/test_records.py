"""Tables over all worlds of a study: sums stay exact, and different money is not added up."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from scipy import stats

from experiments.delivery.records import DeliveryRecords


@pytest.fixture
def two(records_of, seed_result, delivered):
    """Two seeds of an arm with therapy and walks."""

    def make(**settings):
        results = [seed_result(seed) for seed in (1, 2)]
        for result in results:
            result.points[0].delivered.append(delivered(result.seed, "walks", **settings))
        return records_of(*results)

    return make


def whole(records, programme):
    table = records.costs
    mine = (table["programme"] == programme) & (table["payer"] == "all") & (table["item"] == "all")
    return table[mine].set_index("measure")


def test_costs_have_exact_sums_means_and_prices(two):
    records = two()
    row = whole(records, "group_therapy").loc["cost"]
    assert row["total"] == Decimal("203.34")
    assert row["mean"] == pytest.approx(101.67)
    interval = stats.ttest_1samp([101.17, 102.17], 0).confidence_interval(0.95)
    assert (row["low"], row["high"]) == pytest.approx((interval.low, interval.high))
    assert (row["currency"], row["price_year"], row["seeds"]) == ("GBP", 2023, 2)
    heads = whole(records, "group_therapy")["mean"]
    assert heads["cost_per_participant"] == pytest.approx(101.67 / 5)
    assert heads["cost_per_completed_course"] == pytest.approx(101.67 / 4)


def test_programmes_of_an_arm_are_added_up(two):
    records = two()
    assert whole(records, "all").loc["cost", "total"] == Decimal("406.68")
    by_payer = records.costs.query("programme == 'all' and item == 'all' and payer != 'all'")
    assert by_payer["total"].sum() == Decimal("406.68")
    assert list(whole(records, "all").index) == ["cost"]


@pytest.mark.parametrize("other", [{"currency": "EUR"}, {"price_year": 2019}])
def test_other_money_is_not_added_up(two, other):
    records = two(**other)
    assert not records.can_be_added("therapy")
    assert set(records.costs["programme"]) == {"group_therapy", "walks"}
    (name, value) = next(iter(other.items()))
    prices = records.costs.groupby("programme")[name].agg(set)
    assert prices["walks"] == {value} != prices["group_therapy"]


def test_weeks_are_averaged_over_seeds(two):
    table = two().by_week.set_index(["programme", "count", "week"]).sort_index()
    offered = table.loc[("walks", "offered", 1)]
    assert offered["mean"] == 9.5
    interval = stats.ttest_1samp([9, 10], 0).confidence_interval(0.95)
    assert (offered["low"], offered["high"]) == pytest.approx((interval.low, interval.high))
    assert table.loc[("walks", "waiting")]["mean"].tolist() == [0, 2, 1, 0, 0, 0]
    assert (table["seeds"] == 2).all()


def test_costs_of_weeks_and_of_worlds_add_up_to_the_whole(two):
    records = two()
    total = int(whole(records, "all").loc["cost", "total"] * 100)
    assert records.costs_by_week["pence"].sum() == total
    assert records.costs_by_seed["pence"].sum() == total
    assert records.costs_by_week["pence"].dtype == np.int64
    assert (records.costs_by_week["seeds"] == 2).all()


def test_a_programme_that_cost_nothing_is_there_with_nothing(records_of, seed_result):
    result = seed_result(1)
    one = result.points[0].delivered[0]
    result.points[0].delivered[0] = type(one)(**{**vars(one), "ledger": one.ledger.iloc[:0]})
    records = records_of(result)
    row = whole(records, "group_therapy").loc["cost"]
    assert (row["total"], row["mean"]) == (Decimal("0.00"), 0.0)
    assert records.costs_by_week.empty


def test_no_rows_are_false_and_have_no_arms():
    records = DeliveryRecords()
    assert not records
    assert (records.arms, records.labels("x"), records.can_be_added("x")) == ([], [], True)

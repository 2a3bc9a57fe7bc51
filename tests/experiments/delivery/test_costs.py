from __future__ import annotations

from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from experiments.delivery.costs import ALL, COST_MEASURES, cost_summary, costs_by_world, unit_costs
from tests.experiments.delivery.test_tables import week

WEEKLY = pd.DataFrame(
    [
        week(0, seed=1, started=4, completed=2),
        week(0, seed=2, started=5),
        week(0, seed=3),
        week(0, seed=1, programme="walks", started=1, completed=1),
    ]
)
PAYER = {"fixed": "health_service", "referral": "local_authority", "travel": "participant"}


def spent(seed, item, amount, *, programme="groups", when=0, payer=None):
    return {
        "arm": "therapy",
        "programme": programme,
        "seed": seed,
        "week": when,
        "item": item,
        "payer": payer or PAYER[item],
        "quantity": 1.0,
        "amount": amount,
    }


LEDGER = pd.DataFrame(
    [
        spent(1, "travel", Decimal("1.10")),
        spent(1, "travel", Decimal("2.20"), when=1),
        spent(1, "fixed", Decimal("100.00")),
        spent(2, "fixed", Decimal("100.05")),
    ]
)


def test_worlds_have_every_payer_and_item_of_the_programme():
    table = costs_by_world(WEEKLY, LEDGER)
    assert table.values.tolist() == [
        ["therapy", "groups", 1, "health_service", "fixed", 10000],
        ["therapy", "groups", 1, "participant", "travel", 330],
        ["therapy", "groups", 2, "health_service", "fixed", 10005],
        ["therapy", "groups", 2, "participant", "travel", 0],
        ["therapy", "groups", 3, "health_service", "fixed", 0],
        ["therapy", "groups", 3, "participant", "travel", 0],
    ]
    assert table["pence"].dtype == np.int64


def test_costs_by_payer_and_by_item():
    table = cost_summary(WEEKLY, LEDGER)
    assert table[["programme", "payer", "item", "total", "seeds"]].values.tolist() == [
        ["groups", ALL, ALL, Decimal("203.35"), 3],
        ["groups", ALL, "fixed", Decimal("200.05"), 3],
        ["groups", ALL, "travel", Decimal("3.30"), 3],
        ["groups", "health_service", ALL, Decimal("200.05"), 3],
        ["groups", "participant", ALL, Decimal("3.30"), 3],
        ["walks", ALL, ALL, Decimal("0.00"), 1],
    ]
    expected = stats.ttest_1samp([103.30, 100.05, 0.0], 0)
    interval = expected.confidence_interval(0.95)
    one = table.iloc[0]
    assert one["mean"] == pytest.approx(203.35 / 3)
    assert (one["low"], one["high"]) == pytest.approx((interval.low, interval.high))
    assert np.isnan(table["low"].iloc[-1])


def test_costs_for_each_participant_and_completed_course():
    table = unit_costs(WEEKLY, LEDGER)
    rows = table[table["programme"] == "groups"].set_index(["measure", "payer"])
    assert rows.index.tolist() == [
        (measure, payer)
        for measure in ("cost_per_participant", "cost_per_completed_course")
        for payer in (ALL, "health_service", "participant")
    ]
    # Nobody took part in the third seed, and only the first completed a course.
    one = rows.loc[("cost_per_participant", ALL)]
    interval = stats.ttest_1samp([103.30 / 4, 100.05 / 5], 0).confidence_interval(0.95)
    assert one["mean"] == pytest.approx((103.30 / 4 + 100.05 / 5) / 2)
    assert (one["low"], one["high"]) == pytest.approx((interval.low, interval.high))
    assert one["seeds"] == 2
    completed = rows.loc[("cost_per_completed_course", "participant")]
    assert completed["mean"] == pytest.approx(1.65)
    assert completed["seeds"] == 1
    assert set(table["measure"]) <= set(COST_MEASURES)
    assert all(one.unit and one.meaning for one in COST_MEASURES.values())


amounts = st.integers(0, 10**15)
entries = st.lists(
    st.tuples(
        st.sampled_from([1, 2, 3]), st.sampled_from(list(PAYER)), amounts,
        st.sampled_from([*PAYER.values()]),
    ),
    max_size=12,
)  # fmt: skip


@settings(max_examples=25)
@given(entries)
def test_amounts_sum_exactly_whichever_way(entries):
    rows = [spent(seed, item, pence, payer=payer) for seed, item, pence, payer in entries]
    columns = list(spent(1, "fixed", 0))
    in_pence = pd.DataFrame(rows, columns=columns).astype({"amount": np.int64})
    table = cost_summary(WEEKLY, in_pence)
    groups = table[table["programme"] == "groups"]
    total = Decimal(sum(pence for _, _, pence, _ in entries)) / 100

    def sums(rows):
        return sum(rows["total"], Decimal(0))

    whole = groups["payer"].eq(ALL) & groups["item"].eq(ALL)
    assert sums(groups[whole]) == total
    assert sums(groups[groups["payer"].eq(ALL) & ~whole]) == total
    assert sums(groups[groups["item"].eq(ALL) & ~whole]) == total
    assert costs_by_world(WEEKLY, in_pence)["pence"].sum() == total * 100
    # The same amounts in units of the currency give the same table.
    decimals = [Decimal(pence) / 100 for _, _, pence, _ in entries]
    in_units = in_pence.assign(amount=pd.Series(decimals, in_pence.index, dtype=object))
    pd.testing.assert_frame_equal(cost_summary(WEEKLY, in_units), table)


def test_a_ledger_read_from_a_file_is_taken(tmp_path):
    LEDGER.to_parquet(tmp_path / "ledger.parquet")
    again = pd.read_parquet(tmp_path / "ledger.parquet")
    pd.testing.assert_frame_equal(cost_summary(WEEKLY, again), cost_summary(WEEKLY, LEDGER))


@pytest.mark.parametrize(
    ("amount", "message"),
    [
        (1.5, r"an amount must be a Decimal or whole pence, got 1\.5"),
        (Decimal("0.005"), r"an amount must be a whole number of pence, got 0\.005"),
        (Decimal("NaN"), "an amount must be a whole number of pence, got NaN"),
        (Decimal("1e20"), "the ledger's amounts are too large to be summed exactly"),
    ],
)
def test_amounts_that_cannot_be_exact_are_refused(amount, message):
    with pytest.raises(ValueError, match=f"^{message}$"):
        cost_summary(WEEKLY, pd.DataFrame([spent(1, "fixed", amount)]))


def test_worlds_and_columns_must_be_there():
    with pytest.raises(ValueError, match=r"^the ledger lacks payer, amount$"):
        cost_summary(WEEKLY, LEDGER.drop(columns=["payer", "amount"]))
    with pytest.raises(ValueError, match=r"^the weekly table lacks seed$"):
        cost_summary(WEEKLY.drop(columns="seed"), LEDGER)
    message = r"^the ledger holds 'groups' in arm 'therapy', seed 9, the weekly table does not$"
    with pytest.raises(ValueError, match=message):
        unit_costs(WEEKLY, pd.DataFrame([spent(9, "fixed", 5)]))

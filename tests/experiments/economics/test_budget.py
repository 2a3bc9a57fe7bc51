from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from experiments.economics.budget import budget_impact
from tests.experiments.economics.test_totals import PAYERS, cost, lived, rates

SEEDS = (1, 2, 3)
YEARLY = pd.concat(lived(arm, seed) for arm in ("baseline", "walks") for seed in SEEDS)


def impact(costs, **more):
    table = budget_impact(
        rates(**more), YEARLY, pd.DataFrame(costs), ["baseline", "walks"], "baseline"
    )
    return table.set_index(["arm", "year", "payer"])


def test_amounts_are_undiscounted_by_year_and_payer_and_seen_from_the_baseline():
    costs = [
        *(cost(100_00 * seed, seed=seed, year=2) for seed in SEEDS),
        *(cost(10_00, seed=seed, year=2, arm="baseline") for seed in SEEDS),
        cost(30_00, payer="participant"),
    ]
    table = budget_impact(
        rates(0.5, 0.5, perspective="health_service"),
        YEARLY,
        pd.DataFrame(costs),
        ["walks", "baseline"],
        "baseline",
    )
    assert table["arm"].tolist() == ["walks"] * 6 + ["baseline"] * 6
    table = table.set_index(["arm", "year", "payer"])
    row = table.loc[("walks", 2, "health_service")]
    values = np.array([90.0, 190.0, 290.0])
    expected = stats.t.interval(0.95, 2, values.mean(), stats.sem(values))
    assert (row["pence"], row["seeds"], row["spent"]) == (600_00, 3, 200.0)
    assert (row["change"], row["low"], row["high"]) == pytest.approx((190.0, *expected))
    assert row["change_per_1000"] == pytest.approx(380.0)
    assert table.loc[("walks", 1, "participant"), "spent"] == pytest.approx(10.0)
    assert table.loc[("walks", 1, "all"), "pence"] == 30_00
    assert (table.xs("baseline", level="arm")["change"] == 0).all()


def test_a_year_beyond_the_horizon_is_left_out():
    table = impact([cost(1), cost(1, year=2)], horizon_years=1)
    assert set(table.index.get_level_values("year")) == {1}


def test_converted_money_has_no_pence_but_an_amount():
    table = impact([cost(100_00), cost(100_00, price_year=2019), cost(7, year=2)])
    assert table.loc[("walks", 1, "health_service"), "spent"] == pytest.approx(218.46 / 3)
    assert table.loc[("walks", 1, "all"), "pence"] is pd.NA
    assert table.loc[("walks", 2, "all"), "pence"] == 7


def test_nobody_pays_in_a_study_without_costs():
    table = impact([cost(0)] * 0 or {name: [] for name in cost(0)})
    assert (table["pence"] == 0).all()
    assert set(table.index.get_level_values("payer")) == {"all"}


@settings(max_examples=6)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(PAYERS), st.integers(1, 2), st.sampled_from(SEEDS),
            st.integers(0, 2**54),
        ),
        min_size=1,
    )
)  # fmt: skip
def test_pence_add_up_exactly(spent):
    # Amounts of this size are no longer exact as floats.
    table = impact([cost(pence, payer=p, year=y, seed=s) for p, y, s, pence in spent])
    expected: Counter[tuple[int, str]] = Counter()
    for payer, year, _, pence in spent:
        expected[year, payer] += pence
        expected[year, "all"] += pence
    for (year, payer), pence in expected.items():
        assert table.loc[("walks", year, payer), "pence"] == pence

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from experiments.economics.summary import cost_effectiveness, lonely_fewer_at_end
from experiments.economics.totals import increments, world_totals
from tests.experiments.economics.test_ratios import t_statistic
from tests.experiments.economics.test_totals import cost, lived, rates

GAINS = np.array([30.0, 42.0, 36.0, 39.0])
SPENT = np.array([3000_00, 4100_00, 3500_00, 3600_00])


def study(settings, *, sign=1):
    yearly = pd.concat(
        lived(arm, seed, isolated=(150.0 - gain, 150.0), lonely_per_1000=200.0 - gain / 2,
              life_satisfaction=7.0 + gain / 1000)
        for seed, gain_of_seed in enumerate(GAINS)
        for arm, gain in (("baseline", 0.0), ("walks", sign * gain_of_seed))
    )  # fmt: skip
    costs = pd.DataFrame([cost(int(one), seed=seed) for seed, one in enumerate(SPENT)])
    differences = increments(world_totals(settings, yearly, costs, "baseline"), "baseline")
    ends = lonely_fewer_at_end(settings, yearly, "baseline")
    arms = ["baseline", "walks"]
    return cost_effectiveness(settings, differences, ends, arms, "baseline").set_index("measure")


def test_means_and_intervals_over_seeds_are_those_of_a_t_interval():
    table = study(rates())
    for measure, values in (
        ("isolation_free_years", GAINS),
        ("loneliness_free_years", GAINS),
        ("life_satisfaction_years", 2 * GAINS),
        ("lonely_fewer_at_end", GAINS / 2),
        ("cost", SPENT / 100 * 2),
    ):
        expected = stats.t.interval(0.95, 3, values.mean(), stats.sem(values))
        found = table.loc[measure]
        assert (found["low"], found["value"], found["high"]) == pytest.approx(
            (expected[0], values.mean(), expected[1])
        )
        assert found["seeds"] == 4


def test_cost_of_a_year_is_the_ratio_of_means_with_fiellers_interval():
    found = study(rates()).loc["cost_per_isolation_free_year"]
    costs = SPENT / 50
    assert found["value"] == pytest.approx(costs.mean() / GAINS.mean())
    limit = stats.t.ppf(0.975, 3)
    assert t_statistic(costs, GAINS, found["low"]) == pytest.approx(limit)
    assert t_statistic(costs, GAINS, found["high"]) == pytest.approx(limit)
    assert (found["quadrant"], found["interval"]) == ("costs more, does more", "bounded")


def test_an_arm_that_does_harm_has_no_ratio_that_looks_cheap():
    table = study(rates(), sign=-1)
    ratios = table[table.index.str.startswith("cost_per_")]
    assert len(ratios) == 4
    assert ratios[["value", "low", "high"]].isna().all(axis=None)
    assert set(ratios["quadrant"]) == {"costs more, does harm"}
    assert (table.loc[["net_benefit", "net_benefit_low", "net_benefit_high"], "value"] < 0).all()


def test_net_benefit_values_life_satisfaction_in_the_prices_of_the_analysis():
    table = study(rates())
    for ending, worth in (("", 13_000), ("_low", 10_000), ("_high", 16_000)):
        values = 2 * GAINS * worth * 1.1846 - SPENT / 50
        expected = stats.t.interval(0.95, 3, values.mean(), stats.sem(values))
        found = table.loc[f"net_benefit{ending}"]
        assert (found["low"], found["value"], found["high"]) == pytest.approx(
            (expected[0], values.mean(), expected[1])
        )
    assert "net_benefit" not in study(rates(wellby=None)).index


def test_the_end_is_the_last_week_or_the_last_year_within_the_horizon():
    def weekly(arm, lonely):
        return pd.DataFrame(
            {"point": 0, "arm": arm, "population": "everybody", "seed": 1,
             "week": [0, 52, 104], "lonely_per_1000": lonely}
        )  # fmt: skip

    weeks = pd.concat(
        [weekly("baseline", [200.0, 190.0, 180.0]), weekly("a", [200.0, 150.0, 110.0])]
    )
    years = weeks[weeks["week"] > 0].assign(year=lambda one: one["week"] // 52).drop(columns="week")
    for rows in (weeks, years):
        whole = lonely_fewer_at_end(rates(), rows, "baseline")
        assert whole["lonely_fewer_at_end"].tolist() == [70.0]
        cut = lonely_fewer_at_end(rates(horizon_years=1), rows, "baseline")
        assert cut["lonely_fewer_at_end"].tolist() == [40.0]


def test_one_seed_gives_a_ratio_and_no_interval():
    yearly = pd.concat([lived(), lived("walks", isolated=(60.0, 80.0))])
    costs = pd.DataFrame([cost(600_00)])
    differences = increments(world_totals(rates(), yearly, costs, "baseline"), "baseline")
    ends = lonely_fewer_at_end(rates(), yearly, "baseline")
    table = cost_effectiveness(rates(), differences, ends, ["walks"], "baseline")
    found = table.set_index("measure").loc["cost_per_isolation_free_year"]
    assert (found["value"], found["interval"]) == (20.0, "one seed: no interval")
    nothing = table.set_index("measure").loc["cost_per_lonely_fewer_at_end"]
    assert nothing["quadrant"] == "costs more, changes nothing"
    assert np.isnan(nothing["value"])

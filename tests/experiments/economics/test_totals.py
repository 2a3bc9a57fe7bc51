from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.economics.totals import discount_factors, increments, world_totals
from scenarios.study_parts.economics import Discount, DiscountRate, EconomicsSettings

PAYERS = ("health_service", "local_authority", "voluntary_sector", "participant")


def lived(arm="baseline", seed=1, *, point=0, isolated=(100.0, 100.0), **more):
    """Yearly rows of everybody in one world, one for each share of isolated people."""
    years = len(isolated)
    return pd.DataFrame(
        {
            "point": point,
            "arm": arm,
            "participants_of": "",
            "population": "everybody",
            "seed": seed,
            "year": range(1, years + 1),
            "weeks": 52,
            "people": 500.0,
            "isolated_per_1000": isolated,
            "lonely_per_1000": 200.0,
            "life_satisfaction": 7.0,
        }
        | more
    )


def cost(pence, *, arm="walks", seed=1, point=0, year=1, payer="health_service", **more):
    return {
        "point": point,
        "arm": arm,
        "seed": seed,
        "year": year,
        "programme": "walks",
        "payer": payer,
        "item": "fixed",
        "pence": pence,
        "currency": "GBP",
        "price_year": 2023,
    } | more


def rates(costs=0.0, effects=0.0, **more) -> EconomicsSettings:
    """Settings with these rates of discount."""
    discount = Discount(
        costs=DiscountRate(value=costs, date="2026", source="test"),
        effects=DiscountRate(value=effects, date="2026", source="test"),
    )
    return EconomicsSettings(discount=discount, **more)


def no_costs() -> pd.DataFrame:
    return pd.DataFrame([cost(0)]).iloc[:0]


def one(table, arm="walks"):
    return table.set_index("arm").loc[arm]


def test_isolation_free_years_are_counted_for_each_thousand_people():
    yearly = pd.concat([lived(), lived("walks", isolated=(60.0, 80.0))])
    found = one(increments(world_totals(rates(), yearly, no_costs(), "baseline"), "baseline"))
    assert found["isolation_free_years"] == pytest.approx(40 + 20)
    assert found["loneliness_free_years"] == 0
    assert found["cost"] == 0
    assert found["people"] == 500


def test_later_years_count_less_and_the_first_in_full():
    yearly = pd.concat([lived(), lived("walks", isolated=(60.0, 80.0), life_satisfaction=7.5)])
    costs = pd.DataFrame([cost(100_00), cost(100_00, year=2)])
    found = increments(world_totals(rates(0.25, 0.1), yearly, costs, "baseline"), "baseline")
    assert one(found)["isolation_free_years"] == pytest.approx(40 + 20 / 1.1)
    assert one(found)["life_satisfaction_years"] == pytest.approx(500 + 500 / 1.1)
    assert one(found)["cost"] == pytest.approx((100 + 80) * 2)
    assert discount_factors(0.035, [1, 11]).tolist() == pytest.approx([1.0, 1 / 1.035**10])


def test_a_year_of_half_the_weeks_counts_half():
    yearly = pd.concat(
        [lived(weeks=[52, 26]), lived("walks", isolated=(60.0, 60.0), weeks=[52, 26])]
    )
    found = one(increments(world_totals(rates(), yearly, no_costs(), "baseline"), "baseline"))
    assert found["isolation_free_years"] == pytest.approx(40 + 20)


def test_people_who_die_are_no_gain():
    yearly = pd.concat([lived(), lived("walks", people=400.0)])
    found = one(increments(world_totals(rates(), yearly, no_costs(), "baseline"), "baseline"))
    assert found["isolation_free_years"] == pytest.approx(-2 * 900 * 0.2)


def test_the_horizon_cuts_costs_and_effects_alike():
    yearly = pd.concat([lived(), lived("walks", isolated=(60.0, 0.0))])
    costs = pd.DataFrame([cost(100_00), cost(900_00, year=2)])
    found = world_totals(rates(horizon_years=1), yearly, costs, "baseline")
    found = one(increments(found, "baseline"))
    assert (found["isolation_free_years"], found["cost"]) == pytest.approx((40, 200))


def test_the_perspective_decides_whose_costs_count():
    yearly = pd.concat([lived(), lived("walks")])
    costs = pd.DataFrame([cost(2**i * 1000, payer=payer) for i, payer in enumerate(PAYERS)])
    for perspective, expected in (
        ("society", 15), ("public_sector", 3), ("health_service", 1), (("participant",), 8),
    ):  # fmt: skip
        found = world_totals(rates(perspective=perspective), yearly, costs, "baseline")
        assert one(found)["cost"] == pytest.approx(expected * 20)
    assert "cost_participant" in found
    assert "cost_health_service" not in found


def test_the_baselines_own_costs_are_subtracted_with_the_same_seed_and_point():
    yearly = pd.concat(
        lived(arm, seed, point=point, isolated=(100.0 * seed + 10 * point - gain, 100.0))
        for arm, gain in (("baseline", 0), ("walks", 5))
        for seed in (1, 2)
        for point in (0, 1)
    )
    costs = pd.DataFrame(
        cost(1000 * seed + 100 * point + more, arm=arm, seed=seed, point=point)
        for arm, more in (("baseline", 0), ("walks", 50))
        for seed in (1, 2)
        for point in (0, 1)
    )
    found = increments(world_totals(rates(), yearly, costs, "baseline"), "baseline")
    assert len(found) == 4
    assert found["isolation_free_years"].tolist() == pytest.approx([5.0] * 4)
    assert found["cost"].tolist() == pytest.approx([1.0] * 4)


def test_other_moneys_are_brought_to_that_of_the_analysis():
    yearly = pd.concat([lived(), lived("walks")])
    costs = pd.DataFrame([cost(100_00), cost(100_00, price_year=2019)])
    found = world_totals(rates(), yearly, costs, "baseline")
    assert one(found)["cost"] == pytest.approx((100 + 118.46) * 2)
    strange = pd.DataFrame([cost(1, currency="USD", price_year=2020), cost(1, price_year=1999)])
    message = (
        "GBP of 1999 cannot be brought to GBP of 2023: prices has no such factor; "
        "USD of 2020 cannot be brought to GBP of 2023: prices has no such factor"
    )
    with pytest.raises(ValueError, match=message):
        world_totals(rates(), yearly, strange, "baseline")


def test_a_seed_without_its_baseline_is_left_out():
    yearly = pd.concat([lived(), lived("walks"), lived("walks", seed=2)])
    totals = world_totals(rates(), yearly, no_costs(), "baseline")
    assert increments(totals, "baseline")["seed"].tolist() == [1]


def test_participants_do_not_enter():
    yearly = pd.concat([lived(), lived("walks"), lived("walks", population="participants")])
    assert len(world_totals(rates(), yearly, no_costs(), "baseline")) == 2


@pytest.mark.parametrize(
    ("yearly", "costs", "message"),
    [
        ([lived(), lived("walks")], [cost(1.5)], "must be a whole number of pence"),
        ([lived(), lived("walks")], [cost(1, payer="nobody")], "unknown payer 'nobody'"),
        ([lived(), lived("walks")], [cost(1, seed=7)], "costs of point 0, walks, seed 7, which"),
        ([lived("walks")], [cost(1)], "no rows of the baseline baseline"),
        ([lived(), lived()], [cost(1)], "year 1 of point 0, baseline, seed 1 is there twice"),
        (
            [lived(), lived("walks", isolated=(1.0,))],
            [cost(1)],
            "walks, seed 1 was lived for other",
        ),
        (
            [lived(), lived("walks", isolated=(1.0, np.nan))],
            [cost(1)],
            "year 2 of point 0, walks, ",
        ),
        ([lived(), lived("walks", year=[1, 3])], [cost(1)], "lacks a year before its last, 3"),
        ([lived().drop(columns="people")], [cost(1)], "the yearly table lacks people"),
        ([lived()], [{"arm": "walks"}], "the table of yearly costs lacks point, seed, year"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(yearly, costs, message):
    with pytest.raises(ValueError, match=message):
        world_totals(rates(), pd.concat(yearly), pd.DataFrame(costs), "baseline")


@settings(max_examples=10)
@given(
    pence=st.lists(st.tuples(st.sampled_from(PAYERS), st.integers(0, 10**9)), min_size=1),
    rate=st.floats(0, 1),
)
def test_payers_add_up_to_the_whole(pence, rate):
    yearly = pd.concat([lived(), lived("walks")])
    costs = pd.DataFrame(
        [cost(amount, payer=payer, year=1 + i % 2) for i, (payer, amount) in enumerate(pence)]
    )
    found = one(world_totals(rates(rate), yearly, costs, "baseline"))
    assert sum(found[f"cost_{payer}"] for payer in PAYERS) == pytest.approx(found["cost"])
    if rate == 0:
        assert found["cost"] == pytest.approx(sum(amount for _, amount in pence) / 100 * 2)

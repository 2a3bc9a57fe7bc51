from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from experiments.economics.columns import ECONOMIC_COLUMNS
from experiments.economics.study_tables import economic_tables
from scenarios.study_parts.economics import WillingnessToPay
from simulation.money.costs import PAYERS
from tests.experiments.economics.test_totals import cost, lived, rates

ARMS = ["baseline", "walks", "calls"]
DRAWS = 40
FEW = rates(willingness_to_pay=WillingnessToPay(highest=4000, steps=5))
WITHOUT = {"cost_effectiveness", "incremental", "budget_impact"}
WITH = WITHOUT | {
    "cost_effectiveness_plane", "acceptability", "information_value", "draws_cost",
    "draws_effect", "draws_parameters",
}  # fmt: skip


@pytest.fixture(scope="module")
def study():
    """A study of three arms with 40 draws of two inputs, and a sweep that is no draw."""
    draws = np.random.default_rng(1)
    inputs = pd.DataFrame(
        {"point": range(1, DRAWS + 1), "effect": draws.normal(20, 10, DRAWS), "idle": 0.5}
    )
    yearly, costs = [], []
    for point in range(DRAWS + 2):
        gain = 20.0 if point in (0, DRAWS + 1) else inputs["effect"][point - 1]
        for seed in (1, 2):
            for arm, share in (("baseline", 0.0), ("walks", 1.0), ("calls", 0.5)):
                less = share * gain + draws.normal(0, 1) * (share > 0)
                yearly.append(lived(arm, seed, point=point, isolated=(150 - less, 150 - less)))
            for arm, pence in (("walks", 2500_00), ("calls", 2000_00)):
                costs.append(cost(pence, arm=arm, seed=seed, point=point))
    return pd.concat(yearly), pd.DataFrame(costs), inputs


def test_every_table_is_there_and_every_column_and_measure_is_explained(study):
    yearly, costs, inputs = study
    settings = FEW.model_copy(update={"input_groups": {"both": ("effect", "idle")}})
    tables = economic_tables(settings, yearly, costs, inputs, ARMS, "baseline")
    assert set(tables) == WITH
    for name, table in tables.items():
        assert len(table), name
        if not name.startswith("draws_"):
            assert set(table) <= set(ECONOMIC_COLUMNS), name
    assert set(tables["cost_effectiveness"]["measure"]) <= set(ECONOMIC_COLUMNS)
    assert {f"cost_{payer}" for payer in PAYERS} <= set(ECONOMIC_COLUMNS)
    assert all(meaning.endswith(".") for _, meaning in ECONOMIC_COLUMNS.values())


def test_seeds_alone_give_no_decision_uncertainty(study):
    yearly, costs, inputs = study
    assert set(economic_tables(FEW, yearly, costs, None, ARMS, "baseline")) == WITHOUT
    assert set(economic_tables(FEW, yearly, costs, inputs[:1], ARMS, "baseline")) == WITHOUT


def test_only_points_that_are_draws_enter_the_draws(study):
    yearly, costs, inputs = study
    tables = economic_tables(FEW, yearly, costs, inputs, ARMS, "baseline")
    assert tables["draws_cost"].columns.tolist() == ARMS
    for name in ("draws_cost", "draws_effect", "draws_parameters"):
        assert tables[name].index.tolist() == inputs["point"].tolist()
    assert len(tables["cost_effectiveness_plane"]) == 2 * DRAWS
    known = tables["information_value"].set_index(["willingness_to_pay", "inputs"])["value"]
    assert known[1000.0, "effect"] > 10 * abs(known[1000.0, "idle"])


def test_the_dearer_step_of_less_effect_is_extendedly_dominated(study):
    yearly, costs, _ = study
    tables = economic_tables(FEW, yearly, costs, None, ARMS, "baseline")
    table = tables["incremental"].set_index("arm")
    assert table["status"].to_dict() == {
        "baseline": "frontier", "walks": "frontier", "calls": "extendedly dominated",
    }  # fmt: skip
    ratio = tables["cost_effectiveness"].set_index(["arm", "measure"])["value"]
    assert table.loc["walks", "ratio"] == ratio["walks", "cost_per_isolation_free_year"]


def test_rows_and_arms_in_another_order_give_the_same_numbers(study):
    yearly, costs, inputs = study
    first = economic_tables(FEW, yearly, costs, inputs, ARMS, "baseline")
    again = economic_tables(
        FEW,
        yearly.sample(frac=1, random_state=1),
        costs.sample(frac=1, random_state=2),
        inputs.sample(frac=1, random_state=3),
        ["calls", "walks", "baseline"],
        "baseline",
    )
    keys = ["arm", "year", "payer", "measure", "point", "willingness_to_pay", "inputs", "kind"]
    for name, table in first.items():
        other = again[name][list(table)]
        by = [key for key in keys if key in table]
        if by:
            other = other.sort_values(by, ignore_index=True)
            table = table.sort_values(by, ignore_index=True)
        pd.testing.assert_frame_equal(other, table)


def test_the_end_may_be_the_last_week(study):
    yearly, costs, _ = study
    weekly = yearly.assign(week=yearly["year"] * 52).drop(columns="year")
    weekly.loc[(weekly["arm"] == "walks") & (weekly["week"] == 104), "lonely_per_1000"] = 150.0
    table = economic_tables(FEW, yearly, costs, None, ARMS, "baseline", weekly=weekly)
    found = table["cost_effectiveness"].set_index(["arm", "measure"])["value"]
    assert found["walks", "lonely_fewer_at_end"] == 50.0
    assert found["walks", "cost_per_lonely_fewer_at_end"] == pytest.approx(2500 * 2 / 50)

"""The CSV tables of deliveries and money."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest

from experiments.report.delivery_files import write_delivery_tables

FILES = {"costs", "costs_by_seed", "costs_by_week", "delivery", "delivery_by_week"}


@pytest.fixture
def written(results_folder):
    """Write the tables of some results, and return their folder."""

    def make(*results, name="out"):
        folder = results_folder(*results, name=name)
        write_delivery_tables(folder, folder.delivery())
        return folder.path / "tables"

    return make


def exact(path, column):
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    return [Decimal(text) for text in table[column] if text]


def test_sums_of_money_are_written_to_the_penny(written, seed_result):
    tables = written(seed_result(1), seed_result(2))
    assert sum(exact(tables / "costs_by_week.csv", "total")) == Decimal("203.34")
    assert sum(exact(tables / "costs_by_seed.csv", "amount")) == Decimal("203.34")
    assert exact(tables / "costs.csv", "total")[0] == Decimal("203.34")
    lines = (tables / "costs_by_seed.csv").read_text().splitlines()
    assert lines[0] == "arm,programme,seed,payer,item,amount,currency,price_year"
    assert lines[2] == "therapy,group_therapy,1,participant,travel,1.07,GBP,2023"


def test_means_of_weeks_are_over_all_seeds(written, seed_result):
    two = seed_result(2)
    two.points[0].delivered.clear()
    table = pd.read_csv(written(seed_result(1), seed_result(3)) / "costs_by_week.csv")
    travel = table[(table["item"] == "travel") & (table["week"] == 1)].iloc[0]
    assert (travel["quantity"], travel["total"], travel["mean"], travel["seeds"]) == (8, 4, 2, 2)


def test_a_study_without_programmes_has_no_such_tables_and_loses_old_ones(written, seed_result):
    folder = written(seed_result(1))
    assert {path.stem for path in folder.glob("*.csv")} == FILES
    nothing = seed_result(1)
    nothing.points[0].delivered.clear()
    assert list(written(nothing).glob("*.csv")) == []


def test_costs_of_people_are_those_of_the_first_seed(written, seed_result, delivered):
    results = [seed_result(3), seed_result(2)]
    for result in results:
        people = pd.DataFrame(
            {
                "unique_id": [result.seed],
                "item": ["travel"],
                "payer": ["participant"],
                "amount": [Decimal("2.50")],
            }
        )
        result.points[0].delivered[:] = [delivered(result.seed, people_costs=people)]
    lines = (written(*results) / "people_costs.csv").read_text().splitlines()
    assert lines[1:] == ["therapy,group_therapy,2,2,travel,participant,2.50,GBP,2023"]

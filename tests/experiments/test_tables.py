from __future__ import annotations

import pandas as pd
import pytest

from experiments.report import Findings
from experiments.store import ResultsFolder
from experiments.tables import write_tables


@pytest.fixture
def tables(tmp_path, seed_result):
    def make(plan):
        folder = ResultsFolder(tmp_path / "out", plan.study_hash)
        folder.prepare()
        for seed in plan.seed_numbers:
            folder.add(seed_result(seed))
        folder.flush()
        write_tables(folder, Findings(plan, folder.read()[1], [], folder.read_delivery()))
        return folder.path / "tables"

    return make


def test_differences_have_the_agreed_columns_and_the_last_week(tables, plan):
    table = pd.read_csv(tables(plan) / "differences.csv")
    assert list(table.columns) == [
        "arm", "baseline", "outcome", "population", "difference", "low", "high", "seeds",
    ]  # fmt: skip
    assert set(table["population"]) == {"everybody", "participants"}
    assert len(table) == 8 * 2
    row = table[(table["outcome"] == "pss10") & (table["population"] == "participants")].iloc[0]
    assert row["difference"] == pytest.approx(-2.0, abs=0.3)
    assert row["low"] < row["difference"] < row["high"]
    assert row["seeds"] == 3


def test_one_seed_leaves_the_interval_empty(tables, plan_with):
    text = (tables(plan_with(seeds=1)) / "differences.csv").read_text()
    assert text.splitlines()[1].endswith(",,,1")


def test_differences_of_every_week_agree_with_the_last(tables, plan):
    folder = tables(plan)
    weeks = pd.read_csv(folder / "differences_by_week.csv")
    assert set(weeks["week"]) == set(range(plan.weeks + 1))
    last = weeks[weeks["week"] == plan.weeks].reset_index(drop=True)
    final = pd.read_csv(folder / "differences.csv")
    pd.testing.assert_frame_equal(last[list(final.columns)], final)


def test_every_column_is_in_the_data_dictionary(tables, plan):
    folder = tables(plan)
    known = set(pd.read_csv(folder / "data_dictionary.csv")["name"])
    for path in [*folder.glob("*.csv")]:
        if path.name != "data_dictionary.csv":
            assert set(pd.read_csv(path).columns) <= known, path.name
    for path in folder.parent.glob("parts/*/*.parquet"):
        assert set(pd.read_parquet(path).columns) <= known, path.name


def test_quick_runs_are_marked_beside_the_tables_and_only_they(tables, plan_with):
    mark = tables(plan_with(quick=True)) / "QUICK.txt"
    assert mark.read_text().startswith("QUICK: short burn-in, for trying a file out")
    tables(plan_with())
    assert not mark.exists()

from __future__ import annotations

import pandas as pd
import pytest

from experiments.report import Findings
from experiments.report.tables import data_dictionary, write_tables
from experiments.storage.store import ResultsFolder
from simulation.indicators import INDICATORS, SUBGROUPS


@pytest.fixture
def tables(tmp_path, seed_result):
    def make(plan):
        folder = ResultsFolder(tmp_path / "out", plan.register)
        folder.prepare()
        for seed in plan.seed_numbers:
            folder.add(seed_result(seed))
        folder.flush()
        rows, indicators = folder.table("weekly"), folder.table("indicators")
        write_tables(folder, Findings(plan, rows, [], indicators, folder.read_delivery()))
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


def test_indicators_of_every_group_and_week_and_their_differences(tables, plan):
    folder = tables(plan)
    shown = pd.read_csv(folder / "indicators.csv", keep_default_na=False)
    assert list(shown.columns) == [
        "arm", "participants_of", "population", "week", "indicator", "mean", "low", "high", "seeds",
    ]  # fmt: skip
    assert list(dict.fromkeys(shown["indicator"])) == list(INDICATORS)
    assert set(shown["population"]) == {"everybody", "women", "participants"}
    table = pd.read_csv(folder / "indicator_differences.csv")
    assert set(table["week"]) == set(range(plan.weeks + 1))
    keys = ["indicator", "population", "week"]
    one = table.set_index(keys).loc[("numb", "women", plan.weeks)]
    assert one["difference"] == pytest.approx(-2.0, abs=3)
    assert one["low"] < one["difference"] < one["high"]
    assert one["with"] - one["without"] == pytest.approx(one["difference"], abs=1e-2)
    assert (table[table["week"] == 0]["difference"] == 0).all()


def test_results_of_an_earlier_version_have_no_indicators(tmp_path, plan, seed_result):
    folder = ResultsFolder(tmp_path / "out", plan.register)
    folder.prepare()
    folder.add(seed_result(1))
    folder.flush()
    for path in folder.path.glob("parts/*/indicators.parquet"):
        path.unlink()
    assert folder.read_indicators().empty
    write_tables(folder, Findings(plan, folder.table("weekly"), [], folder.table("indicators")))
    assert not (folder.path / "tables" / "indicators.csv").exists()
    assert (folder.path / "tables" / "weekly.csv").exists()


def test_definitions_of_indicators_and_subgroups_are_in_the_data_dictionary():
    meaning = data_dictionary().set_index("name")["meaning"]
    assert meaning["numb"].startswith("Emotional numbness, lower is better. Feels little: numbness")
    assert "0.25 share: assumed" in meaning["numb"]
    assert set(INDICATORS) | set(SUBGROUPS) <= set(meaning.index)
    assert meaning.index.is_unique


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

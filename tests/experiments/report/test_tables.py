from __future__ import annotations

import re

import pandas as pd
import pytest

from experiments.report import Findings
from experiments.report.tables import write_tables
from experiments.storage.readme import readme_text
from experiments.storage.store import ResultsFolder
from simulation.indicators import INDICATORS


@pytest.fixture
def tables(tmp_path, seed_result):
    def make(plan):
        folder = ResultsFolder(tmp_path / "out", plan.register)
        folder.prepare()
        for seed in plan.seed_numbers:
            folder.add(seed_result(seed))
        folder.flush()
        rows, indicators = folder.table("weekly"), folder.table("indicators")
        write_tables(folder, Findings(plan, rows, [], indicators, folder.delivery()))
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


def test_results_without_indicators_have_no_tables_of_them(tables, plan, seed_result):
    kept = tables(plan)
    assert (kept / "indicators.csv").exists()
    folder = ResultsFolder(kept.parent, plan.register)
    write_tables(folder, Findings(plan, folder.table("weekly"), []))
    assert not (kept / "indicators.csv").exists()
    assert (kept / "weekly.csv").exists()


def test_quick_runs_are_marked_beside_the_tables_and_only_they(tables, plan_with):
    mark = tables(plan_with(quick=True)) / "QUICK.txt"
    assert mark.read_text().startswith("QUICK: short burn-in, for trying a file out")
    tables(plan_with())
    assert not mark.exists()


def test_tables_of_an_earlier_run_go_and_other_files_stay(tables, plan):
    folder = tables(plan)
    for name in ("tornado.csv", "checklists.csv", "trial.xlsx", "mine.csv"):
        (folder / name).write_text("a\n1\n")
    tables(plan)
    assert {"tornado.csv", "checklists.csv", "trial.xlsx"}.isdisjoint(
        path.name for path in folder.iterdir()
    )
    assert (folder / "mine.csv").exists()


def test_the_readme_tells_of_what_is_there_and_of_nothing_else(tables, plan):
    folder = tables(plan).parent
    text = (folder / "README.txt").read_text()
    told = set(re.findall(r"^(tables/\S+|parts/\S+)", text, flags=re.MULTILINE))
    there = {f"tables/{path.name}" for path in folder.glob("tables/*.csv")}
    there |= {f"parts/*/{path.name}" for path in folder.glob("parts/*/*.parquet")}
    assert told == there
    assert max(map(len, text.splitlines()[3:])) <= 100


def test_the_readme_before_a_run_names_no_table(plan):
    text = readme_text(plan)
    assert ".csv  " not in text
    assert "report.html" in text


def test_what_the_readme_says_to_pandas_works(tables, plan, monkeypatch):
    monkeypatch.chdir(tables(plan).parent)
    text = readme_text(plan)
    lines = text[text.index("pandas\n") :].splitlines()[1:4]
    names: dict = {}
    exec("\n".join(line.strip() for line in lines[:2]), names)
    found = eval(lines[2].strip(), names)
    assert found.loc[("therapy", "participants"), plan.weeks] > 0

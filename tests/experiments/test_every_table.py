"""A small study with every section: all its tables, what their columns mean, and the workbook."""

from __future__ import annotations

import shutil
import sys

import pandas as pd
import pytest

from experiments.designs.plan import StudyPlan
from experiments.errors import KithError
from experiments.report import Findings
from experiments.report.study_tables import StudyTables
from experiments.report.tables import write_tables
from experiments.running.results import open_results
from experiments.running.runner import run_study
from experiments.storage.readme import STUDY_TABLES
from scenarios import load_study
from scenarios.study import RecordSettings
from scenarios.study_parts.sweep import SweepSettings
from scenarios.study_parts.trial import TrialSettings
from scenarios.study_parts.uncertainty import UncertaintySettings
from tests.experiments.without_page import leave_out_the_page

PATH = "parameters.contagion"
#: Two points of a screening and two of a tornado are enough to have all columns.
SECTIONS = {
    "people": 60,
    "weeks": 7,
    "seeds": 2,
    "uncertainty": UncertaintySettings(
        draws=2, seeds_per_draw=2, inputs={PATH: "register"}, tornado=True,
        accept={"pss10": (0, 40)},
    ),
    "sweep": SweepSettings.model_validate(
        {"sample": {"method": "morris", "n": 2, "ranges": {PATH: (0.0, 0.2)}}}
    ),
    "trial": TrialSettings(arm="group-therapy", people=16, surveys=(0, 4), recruitment_week=1),
    "record": RecordSettings(people_costs=True),
}  # fmt: skip

#: Columns in whose cells names stand that the dictionary must explain.
NAMING = ("outcome", "indicator", "count", "measure", "quantity", "trait")


def short_study():
    study = load_study("quickstart")
    arms = []
    for arm in study.arms[:2]:
        short = [one.model_copy(update={"weeks": 2, "eligibility": ""}) for one in arm.programmes]
        arms.append(arm.model_copy(update={"programmes": tuple(short)}))
    return study.model_copy(update={**SECTIONS, "arms": tuple(arms)})


@pytest.fixture(scope="module")
def lived(tmp_path_factory) -> tuple[StudyTables, StudyPlan]:
    """Live the study, write its tables and nothing else."""
    base = tmp_path_factory.mktemp("every")
    with pytest.MonkeyPatch.context() as patch:
        leave_out_the_page(patch.setattr)
        run_study(
            short_study(), out=base / "out", workers=1, burn_in_weeks=2, cache_folder=base / "cache"
        )
    folder, plan, manifest = open_results(base / "out")
    weekly = folder.table("weekly", 0)
    tables = StudyTables(folder, plan, weekly)
    findings = Findings(
        plan, weekly, folder.failures(), folder.table("indicators", 0), folder.delivery()
    )
    write_tables(folder, findings, tables, manifest)
    return tables, plan


@pytest.fixture(scope="module")
def folder(lived):
    return lived[0].folder.path


@pytest.fixture(scope="module")
def dictionary(folder):
    return pd.read_csv(folder / "tables" / "data_dictionary.csv", keep_default_na=False)


def explained_in(dictionary, file):
    here = dictionary[dictionary["tables"].str.split(", ").map(lambda files: file in files)]
    return here.set_index("name")["meaning"]


def test_nothing_failed(lived):
    assert lived[0].folder.failures() == []


def test_every_table_of_the_study_is_a_file_with_the_same_numbers(lived, folder):
    tables = lived[0].all
    missing = set(STUDY_TABLES) - {"sobol"} - set(tables)
    assert not missing
    assert set(tables) <= set(STUDY_TABLES)
    for name, table in tables.items():
        found = pd.read_csv(
            folder / "tables" / f"{name}.csv", keep_default_na=False, na_values=[""]
        )
        assert list(found.columns) == list(table.columns), name
        whole = table.reset_index(drop=True)
        for column in table:
            if pd.api.types.is_float_dtype(whole[column].dtype):
                expected = whole[column]
                pd.testing.assert_series_equal(
                    found[column].astype(float), expected, rtol=1e-9, check_names=False
                )
            else:
                assert found[column].isna().eq(whole[column].isna() | whole[column].eq("")).all()


def test_every_column_of_every_file_is_explained(folder, dictionary):
    files = [*folder.glob("tables/*.csv"), *folder.glob("parts/*/*.parquet")]
    names = {path.stem for path in files}
    assert {"panels", "individuals", "profiles", "trials", "yearly_costs", "checklists"} <= names
    for path in files:
        read = pd.read_csv if path.suffix == ".csv" else pd.read_parquet
        known = explained_in(dictionary, path.name)
        assert known.index.is_unique, path.name
        columns = read(path).columns
        assert set(columns) <= set(known.index), path.name
        assert (known[list(columns)].str.len() > 8).all(), path.name


def test_names_in_cells_are_explained(folder, dictionary):
    for path in folder.glob("tables/*.csv"):
        table = pd.read_csv(path)
        known = explained_in(dictionary, path.name)
        for column in NAMING:
            if column in table and table[column].dtype == object and path.stem != "gainers":
                assert set(table[column].dropna()) <= set(known.index), (path.name, column)


def test_the_dictionary_speaks_of_no_file_that_is_not_there(folder, dictionary):
    told = set(", ".join(dictionary["tables"]).split(", "))
    there = {path.name for path in folder.glob("tables/*.csv")}
    there |= {path.name for path in folder.glob("parts/*/*.parquet")}
    assert told == there


def test_draws_are_in_the_shape_of_packages_for_health_economics(lived, folder):
    """A row a draw and a column a strategy, the reference first, and no other column."""
    plan = lived[1]
    arms = [arm.name for arm in plan.arms]
    cost, effect, inputs = (
        pd.read_csv(folder / "tables" / f"draws_{name}.csv")
        for name in ("cost", "effect", "parameters")
    )
    assert list(cost.columns) == list(effect.columns) == arms
    assert plan.baseline == arms[0]
    assert list(inputs.columns) == [PATH]
    assert len(cost) == len(effect) == len(inputs) == 2
    drawn = [point.values[PATH] for point in plan.points if point.kind == "draw"]
    assert inputs[PATH].tolist() == pytest.approx(drawn)
    plane = pd.read_csv(folder / "tables" / "cost_effectiveness_plane.csv")
    beyond = (cost[arms[1]] - cost[arms[0]]).tolist()
    assert plane[plane["arm"] == arms[1]]["cost"].tolist() == pytest.approx(beyond)


def test_the_readme_tells_of_every_file(folder):
    text = (folder / "README.txt").read_text()
    for path in folder.glob("tables/*.csv"):
        assert f"tables/{path.name} " in text
    for path in folder.glob("parts/*/*.parquet"):
        assert f"parts/*/{path.name} " in text


def test_checklists_name_tables_that_are_there(folder):
    rows = pd.read_csv(folder / "tables" / "checklists.csv", dtype=str)
    told = " ".join(rows["told"])
    named = {word.strip(".,:;") for word in told.split() if word.startswith("tables/")}
    assert "tables/subgroups.csv" in named
    assert all((folder / name).exists() for name in named)


def test_the_command_writes_a_workbook_when_asked(folder, tmp_path, monkeypatch, capsys):
    from experiments.commands.report import report

    again = tmp_path / "again"
    shutil.copytree(folder, again)
    leave_out_the_page(monkeypatch.setattr)
    report(again)
    assert list(again.glob("tables/*.xlsx")) == []
    report(again, xlsx=True)
    assert f"workbook: {again / 'tables' / 'quickstart.xlsx'}" in capsys.readouterr().out
    assert (again / "tables" / "quickstart.xlsx").stat().st_size > 10_000
    report(again)  # new tables leave no workbook of old ones
    assert list(again.glob("tables/*.xlsx")) == []


def test_a_workbook_that_cannot_be_written_is_told_before_any_work(folder, monkeypatch):
    from experiments.commands.report import report

    monkeypatch.setitem(sys.modules, "openpyxl", None)
    monkeypatch.setattr(
        "experiments.running.results.write_results", lambda *_: pytest.fail("work was done")
    )
    with pytest.raises(KithError, match="needs openpyxl"):
        report(folder, xlsx=True)

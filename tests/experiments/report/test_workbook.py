"""Workbooks: a sheet a table, texts as texts, and the same bytes for the same tables."""

from __future__ import annotations

import math
import sys
import zipfile
from datetime import datetime

import openpyxl
import pandas as pd
import pytest

from experiments.errors import KithError
from experiments.report import Findings
from experiments.report.tables import write_tables
from experiments.report.workbook import write_workbook
from experiments.storage.csv_text import as_csv


@pytest.fixture
def folder(results_folder, seed_result, plan):
    """A folder with tables, one of which somebody made with formulas in mind."""
    made = results_folder(seed_result(1), seed_result(2), plan=plan)
    write_tables(made, Findings(plan, made.table("weekly"), [], delivery=made.delivery()))
    evil = pd.DataFrame(
        {
            "arm": ['=HYPERLINK("http://x","y")', "+1", "bell\x07", "NA"],
            "mean": [0.5, None, 2, 1e-9],
        }
    )
    made.write("tables/evil.csv", as_csv(evil))
    return made


@pytest.fixture
def book(folder, plan):
    return openpyxl.load_workbook(write_workbook(folder, plan))


def test_every_table_is_a_sheet_with_the_same_cells(folder, book):
    names = sorted(path.stem for path in folder.path.glob("tables/*.csv"))
    assert book.sheetnames == ["contents", *names]
    for name in names:
        table = pd.read_csv(
            folder.path / "tables" / f"{name}.csv", keep_default_na=False, na_values=[""]
        )
        rows = list(book[name].iter_rows(values_only=True))
        assert list(rows[0]) == list(table.columns)
        assert len(rows) == len(table) + 1
        for row, expected in zip(rows[1:], table.itertuples(index=False), strict=True):
            for cell, value in zip(row, expected, strict=True):
                if isinstance(value, float) and math.isnan(value):
                    assert cell is None
                elif name != "evil":
                    assert cell == value


def test_formulas_are_texts(book):
    cells = [row[0] for row in book["evil"].iter_rows(min_row=2)]
    assert [cell.data_type for cell in cells] == ["s"] * 4
    assert [cell.value for cell in cells] == [
        '=HYPERLINK("http://x","y")', "+1", "bell\N{REPLACEMENT CHARACTER}", "NA",
    ]  # fmt: skip
    assert not any(
        cell.data_type == "f" for sheet in book for row in sheet.iter_rows() for cell in row
    )


def test_contents_tell_sheets_rows_and_that_all_is_simulated(book, plan):
    rows = list(book["contents"].iter_rows(values_only=True))
    assert rows[0][0] == plan.title
    assert rows[1][0].startswith("Simulated, not observed.")
    assert ("evil", 4) in [row[:2] for row in rows]


def test_the_same_tables_give_the_same_bytes_whenever_they_are_written(folder, plan, monkeypatch):
    first = write_workbook(folder, plan).read_bytes()
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    path = write_workbook(folder, plan)
    assert path.read_bytes() == first
    with zipfile.ZipFile(path) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert openpyxl.load_workbook(path).properties.modified == datetime(2000, 1, 1)


def test_a_table_longer_than_a_sheet_is_named_and_left_out(folder, plan, monkeypatch):
    monkeypatch.setattr("experiments.report.workbook._MOST_ROWS", 4)
    book = openpyxl.load_workbook(write_workbook(folder, plan))
    assert "evil" not in book.sheetnames
    told = dict(list(book["contents"].iter_rows(values_only=True))[2:])
    assert told["evil"] == "too many rows (4): see evil.csv"


def test_the_readme_tells_of_the_workbook(folder, plan):
    write_workbook(folder, plan)
    assert "tables/trial.xlsx " in (folder.path / "README.txt").read_text()


def test_without_the_package_the_extra_is_named(folder, plan, monkeypatch):
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(KithError, match=r'needs openpyxl.*pip install "kith\[xlsx\]"'):
        write_workbook(folder, plan)

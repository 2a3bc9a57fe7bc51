from __future__ import annotations

import io
import re

import pandas as pd
import pytest

from experiments.report import Findings
from experiments.report.page import render_page
from experiments.report.study_tables import StudyTables
from experiments.storage.csv_text import as_csv

MARK = re.compile(r'<data value="([^:"]+)\.csv:(\d+):([^"]+)">([^<]*)</data>')


def number(text):
    """Return what a number on the page says, and how far rounding may have moved it."""
    share = text.endswith(" %")
    plain = text.removesuffix(" %").rstrip(" \N{MULTIPLICATION SIGN}")
    plain = plain.replace("\N{MINUS SIGN}", "-").replace(",", "").replace("+", "")
    value, digits = float(plain), len(plain.partition(".")[2])
    scale = 100 if share else 1
    return value / scale, (0.5 * 10**-digits + 1e-6) / scale


@pytest.fixture
def made(results_folder, seed_result, plan):
    folder = results_folder(*(seed_result(seed) for seed in plan.seed_numbers))
    weekly = folder.table("weekly")
    return Findings(
        plan, weekly, [], folder.table("indicators"), folder.delivery(),
        StudyTables(folder, plan, weekly),
    )  # fmt: skip


def test_every_number_is_found_in_the_file_that_it_names(made, plan, manifest_for):
    files = {
        **made.tables.all,
        **made.basis,
        "differences_by_week": made.differences,
        "indicator_differences": made.indicator_differences,
        "delivery": made.delivery.summary,
        "costs": made.delivery.costs,
    }
    written = {name: pd.read_csv(io.StringIO(as_csv(table))) for name, table in files.items()}
    drawn = dict.fromkeys(("course", "forest", "healing", "delivery"), "<svg></svg>")
    found = MARK.findall(render_page(made, manifest_for(plan), drawn))
    assert len(found) > 150
    tables = {table for table, *_ in found}
    assert tables >= {"simultaneous", "differences_by_week", "indicator_differences", "delivery",
                      "costs", "replication", "timing", "area", "persistence"}  # fmt: skip
    for table, row, column, text in found:
        held = written[table][column].iloc[int(row)]
        value, rounding = number(text)
        near = min(abs(held - value), abs(abs(held) - value))
        assert near <= rounding, (table, row, column, text, held)

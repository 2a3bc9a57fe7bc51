"""The example that is committed looks like what a run writes."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from experiments.comparison.paired import DIFFERENCE_COLUMNS
from scenarios import load_study

EXAMPLE = Path(__file__).parents[2] / "results" / "example"


def test_its_table_has_the_columns_and_worlds_of_the_quickstart():
    table = pd.read_csv(EXAMPLE / "tables" / "differences.csv")
    study = load_study("quickstart")
    assert list(table.columns) == list(DIFFERENCE_COLUMNS)
    assert set(table["arm"]) == {arm.name for arm in study.arms} - {study.baseline}
    assert (table["seeds"] == study.seeds).all()
    assert ((table["low"] <= table["difference"]) & (table["difference"] <= table["high"])).all()


def test_it_says_what_made_it_and_names_no_machine():
    manifest = json.loads((EXAMPLE / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["state"] == "finished"
    assert manifest["git"]["changed_since"] is False
    page = (EXAMPLE / "report.html").read_text(encoding="utf-8")
    assert manifest["git"]["commit"][:10] in page
    for text in (json.dumps(manifest), page):
        assert "/home/" not in text
        assert "/tmp" not in text

"""The data dictionary by itself; test_every_table.py has it beside all tables of a study."""

from __future__ import annotations

import pandas as pd
import pytest

from experiments.report.dictionary import columns_of, data_dictionary
from experiments.uncertainty.screening import MORRIS_COLUMNS, SOBOL_COLUMNS
from simulation.indicators import INDICATORS, SUBGROUPS


def meaning(columns):
    return data_dictionary(columns).set_index("name")["meaning"]


def test_definitions_of_indicators_and_subgroups_are_in_the_data_dictionary():
    found = meaning({"indicators.csv": ["indicator", "population"]})
    assert found["numb"].startswith("Emotional numbness, lower is better. Feels little: numbness")
    assert "0.25 share: assumed" in found["numb"]
    assert set(INDICATORS) | set(SUBGROUPS) <= set(found.index)
    assert found.index.is_unique


def test_a_name_with_two_meanings_has_a_row_for_each_with_its_tables():
    rows = data_dictionary({"area.csv": ["low"], "spillover.csv": ["low"], "weekly.csv": ["low"]})
    told = dict(zip(rows["tables"], rows["meaning"], strict=True))
    assert set(told) == {"area.csv", "spillover.csv", "weekly.csv"}
    assert "share" in told["spillover.csv"]
    assert dict(zip(rows["tables"], rows["unit"], strict=True))["area.csv"].startswith("named in")


def test_a_name_with_one_meaning_has_one_row_with_all_its_tables():
    rows = data_dictionary({"weekly.csv": ["arm"], "trial.csv": ["arm"], "runs.parquet": ["arm"]})
    assert rows["tables"].tolist() == ["runs.parquet, trial.csv, weekly.csv"]


def test_columns_named_after_arms_and_inputs_are_explained():
    found = meaning({"draws_cost.csv": ["befriending"], "draws_inputs.csv": ["point", "a.b"]})
    assert "the arm befriending itself" in found["befriending"]
    assert found["a.b"] == "Value of the setting a.b at this point."
    assert found["point"].endswith("0 is the study as written.")


def test_a_column_that_nothing_is_known_of_is_listed_without_a_meaning():
    assert meaning({"mine.csv": ["shoe_size"]})["shoe_size"] == ""


@pytest.mark.parametrize(
    ("name", "columns"), [("sobol", SOBOL_COLUMNS), ("morris", MORRIS_COLUMNS)]
)
def test_screenings_are_explained(name, columns):
    rows = data_dictionary({f"{name}.csv": [*columns, "arm"]}).set_index("name")
    assert (rows["meaning"] != "").all()
    assert rows.at["input", "unit"] == ""
    assert rows["meaning"].str.endswith(".").all()


def test_columns_are_read_off_the_files(tmp_path):
    (tmp_path / "tables").mkdir()
    part = tmp_path / "parts" / "1"
    part.mkdir(parents=True)
    (tmp_path / "tables" / "b.csv").write_text('x,"y, z"\n1,2\n')
    pd.DataFrame({"q": [1]}).to_parquet(part / "a.parquet")
    assert columns_of(tmp_path) == {"a.parquet": ["q"], "b.csv": ["x", "y, z"]}

"""``kith calibrate`` with real worlds: small ones, and what is refused before any is lived."""

from __future__ import annotations

import pandas as pd
import pytest
import typer
from typer.testing import CliRunner

from experiments.commands.calibrate import calibrate
from experiments.errors import KithError
from scenarios import load_scenario

app = typer.Typer()
app.command()(calibrate)


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my_survey.csv").write_text("measure,low,high\nlsns6_mean,9,11\nage_mean,40,60\n")
    (tmp_path / "my_people.csv").write_text("age\n" + "45\n" * 60)
    (tmp_path / "town.yaml").write_text(
        "kith: 1\nextends: baseline\ntitle: Town\npopulation: {people: my_people.csv}\n"
        "run: {burn_in_weeks: 8}\n"
    )
    return tmp_path


def kith(*arguments):
    return CliRunner().invoke(app, list(arguments))


def test_a_town_of_own_people_is_calibrated(here):
    done = kith("town.yaml", "--targets", "my_survey.csv", "--vary", "friendship_acceptance",
                "--draws", "4", "--waves", "2", "--seeds", "1")  # fmt: skip
    assert done.exit_code == 0, done.output
    table = pd.read_csv(here / "town-calibrated.draws.csv")
    assert len(table) == 8
    assert table["wave"].tolist() == [1] * 4 + [2] * 4
    found = load_scenario(here / "town-calibrated.yaml")
    assert found.own_data.people.rows == 60
    best = table.loc[table["implausibility"].idxmin(), "friendship_acceptance"]
    assert found.parameters == {"friendship_acceptance": pytest.approx(best)}
    assert table["friendship_acceptance"].between(0.65, 2.6).all()
    assert "town-calibrated.yaml: the best parameters" in done.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--out", "x.txt"], "--out x.txt: must be a .yaml file"),
        (["--out", "no/x.yaml"], "--out no/x.yaml: there is no folder no"),
        (["--out", "town.yaml"], "--out town.yaml: town.yaml is there already"),
        (["--vary", "nothing_such"], "--vary 'nothing_such': unknown parameter"),
        (["--targets", "none.csv"], "none.csv: cannot be read"),
    ],
)
def test_mistakes_are_told_before_any_world_is_lived(here, arguments, message):
    usual = ["town.yaml", "--targets", "my_survey.csv", "--vary", "contagion"]
    done = kith(*usual, *arguments)
    assert isinstance(done.exception, KithError)
    assert str(done.exception).startswith(message)


def test_another_number_of_people_than_the_file_holds_is_refused(here):
    done = kith("town.yaml", "--targets", "my_survey.csv", "--vary", "contagion",
                "--people", "100")  # fmt: skip
    assert "100 people are asked for, but my_people.csv holds 60" in str(done.exception)

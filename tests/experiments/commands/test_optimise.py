"""``kith optimise`` from the command line to its tables."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
import typer
from typer.testing import CliRunner

from experiments.commands.optimise import optimise
from experiments.errors import KithError, StoreError

pytest.importorskip("optuna")

STUDY = """\
kith: 1
title: Two programmes
arms: [baseline, group-therapy, befriending]
people: 100
burn_in_weeks: 2
weeks: 8
outcomes: [ucla3]
"""


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("mixes")
    (folder / "two.yaml").write_text(STUDY)
    app = typer.Typer()
    app.command()(optimise)

    def ask(*options: str):
        words = [str(folder / "two.yaml"), "--workers", "1", "--seeds", "2", *options]
        return CliRunner().invoke(app, words, env={"KITH_CACHE": str(folder / "cache")})

    ask.folder = folder
    return ask


def test_a_search_ends_in_tables_within_the_budget(asked):
    out = asked.folder / "out"
    words = ("--budget", "30000", "--trials", "8", "--out", str(out), "--json")
    done = asked(*words)
    assert done.exit_code == 0, done.output
    document = json.loads(done.stdout)
    table, frontier = (pd.read_csv(out / name) for name in ("mixes.csv", "frontier.csv"))
    assert len(table) == document["trials"] == 8
    assert (frontier["cost"] <= 30000).all()
    assert len(frontier) == len(document["frontier"]) >= 1
    before, lines = (out / "mixes.csv").read_bytes(), (out / "mixes.jsonl").read_bytes()
    shown = asked(*words[:-1])
    assert shown.exit_code == 0
    assert "Mixes that no other beats" in shown.stdout
    assert (out / "mixes.csv").read_bytes() == before
    assert (out / "mixes.jsonl").read_bytes() == lines  # nothing was lived again


def test_a_budget_is_needed_and_a_folder_holds_one_search(asked):
    assert isinstance(asked().exception, KithError)
    assert "no budget; give --budget" in str(asked().exception)
    out = asked.folder / "out"
    other = asked("--budget", "1", "--people", "120", "--trials", "1", "--out", str(out))
    assert isinstance(other.exception, StoreError)
    assert "differs in: " in str(other.exception)
    assert "people" in str(other.exception)
    assert Path(out / "mixes.csv").is_file()

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments.uncertainty.mixes.frontier import on_frontier
from experiments.uncertainty.mixes.journal import Journal
from experiments.uncertainty.mixes.search import MIX_COLUMNS, frontier_table, search_mixes
from tests.experiments.uncertainty.mixes.synthetic import (
    BUDGET,
    IDENTITY,
    SPACE,
    Town,
    every_mix,
    lived,
    search,
)

pytest.importorskip("optuna")
ROOT = Path(__file__).parents[4]


@pytest.fixture(scope="module")
def table():
    return search(Town(), trials=180)


def known_frontier() -> pd.DataFrame:
    mixes = every_mix()
    results = [lived(mix) for mix in mixes]
    cost = np.array([np.mean(one.costs) for one in results])
    gain = -np.array([np.mean(one.differences) for one in results])
    best = on_frontier(cost, gain, cost <= BUDGET)
    return pd.DataFrame({"cost": cost[best], "gain": gain[best]}).drop_duplicates()


def test_the_known_frontier_is_found_within_a_twentieth(table):
    found = frontier_table(table)
    full = -float(found["difference"].min())
    for point in known_frontier().itertuples():
        affordable = found[found["cost"] <= point.cost + 0.05 * BUDGET]
        assert -affordable["difference"].min() >= point.gain - 0.05 * full


def test_no_mix_on_the_frontier_is_over_budget(table):
    assert (table["cost"] > BUDGET).any()  # the search meets such mixes
    assert (table.loc[table["on_frontier"], "cost"] <= BUDGET).all()
    assert (table["within_budget"] == (table["cost"] <= BUDGET)).all()


def test_the_frontier_is_a_staircase_without_doubles(table):
    found = frontier_table(table)
    assert list(found.columns) == list(table.columns)
    assert list(table.columns) == ["trial", *SPACE.names, *list(MIX_COLUMNS)[1:]]
    assert (np.diff(found["cost"]) > 0).all()
    assert (np.diff(found["difference"]) < 0).all()


def test_the_first_mixes_are_nothing_and_each_arm_alone(table):
    amounts = table.head(4)[["befriending", "therapy", "events"]]
    assert amounts.to_numpy().tolist() == [[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]]
    assert table.loc[0, ["cost", "difference"]].tolist() == [0.0, 0.0]
    assert table.loc[2, "places[therapy]"] == 30


def test_means_and_half_widths_are_over_seeds(table):
    one = table.iloc[1]
    assert (one["cost"], one["difference"], one["seeds"]) == pytest.approx((100.0, -2.0, 3))
    assert one["cost_half_width"] == pytest.approx(4.302653 * 10 / np.sqrt(3), rel=1e-6)


def test_a_mix_met_again_is_not_lived_again(table):
    town = Town()
    again = search(town, trials=180)
    pd.testing.assert_frame_equal(again, table)
    assert len(town.asked) == len({SPACE.key(mix) for mix in town.asked})
    assert len(town.asked) == again["same_as"].nunique() < 180


def test_for_a_higher_outcome_more_is_better():
    def evaluate(mixes):
        for place, mix in enumerate(mixes):
            result = lived(mix)
            higher = tuple(-one for one in result.differences)
            yield place, type(result)(result.costs, higher)

    up = search_mixes(SPACE, evaluate, budget=BUDGET, better="higher", trials=36, seed=1)
    down = search(Town(), trials=36)
    assert up["on_frontier"].tolist() == down["on_frontier"].tolist()


def test_more_trials_begin_like_fewer(table):
    fewer = search(Town(), trials=36)
    judged = ["on_frontier"]
    pd.testing.assert_frame_equal(fewer.drop(columns=judged), table.head(36).drop(columns=judged))


def test_a_search_that_was_killed_ends_like_one_that_was_not(tmp_path):
    path = tmp_path / "mixes.jsonl"
    script = Path(__file__).with_name("synthetic.py")
    killed = subprocess.run(
        [sys.executable, str(script), str(path), "17"],
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    journal = Journal(path, IDENTITY)
    assert len(journal.results) == 17  # in the middle of the second twelve
    town = Town()
    resumed = search(town, journal)
    whole_town = Town()
    pd.testing.assert_frame_equal(resumed, search(whole_town))
    assert len(town.asked) == len(whole_town.asked) - 17


def test_another_budget_uses_what_was_lived(tmp_path):
    path = tmp_path / "mixes.jsonl"
    search(Town(), Journal(path, IDENTITY))
    town = Town()
    cheap = search(town, Journal(path, IDENTITY), budget=200.0)
    assert cheap.loc[cheap["on_frontier"], "cost"].max() <= 200.0
    assert len(town.asked) < cheap["same_as"].nunique()


def test_a_mix_that_failed_is_a_row_without_numbers():
    def evaluate(mixes):
        for place, mix in enumerate(mixes):
            if mix["events"] < 1:
                yield place, lived(mix)

    table = search_mixes(SPACE, evaluate, budget=BUDGET, better="lower", trials=36, seed=1)
    failed = table["events"] == 1
    assert failed.any()
    assert (table["cost"].isna() == failed).all()
    assert not table.loc[failed, ["within_budget", "on_frontier"]].to_numpy().any()
    assert (table.loc[failed, "seeds"] == 0).all()

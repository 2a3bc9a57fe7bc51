from __future__ import annotations

import io
import json
import math

import pytest
from rich.console import Console

from experiments.validation import run_validation
from experiments.validation.table import print_report
from experiments.validation.targets import Target
from experiments.validation.validate import Report, compare

GATE = Target("lonely", "lonely [%]", 18, 25, "a survey", "verified", noise=1.0)
BESIDE = Target("slip", "friends who slip", 0, 30, "another", "recalled", gating=False)


def report_of(lonely, slip=10.0, quick=False):
    by_seed = {seed: {"lonely": value, "slip": slip} for seed, value in enumerate(lonely)}
    rows = compare(by_seed, 1500, quick, (GATE, BESIDE))
    return Report(1500, tuple(by_seed), quick, {"contagion": 0.2}, rows, by_seed)


def test_the_mean_over_seeds_decides():
    assert report_of([17.0, 20.0]).passed
    assert not report_of([17.0, 18.0]).passed
    assert [row.target.name for row in report_of([30.0]).missed] == ["lonely"]


def test_a_missed_target_that_decides_nothing_is_shown_and_does_not_fail():
    report = report_of([20.0], slip=40.0)
    assert report.passed
    assert [row.verdict for row in report.rows] == ["hit", "miss"]


def test_a_quick_run_forgives_its_own_noise_and_no_more():
    assert report_of([16.1], quick=True).passed
    assert not report_of([15.9], quick=True).passed
    assert not report_of([16.1], quick=False).passed


def test_what_could_not_be_measured_is_a_miss():
    report = report_of([math.nan])
    assert not report.passed
    assert report.as_json()["rows"][0]["mean"] is None


def test_the_report_as_data_is_plain_json():
    document = json.loads(json.dumps(report_of([20.0, 22.0]).as_json(), allow_nan=False))
    assert document["passed"] is True
    row = document["rows"][0]
    assert (row["asked"], row["mean"], row["by_seed"]) == ([18, 25], 21.0, [20.0, 22.0])
    assert row["source"] == "a survey"


def test_the_table_shows_target_range_figure_verdict_and_source():
    text = io.StringIO()
    print_report(report_of([30.0, 32.0], slip=40.0), Console(file=text, width=140))
    lines = text.getvalue()
    (line,) = [one for one in lines.splitlines() if "lonely [%]" in one]
    for part in ("18 to 25", "31 (1.41)", "miss", "a survey [verified]"):
        assert part in line
    assert "contagion = 0.2" in lines
    assert "0 of 1 targets hit; missed: lonely" in lines


def test_progress_is_told_before_each_world():
    told = []
    run_validation(people=60, seeds=[1, 2], quick=True, progress=lambda *done: told.append(done))
    assert told == [(0, 2), (1, 2)]


@pytest.mark.parametrize("seeds", [[1], [1, 2]])
def test_every_seed_is_measured(seeds):
    report = run_validation(people=60, seeds=seeds)
    assert list(report.by_seed) == seeds
    assert math.isnan(report.rows[0].spread) == (len(seeds) == 1)

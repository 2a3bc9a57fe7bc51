from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from experiments.commands.terminal import as_json
from experiments.commands.terminal_delivery import print_delivery
from experiments.errors import ExitCode
from experiments.report import Findings
from experiments.running.finishing import StudyResult
from experiments.storage.manifest import Counts


@pytest.fixture
def printed(results_folder, plan_with, records_of, seed_result, delivered):
    def make(others=(), seeds=(1, 2), **changes):
        results = [seed_result(seed) for seed in seeds]
        for result in results:
            result.points[0].delivered += [delivered(result.seed, **other) for other in others]
        weekly = results_folder(*results).table("weekly")
        findings = Findings(plan_with(**changes), weekly, [], delivery=records_of(*results))
        screen = io.StringIO()
        print_delivery(findings, Console(width=80, file=screen))
        return screen.getvalue(), findings

    return make


def test_a_world_has_a_line_for_each_programme_in_eighty_columns(printed):
    text, _ = printed(others=[{"programme": "walks"}])
    assert "Group therapy: delivery and cost, means over 2 seeds" in text
    assert "cost in GBP, prices of 2023" in text
    words = [line.split() for line in text.splitlines()]
    assert ["group_therapy", "9.5", "5.0", "4.0", "2.0", "102", "20.33"] in words
    assert ["walks", "9.5", "5.0", "4.0", "2.0", "102", "20.33"] in words
    assert max(len(line.rstrip()) for line in text.splitlines()) <= 80


def test_currencies_that_differ_stand_beside_each_amount(printed, delivered):
    text, _ = printed(others=[{"programme": "walks", "currency": "EUR"}])
    assert "102 EUR" in text
    assert "102 GBP" in text
    nobody = [{"programme": "nobody", "currency": "EUR", "weekly": delivered(1).weekly * 0}]
    nobody[0]["weekly"]["week"] = delivered(1).weekly["week"]
    assert "\N{EN DASH} EUR" not in printed(others=nobody)[0]
    assert "are not added up" in " ".join(text.split())


def test_a_quick_run_is_marked_and_one_seed_is_said(printed):
    text, _ = printed(seeds=(1,), quick=True)
    assert "means over 1 seed \N{EN DASH} QUICK" in " ".join(text.split())


def test_a_study_without_programmes_prints_nothing(printed, plan):
    text, _ = printed(arms=plan.arms[:1])
    assert text == ""


def test_results_for_machines_have_exact_sums_as_text(printed):
    _, findings = printed()
    result = StudyResult(
        findings.plan, Path("out"), lambda: findings, Counts(4, 0, 0), ExitCode.DONE
    )
    document = json.loads(json.dumps(as_json(result), allow_nan=False))
    whole = document["costs"][0]
    assert (whole["programme"], whole["payer"], whole["total"]) == (
        "group_therapy",
        "all",
        "203.34",
    )
    assert {row["measure"] for row in document["delivery"]} >= {"offered", "mean_weeks_waited"}
    heads = [row for row in document["costs"] if row["measure"] == "cost_per_participant"]
    assert heads[0]["total"] is None
    nothing = StudyResult(findings.plan, Path("out"), lambda: None, Counts(0, 4, 0), ExitCode.DONE)
    assert (as_json(nothing)["delivery"], as_json(nothing)["costs"]) == ([], [])

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from experiments.designs.plan import ArmPlan, PolicyPeriod, ProgrammePeriod
from experiments.report import Findings
from experiments.report.delivery_wording import (
    count_text,
    delivery_notes,
    money_text,
    payer_text,
    spent_on,
)
from simulation.money.costs import ITEMS

NAN = float("nan")
MINUS = "\N{MINUS SIGN}"


@pytest.fixture
def notes_of(plan_with, records_of, seed_result, delivered):
    """Return the notes on an arm whose programme nobody began in the seeds told."""

    def make(told=None, others=(), **changes):
        results = [seed_result(seed) for seed in range(1, 7)]
        for result in results:
            if result.seed in (told or {}):
                nothing = result.points[0].delivered[0].weekly.assign(started=np.int64(0))
                changed = {"weekly": nothing, "told": told[result.seed]}
                result.points[0].delivered[:] = [delivered(result.seed, **changed)]
            result.points[0].delivered += [delivered(result.seed, **other) for other in others]
        plan = plan_with(**changes)
        findings = Findings(plan, None, [], delivery=records_of(*results))
        return delivery_notes(findings, plan.arm("therapy"))

    return make


def test_counts_and_money_have_the_digits_they_deserve():
    assert count_text(7.25, 6.0, 8.5) == "7.2 (6.0 to 8.5)"
    assert count_text(1234.5, -10.2, 2480) == f"1,234 ({MINUS}10 to 2,480)"
    assert money_text(99.5) == "99.50"
    assert money_text(100.0, 100.0, 100.0) == "100"  # all seeds agree
    assert money_text(3.0, NAN, NAN) == "3.00"
    assert money_text(NAN) == "\N{EN DASH}"
    assert count_text(-0.01, -0.04, 0.04) == "0.0 (0.0 to 0.0)"


def test_payers_and_items_end_a_sentence():
    assert payer_text("local_authority") == "the local authority"
    assert payer_text("participant") == "participants"
    assert all("_" not in spent_on(item) for item in ITEMS)
    assert spent_on("something_new") == "something new"


def test_there_is_nothing_to_note_where_people_began(notes_of):
    assert notes_of() == []


def test_what_could_not_happen_in_all_seeds_is_said_once(notes_of):
    told = dict.fromkeys(range(1, 7), "nobody was eligible")
    assert notes_of(told) == ["nobody was eligible"]


def test_ways_differ_by_seed_and_beyond_three_they_are_counted(notes_of):
    told = {1: "one", 2: "two", 3: "one", 4: "three", 5: "four", 6: "five"}
    assert notes_of(told) == [
        "Seeds 1, 3: one",
        "Seed 2: two",
        "Seed 4: three",
        "Nobody began group_therapy in 2 more seeds either.",
    ]


def test_a_start_after_the_run_is_said_instead(notes_of):
    late = ArmPlan(
        "therapy", "T", 100, 0, True, (ProgrammePeriod("group_therapy", "group_therapy", 6, 3),)
    )
    told = dict.fromkeys(range(1, 7), "group_therapy has not started.")
    assert notes_of(told, arms=(late,)) == [
        "group_therapy has not started: it starts in week 6, after the end of the run (6 weeks)."
    ]


def test_a_policy_that_starts_after_the_run_is_said_too(notes_of, plan):
    policy = PolicyPeriod("lockdown", "lockdown", 9, 4)
    assert notes_of(arms=(replace(plan.arm("therapy"), policies=(policy,)),)) == [
        "lockdown has not started: it starts in week 9, after the end of the run (6 weeks)."
    ]


def test_different_money_is_not_added_up_and_that_is_said(notes_of):
    assert notes_of(others=[{"programme": "walks"}]) == []
    assert notes_of(others=[{"programme": "walks", "price_year": 2019}]) == [
        "The costs of these programmes are not added up: "
        "group_therapy is in GBP, prices of 2023; walks is in GBP, prices of 2019."
    ]

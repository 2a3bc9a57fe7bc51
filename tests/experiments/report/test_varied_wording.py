from __future__ import annotations

import pandas as pd

from experiments.designs.points import PointPlan
from experiments.report.varied_wording import change_lines
from tests.experiments.report.study import HASHES, OUTCOME, findings, plan

PATH = "parameters.friend_decay"


def lines(the_plan, **tables):
    made = findings(the_plan, **tables)
    return [str(line) for line in change_lines(made, the_plan.compared[0])]


def points(kind, *values):
    return tuple(PointPlan(i, kind, {PATH: one}, HASHES) for i, one in enumerate(values, 1))


def tornado(at_low, at_high, half):
    row = {"arm": "a1", "input": PATH, "low_value": 0.01, "high_value": 0.03, "at_low": at_low,
           "at_high": at_high, "swing": at_high - at_low, "swing_half_width": half}  # fmt: skip
    return pd.DataFrame([row])


def test_a_study_that_varies_nothing_says_so():
    assert lines(plan())[0].startswith("Nothing was varied")


def test_an_input_that_turns_the_answer_is_named_with_both_ends():
    the_plan = plan(points=points("tornado", 0.01, 0.03))
    (text,) = lines(the_plan, tornado=tornado(-12.0, 3.0, 2.0))
    assert text == (
        "A1: with friend decay at 0.01 the difference in “lonely” is \N{MINUS SIGN}12.0, at 0.03 "
        "it is +3.0: the answer turns."
    )
    (text,) = lines(the_plan, tornado=tornado(-12.0, -3.0, 2.0))
    assert "turns" not in text


def test_a_swing_within_its_luck_is_not_told_as_one():
    the_plan = plan(points=points("tornado", 0.01, 0.03))
    (text,) = lines(the_plan, tornado=tornado(-12.0, 3.0, 20.0))
    assert text == "The one input varied alone does not move A1 clearly."


def test_a_sweep_gives_its_worst_and_its_best_point():
    table = pd.DataFrame(
        {"point": [1, 2, 3], "arm": "a1", "difference": [-3.0, -9.0, 1.0], "outcome": OUTCOME}
    )
    (text,) = lines(plan(points=points("sweep", 0.1, 0.2, 0.3)), point_differences=table)
    assert "goes from +1.0 (friend decay 0.3) to \N{MINUS SIGN}9.0 (friend decay 0.2)" in text


def test_screening_names_what_matters_beyond_luck():
    table = pd.DataFrame(
        {"arm": "a1", "input": [PATH, "parameters.contagion", "luck"],
         "beyond_luck": [True, False, False]}
    )  # fmt: skip
    text = lines(plan(points=points("morris", 0.1)), morris=table)
    assert text == ["A1: inputs that matter beyond luck (morris): friend decay."]


def test_the_choice_by_what_the_effect_is_worth_names_where_it_changes():
    table = pd.DataFrame(
        {
            "willingness_to_pay": [0.0, 0.0, 500.0, 500.0, 1000.0, 1000.0],
            "arm": ["baseline", "a1"] * 3,
            "frontier": [True, False, False, True, False, True],
        }
    )
    text = lines(plan(points=points("draw", 0.1)), acceptability=table)[-1]
    assert text == (
        "If an isolation-free year is worth GBP 0, Nothing is the best choice on average over the "
        "draws; from GBP 500 on it is A1."
    )

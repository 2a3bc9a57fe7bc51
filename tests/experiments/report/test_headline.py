from __future__ import annotations

import pandas as pd
import pytest

from experiments.designs.points import PointPlan
from experiments.report.headline import headline, leading_arm, time_text
from tests.experiments.report.study import (
    HASHES,
    NAN,
    OUTCOME,
    cost_effectiveness,
    findings,
    plan,
    simultaneous,
)


def said(*args, **tables):
    return [str(one) for one in headline(findings(*args, **tables))]


def test_a_clear_benefit_has_size_interval_time_and_price():
    text = said(
        plan(arms=1),
        simultaneous=simultaneous((-12.0, -14.0, -10.0)),
        cost_effectiveness=cost_effectiveness(820.0, "costs more, does more"),
    )
    assert text == [
        "On these assumptions, A1: 12.0 fewer lonely people per 1,000 (95 % interval 10.0 to 14.0) "
        "after 2 years, GBP 820 per isolation-free year (738 to 902)."
    ]


def test_a_benefit_within_what_does_not_matter_is_no_answer():
    text = said(plan(arms=1), simultaneous=simultaneous((-4.0, -4.5, -3.5)))
    assert text[0].startswith("No clear difference that matters in loneliness")


def test_where_no_smallest_difference_is_named_zero_decides():
    the_plan = plan(arms=1, smallest_difference={})
    text = said(the_plan, simultaneous=simultaneous((-4.0, -4.5, -3.5)))
    assert text[0].startswith("On these assumptions, A1: 4.0 fewer")


def test_no_clear_difference_gives_the_largest_and_what_participants_gain():
    everybody = simultaneous((-1.0, -9.0, 7.0), (-3.0, -9.0, 3.0))
    participants = simultaneous((-90.0, -99.0, -81.0), population="participants")
    text = said(plan(), simultaneous=pd.concat([everybody, participants], ignore_index=True))
    assert text[0].endswith(
        "between any of 2 programmes and the world without them. The largest gain: A2, 3.0 fewer "
        "lonely people per 1,000 (95 % interval from 9.0 fewer to 3.0 more)."
    )
    assert text[1].startswith("Among its participants alone, A1 does: 90.0 fewer lonely")


def test_one_seed_decides_nothing():
    text = said(plan(arms=1, seeds=1), simultaneous=simultaneous((-12.0, NAN, NAN)))
    assert len(text) == 1
    assert text[0].startswith("One seed only, so nothing can be told from luck.")
    assert "On these assumptions" not in text[0]


def test_saving_money_is_said_in_words_without_a_ratio():
    text = said(
        plan(arms=1),
        simultaneous=simultaneous((-12.0, -14.0, -10.0)),
        cost_effectiveness=cost_effectiveness(NAN, "saves money, does more", "no ratio"),
    )
    assert text[0].endswith("after 2 years, and it saves money and does more.")
    assert "GBP" not in text[0]


def test_a_dominated_best_says_so():
    incremental = pd.DataFrame({"arm": ["a2", "a1"], "status": ["frontier", "dominated"]})
    text = said(
        plan(),
        simultaneous=simultaneous((-12.0, -14.0, -10.0), (-8.0, -9.0, -7.0)),
        incremental=incremental,
    )
    assert "For the money it is dominated" in text[-1]


def test_overlapping_intervals_leave_open_which_is_best():
    text = said(plan(), simultaneous=simultaneous((-12.0, -14.0, -10.0), (-11.0, -13.0, -9.0)))
    assert text[1] == "Its interval overlaps that of A2: which of them does most is not clear."
    apart = said(plan(), simultaneous=simultaneous((-12.0, -14.0, -10.0), (-7.0, -8.0, -6.0)))
    assert len(apart) == 1


def test_harm_is_called_harm():
    text = said(plan(arms=1), simultaneous=simultaneous((12.0, 10.0, 14.0)))
    assert text[0].startswith("On these assumptions no programme makes loneliness better, and A1")
    assert "12.0 more lonely people per 1,000 (95 % interval 10.0 to 14.0)" in text[0]


def test_draws_count_only_where_the_arm_beats_all_others_and_nothing():
    gains = [(-5.0, -4.0), (-3.0, -6.0), (2.0, 3.0)]
    points = tuple(PointPlan(i, "draw", {}, HASHES) for i in (1, 2, 3))
    rows = [
        {"point": number, "arm": arm, "difference": difference, "outcome": OUTCOME}
        for number, both in enumerate(gains, 1)
        for arm, difference in zip(("a1", "a2"), both, strict=True)
    ]
    text = said(
        plan(points=points),
        simultaneous=simultaneous((-12.0, -14.0, -10.0), (-7.0, -8.0, -6.0)),
        point_differences=pd.DataFrame(rows),
    )
    assert text[-1] == "It gains most in 1 of 3 draws of the uncertain inputs."


def test_for_what_is_better_higher_the_largest_gain_leads():
    table = simultaneous((0.2, 0.1, 0.3), (0.4, 0.3, 0.5)).assign(outcome="life_satisfaction")
    the_plan = plan(outcomes=("life_satisfaction",), smallest_difference={})
    made = findings(the_plan, simultaneous=table)
    assert leading_arm(made).name == "a2"
    assert "0.40 points higher" in str(headline(made)[0])


@pytest.mark.parametrize(("weeks", "text"), [(52, "1 year"), (1, "1 week"), (60, "60 weeks")])
def test_times_are_in_years_only_where_whole(weeks, text):
    assert time_text(weeks) == text

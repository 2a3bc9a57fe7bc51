from __future__ import annotations

import re

import pytest

from experiments.report import Findings
from experiments.report.delivery_figure import (
    MOST_PANELS,
    delivery_figure,
    delivery_figure_element,
)
from experiments.report.delivery_section import delivery_section
from experiments.report.figures import svg_text


@pytest.fixture
def found(plan, plan_with, records_of, seed_result, delivered):
    """Return findings on the arm's therapy and other programmes, in some seeds."""

    def make(others=(), seeds=(1, 2, 3), **changes):
        results = [seed_result(seed) for seed in seeds]
        for result in results:
            result.points[0].delivered += [delivered(result.seed, **other) for other in others]
        return Findings(plan_with(**changes), None, [], delivery=records_of(*results))

    return make


def rows(world, title):
    group = next(group for group in world["groups"] if group["title"] == title)
    return {row.title: [str(cell) for cell in row.cells] for row in group["rows"]}


def test_a_world_says_who_was_reached_who_waited_and_what_it_cost(found):
    (world,) = delivery_section(found())
    assert (world["title"], world["programmes"]) == ("Group therapy", ["Group therapy"])
    people = rows(world, "People")
    assert people["Eligible when offers began"] == ["40.0"]
    assert people["Offered a place"] == ["10.0 (7.5 to 12.5)"]
    assert people["Completed a course"] == ["4.0"]
    assert rows(world, "Waiting")["Longest waiting list, people"] == ["2.0"]
    assert rows(world, "Waiting")["Weeks waited by each who accepted"] == ["0.5"]
    assert rows(world, "Sessions")["Attendances that went badly for the person"] == ["1.0"]
    assert rows(world, "Cost") == {
        "Currency, price year": ["GBP, prices of 2023"],
        "In all": ["102 (100 to 105)"],
        "Paid by the health service": ["100"],
        "Paid by participants": ["2.07 (\N{MINUS SIGN}0.41 to 4.55)"],
        "Spent on hours of facilitators": ["100"],
        "Spent on participants' travel": ["2.07 (\N{MINUS SIGN}0.41 to 4.55)"],
        "For each who began": ["20.43 (19.94 to 20.93)"],
        "For each course completed": ["25.54 (24.92 to 26.16)"],
    }
    assert world["total"] == ""


def test_programmes_stand_side_by_side_and_are_added_up(found):
    (world,) = delivery_section(found(others=[{"programme": "walks"}]))
    assert world["programmes"] == ["Group therapy", "Walks"]
    assert all(len(row.cells) == 2 for group in world["groups"] for row in group["rows"])
    assert str(world["total"]) == (
        "All programmes of this world together: 204 (199 to 209); GBP, prices of 2023."
    )


def test_different_money_has_no_total(found):
    (world,) = delivery_section(found(others=[{"programme": "walks", "currency": "EUR"}]))
    assert rows(world, "Cost")["Currency, price year"] == [
        "GBP, prices of 2023", "EUR, prices of 2023",
    ]  # fmt: skip
    assert world["total"] == ""
    assert "not added up" in world["notes"][0]


def test_what_one_programme_does_not_pay_for_is_a_dash(found, delivered):
    free = delivered(1).ledger.iloc[:0]
    (world,) = delivery_section(found(others=[{"programme": "walks", "ledger": free}]))
    assert rows(world, "Cost")["In all"][1] == "0.00"
    assert rows(world, "Cost")["Spent on hours of facilitators"] == ["100", "\N{EN DASH}"]


def test_an_arm_without_rows_has_no_table(found):
    (world,) = delivery_section(found(seeds=()))
    assert (world["groups"], world["total"]) == ([], "")
    assert delivery_figure(found(seeds=())) is None


def test_a_study_without_programmes_has_no_section(found, plan):
    assert delivery_section(found(arms=plan.arms[:1])) == []


def test_the_figure_is_described_for_those_who_cannot_see_it(found):
    findings = found(others=[{"programme": "walks"}])
    figure = delivery_figure(findings)
    assert len([axes for axes in figure.axes if axes.lines]) == 2
    styles = {(line.get_color(), line.get_linestyle()) for line in figure.axes[0].lines}
    assert {colour for colour, _ in styles} == {"#0072B2", "#D55E00"}
    assert {style for _, style in styles} == {"-", "--"}
    element = delivery_figure_element(findings, svg_text(figure))
    label = re.search(r'aria-label="([^"]*)"', element["svg"])[1]
    assert (
        "Group therapy: Walks: most in a course 5.0 in week 2; most waiting 2.0 in week 1." in label
    )
    assert "scale of its own" in element["caption"]


def test_a_figure_of_nobody_says_so(found, delivered):
    nothing = delivered(1).weekly.assign(waiting=0, in_course=0)
    findings = found(others=[{"programme": "walks", "weekly": nothing}])
    assert delivery_figure(findings).axes[1].get_ylim() == (0, 1)
    label = delivery_figure_element(findings, "<svg ></svg>")["svg"]
    assert "Walks: nobody in a course; nobody waiting." in label


def test_more_programmes_than_fit_are_counted(found):
    others = [{"programme": f"walk {number:02}"} for number in range(MOST_PANELS + 1)]
    findings = found(others=others, seeds=(1,))
    assert len(delivery_figure(findings).axes) == MOST_PANELS
    caption = delivery_figure_element(findings, "<svg ></svg>")["caption"]
    assert caption.endswith(" 2 more are in tables/delivery_by_week.csv.")

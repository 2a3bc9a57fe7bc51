from __future__ import annotations

from experiments.report.answers import answer
from tests.experiments.report.test_wording import comparison


def test_answer_speaks_of_fewer_people_for_shares():
    text = str(answer([comparison("lonely_per_1000")], smallest_named=True)[0])
    assert "1.0 fewer lonely people per 1,000" in text


def test_answer_says_when_nothing_is_clear():
    rows = [
        comparison(verdict="no clear difference"),
        comparison("phq9", verdict="no clear difference"),
    ]
    assert [str(one) for one in answer(rows, smallest_named=True)] == [
        "Participants, against the same people in the world without it: "
        "no clear difference that matters in any outcome."
    ]
    assert "that matters" not in str(answer(rows, smallest_named=False)[0])


def test_answer_names_what_is_clear_and_what_is_not():
    rows = [comparison(), comparison("phq9", verdict="no clear difference")]
    text = str(answer(rows, smallest_named=False)[0])
    assert "points lower" in text
    assert text.endswith("; no clear difference in: Low mood (PHQ-9).")


def test_participants_come_before_everybody():
    rows = [comparison(population="everybody"), comparison()]
    assert [str(text).split(",")[0] for text in answer(rows, smallest_named=True)] == [
        "Participants", "Everybody",
    ]  # fmt: skip

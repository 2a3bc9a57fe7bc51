"""Whoever is timed, all meet the same noise."""

from __future__ import annotations

from itertools import count

from benchmarks.timing import alternate, ratios


def test_contestants_take_turns_and_the_first_round_is_not_counted():
    calls: list[str] = []
    ticks = count()
    seconds = alternate(
        {"a": lambda: calls.append("a"), "b": lambda: calls.append("b")},
        rounds=2,
        clock=lambda: float(next(ticks)),
    )
    assert "".join(calls) == "ab" + "ab" + "ba"
    assert seconds == {"a": [1.0, 1.0], "b": [1.0, 1.0]}


def test_the_ratio_is_taken_round_by_round():
    # The machine was ten times slower in the second round; the ratio does not see it.
    assert ratios([3.0, 30.0, 3.0], [1.0, 10.0, 1.0]) == [3.0, 3.0, 3.0]

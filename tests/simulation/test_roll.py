"""Rolls forget who left and find who moved."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.roll import first_mentions, rows_of_living


def roll(ids, rows, present):
    found = rows_of_living(np.array(ids, np.int64), np.array(rows, np.int64), np.array(present))
    return [array.tolist() for array in found]


@pytest.mark.parametrize(
    ("ids", "rows", "present", "expected"),
    [
        ([5, 7], [0, 1], [5, 7, 9], ([5, 7], [0, 1])),
        ([7, 5], [0, 0], [5, 7, 9], ([7, 5], [1, 0])),
        ([7, 5, 9], [1, 0, 2], [5, 8, 9], ([5, 9], [0, 2])),
        ([9, 5], [2, 0], [5, 9], ([9, 5], [1, 0])),
        ([90, 1], [0, 0], [5, 9], ([], [])),
        ([5], [0], np.empty(0, np.int64), ([], [])),
        (np.empty(0), np.empty(0), [5, 9], ([], [])),
    ],
    ids=["known", "unknown rows", "one left", "moved", "never here", "nobody here", "nobody asked"],
)
def test_rows_of_living(ids, rows, present, expected):
    assert roll(ids, rows, present) == list(expected)


def test_nothing_is_copied_when_nobody_left():
    ids = np.array([7, 5])
    assert rows_of_living(ids, np.array([1, 0]), np.array([5, 7]))[0] is ids


def test_first_mentions_keep_their_order():
    assert first_mentions(np.array([5, 2, 5, 9, 2])).tolist() == [5, 2, 9]
    assert first_mentions(np.array([], np.int64)).tolist() == []

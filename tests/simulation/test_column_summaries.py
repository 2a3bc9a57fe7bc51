"""A function of a column gets what it is made for and gives what Python would give."""

from __future__ import annotations

import math
from functools import partial

import numpy as np
import pytest

from simulation.column_summaries import summarise

COLUMNS: dict[str, np.ndarray] = {
    "float": np.array([0.1, 2.5, -3.0, 0.1], np.float32),
    "byte": np.array([200, 100, 0, 7], np.uint8),
    "bool": np.array([True, False, True, True]),
    "large": np.array([2**60, 2**60, 2**60], np.int64),
}


@pytest.mark.parametrize("name", COLUMNS)
@pytest.mark.parametrize("function", [min, max, sum, len, sorted, list, math.fsum, tuple])
def test_python_functions_give_what_they_give_for_a_list(name, function):
    expected = function(COLUMNS[name].tolist())
    got = summarise(COLUMNS[name], function)
    assert got == expected
    assert type(got) is type(expected)


@pytest.mark.parametrize("name", ["float", "byte"])
@pytest.mark.parametrize(
    "function", [np.mean, np.sum, np.sort, partial(np.quantile, q=0.3), np.add.reduce]
)
def test_numpy_functions_get_an_array_in_full_precision(name, function):
    assert np.array_equal(
        summarise(COLUMNS[name], function), function(np.array(COLUMNS[name].tolist()))
    )


def test_who_gets_an_array_and_who_a_list():
    seen = []
    summarise(COLUMNS["float"], lambda values: seen.append(type(values)))
    summarise(COLUMNS["float"], partial(lambda more, values: seen.append(type(values)), 1))
    assert seen == [list, list]


def test_several_functions():
    assert summarise(COLUMNS["byte"], [min, max]) == [0, 200]
    assert summarise(COLUMNS["byte"], (one for one in (len,))) == [4]


def test_a_function_cannot_spoil_the_column_for_the_next():
    def emptied(values):
        values.clear()
        return 0

    assert summarise(COLUMNS["byte"], [emptied, partial(np.copyto, src=0), sum])[2] == 307


def test_empty_columns_and_numbers_that_are_none():
    assert summarise(np.empty(0), [sum, len]) == [0, 0]
    with pytest.raises(ValueError, match="empty"):
        summarise(np.empty(0), max)
    values = np.array([1.0, np.nan, 3.0])
    assert summarise(values, max) == max(values.tolist())

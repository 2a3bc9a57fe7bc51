"""What may be written into a ledger, and what a refusal says."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.money.amounts import LIMIT, exact_sum, listed, millionths, whole_pence


@pytest.mark.parametrize(
    ("pence", "message"),
    [
        (-1, "an amount must be not negative, got -1"),
        ([3, -2], "an amount must be not negative, got -2"),
        (float("nan"), "an amount must be finite, got nan"),
        ([1.0, float("nan"), -3.0], "an amount must be finite, got nan"),
        (float("inf"), "an amount must be finite, got inf"),
        ([1.0, 2.5], r"an amount must be whole pence, got 2\.5"),
        (2**53 + 1, "an amount must be at most 9,007,199,254,740,992, got 9007199254740993"),
        (10**30, "an amount must be whole pence, got object values"),
        ("5", "an amount must be whole pence, got <U1 values"),
        (True, "an amount must be whole pence, got bool values"),
    ],
)
def test_wrong_amounts_are_refused(pence, message):
    with pytest.raises(ValueError, match=f"^{message}$"):
        whole_pence(pence)


@pytest.mark.parametrize("pence", [7, 7.0, np.uint8(7), np.float32(7), [7], [7.0], 2**53])
def test_whole_amounts_of_any_kind_are_taken(pence):
    whole = whole_pence(pence)
    assert whole.dtype == np.int64
    assert whole.tolist() == pence


def test_case_and_group_numbers():
    assert listed([], "a case").shape == (0,)
    with pytest.raises(ValueError, match=r"^a case must be named in a list, got 0 dimensions$"):
        listed(3, "a case")
    with pytest.raises(ValueError, match=r"^a group must be named in a list, got 2 dimensions$"):
        listed([[3]], "a group")
    with pytest.raises(ValueError, match=r"^a group must be a whole number, got 0\.5$"):
        listed([1, 0.5], "a group")
    with pytest.raises(ValueError, match=r"^a case must be not negative, got -1$"):
        listed([-1], "a case")


@pytest.mark.parametrize(
    ("quantity", "message"),
    [
        (-0.5, r"a quantity must be not negative, got -0\.5"),
        ([1.0, float("nan")], "a quantity must be finite, got nan"),
        (1e305, "a quantity must be finite, got inf"),
        (1e10, r"a quantity must be at most 9,007,199,254, got 10000000000\.0"),
    ],
)
def test_wrong_quantities_are_refused(quantity, message):
    with pytest.raises(ValueError, match=f"^{message}$"):
        millionths(quantity)


def test_quantities_are_kept_to_a_millionth():
    assert millionths([0.1, 1 / 3, 2]).tolist() == [100_000, 333_333, 2_000_000]


def test_a_sum_that_might_not_be_exact_is_refused():
    large = np.full(600, 2**53)
    with pytest.raises(ValueError, match=r"^the sum is too large to be kept exactly$"):
        exact_sum(large, 600)
    with pytest.raises(ValueError, match=r"^the sum is too large to be kept exactly$"):
        exact_sum(np.array(2**53), 512)
    assert exact_sum(large[:511], 511) == 511 * 2**53 < LIMIT


def test_there_must_be_as_many_amounts_as_cases_or_one():
    assert exact_sum(np.array(5), 3) == 15
    assert exact_sum(np.array([], np.int64), 0) == 0
    with pytest.raises(ValueError, match=r"^one number or 3 were expected, got shape \(2,\)$"):
        exact_sum(np.array([1, 2]), 3)

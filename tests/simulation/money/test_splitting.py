"""Splitting pence over the cases of groups: nothing lost, nobody a penny apart from another."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.money.amounts import MILLION
from simulation.money.splitting import add_to_cases, shares_of_cases, split_pence


@st.composite
def groups(draw):
    pence = draw(st.lists(st.integers(0, 10**12), min_size=1, max_size=5))
    group_of_case = draw(st.lists(st.integers(0, len(pence) - 1), max_size=30))
    return np.array(pence), np.array(group_of_case, np.int64)


@given(groups())
def test_splitting_loses_nothing_and_is_even(case):
    pence, group_of_case = case
    each = split_pence(pence, group_of_case)
    for group in set(group_of_case.tolist()):
        shares = each[group_of_case == group]
        assert shares.sum() == pence[group]
        assert shares.max() - shares.min() <= 1
        assert (np.diff(shares) <= 0).all()  # the first bear the odd pence


@given(groups(), st.randoms(use_true_random=False))
def test_order_does_not_matter(case, luck):
    pence, group_of_case = case
    numbers = np.arange(len(group_of_case)) * 3
    order = list(range(len(numbers)))
    luck.shuffle(order)
    shuffled = shares_of_cases(pence, group_of_case[order], numbers[order])
    straight = shares_of_cases(pence, group_of_case, numbers)
    for one, other in zip(shuffled, straight, strict=True):
        assert np.array_equal(one, other)


def test_one_amount_is_that_of_each_group_that_met():
    shares = shares_of_cases(100, [4, 1, 4], [0, 1, 2])
    assert (shares.total, shares.quantity) == (200, 2 * MILLION)
    assert shares.pence.tolist() == [50, 100, 50]


def test_a_list_names_every_group_and_those_without_cases_count():
    shares = shares_of_cases([10, 20, 30], [0, 0], [0, 1], 1.5)
    assert (shares.total, shares.quantity) == (60, 4_500_000)
    assert shares.pence.tolist() == [5, 5]
    assert shares_of_cases([10, 20], [1], [0], [2.0, 0.5]).quantity == 2_500_000


def test_nobody_and_no_groups():
    assert shares_of_cases(100, [], []).total == 0
    assert shares_of_cases([100], [], []).total == 100
    assert shares_of_cases([], [], []).quantity == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((5, [0], [1, 2]), "1 groups were named for 2 cases"),
        (([5, 5], [0, 2], [1, 2]), "group 2 has no amount: 2 amounts were given"),
        ((5, [-1], [1]), "a group must be not negative, got -1"),
        (([5, -5], [0], [1]), "an amount must be not negative, got -5"),
        ((5, [0], [1], -1), r"a quantity must be not negative, got -1\.0"),
        (([5, 5], [0], [1], [1.0]), r"one number or 2 were expected, got shape \(1,\)"),
        (([[5]], [0], [1]), r"one number or 1 were expected, got shape \(1, 1\)"),
    ],
)
def test_wrong_groups_are_refused(arguments, message):
    with pytest.raises(ValueError, match=f"^{message}$"):
        shares_of_cases(*arguments)


def test_a_case_named_twice_gets_both():
    sums = np.array([1, 0])
    add_to_cases(sums, np.array([1, 1, 0]), np.array([2, 3, 4]))
    add_to_cases(sums, np.array([1, 1]), np.array(10))
    assert sums.tolist() == [5, 25]

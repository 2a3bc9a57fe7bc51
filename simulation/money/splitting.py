"""Splitting a group's cost over its people, to the penny, and adding up what each bears.

Of P pence over n people each bears floor(P / n), and the first P mod n of them bear a penny more:
the method of largest remainders, in which equal remainders are served in order.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from simulation.compilation import kernel
from simulation.money.amounts import Whole, exact_sum, listed, millionths, whole_pence

__all__ = ["Shares", "add_to_cases", "shares_of_cases", "split_pence"]


class Shares(NamedTuple):
    """What groups cost, over their cases.

    ``cases`` in ascending order, shape (n,); the ``pence`` that each bears, shape (n,); the
    ``total`` of all groups in pence, those without cases included; and their ``quantity`` in
    millionths.
    """

    cases: Whole
    pence: Whole
    total: int
    quantity: int


def shares_of_cases(
    pence_each_group: npt.ArrayLike,
    group_of_case: npt.ArrayLike,
    cases: npt.ArrayLike,
    quantity: npt.ArrayLike = 1.0,
) -> Shares:
    """Check what groups cost, and split it over their cases.

    Parameters
    ----------
    pence_each_group
        One amount that each group with cases costs, or the amount of every group, shape (groups,).
    group_of_case : array of int, shape (n,)
        Group of each case, from 0 to groups - 1.
    cases : array of int, shape (n,)
        Case numbers in any order: the odd pence of a group go to its lowest numbers.
    quantity
        Of every group, shape (groups,), or one that each group has that costs something by
        ``pence_each_group``.

    Raises
    ------
    ValueError
        When something is negative, not finite or not whole, a list has the wrong length, or a group
        has no amount.

    Examples
    --------
    >>> shares = shares_of_cases(100, [1, 0, 1, 1], [9, 8, 7, 6])
    >>> shares.cases, shares.pence
    (array([6, 7, 8, 9]), array([ 34,  33, 100,  33]))
    """
    numbers, groups = listed(cases, "a case"), listed(group_of_case, "a group")
    if len(groups) != len(numbers):
        raise ValueError(f"{len(groups)} groups were named for {len(numbers)} cases")
    amounts, units = whole_pence(pence_each_group), millionths(quantity)
    last = int(groups.max(initial=-1))
    if amounts.ndim and last >= len(amounts):
        raise ValueError(f"group {last} has no amount: {len(amounts)} amounts were given")
    met = np.ones(len(amounts), np.bool_) if amounts.ndim else np.bincount(groups) > 0
    amounts = amounts if amounts.ndim else np.where(met, amounts, 0)
    units = units if units.ndim else np.where(met, units, 0)
    if (numbers[1:] < numbers[:-1]).any():
        order = np.argsort(numbers, kind="stable")
        numbers, groups = numbers[order], groups[order]
    total, used = exact_sum(amounts, len(met)), exact_sum(units, len(met))
    return Shares(numbers, split_pence(amounts, groups), total, used)


def split_pence(pence: Whole, group_of_case: Whole) -> Whole:
    """Return what each case bears of the cost of its group.

    Parameters
    ----------
    pence : ndarray of int64, shape (groups,)
        Cost of each group.
    group_of_case : ndarray of int64, shape (cases,)
        Group of each case, from 0 to groups - 1; the first of a group bear the odd pence.

    Returns
    -------
    ndarray of int64, shape (cases,)
        Pence. They sum to the cost of all groups that have cases.

    Examples
    --------
    >>> split_pence(np.array([100, 5]), np.array([0, 0, 1, 0]))
    array([34, 33,  5, 33])
    """
    return _split(pence, group_of_case)


def add_to_cases(sums: Whole, cases: Whole, pence: Whole) -> None:
    """Add pence to the sums of cases, in place.

    Parameters
    ----------
    sums : ndarray of int64, shape (n_cases,)
        Changed.
    cases : ndarray of int64, shape (n,)
        From 0 to n_cases - 1, unchecked; one that is named twice gets both.
    pence : ndarray of int64, shape (n,) or ()
        Of each, or of all alike.

    Examples
    --------
    >>> sums = np.zeros(3, np.int64)
    >>> add_to_cases(sums, np.array([2, 0, 2]), np.array([5, 1, 5]))
    >>> sums
    array([ 1,  0, 10])
    """
    # NumPy's own add.at is thirty times slower for arrays that a kernel made.
    if pence.ndim:
        _add_each(sums, cases, pence)
    else:
        _add_alike(sums, cases, int(pence))


@kernel
def _add_each(sums: Whole, cases: Whole, pence: Whole) -> None:
    for n in range(len(cases)):
        sums[cases[n]] += pence[n]


@kernel
def _add_alike(sums: Whole, cases: Whole, pence: int) -> None:
    for case in cases:
        sums[case] += pence


@kernel
def _split(pence: Whole, group_of_case: Whole) -> Whole:
    members = np.zeros(len(pence), np.int64)
    for group in group_of_case:
        members[group] += 1
    share = np.zeros(len(pence), np.int64)
    odd = np.zeros(len(pence), np.int64)
    for group in range(len(pence)):
        if members[group] > 0:
            share[group] = pence[group] // members[group]
            odd[group] = pence[group] - share[group] * members[group]
    each = np.empty(len(group_of_case), np.int64)
    for case, group in enumerate(group_of_case):
        each[case] = share[group]
        if odd[group] > 0:
            each[case] += 1
            odd[group] -= 1
    return each

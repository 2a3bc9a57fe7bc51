"""Splitting a group's cost over its people, to the penny.

Of P pence over n people each bears floor(P / n), and the first P mod n of them bear a penny more:
the method of largest remainders, in which equal remainders are served in order.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from simulation.compilation import kernel

__all__ = ["split_pence"]

Whole: TypeAlias = npt.NDArray[np.int64]


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


@kernel
def _split(pence: Whole, group_of_case: Whole) -> Whole:
    members = np.zeros(len(pence), np.int64)
    for group in group_of_case:
        members[group] += 1
    served = np.zeros(len(pence), np.int64)
    each = np.empty(len(group_of_case), np.int64)
    for case, group in enumerate(group_of_case):
        each[case] = pence[group] // members[group]
        if served[group] < pence[group] % members[group]:
            each[case] += 1
        served[group] += 1
    return each

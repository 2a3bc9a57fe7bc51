"""Checking what is written into a ledger: whole pence, quantities, case numbers.

Amounts come as numbers or arrays. They are turned into whole numbers once, or refused with a
message that names the first wrong one.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

__all__ = ["LIMIT", "MILLION", "exact_sum", "listed", "millionths", "whole_pence"]

Whole: TypeAlias = npt.NDArray[np.int64]

#: No sum in a ledger may reach this: the room of 64 bits with a margin.
LIMIT = 2**62
#: Quantities are kept in millionths, so that their sums are exact in any order as well.
MILLION = 1_000_000
# Beyond this a floating-point number no longer tells neighbouring whole numbers apart.
_LARGEST = 2**53


def whole_pence(pence: npt.ArrayLike) -> Whole:
    """Return amounts as whole pence.

    Raises
    ------
    ValueError
        When one is negative, not finite, not whole or above 2**53.

    Examples
    --------
    >>> whole_pence([250, 10.0])
    array([250,  10])
    """
    return _whole(np.asarray(pence), "an amount", "whole pence")


def listed(numbers: npt.ArrayLike, what: str) -> Whole:
    """Return case or group numbers as whole numbers, shape (n,).

    Parameters
    ----------
    numbers
        Whole numbers from 0.
    what
        What one of them is, for messages.

    Raises
    ------
    ValueError
        When they are no list, or one is negative or not whole.

    Examples
    --------
    >>> listed([3, 1], "a case")
    array([3, 1])
    """
    array = _whole(np.asarray(numbers), what, "a whole number")
    if array.ndim != 1:
        raise ValueError(f"{what} must be named in a list, got {array.ndim} dimensions")
    return array


def millionths(quantity: npt.ArrayLike) -> Whole:
    """Return quantities in whole millionths of their unit.

    Raises
    ------
    ValueError
        When one is negative, not finite or too large.

    Examples
    --------
    >>> millionths(1.5)
    array(1500000)
    """
    with np.errstate(over="ignore"):
        array = np.asarray(quantity, dtype=np.float64) * MILLION
    _check(array, "a quantity", MILLION)
    return np.asarray(np.rint(array)).astype(np.int64)


def exact_sum(each: Whole, times: int) -> int:
    """Return the sum of amounts, or of one amount many times.

    Parameters
    ----------
    each
        Amounts, shape (times,), or one amount, shape ().
    times
        How many there are.

    Raises
    ------
    ValueError
        When there are more or fewer amounts, or their sum might not be exact.
    """
    if each.ndim == 0:
        total = int(each) * times
    elif each.shape != (times,):
        raise ValueError(f"one number or {times} were expected, got shape {each.shape}")
    else:
        largest = int(each.max(initial=0)) * times
        total = int(each.sum()) if largest < LIMIT else largest
    if total >= LIMIT:
        raise ValueError("the sum is too large to be kept exactly")
    return total


def _whole(array: npt.NDArray[Any], what: str, kind: str) -> Whole:
    if array.dtype.kind not in "iuf":
        raise ValueError(f"{what} must be {kind}, got {array.dtype} values")
    _check(array, what)
    whole = array.astype(np.int64, copy=False)
    if array.dtype.kind == "f" and (whole != array).any():
        raise ValueError(f"{what} must be {kind}, got {array[whole != array][0]}")
    return whole


def _check(array: npt.NDArray[Any], what: str, unit: int = 1) -> None:
    # The least is NaN where any is, and no comparison holds for that.
    if not array.size or (array.min() >= 0 and array.max() <= _LARGEST):
        return
    limits = {
        "finite": np.isfinite(array),
        "not negative": array >= 0,
        f"at most {_LARGEST // unit:,}": array <= _LARGEST,
    }
    for kind, right in limits.items():
        if not right.all():
            wrong = array[~right][0]
            raise ValueError(f"{what} must be {kind}, got {wrong if unit == 1 else wrong / unit}")

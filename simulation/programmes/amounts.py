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
    array = np.asarray(quantity, dtype=np.float64)
    _refuse(array, ~np.isfinite(array), "a quantity", "finite")
    return _whole(np.asarray(np.rint(array * MILLION)), "a quantity", "a number", MILLION)


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


def _whole(array: npt.NDArray[Any], what: str, kind: str, unit: int = 1) -> Whole:
    if array.dtype.kind == "f":
        _refuse(array, ~np.isfinite(array), what, "finite", unit)
        _refuse(array, array != np.rint(array), what, kind, unit)
    elif array.dtype.kind not in "iu":
        raise ValueError(f"{what} must be {kind}, got {array.dtype} values")
    if array.size and array.min() < 0:
        _refuse(array, array < 0, what, "not negative", unit)
    if array.size and array.max() > _LARGEST:
        _refuse(array, array > _LARGEST, what, f"at most {_LARGEST // unit:,}", unit)
    return array.astype(np.int64, copy=False)


def _refuse(
    array: npt.NDArray[Any], wrong: npt.NDArray[np.bool_], what: str, kind: str, unit: int = 1
) -> None:
    if wrong.any():
        raise ValueError(f"{what} must be {kind}, got {array[wrong][0] / unit:.17g}")

"""Seeds of worlds: any whole number in whatever form people hold it."""

from __future__ import annotations

import operator
import secrets
from typing import Any

__all__ = ["seed_from"]

_LARGEST = 2**63 - 1


def seed_from(rng: Any) -> int:
    """Return a seed as a plain whole number, which every version of Mesa and NumPy takes.

    Parameters
    ----------
    rng
        A whole number of any type, its digits as text, or None for one nobody chose.

    Returns
    -------
    int
        From 0 to 2**63 - 1.

    Raises
    ------
    TypeError
        If it is no whole number.
    ValueError
        If it is negative or too large.

    Examples
    --------
    >>> seed_from("42")
    42
    """
    if rng is None:
        return secrets.randbits(32)
    seed = _whole(rng)
    if seed is None:
        raise TypeError(f"rng must be a whole number such as 1, or None; got {rng!r}")
    if not 0 <= seed <= _LARGEST:
        raise ValueError(f"rng must be from 0 to 2**63 - 1, got {seed}")
    return seed


def _whole(rng: Any) -> int | None:
    if isinstance(rng, bool):
        return None
    if isinstance(rng, str):
        digits = rng.strip()
        return int(digits) if digits.removeprefix("-").isdecimal() else None
    try:
        return operator.index(rng)
    except TypeError:
        return int(rng) if isinstance(rng, float) and rng.is_integer() else None

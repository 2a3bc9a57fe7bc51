"""Which parameters may vary between which ends, and draws that cover all of it evenly.

A Latin hypercube (McKay, Beckman & Conover 1979, Technometrics 21) cuts each range into as many
equal parts as there are draws and puts one draw into each part of each parameter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from experiments.errors import KithError

__all__ = ["Range", "latin_hypercube", "read_ranges"]

#: Parameters are drawn and written to so many digits, so that a file holds what was run.
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Range:
    """The values that a parameter may take, in its unit."""

    name: str
    low: float
    high: float


def read_ranges(text: str, base: Mapping[str, float]) -> tuple[Range, ...]:
    """Return the ranges that a text like ``contagion,friend_decay=0.01..0.04`` names.

    Parameters
    ----------
    text
        Parameters between commas; one without a range goes from half to twice its value, as far as
        the parameter may go, and over all it may be if that value is 0.
    base
        Values that differ from the defaults.

    Raises
    ------
    KithError
        For an unknown parameter, one named twice, or a range it may not have.

    Examples
    --------
    >>> read_ranges("contagion=0.1..0.4", {})
    (Range(name='contagion', low=0.1, high=0.4),)
    """
    from scenarios.problems import suggestion
    from simulation.registry import PARAMETERS

    ranges: dict[str, Range] = {}
    for part in text.split(","):
        name, equals, given = (piece.strip() for piece in part.partition("="))
        if name not in PARAMETERS:
            near = suggestion(name, PARAMETERS)
            hint = near if near.startswith(",") else "; `kith list parameters` shows all"
            raise KithError(f"--vary {name or text!r}: unknown parameter{hint}")
        if name in ranges:
            raise KithError(f"--vary {text}: {name} is named twice")
        one = PARAMETERS[name]
        if equals:
            low, high = _ends(part, given)
        else:
            value = base.get(name, one.default)
            low, high = sorted((value / 2.0, value * 2.0)) if value else (one.low, one.high)
            low, high = max(low, one.low), min(high, one.high)
        if not one.low <= low < high <= one.high:
            raise KithError(
                f"--vary {part.strip()}: must go up from at least {one.low:g} to at most "
                f"{one.high:g} ({one.unit}), got {low:g} to {high:g}"
            )
        ranges[name] = Range(name, low, high)
    return tuple(ranges.values())


def _ends(part: str, given: str) -> tuple[float, float]:
    low, dots, high = given.partition("..")
    try:
        if dots:
            return float(low), float(high)
    except ValueError:
        pass
    raise KithError(f"--vary {part.strip()}: expected PARAMETER=LOW..HIGH, as contagion=0.1..0.4")


def latin_hypercube(
    draws: int, ranges: Sequence[Range], luck: np.random.Generator
) -> npt.NDArray[np.float64]:
    """Return draws that cover each range evenly, shape (draws, ranges).

    Examples
    --------
    >>> values = latin_hypercube(4, [Range("contagion", 0.0, 4.0)], np.random.default_rng(1))
    >>> sorted(int(value) for value in values[:, 0])
    [0, 1, 2, 3]
    """
    parts = luck.permuted(np.tile(np.arange(draws), (len(ranges), 1)), axis=1).T
    unit = (parts + luck.random(parts.shape)) / draws
    low, high = (np.array([getattr(one, end) for one in ranges]) for end in ("low", "high"))
    values = low + unit * (high - low)
    rounded = np.array([[float(f"{value:.{_DIGITS}g}") for value in row] for row in values])
    return np.asarray(np.clip(rounded, low, high))

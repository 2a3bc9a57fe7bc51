"""How far a parameter is in doubt: a distribution declared beside it, or the rule of its status.

A doubt is stated as a central 95 % interval and a shape, which is a bell on one scale:

    normal        on the scale of the value itself
    lognormal     on the scale of its logarithm, for what cannot be negative
    logit_normal  on the scale of its log odds, for shares
    uniform       flat; the interval is the middle 95 % of it
    fixed         no doubt: a definition, or a value nobody has reason to vary

The middle of the bell lies halfway between the ends of the interval on that scale. The distribution
is cut off at the parameter's range, and what lay outside is spread over the rest in proportion.

Where nothing is declared, a rule by status holds: the interval ends a tenth (measured), a fifth
(fitted) or two fifths (assumed) of the default above it, and as far below it on the scale of the
shape, so that the default is the median. Shares above one half, whose range is 0 to 1, take that
part of what they lack to 1: a share is as much in doubt as its complement. A default of 0, or at
the end of a share's range, is fixed. The sizes of the rule are judgements.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

__all__ = ["DOUBT_BY_STATUS", "Distribution", "Doubt", "Shape", "doubt_by_status"]

Shape = Literal["normal", "lognormal", "logit_normal", "uniform", "fixed"]

#: How far above the default the 95 % interval ends where nothing is declared (share of it).
DOUBT_BY_STATUS = {"measured": 0.1, "fitted": 0.2, "assumed": 0.4}

#: Standard deviations from the middle of a bell to the end of its central 95 %.
_Z95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Doubt:
    """A declared 95 % interval: its shape, its ends, and where they come from.

    Examples
    --------
    >>> Doubt("normal", 14.0, 16.0, "means of 14 to 16 in general populations").high95
    16.0
    """

    kind: Shape
    low95: float
    high95: float
    source: str

    def __post_init__(self) -> None:
        """Refuse an interval that is none, or that its shape cannot have."""
        if self.kind not in get_args(Shape):
            raise ValueError(f"doubt {self.kind!r} must be one of {', '.join(get_args(Shape))}")
        if not self.source.strip():
            raise ValueError("a doubt needs a source")
        if not (math.isfinite(self.low95) and math.isfinite(self.high95)):
            raise ValueError("the ends of a doubt must be finite")
        if self.kind == "fixed":
            if self.low95 != self.high95:
                raise ValueError(f"fixed, but from {self.low95:g} to {self.high95:g}")
        elif not self.low95 < self.high95:
            raise ValueError(f"low95 {self.low95:g} must be below high95 {self.high95:g}")
        if self.kind in ("lognormal", "logit_normal") and self.low95 <= 0:
            raise ValueError(f"{self.kind}: low95 must be above 0, got {self.low95:g}")
        if self.kind == "logit_normal" and self.high95 >= 1:
            raise ValueError(f"logit_normal: high95 must be below 1, got {self.high95:g}")


@dataclass(frozen=True, slots=True)
class Distribution:
    """The distribution of a parameter: a doubt, cut off at the range.

    Attributes
    ----------
    doubt : Doubt
        Shape, 95 % interval before the cut, and source.
    low, high : float
        The range.
    declared : bool
        False if the rule by status stands in.
    """

    doubt: Doubt
    low: float
    high: float
    declared: bool

    def quantile(self, u: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """Map uniform draws to values.

        Parameters
        ----------
        u : array_like
            From 0 to 1, of any shape.

        Returns
        -------
        ndarray
            Of the same shape; never falls where ``u`` rises, and stays within the range.

        Raises
        ------
        ValueError
            For a ``u`` outside 0 to 1.

        Examples
        --------
        >>> ten = Distribution(Doubt("lognormal", 5.0, 20.0, "judgement"), 0.0, 100.0, True)
        >>> ten.quantile([0.025, 0.5, 0.975]).round(6).tolist()
        [5.0, 10.0, 20.0]
        """
        draws = np.asarray(u, dtype=np.float64)
        if not ((draws >= 0) & (draws <= 1)).all():
            raise ValueError("uniform draws must lie from 0 to 1")
        doubt = self.doubt
        if doubt.kind == "fixed":
            return np.full(draws.shape, doubt.low95)
        if doubt.kind == "uniform":
            beyond = (doubt.high95 - doubt.low95) * 0.025 / 0.95
            first = max(doubt.low95 - beyond, self.low)
            last = min(doubt.high95 + beyond, self.high)
            return np.clip(first + draws * (last - first), first, last)
        from scipy.special import ndtr, ndtri  # half a second of imports: only when asked

        left, right = _scaled(doubt.kind, doubt.low95), _scaled(doubt.kind, doubt.high95)
        middle, spread = (left + right) / 2, (right - left) / (2 * _Z95)
        ends = (_scaled(doubt.kind, end) for end in (self.low, self.high))
        below, above = (float(ndtr((end - middle) / spread)) for end in ends)
        bell = middle + spread * ndtri(np.clip(below + draws * (above - below), 0.0, 1.0))
        return np.clip(_unscaled(doubt.kind, bell), self.low, self.high)

    def interval(self) -> tuple[float, float]:
        """Return the central 95 % interval after the cut.

        Examples
        --------
        >>> Distribution(Doubt("fixed", 1.0, 1.0, "by definition"), 0.0, 3.0, True).interval()
        (1.0, 1.0)
        """
        low, high = self.quantile([0.025, 0.975])
        return float(low), float(high)

    def __str__(self) -> str:
        """Return the shape and the interval in words."""
        if self.doubt.kind == "fixed":
            return "fixed"
        low, high = self.interval()
        return f"{self.doubt.kind.replace('_', '-')} {low:.3g} to {high:.3g}"


def doubt_by_status(default: float, low: float, high: float, status: str) -> Doubt:
    """Return the doubt that the rule of the register gives to an undeclared parameter.

    Parameters
    ----------
    default, low, high
        Value and range of the parameter.
    status
        ``"measured"``, ``"fitted"`` or ``"assumed"``.

    Examples
    --------
    >>> doubt_by_status(2.0, 0.0, 10.0, "assumed").high95
    2.8
    """
    size = DOUBT_BY_STATUS[status]
    source = f"rule for {status} parameters: {size:.0%} of the default".replace("%", " %")
    share = (low, high) == (0.0, 1.0)
    if default == 0 or (share and default == 1):
        return Doubt("fixed", default, default, "rule: a default at 0, or at 1 of a share, is kept")
    if share:
        part = min(default, 1 - default)
        half = math.log(1 + size) + math.log((1 - part) / (1 - part * (1 + size)))
        odds = math.log(default / (1 - default))
        ends = [1 / (1 + math.exp(-(odds + sign * half))) for sign in (-1, 1)]
        return Doubt("logit_normal", ends[0], ends[1], source)
    if low >= 0:
        return Doubt("lognormal", default / (1 + size), default * (1 + size), source)
    half = size * abs(default)
    return Doubt("normal", default - half, default + half, source)


def _scaled(kind: Shape, value: float) -> float:
    if kind == "normal":
        return value
    if value <= 0:
        return -math.inf
    if kind == "lognormal":
        return math.log(value)
    return math.inf if value >= 1 else math.log(value / (1 - value))


def _unscaled(kind: Shape, bell: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    if kind == "normal":
        return bell
    if kind == "lognormal":
        return np.exp(bell)
    from scipy.special import expit

    return np.asarray(expit(bell), dtype=np.float64)

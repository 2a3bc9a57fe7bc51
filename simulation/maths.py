"""Small mathematics that several processes share."""

from __future__ import annotations

import math

from simulation.compilation import inline

__all__ = ["clip", "logistic", "soft_gap"]

#: Beyond this the logarithm in ``soft_gap`` equals its argument to 13 digits.
_LINEAR_FROM = 30.0


@inline
def logistic(x: float) -> float:
    """Return 1 / (1 + exp(-x)): the share that belongs to a logit."""
    return 1.0 / (1.0 + math.exp(-x))


@inline
def clip(x: float, low: float, high: float) -> float:
    """Return ``x``, or the nearer of ``low`` and ``high`` when it lies outside them."""
    if x < low:
        return low
    if x > high:
        return high
    return x


@inline
def soft_gap(x: float, sharpness: float) -> float:
    """Return a smooth form of max(0, x): ln(1 + exp(sharpness x)) / sharpness.

    A surplus (x < 0) hardly counts, and there is no kink where a shortfall begins. At x = 0 it is
    ln 2 / sharpness.
    """
    scaled = sharpness * x
    if scaled > _LINEAR_FROM:
        return x
    return math.log1p(math.exp(scaled)) / sharpness

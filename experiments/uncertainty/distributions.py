"""From the distribution that a study states to values: each shape's quantiles.

A bell (normal, lognormal) is fixed by its central 95 % interval in closed form. Gamma and beta have
two shape numbers each, found so that the 2.5 % and the 97.5 % point are those stated. For uniform
and triangular the two numbers are the ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt
from scipy import optimize, special

from experiments.errors import KithError
from scenarios.study_parts.uncertainty import InputDistribution

__all__ = ["Quantiles", "Stated", "stated"]

_Z95 = float(special.ndtri(0.975))
_ENDS = np.array([0.025, 0.975])


class Quantiles(Protocol):
    """Anything that maps uniform draws to values."""

    def quantile(self, u: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """Return the values at ``u``, from 0 to 1, of the same shape."""


@dataclass(frozen=True)
class Stated:
    """The distribution of an input as a study states it.

    Attributes
    ----------
    shape : str
        As in the study.
    first, second, third : float
        Numbers that fix it: mean and standard deviation (normal, and lognormal on the log scale),
        the two shapes (beta), shape and scale (gamma), the ends, and the mode (triangular).
    """

    shape: str
    first: float
    second: float
    third: float = 0.0

    def quantile(self, u: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """Map uniform draws to values; see :class:`Quantiles`."""
        draws = np.asarray(u, dtype=np.float64)
        one, two = self.first, self.second
        values: npt.NDArray[np.floating]
        if self.shape == "normal":
            values = one + two * special.ndtri(draws)
        elif self.shape == "lognormal":
            values = np.exp(one + two * special.ndtri(draws))
        elif self.shape == "beta":
            values = special.betaincinv(one, two, draws)
        elif self.shape == "gamma":
            values = two * special.gammaincinv(one, draws)
        elif self.shape == "uniform":
            values = one + draws * (two - one)
        else:
            width, rise = two - one, self.third - one
            turn = rise / width
            left = one + np.sqrt(draws * width * rise)
            right = two - np.sqrt((1 - draws) * width * (width - rise))
            values = np.where(draws <= turn, left, right)
        return np.asarray(values, dtype=np.float64)


def stated(input_: InputDistribution) -> Stated:
    """Return the distribution that a study states for an input.

    Parameters
    ----------
    input_ : InputDistribution
        Checked settings.

    Raises
    ------
    KithError
        If no beta or gamma distribution has this interval to four digits.

    Examples
    --------
    >>> uptake = InputDistribution(distribution="beta", low=0.4, high=0.8)
    >>> stated(uptake).quantile([0.025, 0.975]).round(6).tolist()
    [0.4, 0.8]
    """
    shape, low, high = input_.distribution, input_.low, input_.high
    if shape == "normal":
        return Stated(shape, (low + high) / 2, (high - low) / (2 * _Z95))
    if shape == "lognormal":
        left, right = np.log([low, high]).tolist()
        return Stated(shape, (left + right) / 2, (right - left) / (2 * _Z95))
    if shape == "uniform":
        return Stated(shape, low, high)
    if shape == "triangular":
        return Stated(shape, low, high, (low + high) / 2 if input_.mode is None else input_.mode)
    found = _gamma(low, high) if shape == "gamma" else _beta(low, high)
    if not np.allclose(found.quantile(_ENDS), [low, high], rtol=1e-4, atol=0.0):
        raise KithError(f"no {shape} distribution has the 95 % interval {low:g} to {high:g}")
    return found


def _gamma(low: float, high: float) -> Stated:
    def excess(log_shape: float) -> float:
        ends = special.gammaincinv(np.exp(log_shape), _ENDS)
        return float(np.log(ends[1] / ends[0]) - np.log(high / low))

    try:
        shape = float(np.exp(optimize.brentq(excess, np.log(0.02), np.log(1e8), xtol=1e-12)))
    except ValueError:  # an interval wider or narrower than any that can be told apart
        shape = 1.0
    return Stated("gamma", shape, float(high / special.gammaincinv(shape, 0.975)))


def _beta(low: float, high: float) -> Stated:
    middle, spread = (low + high) / 2, (high - low) / (2 * _Z95)
    size = max(middle * (1 - middle) / spread**2 - 1, 0.5)
    start = np.log([middle * size, (1 - middle) * size])
    goal = special.logit(np.array([low, high]))

    def miss(logs: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        a, b = np.exp(np.clip(logs, -7.0, 18.0))
        ends = np.clip(special.betaincinv(a, b, _ENDS), 1e-300, 1 - 1e-16)
        return np.asarray(special.logit(ends) - goal, dtype=np.float64)

    a, b = np.exp(optimize.least_squares(miss, start, xtol=1e-14, ftol=1e-14).x).tolist()
    return Stated("beta", a, b)

"""Ratios of two means over the same seeds, with intervals that know the two go together.

Fieller (1954): the 95 % set of mean(a) / mean(b) holds every r for which a - r b may have mean 0 by
its t interval. It is an interval exactly when the t interval of mean(b) leaves out 0; otherwise the
ratio is not known at all, and none is given.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

__all__ = ["Ratio", "ratio_of_means"]


class Ratio(NamedTuple):
    """A ratio of means and its interval, NaN where they are not known."""

    ratio: float
    low: float
    high: float


_UNKNOWN = Ratio(float("nan"), float("nan"), float("nan"))


def ratio_of_means(above: ArrayLike, below: ArrayLike, level: float = 0.95) -> Ratio:
    """Return mean(above) / mean(below) over seeds, with Fieller's interval.

    Parameters
    ----------
    above, below : array of float, shape (seeds,)
        Numbers of the same seeds in the same order.
    level : float
        Coverage, 0-1.

    Returns
    -------
    Ratio
        NaN for fewer than two seeds, or where the interval of the mean of ``below`` holds 0.

    Raises
    ------
    ValueError
        When the two are not equally long.

    Examples
    --------
    >>> share = ratio_of_means([1.0, 2.0, 3.0, 2.0], [4.0, 4.1, 3.9, 4.0])
    >>> round(share.ratio, 3), round(share.low, 2), round(share.high, 2)
    (0.5, 0.17, 0.84)
    """
    a, b = np.asarray(above, np.float64), np.asarray(below, np.float64)
    if a.shape != b.shape:
        raise ValueError(f"{a.size} seeds above and {b.size} below: they must be the same seeds")
    n = a.size
    if n < 2:
        return _UNKNOWN
    quantile = float(stdtrit(n - 1, 0.5 + level / 2))
    (aa, ab), (_, bb) = np.cov(a, b) * quantile**2 / n
    top, bottom = float(a.mean()), float(b.mean())
    clear = bottom**2 - bb
    if clear <= 0:
        return _UNKNOWN
    middle = (top * bottom - ab) / clear
    # Never negative but for rounding: the ratio of the means is always in the set.
    half = float(np.sqrt(max((top * bottom - ab) ** 2 - clear * (top**2 - aa), 0.0))) / clear
    return Ratio(top / bottom, float(middle - half), float(middle + half))

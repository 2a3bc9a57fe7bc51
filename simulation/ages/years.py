"""Ages: how long people live, and the bands in which the ages of a town are counted."""

from __future__ import annotations

import math
from functools import cache
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

__all__ = [
    "AGES",
    "AgeBand",
    "age_quantiles",
    "band_shares",
    "survivors",
    "yearly_death_rate",
]

Floats = npt.NDArray[np.float64]

#: Bands of years of age, as settings name them.
AgeBand = Literal["18-29", "30-44", "45-64", "65-79", "80+"]

BANDS: tuple[str, ...] = get_args(AgeBand)
_EDGES = (18, 30, 45, 65, 80, 100)

#: Years of age of adults: 18 to 99.
AGES = np.arange(18, 100)


def yearly_death_rate(age: float) -> float:
    """Return the Gompertz hazard of dying within a year at an age, at most .5.

    ln rate = -10.8 + .1 age: about 0.7 % a year at 58, 6 % at 80; a common adult pattern.
    """
    return min(0.5, math.exp(-10.8 + 0.1 * age))


@cache
def survivors() -> tuple[float, ...]:
    """Return the share of adults still alive at the end of each year of age, from 18 on."""
    return tuple(np.cumprod([1.0 - yearly_death_rate(age) for age in range(18, 100)]).tolist())


def band_shares(per_year: Floats) -> Floats:
    """Return what each band holds of a quantity given for each year of age.

    Parameters
    ----------
    per_year
        One value for each of ``AGES``, shape (82,).

    Returns
    -------
    ndarray of float64, shape (5,)
        In the order of the bands, the youngest first; they add up to 1.

    Examples
    --------
    >>> band_shares(np.ones(82)).round(2).tolist()
    [0.15, 0.18, 0.24, 0.18, 0.24]
    """
    sums = np.add.reduceat(per_year, [edge - 18 for edge in _EDGES[:-1]])
    shares: Floats = sums / sums.sum()
    return shares


def age_quantiles(luck: Floats, per_year: Floats) -> Floats:
    """Return an age for each uniform draw, where each year of age has its share.

    Parameters
    ----------
    luck
        Uniform draws in (0, 1), shape (n,).
    per_year
        Weight of each of ``AGES``, shape (82,).

    Returns
    -------
    ndarray of float64, shape (n,)
        Years, 18 to 99.9.

    Examples
    --------
    >>> float(age_quantiles(np.array([0.5]), np.eye(82)[10])[0])
    28.5
    """
    edges = np.concatenate([[0.0], np.cumsum(per_year) / per_year.sum()])
    ages: Floats = np.interp(luck, edges, np.arange(18.0, 101.0))
    return np.minimum(ages, 99.9)

"""Who lives together: ages and roles in a home, and who arrives in a town at what age."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import numpy.typing as npt

from simulation.draws import normals, uniforms
from simulation.population import PopulationSettings
from simulation.purposes import number

__all__ = ["draw_home_sizes", "draw_roles", "stationary_ages", "yearly_death_rate"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint64]

_SIZE = number("household size")
_AGE = number("age")
_PARTNER_AGE = number("partner age")
_ADULT_CHILD = number("adult child")

_PARENT_FROM = 40.0
_PARENT_GAP = 20.0
_SINGLE_PARENT_SHARE = 0.12
_PARTNER_AGE_SPREAD = 4.0


def yearly_death_rate(age: float) -> float:
    """Return the Gompertz hazard of dying within a year at an age, at most .5.

    ln rate = -10.8 + .1 age: about 0.7 % a year at 58, 6 % at 80; a common adult pattern.
    """
    return min(0.5, math.exp(-10.8 + 0.1 * age))


@cache
def _age_quantiles() -> tuple[float, ...]:
    alive = np.cumprod([1.0 - yearly_death_rate(age) for age in range(18, 100)])
    return tuple(np.cumsum(alive) / alive.sum())


def stationary_ages(luck: Floats) -> Floats:
    """Return ages with the distribution that these death rates keep, one for each uniform draw.

    Parameters
    ----------
    luck
        Uniform draws in (0, 1), shape (n,).

    Returns
    -------
    ndarray of float64, shape (n,)
        Years, 18 to 100.

    Examples
    --------
    >>> import numpy as np
    >>> bool(18 <= stationary_ages(np.array([0.01]))[0] < 20)
    True
    """
    edges = np.concatenate([[0.0], _age_quantiles()])
    ages: Floats = np.interp(luck, edges, np.arange(18.0, 101.0))
    return np.minimum(ages, 99.9)


def draw_home_sizes(settings: PopulationSettings, keys: Keys) -> Ints:
    """Return the number of adults in each home; the sizes add up to ``settings.people``."""
    luck = uniforms(int(keys[_SIZE]), np.arange(settings.people))
    limits = np.cumsum(
        [settings.one_adult_homes, settings.two_adult_homes, settings.three_adult_homes]
    )
    sizes = 1 + np.searchsorted(limits, luck, side="right")
    ends = np.cumsum(sizes)
    homes = int(np.searchsorted(ends, settings.people)) + 1
    sizes = sizes[:homes]
    sizes[-1] -= ends[homes - 1] - settings.people
    return sizes.astype(np.int64)


def draw_roles(
    ids: Ints, place: Ints, head_age: Floats, size: Ints, keys: Keys
) -> tuple[Floats, npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Return age, whether partner of the head, and whether adult child, for each member of a home.

    Parameters
    ----------
    ids, place, head_age, size
        For each person: unique id, place in the home (0 is the head), the head's age and the
        number of adults in the home; shape (n,) each.
    keys
        Keys of the week.

    Returns
    -------
    age, partner, child
        Shape (n,) each. In a home of two the other adult is the partner, or the adult child of a
        single parent; further adults are children of parents over 40, housemates of the young.
    """
    luck = uniforms(int(keys[_ADULT_CHILD]), ids)
    parents = head_age >= _PARENT_FROM
    single = parents & (size == 2) & (luck < _SINGLE_PARENT_SHARE)
    partner = (place == 1) & ~single & ((size == 2) | parents)
    child = parents & (((place == 1) & single) | (place >= 2))
    near = head_age + _PARTNER_AGE_SPREAD * normals(int(keys[_PARTNER_AGE]), ids)
    oldest_child = np.minimum(head_age - _PARENT_GAP, 36.0)
    young = 18.0 + uniforms(int(keys[_AGE]), ids) * np.maximum(oldest_child - 18.0, 0.5)
    age = np.where(place == 0, head_age, np.where(child, young, near))
    return np.clip(age, 18.0, 98.0), partner, child

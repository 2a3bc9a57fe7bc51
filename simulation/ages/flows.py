"""Flows of age: who must come and go for a town with a mix of its own to keep its ages.

Everybody grows older by a year a year and dies at the usual rates. Where there are more people of
an age than last year's survivors, the difference moves to town; where there are fewer, it leaves:

    gap(age)     = persons(age) - persons(age - 1) (1 - death rate(age - 1))
    arrivals     ~ max(0, gap)
    leaving(age) = max(0, -gap(age + 1)) / persons(age), a year
    coming of age = persons(18), the rest of those who fill a vacancy

The flows come from the settings alone, never from how many live in town just now, so one more death
in a world changes nobody else's future.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from simulation.ages.mix import AgeKey, fit_age_mix
from simulation.ages.years import AGES, yearly_death_rate

__all__ = ["AgeFlows", "age_flows", "flows_that_keep", "smooth_ages"]

Floats = npt.NDArray[np.float64]

_SMOOTHING_YEARS = 1.5
_MOST_LEAVING = 0.95  # a year


class AgeFlows(NamedTuple):
    """Who comes and goes, by year of age, as rates a year.

    Attributes
    ----------
    leaving
        Rate of leaving town at each age, shape (82,).
    coming_of_age
        People who come of age in town, for each adult.
    arrivals
        People who move to town singly, for each adult, by age; shape (82,).
    """

    leaving: Floats
    coming_of_age: float
    arrivals: Floats

    @property
    def share_of_age(self) -> float:
        """Share of vacancies filled by somebody who comes of age in town."""
        return self.coming_of_age / (self.coming_of_age + float(self.arrivals.sum()))


def smooth_ages(per_year: Floats) -> Floats:
    """Return shares by year of age without the edges of bands, with the same sum."""
    distance = AGES[:, None] - AGES[None, :]
    spread = np.exp(-0.5 * (distance / _SMOOTHING_YEARS) ** 2)
    smoothed: Floats = (spread / spread.sum(axis=0)) @ (per_year / per_year.sum())
    return smoothed


def flows_that_keep(persons: Floats) -> AgeFlows:
    """Return the flows that keep these shares of people of each age.

    Parameters
    ----------
    persons
        Share of people in each year of age, shape (82,).

    Examples
    --------
    >>> from simulation.ages.years import survivors
    >>> flows = flows_that_keep(np.array(survivors()))
    >>> flows.share_of_age > 0.9  # a town of its own survivors needs few others
    True
    """
    kept = smooth_ages(persons)
    survive = 1.0 - np.array([yearly_death_rate(float(age)) for age in AGES])
    gap = kept[1:] - kept[:-1] * survive[:-1]
    rate = np.append(np.maximum(-gap, 0.0) / np.maximum(kept[:-1], 1e-12), 0.0)
    return AgeFlows(
        leaving=-np.log1p(-np.minimum(rate, _MOST_LEAVING)),
        coming_of_age=float(kept[0]),
        arrivals=np.concatenate([[0.0], np.maximum(gap, 0.0)]),
    )


@lru_cache(maxsize=64)
def _flows(key: AgeKey) -> AgeFlows:
    return flows_that_keep(fit_age_mix(*key).persons)


def age_flows(key: AgeKey | None) -> AgeFlows | None:
    """Return the flows that keep a town's mix of ages, None where deaths alone keep it."""
    return None if key is None else _flows(key)

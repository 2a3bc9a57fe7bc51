"""Homes of older people: how a town keeps the share of them who live alone.

Each death of one of a couple leaves one more alone. What brings people of 65 and above back into
company, or more of them alone, is who moves to town singly: into a home of their own, or in with
somebody who has lived alone; and singles who move in together. Of N(a) people of age a, S(a) live
alone:

    S(65)    = .15 N(65)
    S(a + 1) = S(a) (1 - death(a) - leaving(a) - 2 pairing) + (N(a) - S(a)) (death(a) + separation)
               + arrivals(a + 1) (2 q - 1),    within 0 and N(a + 1)

with q of those who arrive in a home of their own, and ``pairing`` the share of those alone who move
in with another such, a year. Both are chosen so that sum S = share alone x sum N: first q, then, if
nobody who arrives may live alone and it is still too many, pairing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from simulation.ages.flows import AgeFlows, flows_that_keep, smooth_ages
from simulation.ages.mix import OLD_FROM, AgeKey, AgeMix, fit_age_mix
from simulation.ages.years import AGES, yearly_death_rate

__all__ = ["OlderHomes", "homes_that_keep", "older_homes", "share_alone", "share_that_lasts"]

Floats = npt.NDArray[np.float64]

#: Share of those who turn 65 who live alone: until then partners are found among friends (.13 to
#: .19 in towns of all kinds, whatever the share among the older).
_TURNING_ALONE = 0.15
_MOST_PAIRING = 0.5  # a year
_HALVINGS = 40


class OlderHomes(NamedTuple):
    """How those who move to town live, and how older singles find company.

    Attributes
    ----------
    alone, older_alone
        Chance that somebody who moves to town singly has a home of their own, below 65 and above.
    pairing
        Older people alone who move in with another such, as a rate a year.
    """

    alone: float
    older_alone: float
    pairing: float


def share_alone(
    kept: Floats, flows: AgeFlows, separation: float, older_alone: float, pairing: float
) -> float:
    """Return the share of people of 65 and above who live alone in the long run.

    Parameters
    ----------
    kept
        People in each year of age, shape (82,).
    flows
        Who comes and goes.
    separation
        Share of couples that part in a year.
    older_alone, pairing
        As in `OlderHomes`.
    """
    first = OLD_FROM - int(AGES[0])
    alone = np.zeros(len(AGES))
    alone[first] = _TURNING_ALONE * kept[first]
    for n in range(first, len(AGES) - 1):
        dying = yearly_death_rate(int(AGES[n]))
        stay = alone[n] * (1.0 - dying - flows.leaving[n] - 2.0 * pairing)
        left = (kept[n] - alone[n]) * (dying + separation)
        came = flows.arrivals[n + 1] * (2.0 * older_alone - 1.0)
        alone[n + 1] = min(max(stay + left + came, 0.0), kept[n + 1])
    return float(alone[first:].sum() / kept[first:].sum())


def _where(rising: Callable[[float], float], target: float, high: float) -> float:
    """Return the argument from 0 to ``high`` at which a rising function is nearest to a target."""
    low = 0.0
    for _ in range(_HALVINGS):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if rising(middle) < target else (low, middle)
    return 0.5 * (low + high)


def homes_that_keep(mix: AgeMix, flows: AgeFlows, separation: float) -> OlderHomes:
    """Return how older people must live for the share alone to stay what it is.

    Parameters
    ----------
    mix
        The town's ages, and the shares who live alone.
    flows
        Who comes and goes.
    separation
        Share of couples that part in a year.
    """
    kept, target = smooth_ages(mix.persons), mix.older_alone
    alone = _where(lambda q: share_alone(kept, flows, separation, q, 0.0), target, 1.0)
    pairing = 0.0
    if share_alone(kept, flows, separation, 0.0, 0.0) > target:
        alone = 0.0
        pairing = _MOST_PAIRING - _where(
            lambda less: share_alone(kept, flows, separation, 0.0, _MOST_PAIRING - less),
            target,
            _MOST_PAIRING,
        )
    old = float(mix.persons[AGES >= OLD_FROM].sum())
    younger = (mix.alone - old * target) / max(1.0 - old, 1e-12)
    return OlderHomes(alone=younger, older_alone=alone, pairing=pairing)


@lru_cache(maxsize=64)
def _older_homes(key: AgeKey, separation: float) -> OlderHomes:
    mix = fit_age_mix(*key)
    homes = homes_that_keep(mix, flows_that_keep(mix.persons), separation)
    given = key[1] is not None
    return homes if given else homes._replace(older_alone=mix.older_alone, pairing=0.0)


def older_homes(key: AgeKey | None, separation: float) -> OlderHomes | None:
    """Return how older people live in a town with a mix of its own, None in one without.

    Parameters
    ----------
    key
        What the town's ages follow from.
    separation
        Share of couples that part in a year.
    """
    return None if key is None else _older_homes(key, separation)


def share_that_lasts(key: AgeKey, separation: float) -> float:
    """Return the share of older people alone that a town keeps, at most what was asked for."""
    mix = fit_age_mix(*key)
    homes, flows = _older_homes(key, separation), flows_that_keep(mix.persons)
    kept = smooth_ages(mix.persons)
    return share_alone(kept, flows, separation, homes.older_alone, homes.pairing)

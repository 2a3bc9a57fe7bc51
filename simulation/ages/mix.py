"""A town of a given mix of ages: how old the heads of homes must be for everybody to add up to it.

A home is made from the age of its head: a partner is about as old, grown children are a generation
younger, and the young share homes with people of their age. So the ages of all adults follow from
those of the heads. Here the heads are found that lead to the mix asked for:

    heads(age)   ~ survivors(age) weight(age), weights log-linear between the middles of the bands
    heads of homes of one: weight x e^(lean (age - 60) / 30), from 0 at 60 to full at 90
    persons(age) = sum over homes of one to four adults of what such a head lives with

Weights and lean are raised where too few result and lowered where too many do, until both the share
of each band and the share of older people who live alone are met.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from simulation.ages.years import AGES, BANDS, band_shares, survivors

__all__ = ["OLD_FROM", "AgeKey", "AgeMix", "UnreachableMixError", "fit_age_mix"]

Floats = npt.NDArray[np.float64]

PARENT_FROM = 40.0
PARENT_GAP = 20.0
OLDEST_CHILD = 36.0
SINGLE_PARENT_SHARE = 0.12
PARTNER_AGE_SPREAD = 4.0

#: Shares of the bands, share of older people alone, and shares of homes of one to four adults.
AgeKey = tuple[tuple[float, ...] | None, float | None, tuple[float, ...]]

#: Older people: those of this age and above.
OLD_FROM = 65

_MIDDLES = (24.0, 37.5, 55.0, 72.0, 85.0)
_LEAN_FROM, _LEAN_YEARS = 60.0, 30.0
_STEPS = 400
_DAMPING = 0.6
_TOLERANCE = 0.01
_NOBODY = -9.0  # log weight of a band that should be empty


class UnreachableMixError(ValueError):
    """No heads of these homes lead to the mix that was asked for.

    Attributes
    ----------
    shares
        The share of each band that comes nearest, shape (5,).
    older_alone
        Share of older people who would live alone then.
    """

    def __init__(self, shares: Floats, older_alone: float) -> None:
        nearest = ", ".join(
            f"{band} {share:.2f}" for band, share in zip(BANDS, shares, strict=True)
        )
        super().__init__(f"{nearest}; {older_alone:.2f} of those of 65 and above alone")
        self.shares = shares
        self.older_alone = older_alone


class AgeMix(NamedTuple):
    """Who lives in a town, by year of age.

    Attributes
    ----------
    heads
        Ages of the heads of homes of one adult, and of larger homes; shape (2, 82).
    persons
        Share of all adults in each year of age, shape (82,).
    older_alone
        Share of people of 65 and above who live alone.
    alone
        Share of all adults who live alone.
    """

    heads: Floats
    persons: Floats
    older_alone: float
    alone: float


@cache
def _households() -> Floats:
    """Return the adults of each age in a home of one to four with a head of each age.

    Shape (4, head's age, 82); each head's row adds up to the size of the home.
    """
    ages = AGES + 0.5
    near = np.exp(-0.5 * ((ages[None, :] - ages[:, None]) / PARTNER_AGE_SPREAD) ** 2)
    # Who would be drawn below 18 or above 98 is 18 or 98.
    below = np.exp(-0.5 * ((ages[:, None] - np.arange(-12, 18) - 0.5) / PARTNER_AGE_SPREAD) ** 2)
    near[:, 0] += below.sum(axis=1)
    near /= near.sum(axis=1, keepdims=True)
    oldest = np.minimum(ages - PARENT_GAP, OLDEST_CHILD)
    youth = np.clip(np.maximum(oldest, 18.5)[:, None] - AGES[None, :], 0.0, 1.0)
    child = youth / youth.sum(axis=1, keepdims=True)
    parents = (ages >= PARENT_FROM)[:, None]
    head = np.eye(len(AGES))
    homes = [head]
    two = near * (1.0 - SINGLE_PARENT_SHARE) + child * SINGLE_PARENT_SHARE
    homes.append(head + np.where(parents, two, near))
    homes += [head + np.where(parents, near + n * child, (n + 1) * near) for n in (1, 2)]
    return np.stack(homes)


def _made(weights: Floats, lean: float, homes: Floats) -> AgeMix:
    """Return the mix of these weights (log, one a band) and lean."""
    ages = AGES + 0.5
    together = np.array(survivors()) * np.exp(np.interp(ages, _MIDDLES, weights))
    leaning = lean * np.clip((ages - _LEAN_FROM) / _LEAN_YEARS, 0.0, 1.0)
    alone = together * np.exp(leaning - leaning.max())
    heads = np.stack([alone / alone.sum(), together / together.sum()])
    by_size = _households()
    people = homes[0] * heads[0]
    for size in (1, 2, 3):
        people = people + homes[size] * (heads[1] @ by_size[size])
    adults = people.sum()
    old = AGES >= OLD_FROM
    return AgeMix(
        heads=heads,
        persons=people / adults,
        older_alone=float(homes[0] * heads[0][old].sum() / people[old].sum()),
        alone=float(homes[0] / adults),
    )


def _log_odds(share: float) -> float:
    share = min(max(share, 1e-4), 1.0 - 1e-4)
    return float(np.log(share / (1.0 - share)))


@cache
def fit_age_mix(
    shares: tuple[float, ...] | None, older_alone: float | None, homes: tuple[float, ...]
) -> AgeMix:
    """Return the heads of homes whose people have this mix of ages.

    Parameters
    ----------
    shares
        Share of adults in each band, the youngest first; None leaves them as they come.
    older_alone
        Share of people of 65 and above who live alone; None leaves it as it comes.
    homes
        Share of homes with one, two, three and four adults.

    Raises
    ------
    UnreachableMixError
        When no heads do, within .01 for each share; it says what comes nearest.

    Examples
    --------
    >>> mix = fit_age_mix((0.1, 0.2, 0.3, 0.3, 0.1), None, (0.4, 0.6, 0.0, 0.0))
    >>> band_shares(mix.persons).round(2).tolist()
    [0.1, 0.2, 0.3, 0.3, 0.1]
    """
    weights, lean = np.zeros(len(BANDS)), 0.0
    given = np.array(homes)
    mix = _made(weights, lean, given)
    target = band_shares(mix.persons) if shares is None else np.array(shares)
    for _ in range(_STEPS):
        mix = _made(weights, lean, given)
        made = band_shares(mix.persons)
        wanted = np.log(np.maximum(target, 1e-4)) - np.log(np.maximum(made, 1e-4))
        weights = np.clip(weights + _DAMPING * wanted, _NOBODY, -_NOBODY)
        weights -= weights.max()
        if older_alone is not None:
            lean += _DAMPING * (_log_odds(older_alone) - _log_odds(mix.older_alone))
            lean = min(max(lean, _NOBODY), -_NOBODY)
    made = band_shares(mix.persons)
    missed = older_alone is not None and abs(mix.older_alone - older_alone) > _TOLERANCE
    if missed or np.abs(made - target).max() > _TOLERANCE:
        raise UnreachableMixError(made, mix.older_alone)
    return mix

"""Ratios of mean cost to mean effect: which quadrant, and their intervals by Fieller's theorem.

A ratio below 0 says nothing: saving money while doing good and costing money while doing harm give
the same sign. So a ratio is given only where an arm costs more and does more; elsewhere the
quadrant stands in its place. The interval is the set of ratios R for which mean cost - R x mean
effect is no further from 0 than t standard errors (Fieller 1954, J R Stat Soc B 16: 175-185; Willan
& O'Brien 1996, Health Econ 5: 297-305). It is bounded only where the effect itself is clear of 0.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import stdtrit

__all__ = ["Ratio", "fieller_interval", "quadrant", "ratio_of_means"]

_COST_WORDS = {1: "costs more", 0: "costs the same", -1: "saves money"}
_EFFECT_WORDS = {1: "does more", 0: "changes nothing", -1: "does harm"}

_Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Ratio:
    """A ratio of means over seeds with its interval; NaN where it says nothing."""

    value: float
    low: float
    high: float
    quadrant: str
    interval: str


def quadrant(cost: float, effect: float) -> str:
    """Say where on the cost-effectiveness plane an arm lies.

    Parameters
    ----------
    cost : float
        Beyond the baseline's.
    effect : float
        Beyond the baseline's; above 0 is a gain.

    Examples
    --------
    >>> quadrant(120.0, 3.0), quadrant(-5.0, 3.0)
    ('costs more, does more', 'saves money, does more')
    """
    if np.isnan(cost) or np.isnan(effect):
        return ""
    return f"{_COST_WORDS[int(np.sign(cost))]}, {_EFFECT_WORDS[int(np.sign(effect))]}"


def fieller_interval(
    costs: npt.ArrayLike, effects: npt.ArrayLike, level: float = 0.95
) -> tuple[float, float]:
    """Return the limits of mean cost / mean effect over paired seeds.

    Parameters
    ----------
    costs, effects : array_like of float, shape (seeds,)
        Differences from the baseline, seed by seed.
    level : float
        Coverage, 0-1.

    Returns
    -------
    tuple of float
        Both NaN for fewer than two seeds, and where the effect is not clear of 0: then no bounded
        set covers the ratio as often as it says.

    Examples
    --------
    >>> fieller_interval([10.0, 10.0, 10.0], [2.0, 2.0, 2.0])
    (5.0, 5.0)
    """
    cost, effect = np.asarray(costs, dtype=float), np.asarray(effects, dtype=float)
    seeds = len(cost)
    if seeds < 2:
        return np.nan, np.nan
    squared = float(stdtrit(seeds - 1, 0.5 + level / 2)) ** 2 / seeds
    a, b = float(cost.mean()), float(effect.mean())
    (v_aa, v_ab), (_, v_bb) = squared * np.cov(cost, effect)
    leading = b * b - v_bb
    if leading <= 0:
        return np.nan, np.nan
    middle = a * b - v_ab
    # Rounding can make a root that is exactly 0 slightly negative.
    root = float(np.sqrt(max(middle**2 - leading * (a * a - v_aa), 0.0)))
    return float((middle - root) / leading), float((middle + root) / leading)


def ratio_of_means(costs: npt.ArrayLike, effects: npt.ArrayLike) -> Ratio:
    """Return the cost of a unit of effect, or why there is none.

    Parameters
    ----------
    costs, effects : array_like of float, shape (seeds,)
        Differences from the baseline, seed by seed.

    Returns
    -------
    Ratio
        ``value`` is NaN unless more is spent and more is done; a lower limit below 0 means that the
        arm may save money.

    Examples
    --------
    >>> ratio_of_means([10.0, 12.0], [-1.0, -1.2]).quadrant
    'costs more, does harm'
    """
    cost, effect = np.asarray(costs, dtype=float), np.asarray(effects, dtype=float)
    where = quadrant(float(cost.mean()), float(effect.mean()))
    if where != "costs more, does more":
        return Ratio(np.nan, np.nan, np.nan, where, "no ratio")
    low, high = fieller_interval(cost, effect)
    if len(cost) < 2:
        said = "one seed: no interval"
    elif np.isnan(low):
        said = "unbounded: the effect is not clear of nothing"
    else:
        said = "may save money" if low < 0 else "bounded"
    return Ratio(float(cost.mean() / effect.mean()), low, high, where, said)

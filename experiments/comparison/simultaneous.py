"""Intervals that hold for all arms at once, for studies that look for the best of several.

With five arms, the five 95 % intervals all hold in fewer than 95 of 100 studies. Here they are
widened so that all do: by the 95 % quantile of the largest |t| among the arms, over resamples of
whole seeds. A seed carries its luck into every arm, so the arms go together; resampling seeds keeps
that, where Dunnett's quantiles, for independent groups, do not.

    t of an arm in a resample = |mean of the resample - mean| / (its deviation / root of its seeds)

(Romano & Wolf 2005; the bootstrap is studentised, which also mends much of what skewness does to t
intervals.) Never less wide than the interval of one arm. Where too many resamples hold one seed
again and again (two or three seeds), the quantile by Sidak (1967) stands in: it holds for normal
differences however the arms go together.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from experiments.comparison.pairs import Floats, seed_pairs
from experiments.outcomes import OUTCOMES

__all__ = ["SIMULTANEOUS_COLUMNS", "critical_value", "simultaneous_intervals"]

#: Columns of :func:`simultaneous_intervals`: unit and meaning.
SIMULTANEOUS_COLUMNS: dict[str, tuple[str, str]] = {
    "arm": ("", "World compared with the baseline."),
    "baseline": ("", "World that the arm is compared with."),
    "outcome": ("", "Outcome compared."),
    "population": ("", "Group of people."),
    "week": ("weeks", "Weeks after the burn-in."),
    "difference": ("unit of the outcome", "Arm minus baseline, mean over seeds."),
    "low": ("unit of the outcome", "Lower end of the 95 % interval that holds for all arms."),
    "high": ("unit of the outcome", "Upper end of that interval."),
    "critical": ("standard errors", "Half the interval; 1.96 for one arm and very many seeds."),
    "arms": ("arms", "Arms for which the intervals hold together."),
    "seeds": ("seeds", "Seeds behind the number."),
}

_RESAMPLES = 2000
_FEWEST = 1e-12  # of a variance: less is rounding


@lru_cache(maxsize=4)
def _resamples(seeds: int, resamples: int) -> Floats:
    """Return how often each seed is in each resample, shape (resamples, seeds)."""
    luck = np.random.default_rng(20_050_331)
    counts = luck.multinomial(seeds, np.full(seeds, 1 / seeds), size=resamples).astype(np.float64)
    counts.setflags(write=False)  # shared by all who ask
    return counts


def critical_value(differences: Floats, level: float = 0.95, resamples: int = _RESAMPLES) -> float:
    """Return by how many standard errors all arms' intervals must reach to hold together.

    Parameters
    ----------
    differences : array of float64, shape (seeds, arms)
        Paired differences; NaN where an arm lacks a seed.
    level : float
        Chance that all intervals hold, 0-1.
    resamples : int
        Number of resamples.

    Returns
    -------
    float
        NaN if no arm has two seeds.

    Examples
    --------
    >>> luck = np.random.default_rng(0).normal(size=(40, 1))
    >>> alike = critical_value(np.repeat(luck, 4, axis=1))
    >>> apart = critical_value(np.random.default_rng(1).normal(size=(40, 4)))
    >>> bool(1.9 < alike < 2.3 < apart < 2.9)
    True
    """
    there = ~np.isnan(differences)
    seeds = there.sum(axis=0)
    several = seeds > 1
    if not several.any():
        return float("nan")
    there, seeds = there[:, several], seeds[several]
    numbers = np.where(there, differences[:, several], 0.0)
    centred = np.where(there, numbers - numbers.sum(axis=0) / seeds, 0.0)
    variance = (centred**2).sum(axis=0) / (seeds - 1)
    moved = variance > 0
    freedom = float(seeds.min() - 1)
    single = float(stdtrit(freedom, 0.5 + level / 2))
    if not moved.any():
        return single
    centred, there, variance = centred[:, moved], there[:, moved], variance[moved]
    counts = _resamples(len(differences), resamples)
    size = counts @ there
    mean = counts @ centred / np.maximum(size, 1)
    spread = (counts @ centred**2 - size * mean**2) / np.maximum(size - 1, 1)
    known = (size > 1) & (spread > _FEWEST * variance)
    reach = np.full(mean.shape, np.inf)
    reach[known] = np.abs(mean[known]) * np.sqrt(size[known] / spread[known])
    largest = np.sort(reach.max(axis=1))
    quantile = float(largest[int(np.ceil(level * resamples)) - 1])
    if np.isinf(quantile):
        quantile = float(stdtrit(freedom, 0.5 + level ** (1 / len(variance)) / 2))
    return max(quantile, single)


def simultaneous_intervals(
    rows: pd.DataFrame,
    baseline: str,
    names: Sequence[str] = tuple(OUTCOMES),
    weeks: Sequence[int] | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Give every arm an interval such that those of all arms hold together.

    Parameters
    ----------
    rows : DataFrame
        Weekly rows, as :func:`~experiments.comparison.pairs.seed_pairs` takes them.
    baseline : str
        Name of the arm to compare with.
    names : sequence of str
        The outcomes; each is a family of its own, as are each population and week.
    weeks : sequence of int, optional
        Which weeks; the last by default.
    level : float
        Chance that all intervals of a family hold, 0-1.

    Returns
    -------
    DataFrame
        The columns of :data:`SIMULTANEOUS_COLUMNS`; NaN bounds for one seed.

    Raises
    ------
    ValueError
        As :func:`~experiments.comparison.pairs.seed_pairs` does.

    Examples
    --------
    >>> row = {"participants_of": "", "population": "everybody", "week": 9, "people": 50}
    >>> rows = pd.DataFrame([row | {"arm": arm, "seed": seed, "pss10": 16 + sign * seed % 3}
    ...                      for arm, sign in (("b", 0), ("a", 1)) for seed in range(5)])
    >>> list(simultaneous_intervals(rows, "b", ["pss10"])) == list(SIMULTANEOUS_COLUMNS)
    True
    """
    chosen = [rows["week"].max()] if weeks is None else list(weeks)
    pairs = seed_pairs(rows[rows["week"].isin(chosen)], baseline, names)
    found = []
    for (outcome, population, week), family in pairs.groupby(
        ["outcome", "population", "week"], sort=False
    ):
        wide = family.pivot(index="seed", columns="arm", values="difference")
        values = wide.to_numpy(np.float64)
        seeds = np.count_nonzero(~np.isnan(values), axis=0)
        critical = critical_value(values, level)
        error = wide.std().to_numpy(np.float64) / np.sqrt(seeds)
        mean = wide.mean().to_numpy(np.float64)
        found.append(
            pd.DataFrame(
                {
                    "arm": wide.columns.to_numpy(),
                    "baseline": baseline,
                    "outcome": outcome,
                    "population": population,
                    "week": week,
                    "difference": mean,
                    "low": mean - critical * error,
                    "high": mean + critical * error,
                    "critical": np.where(seeds > 1, critical, np.nan),
                    "arms": len(wide.columns),
                    "seeds": seeds,
                }
            )
        )
    if not found:
        return pd.DataFrame(columns=list(SIMULTANEOUS_COLUMNS))
    table = pd.concat(found)
    table["rank"] = table["outcome"].map({name: rank for rank, name in enumerate(names)})
    order = ["population", "rank", "week", "arm"]
    table = table.sort_values(order, kind="stable").reset_index(drop=True)
    return table[list(SIMULTANEOUS_COLUMNS)]

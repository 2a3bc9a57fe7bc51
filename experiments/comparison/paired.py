"""Paired differences: the same seed with a programme minus without it, averaged over seeds.

Every interval is a 95 % t interval over the per-seed differences. It speaks of luck within the
model, not of whether the model's assumptions are right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtrit

from experiments.comparison.grouping import Groups
from experiments.outcomes import OUTCOMES

__all__ = [
    "DIFFERENCE_COLUMNS",
    "at_week",
    "half_width",
    "levels",
    "paired_differences",
    "verdict",
]

#: The columns of ``tables/differences.csv``.
DIFFERENCE_COLUMNS = (
    "arm", "baseline", "outcome", "population", "difference", "low", "high", "seeds",
)  # fmt: skip

_KEYS = ["participants_of", "population", "seed", "week"]

Verdict = Literal["lower", "higher", "no clear difference", "one seed: no interval"]


def half_width(
    deviation: pd.Series[float], seeds: pd.Series[int], level: float = 0.95
) -> pd.Series[float]:
    """Return half the t interval of a mean over seeds; NaN for fewer than two seeds.

    Parameters
    ----------
    deviation : Series
        Standard deviation between seeds (``ddof=1``).
    seeds : Series of int
        Number of seeds.
    level : float
        Coverage, 0-1.
    """
    several = seeds.where(seeds > 1)
    quantile = stdtrit((several - 1).to_numpy(dtype=float), 0.5 + level / 2)
    return pd.Series(quantile, index=deviation.index) * deviation / np.sqrt(several)


def paired_differences(
    weekly: pd.DataFrame, baseline: str, names: Sequence[str] = tuple(OUTCOMES)
) -> pd.DataFrame:
    """Compare every arm with the baseline, for each group, outcome and week.

    Parameters
    ----------
    weekly : DataFrame
        One row for each arm, group, seed and week: ``arm``, ``participants_of``, ``population``,
        ``seed``, ``week`` and the outcomes.
    baseline : str
        Name of the arm to compare with.
    names : sequence of str
        The columns to compare: all outcomes by default.

    Returns
    -------
    DataFrame
        ``arm``, ``baseline``, ``outcome``, ``population``, ``week``, ``difference``, ``low``,
        ``high`` (NaN for one seed), ``seeds``, ``with`` and ``without`` (means over seeds), and
        ``gain``: how many times as many unpaired runs would be as sure (NaN where the pairs do not
        differ at all).
    """
    treated, untreated = _pairs(weekly, baseline)
    values = weekly[list(names)].to_numpy(np.float64)
    sides = {"with": values[treated], "without": values[untreated]}
    difference = sides["with"] - sides["without"]
    for side in sides.values():
        side[np.isnan(difference)] = np.nan  # whoever was asked in one world only is not compared
    groups = Groups(weekly[["arm", "population", "week"]].iloc[treated])
    found = groups.of(difference)
    means = {name: groups.of(side) for name, side in sides.items()}
    table = groups.long(
        names,
        difference=found.mean(),
        deviation=found.std(),
        seeds=found.count(),
        unpaired=means["with"].var() + means["without"].var(),
        **{name: one.mean() for name, one in means.items()},
    )
    half = half_width(table["deviation"], table["seeds"])
    # Where all pairs differ alike, what is left is the rounding of sums.
    paired = (table["deviation"] ** 2).where(table["deviation"] > 1e-9)
    table["low"] = table["difference"] - half
    table["high"] = table["difference"] + half
    table["gain"] = table["unpaired"] / paired
    table["baseline"] = baseline
    columns = [*DIFFERENCE_COLUMNS[:4], "week", *DIFFERENCE_COLUMNS[4:], "with", "without", "gain"]
    return table[columns]


def _pairs(weekly: pd.DataFrame, baseline: str) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return pairs of rows: of an arm, and of the baseline for the same people, seed and week."""
    arm, of = weekly["arm"].to_numpy(object), weekly["participants_of"].to_numpy(object)
    is_baseline = arm == baseline
    same = weekly.groupby(_KEYS, sort=False).ngroup().to_numpy()
    row_without = np.full(len(weekly), -1)
    row_without[same[is_baseline]] = np.flatnonzero(is_baseline)
    # Groups of a world are asked in each for itself; participants are named by whose they are.
    own = (of == "") | (of == arm)
    treated = np.flatnonzero(~is_baseline & own & (row_without[same] >= 0))
    return treated, row_without[same[treated]]


def levels(weekly: pd.DataFrame, names: Sequence[str] = tuple(OUTCOMES)) -> pd.DataFrame:
    """Average every group's outcomes over seeds, week by week.

    Parameters
    ----------
    weekly : DataFrame
        As :func:`paired_differences` takes it.
    names : sequence of str
        The columns to average: all outcomes by default.

    Returns
    -------
    DataFrame
        ``arm``, ``participants_of``, ``population``, ``week``, ``outcome``, ``mean``, ``low``,
        ``high`` (of the mean over seeds) and ``seeds``.
    """
    groups = Groups(weekly[["arm", "participants_of", "population", "week"]])
    found = groups.of(weekly[list(names)].to_numpy(np.float64))
    table = groups.long(names, mean=found.mean(), deviation=found.std(), seeds=found.count())
    half = half_width(table["deviation"], table["seeds"])
    table["low"], table["high"] = table["mean"] - half, table["mean"] + half
    keys = ["arm", "participants_of", "population", "week", "outcome"]
    return table[[*keys, "mean", "low", "high", "seeds"]]


def at_week(differences: pd.DataFrame, week: int) -> pd.DataFrame:
    """Return the differences of one week."""
    return differences[differences["week"] == week].reset_index(drop=True)


def verdict(row: Mapping[str, float] | pd.Series[float], smallest: float) -> Verdict:
    """Say what an interval allows to say.

    Parameters
    ----------
    row : mapping
        With ``low`` and ``high``, NaN for one seed.
    smallest : float
        The smallest difference that matters, in units of the outcome; 0 if the study names none.

    Examples
    --------
    >>> verdict({"low": -8.0, "high": -3.0}, smallest=2.0)
    'lower'
    >>> verdict({"low": -8.0, "high": -1.0}, smallest=2.0)
    'no clear difference'
    """
    low, high = row["low"], row["high"]
    if np.isnan(low) or np.isnan(high):
        return "one seed: no interval"
    if high < -smallest:
        return "lower"
    if low > smallest:
        return "higher"
    return "no clear difference"

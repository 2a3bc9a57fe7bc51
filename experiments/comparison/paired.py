"""Paired differences: the same seed with a programme minus without it, averaged over seeds.

Every interval is a 95 % t interval over the per-seed differences. It speaks of luck within the
model, not of whether the model's assumptions are right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np
import pandas as pd
from scipy.special import stdtrit

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


def _long(weekly: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    return weekly.melt(
        id_vars=["arm", *_KEYS], value_vars=list(names), var_name="outcome", value_name="value"
    )


def paired_differences(
    weekly: pd.DataFrame, baseline: str, names: Sequence[str] = tuple(OUTCOMES)
) -> pd.DataFrame:
    """Compare every arm with the baseline, for each group, outcome and week.

    Parameters
    ----------
    weekly : DataFrame
        A row for each arm, group, seed and week: ``arm``, ``participants_of``, ``population``,
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
    # One outcome at a time: of all together the rows would take many times the room of the table.
    found = [_paired(weekly, baseline, name) for name in names]
    return _in_order(pd.concat(found, ignore_index=True), names)


def _paired(weekly: pd.DataFrame, baseline: str, name: str) -> pd.DataFrame:
    long = _long(weekly, [name])
    without = long[long["arm"] == baseline].drop(columns="arm")
    treated = long[long["arm"] != baseline]
    # Groups of a world are asked in each for itself; participants are named by whose they are.
    pairs = treated.merge(without, on=[*_KEYS, "outcome"], suffixes=("_with", "_without"))
    pairs = pairs[pairs["participants_of"].isin([""]) | (pairs["participants_of"] == pairs["arm"])]
    pairs = pairs.dropna(subset=["value_with", "value_without"])
    pairs["difference"] = pairs["value_with"] - pairs["value_without"]
    grouped = pairs.groupby(["arm", "outcome", "population", "week"], sort=False)
    table = grouped.agg(
        difference=("difference", "mean"),
        deviation=("difference", "std"),
        seeds=("seed", "nunique"),
        variance_with=("value_with", "var"),
        variance_without=("value_without", "var"),
        **{"with": ("value_with", "mean"), "without": ("value_without", "mean")},
    ).reset_index()
    half = half_width(table["deviation"], table["seeds"])
    # Where all pairs differ alike, what is left is the rounding of sums.
    paired = (table["deviation"] ** 2).where(table["deviation"] > 1e-9)
    table["low"] = table["difference"] - half
    table["high"] = table["difference"] + half
    table["gain"] = (table["variance_with"] + table["variance_without"]) / paired
    table["baseline"] = baseline
    columns = [*DIFFERENCE_COLUMNS[:4], "week", *DIFFERENCE_COLUMNS[4:], "with", "without", "gain"]
    return table[columns]


def _in_order(table: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    order = {name: position for position, name in enumerate(names)}
    ranked = table.assign(rank=table["outcome"].map(order))
    ranked = ranked.sort_values(["arm", "population", "rank", "week"], kind="stable")
    return ranked.drop(columns="rank").reset_index(drop=True)


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
    return _in_order(pd.concat([_level(weekly, name) for name in names], ignore_index=True), names)


def _level(weekly: pd.DataFrame, name: str) -> pd.DataFrame:
    long = _long(weekly, [name]).dropna(subset=["value"])
    keys = ["arm", "participants_of", "population", "week", "outcome"]
    table = (
        long.groupby(keys, sort=False)
        .agg(mean=("value", "mean"), deviation=("value", "std"), seeds=("seed", "nunique"))
        .reset_index()
    )
    half = half_width(table["deviation"], table["seeds"])
    table["low"], table["high"] = table["mean"] - half, table["mean"] + half
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

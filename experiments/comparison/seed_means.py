"""Means over seeds with their 95 % t intervals."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from experiments.comparison.paired import half_width

__all__ = ["over_seeds"]


def over_seeds(table: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """Average a number over seeds, with a 95 % t interval.

    Parameters
    ----------
    table : DataFrame
        A row for each seed and combination of keys: the keys and ``value``, NaN where a seed has
        none.
    keys : sequence of str
        Columns that tell the averages apart.

    Returns
    -------
    DataFrame
        The keys, ``mean``, ``low``, ``high`` (NaN for fewer than two seeds) and ``seeds``, those
        that have a value; each key in the order of its first mention.

    Examples
    --------
    >>> table = pd.DataFrame({"arm": ["b", "b", "a"], "value": [1.0, 3.0, 5.0]})
    >>> over_seeds(table, ["arm"])[["arm", "mean", "seeds"]].values.tolist()
    [['b', 2.0, 2], ['a', 5.0, 1]]
    """
    grouped = table.groupby(list(keys), sort=False)["value"]
    means = grouped.agg(mean="mean", deviation="std", seeds="count").reset_index()
    half = half_width(means["deviation"], means["seeds"])
    means["low"], means["high"] = means["mean"] - half, means["mean"] + half
    first = {key: {one: n for n, one in enumerate(table[key].unique())} for key in keys}
    ranks = pd.DataFrame({key: means[key].map(first[key]) for key in keys})
    means = means.loc[ranks.sort_values(list(keys)).index]
    return means[[*keys, "mean", "low", "high", "seeds"]].reset_index(drop=True)

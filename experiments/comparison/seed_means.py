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
    # Numbers by first mention: gathered by these, groups come in the order wanted.
    numbered = [pd.factorize(table[key]) for key in keys]
    grouped = table["value"].groupby([codes for codes, _ in numbered])
    mean, deviation, seeds = grouped.mean(), grouped.std(), grouped.count()
    half = half_width(deviation, seeds)
    found = {
        key: named.take(mean.index.get_level_values(place).to_numpy()).array
        for place, (key, (_, named)) in enumerate(zip(keys, numbered, strict=True))
    }
    numbers = {"mean": mean, "low": mean - half, "high": mean + half, "seeds": seeds}
    return pd.DataFrame(found | {name: one.to_numpy() for name, one in numbers.items()})

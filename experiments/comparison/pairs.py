"""Pairs: one group in one seed, lived with a programme and without it, one row a pair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.comparison.paired import half_width

__all__ = ["PAIR_KEYS", "Floats", "by_seed_and_time", "each_comparison", "seed_pairs", "summary"]

#: Numbers of one comparison, in arrays.
Floats = NDArray[np.float64]

#: What tells one comparison of a weekly or yearly table from another.
PAIR_KEYS = ("arm", "participants_of", "population", "outcome")


def seed_pairs(
    rows: pd.DataFrame,
    baseline: str,
    names: Sequence[str],
    *,
    by: Sequence[str] = ("population",),
    time: str = "week",
) -> pd.DataFrame:
    """Pair every arm with the baseline of the same seed, for each group and moment.

    Parameters
    ----------
    rows : DataFrame
        A row for each ``arm``, ``participants_of``, group, ``seed`` and moment, with the outcomes
        and ``people``; of one point of a study.
    baseline : str
        Name of the arm to compare with.
    names : sequence of str
        The outcomes to compare.
    by : sequence of str
        Columns that name the group.
    time : str
        Column that names the moment: ``week`` or ``year``.

    Returns
    -------
    DataFrame
        ``arm``, ``participants_of``, the columns of ``by``, ``outcome``, ``time``, ``seed``,
        ``with``, ``without``, ``difference`` and ``people`` (mean of both worlds), in that order of
        rows whatever the order of ``rows``. Pairs without a number are left out.

    Raises
    ------
    ValueError
        When a column is missing, a row is there twice, or several points are mixed.

    Examples
    --------
    >>> row = {"participants_of": "", "population": "everybody", "seed": 1, "week": 9, "people": 50}
    >>> rows = pd.DataFrame([row | {"arm": "b", "pss10": 16.0}, row | {"arm": "a", "pss10": 15.5}])
    >>> seed_pairs(rows, "b", ["pss10"])["difference"].tolist()
    [-0.5]
    """
    keys = ["participants_of", *by, time, "seed"]
    _check(rows, ["arm", *keys, "people", *names])
    slim = rows[["arm", *keys, "people", *names]]
    twice = slim[slim.duplicated(["arm", *keys])]
    if len(twice):
        first = twice.iloc[0]
        raise ValueError(f"{time} {first[time]} of {first['arm']!r}, seed {first['seed']} twice")
    without = slim[slim["arm"] == baseline].drop(columns="arm")
    treated = slim[slim["arm"] != baseline]
    pairs = treated.merge(without, on=keys, suffixes=("_with", "_without"))
    # Groups of a world are asked in each for itself; participants are named by whose they are.
    own = (pairs["participants_of"] == "") | (pairs["participants_of"] == pairs["arm"])
    pairs = pairs[own].sort_values(["arm", *keys], kind="stable")
    heads = ["arm", "participants_of", *by]
    sides = {
        side: pairs[[f"{name}_{side}" for name in names]].to_numpy(np.float64)
        for side in ("with", "without")
    }
    # Each pair for each outcome, those of one comparison together: ordered by whole numbers, for
    # there may be millions and names are slow to sort.
    comparison = pairs.groupby(heads, sort=False).ngroup().to_numpy()
    row, outcome = (one.ravel() for one in np.indices((len(pairs), len(names))))
    order = np.lexsort((row, outcome, comparison[row]))
    row, outcome = row[order], outcome[order]
    difference: Floats = sides["with"][row, outcome] - sides["without"][row, outcome]
    known = ~np.isnan(difference)
    row, outcome = row[known], outcome[known]
    long: pd.DataFrame = pairs[heads].iloc[row].reset_index(drop=True)
    long["outcome"] = np.array(list(names), dtype=object)[outcome]
    for name in (time, "seed"):
        long[name] = pairs[name].to_numpy()[row]
    for side, numbers in sides.items():
        long[side] = numbers[row, outcome]
    long["people"] = ((pairs["people_with"] + pairs["people_without"]) / 2).to_numpy()[row]
    long["difference"] = difference[known]
    return long


def summary(pairs: pd.DataFrame, keys: Sequence[str], value: str = "difference") -> pd.DataFrame:
    """Average pairs over seeds, with a 95 % t interval.

    Parameters
    ----------
    pairs : DataFrame
        As :func:`seed_pairs` returns them.
    keys : sequence of str
        Columns that tell the averages apart; each seed once in each.
    value : str
        Column to average.

    Returns
    -------
    DataFrame
        The keys in the order of their first mention, ``value``, ``low``, ``high`` (NaN for one
        seed), ``deviation`` (between seeds, NaN for one) and ``seeds``.

    Examples
    --------
    >>> pairs = pd.DataFrame({"arm": ["a", "a"], "difference": [1.0, 3.0]})
    >>> summary(pairs, ["arm"])[["difference", "seeds"]].values.tolist()
    [[2.0, 2.0]]
    """
    grouped = pairs.groupby(list(keys), sort=False)[value]
    table = grouped.agg(mean="mean", deviation="std", seeds="count").reset_index()
    half = half_width(table["deviation"], table["seeds"])
    table["low"], table["high"] = table["mean"] - half, table["mean"] + half
    table = table.rename(columns={"mean": value})
    return table[[*keys, value, "low", "high", "deviation", "seeds"]]


def each_comparison(pairs: pd.DataFrame) -> Iterator[tuple[dict[str, str], pd.DataFrame]]:
    """Go through pairs by comparison: what :data:`PAIR_KEYS` name it, and its rows.

    Examples
    --------
    >>> heads = {"arm": "a", "participants_of": "", "population": "everybody", "outcome": "pss10"}
    >>> [name["arm"] for name, rows in each_comparison(pd.DataFrame([heads, heads]))]
    ['a']
    """
    for key, group in pairs.groupby(list(PAIR_KEYS), sort=False):
        names = [str(name) for name in key]
        yield dict(zip(PAIR_KEYS, names, strict=True)), group


def by_seed_and_time(
    pairs: pd.DataFrame, value: str = "difference", time: str = "week"
) -> tuple[Floats, NDArray[np.int64]]:
    """Lay the pairs of one comparison out as curves.

    Parameters
    ----------
    pairs : DataFrame
        Of one arm, group and outcome.
    value, time : str
        What is laid out, and along what.

    Returns
    -------
    curves : array of float64, shape (seeds, moments)
        Of the seeds that have every moment.
    moments : array of int64, shape (moments,)
        In ascending order.

    Examples
    --------
    >>> pairs = pd.DataFrame({"seed": [1, 1, 2], "week": [0, 1, 0], "difference": [0.0, 5.0, 1.0]})
    >>> by_seed_and_time(pairs)[0].tolist()
    [[0.0, 5.0]]
    """
    seeds, of_seed = np.unique(pairs["seed"].to_numpy(), return_inverse=True)
    moments, at_moment = np.unique(pairs[time].to_numpy(np.int64), return_inverse=True)
    curves = np.full((len(seeds), len(moments)), np.nan)
    curves[of_seed, at_moment] = pairs[value].to_numpy(np.float64)
    return curves[~np.isnan(curves).any(axis=1)], moments


def _check(rows: pd.DataFrame, columns: Sequence[str]) -> None:
    missing = [name for name in columns if name not in rows]
    if missing:
        raise ValueError(f"the rows lack {', '.join(missing)}")
    if "point" in rows and rows["point"].nunique() > 1:
        points = ", ".join(str(one) for one in sorted(rows["point"].unique())[:3])
        raise ValueError(f"the rows are of several points ({points}, ...): compare one at a time")

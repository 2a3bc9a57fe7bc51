"""Whether the seeds suffice, and how many would: the precision that a study has and lacks.

A difference of at least the smallest that matters is told from none when the half width of its
interval is no more than half of that. Seeds needed for a half width h: the fewest n with

    t(n - 1; 97.5 %) * deviation / root(n) <= h

where the deviation between seeds is estimated, so the number is itself uncertain: for normal
differences the estimate from 8 seeds is .24 to 2.3 times what it would be with endless ones, that
from 60 seeds .7 to 1.4 times (95 %).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from experiments.comparison.pairs import PAIR_KEYS, Floats, seed_pairs, summary
from experiments.outcomes import OUTCOMES

__all__ = ["REPLICATION_COLUMNS", "replication", "seeds_needed"]

#: Columns of :func:`replication`: unit and meaning.
REPLICATION_COLUMNS: dict[str, tuple[str, str]] = {
    "arm": ("", "World compared with the baseline."),
    "baseline": ("", "World that the arm is compared with."),
    "outcome": ("", "Outcome compared."),
    "population": ("", "Group of people."),
    "week": ("weeks", "Weeks after the burn-in."),
    "seeds": ("seeds", "Seeds behind the number."),
    "difference": ("unit of the outcome", "Arm minus baseline, mean over seeds."),
    "deviation": ("unit of the outcome", "Standard deviation of the difference between seeds."),
    "half_width": ("unit of the outcome", "Half of the 95 % t interval."),
    "relative_half_width": ("share", "Half width over the size of the difference."),
    "smallest_difference": ("unit of the outcome", "Smallest difference that matters, if named."),
    "wanted_half_width": ("unit of the outcome", "Half of that: what tells it from no difference."),
    "enough": ("", "Whether the half width is that small; empty where no difference is named."),
    "seeds_needed": ("seeds", "Seeds for the wanted half width, by the deviation seen so far."),
    "gain": ("times", "As many unpaired runs would be as sure as one pair; empty if all alike."),
    "unpaired_seeds_needed": ("seeds", "Seeds needed if the worlds did not share people and luck."),
}

_MOST = 10**9


def seeds_needed(deviation: ArrayLike, half_width: ArrayLike, level: float = 0.95) -> Floats:
    """Return how many seeds give an interval of a wanted half width.

    Parameters
    ----------
    deviation : array of float
        Standard deviation of the difference between seeds.
    half_width : array of float
        What is wanted, in the same unit, above 0.
    level : float
        Coverage, 0-1.

    Returns
    -------
    array of float64
        Whole numbers from 2 on, at most a thousand million; NaN where an input is NaN.

    Raises
    ------
    ValueError
        For a half width that is not above 0, or a deviation below 0.

    Examples
    --------
    With a deviation of 10, for half widths of 5 and 2:

    >>> seeds_needed(10.0, [5.0, 2.0]).tolist()
    [18.0, 99.0]
    """
    spread, wanted = np.broadcast_arrays(
        np.asarray(deviation, np.float64), np.asarray(half_width, np.float64)
    )
    if (wanted <= 0).any() or (spread < 0).any():
        raise ValueError("the half width must be above 0, and the deviation not below 0")
    low = np.full(wanted.shape, 2, np.int64)
    high = np.full(wanted.shape, _MOST, np.int64)
    while (low < high).any():  # the half width falls with every seed, so halving finds the place
        middle = (low + high) // 2
        reached = stdtrit(middle - 1.0, 0.5 + level / 2) * spread / np.sqrt(middle) <= wanted
        high = np.where(reached, middle, high)
        low = np.where(reached, low, np.minimum(middle + 1, high))
    return np.where(np.isnan(spread) | np.isnan(wanted), np.nan, low.astype(np.float64))


def replication(
    rows: pd.DataFrame,
    baseline: str,
    names: Sequence[str] = tuple(OUTCOMES),
    smallest: Mapping[str, float] | None = None,
    weeks: Sequence[int] | None = None,
) -> pd.DataFrame:
    """Say for every arm and outcome how sure the difference is, and how many seeds it takes.

    Parameters
    ----------
    rows : DataFrame
        Weekly rows, as :func:`~experiments.comparison.pairs.seed_pairs` takes them.
    baseline : str
        Name of the arm to compare with.
    names : sequence of str
        The outcomes.
    smallest : mapping of str to float, optional
        Smallest difference that matters, by outcome.
    weeks : sequence of int, optional
        Which weeks; the last by default.

    Returns
    -------
    DataFrame
        The columns of :data:`REPLICATION_COLUMNS`; NaN where a number cannot be told, and
        ``enough`` None where no smallest difference is named.

    Raises
    ------
    ValueError
        As :func:`~experiments.comparison.pairs.seed_pairs` does.

    Examples
    --------
    >>> row = {"participants_of": "", "population": "everybody", "week": 9, "people": 50}
    >>> rows = pd.DataFrame([row | {"arm": arm, "seed": seed, "pss10": 16 + sign * seed % 3}
    ...                      for arm, sign in (("b", 0), ("a", 1)) for seed in range(6)])
    >>> replication(rows, "b", ["pss10"], {"pss10": 1.0})[["enough", "seeds_needed"]].values
    array([[False, 15.0]], dtype=object)
    """
    chosen = [rows["week"].max()] if weeks is None else list(weeks)
    pairs = seed_pairs(rows[rows["week"].isin(chosen)], baseline, names)
    keys = [*PAIR_KEYS, "week"]
    table = summary(pairs, keys)
    spread = pairs.groupby(keys, sort=False)[["with", "without"]].var().sum(axis=1, skipna=False)
    unpaired = spread.to_numpy(np.float64)
    paired = (table["deviation"] ** 2).to_numpy(np.float64)
    table["baseline"] = baseline
    table["half_width"] = (table["high"] - table["low"]) / 2
    size = table["difference"].abs()
    table["relative_half_width"] = table["half_width"] / size.where(size > 0)
    named = table["outcome"].map(dict(smallest or {})).astype(float)
    table["smallest_difference"] = named
    table["wanted_half_width"] = named / 2
    sure = table["half_width"] <= table["wanted_half_width"]
    told = named.notna() & table["half_width"].notna()
    table["enough"] = sure.astype(object).where(told, None)
    table["gain"] = unpaired / np.where(paired > 0, paired, np.nan)
    wanted = table["wanted_half_width"].to_numpy(np.float64)
    table["seeds_needed"] = seeds_needed(table["deviation"].to_numpy(np.float64), wanted)
    # The same half width from two independent samples of n: the variances add up.
    table["unpaired_seeds_needed"] = seeds_needed(np.sqrt(unpaired), wanted)
    return table[list(REPLICATION_COLUMNS)]

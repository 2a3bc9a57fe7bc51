"""The paired difference of one outcome at every point: per seed, and as means over seeds.

At a point all worlds share its inputs, so the difference is that of the arm at these inputs: an arm
minus the baseline of the same point and the same seed.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from experiments.comparison.paired import half_width

__all__ = ["DIFFERENCE_COLUMNS", "differences_by_point", "seed_differences"]

#: The columns of :func:`differences_by_point`, and what they hold.
DIFFERENCE_COLUMNS: dict[str, str] = {
    "point": "Number of the point; 0 is the study as written.",
    "arm": "World that is compared.",
    "difference": "The arm minus the baseline, mean over seeds (unit of the outcome).",
    "half_width": "Half the 95 % t interval over seeds; empty for one seed.",
    "seeds": "Seeds in which both worlds were lived.",
}

_WORLD = ["point", "seed"]


def seed_differences(
    weekly: pd.DataFrame, baseline: str, outcome: str, *, week: int | None = None
) -> pd.DataFrame:
    """Return the difference of an outcome from the baseline, for every point, arm and seed.

    Parameters
    ----------
    weekly : DataFrame
        Weekly rows of everybody and, if need be, other groups, with ``point``.
    baseline : str
        Name of the arm to compare with.
    outcome : str
        A column of ``weekly``.
    week : int, optional
        The week; without it, the mean over all weeks after the burn-in (week 0 left out).

    Returns
    -------
    DataFrame
        ``point``, ``arm``, ``seed``, ``difference``; points and seeds in which one of the two
        worlds is missing are left out.

    Examples
    --------
    >>> weekly = pd.DataFrame({
    ...     "point": 1, "arm": ["baseline", "therapy"], "participants_of": "",
    ...     "population": "everybody", "seed": 1, "week": 52, "ucla3": [4.5, 4.25]})
    >>> seed_differences(weekly, "baseline", "ucla3")["difference"].tolist()
    [-0.25]
    """
    shown = weekly[(weekly["population"] == "everybody") & (weekly["participants_of"] == "")]
    shown = shown[shown["week"] == week] if week is not None else shown[shown["week"] > 0]
    means = shown.groupby(["arm", *_WORLD])[outcome].mean().reset_index()
    without = means[means["arm"] == baseline].drop(columns="arm")
    pairs = means[means["arm"] != baseline].merge(
        without, on=_WORLD, suffixes=("_with", "_without")
    )
    pairs["difference"] = pairs[f"{outcome}_with"] - pairs[f"{outcome}_without"]
    pairs = pairs.dropna(subset="difference")
    pairs = pairs.sort_values(["point", "arm", "seed"], ignore_index=True)
    return pairs[["point", "arm", "seed", "difference"]]


def differences_by_point(differences: pd.DataFrame) -> pd.DataFrame:
    """Average differences over seeds.

    Parameters
    ----------
    differences : DataFrame
        From :func:`seed_differences`.

    Returns
    -------
    DataFrame
        The columns of :data:`DIFFERENCE_COLUMNS`.
    """
    grouped = differences.groupby(["point", "arm"])
    table = grouped.agg(
        difference=("difference", "mean"),
        deviation=("difference", "std"),
        seeds=("seed", "nunique"),
    ).reset_index()
    table["half_width"] = half_width(table["deviation"], table["seeds"]).astype(np.float64)
    return table[list(DIFFERENCE_COLUMNS)]

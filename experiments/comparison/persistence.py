"""What is left of an effect after a programme ends, and how fast it fades.

    share left after k weeks = mean difference k weeks after the end / mean difference at the end

over the same seeds, with Fieller's interval (see :mod:`experiments.comparison.ratio`). Where the
effect at the end is not clear there is nothing of which a share could be left, and none is given.
The half-life is the time until the mean difference first comes down to half, between weeks by a
straight line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.comparison.paired import half_width
from experiments.comparison.pairs import Floats, by_seed_and_time, each_comparison, seed_pairs
from experiments.comparison.ratio import ratio_of_means
from experiments.outcomes import OUTCOMES

__all__ = ["AFTER_WEEKS", "PERSISTENCE_COLUMNS", "half_life", "persistence"]

#: Weeks after the end of a programme: 3, 6 and 12 months.
AFTER_WEEKS = (13, 26, 52)

#: Columns of :func:`persistence`: unit and meaning.
PERSISTENCE_COLUMNS: dict[str, tuple[str, str]] = {
    "arm": ("", "World compared with the baseline."),
    "baseline": ("", "World that the arm is compared with."),
    "outcome": ("", "Outcome compared."),
    "population": ("", "Group of people."),
    "end_week": ("weeks after the burn-in", "When the arm's last programme ends."),
    "weeks_after": ("weeks", "Weeks after that: 13, 26 and 52 are 3, 6 and 12 months."),
    "at_end": ("unit of the outcome", "Difference when it ends, mean over seeds."),
    "at_end_low": ("unit of the outcome", "Lower end of its 95 % t interval."),
    "at_end_high": ("unit of the outcome", "Upper end of that interval."),
    "later": ("unit of the outcome", "Difference so many weeks after; empty if not lived."),
    "share_left": (
        "share",
        "Of the difference when it ends; empty where that is not clear. Above 1 it has grown.",
    ),
    "low": ("share", "Lower end of the 95 % interval of the share (Fieller)."),
    "high": ("share", "Upper end of that interval."),
    "half_life": (
        "weeks",
        "Until the mean difference is first half of that at the end; empty if it does not halve in "
        "the run, or the difference at the end is not clear.",
    ),
    "seeds": ("seeds", "Seeds behind the numbers."),
}


def half_life(weeks: NDArray[np.int64], curve: Floats) -> float:
    """Return after how many weeks a curve is first down to half of where it begins.

    Parameters
    ----------
    weeks : array of int64, shape (weeks,)
        Ascending; the first is the end of the programme.
    curve : array of float64, shape (weeks,)
        Differences; the first is not 0.

    Returns
    -------
    float
        Weeks from the first; NaN if the curve does not halve.

    Examples
    --------
    >>> half_life(np.arange(10, 14), np.array([-4.0, -3.0, -1.0, -0.5]))
    1.5
    """
    left = curve / curve[0]
    below = np.flatnonzero(left <= 0.5)
    if not len(below):
        return float("nan")
    last = int(below[0])
    part = (left[last - 1] - 0.5) / (left[last - 1] - left[last])
    return float(weeks[last - 1] - weeks[0] + part * (weeks[last] - weeks[last - 1]))


def persistence(
    weekly: pd.DataFrame,
    baseline: str,
    ends: Mapping[str, int],
    names: Sequence[str] = tuple(OUTCOMES),
    after: Sequence[int] = AFTER_WEEKS,
) -> pd.DataFrame:
    """Say how much of each arm's effect is left after its end.

    Parameters
    ----------
    weekly : DataFrame
        Weekly rows, as :func:`~experiments.comparison.pairs.seed_pairs` takes them.
    baseline : str
        Name of the arm to compare with.
    ends : mapping of str to int
        Week in which each arm's last programme ends; other arms are left out.
    names : sequence of str
        The outcomes.
    after : sequence of int
        Weeks after the end at which to look.

    Returns
    -------
    DataFrame
        The columns of :data:`PERSISTENCE_COLUMNS`. Seeds that lack a week after the end are left
        out.

    Raises
    ------
    ValueError
        As :func:`~experiments.comparison.pairs.seed_pairs` does.

    Examples
    --------
    >>> row = {"participants_of": "", "population": "everybody", "people": 50}
    >>> rows = pd.DataFrame([
    ...     row | {"arm": arm, "seed": seed, "week": week, "pss10": 16 - less * 0.5 ** (week / 13)}
    ...     for arm, less in (("b", 0), ("a", 2)) for seed in range(3) for week in range(27)])
    >>> table = persistence(rows, "b", {"a": 0}, ["pss10"], after=(26,))
    >>> table[["share_left", "half_life"]].round(3).values.tolist()
    [[0.25, 13.0]]
    """
    wanted = weekly[weekly["arm"].isin([baseline, *ends])]
    records: list[dict[str, Any]] = []
    for heads, group in each_comparison(seed_pairs(wanted, baseline, names)):
        end = ends[heads["arm"]]
        curves, weeks = by_seed_and_time(group[group["week"] >= end])
        if not len(curves) or weeks[0] != end:
            continue
        record: dict[str, Any] = heads | {
            "baseline": baseline,
            "end_week": end,
            "seeds": len(curves),
        }
        record |= _at_end(curves[:, 0])
        # Clear, by the very criterion by which Fieller's interval exists.
        clear = not np.isnan(ratio_of_means(curves[:, 0], curves[:, 0]).ratio)
        record["half_life"] = half_life(weeks, curves.mean(axis=0)) if clear else float("nan")
        records += [record | _left(curves, weeks, later) for later in after]
    return pd.DataFrame(records, columns=list(PERSISTENCE_COLUMNS))


def _at_end(differences: Floats) -> dict[str, float]:
    deviation = float(differences.std(ddof=1)) if len(differences) > 1 else float("nan")
    half = float(half_width(pd.Series([deviation]), pd.Series([len(differences)])).iloc[0])
    mean = float(differences.mean())
    return {"at_end": mean, "at_end_low": mean - half, "at_end_high": mean + half}


def _left(curves: Floats, weeks: NDArray[np.int64], later: int) -> dict[str, float]:
    place = np.flatnonzero(weeks == weeks[0] + later)
    if not len(place):
        unknown = dict.fromkeys(("later", "share_left", "low", "high"), float("nan"))
        return {"weeks_after": later} | unknown
    then = curves[:, place[0]]
    share, low, high = ratio_of_means(then, curves[:, 0])
    found = {"later": float(then.mean()), "share_left": share, "low": low, "high": high}
    return {"weeks_after": later} | found

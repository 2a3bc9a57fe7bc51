"""How long until a programme shows: the first week of a clear effect, and of half of the largest.

An effect is clear from the first of four weeks in a row in which the whole 95 % interval lies
beyond the smallest difference that matters, on one side. Many weeks are looked at, so without a
smallest difference an arm that does nothing will now and then show an effect.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.comparison.pairs import Floats

__all__ = ["TIMING_COLUMNS", "first_lasting", "time_to_effect"]

#: Columns of :func:`time_to_effect`: unit and meaning.
TIMING_COLUMNS: dict[str, tuple[str, str]] = {
    "arm": ("", "World compared with the baseline."),
    "baseline": ("", "World that the arm is compared with."),
    "outcome": ("", "Outcome compared."),
    "population": ("", "Group of people."),
    "clear_from_week": (
        "weeks after the burn-in",
        "First of four weeks in a row with the whole interval beyond the smallest difference that "
        "matters (beyond 0 if none is named); empty if there is none.",
    ),
    "weeks_to_effect": ("weeks", "From the start of the arm's first programme until then."),
    "direction": ("", "Whether the outcome is then lower or higher than without."),
    "half_week": (
        "weeks after the burn-in",
        "First week with half of the largest difference, empty if the largest is not clear.",
    ),
    "weeks_to_half": ("weeks", "From the start of the arm's first programme until then."),
    "largest": ("unit of the outcome", "Largest difference of any week, mean over seeds."),
    "largest_week": ("weeks after the burn-in", "Week of the largest difference."),
}


def first_lasting(weeks: NDArray[np.int64], shown: NDArray[np.bool_], lasts: int) -> float:
    """Return the first week from which something shows for a number of weeks.

    Parameters
    ----------
    weeks : array of int64, shape (weeks,)
        Ascending.
    shown : array of bool, shape (weeks,)
        Whether it shows in each.
    lasts : int
        Weeks for which it must show, the first included.

    Returns
    -------
    float
        NaN if there is none, or the weeks end before it has lasted.

    Examples
    --------
    >>> first_lasting(np.arange(6), np.array([1, 0, 1, 1, 1, 0], bool), 3)
    2.0
    """
    breaks = np.flatnonzero(~shown)
    for start in np.flatnonzero(shown & np.append(True, ~shown[:-1])):
        later = breaks[breaks > start]
        end = later[0] if len(later) else len(weeks)
        if weeks[end - 1] - weeks[start] >= lasts - 1:
            return float(weeks[start])
    return float("nan")


def time_to_effect(
    differences: pd.DataFrame,
    smallest: Mapping[str, float] | None = None,
    starts: Mapping[str, int] | None = None,
    lasts: int = 4,
) -> pd.DataFrame:
    """Say when each arm's effect shows.

    Parameters
    ----------
    differences : DataFrame
        As :func:`~experiments.comparison.paired.paired_differences` returns them, all weeks.
    smallest : mapping of str to float, optional
        Smallest difference that matters, by outcome; 0 where it names none.
    starts : mapping of str to int, optional
        Week in which each arm's first programme starts; what is counted from it is NaN for others.
    lasts : int
        Weeks in a row that an effect must be clear.

    Returns
    -------
    DataFrame
        The columns of :data:`TIMING_COLUMNS`.

    Examples
    --------
    >>> weeks = pd.DataFrame({"week": range(6), "low": [-1.0, *[-3.0] * 5],
    ...                       "high": [1.0, *[-1.0] * 5], "difference": [0.0, *[-2.0] * 5]})
    >>> table = weeks.assign(arm="a", baseline="b", outcome="pss10", population="everybody")
    >>> time_to_effect(table, {"pss10": 0.5})[["clear_from_week", "half_week"]].values.tolist()
    [[1.0, 1.0]]
    """
    keys = ["arm", "baseline", "outcome", "population"]
    records: list[dict[str, Any]] = []
    for key, group in differences.groupby(keys, sort=False):
        one = group.sort_values("week")
        heads = {name: str(value) for name, value in zip(keys, key, strict=True)}
        limit = float((smallest or {}).get(heads["outcome"], 0.0))
        weeks = one["week"].to_numpy(np.int64)
        numbers = one[["difference", "low", "high"]].to_numpy(np.float64)
        record = heads | _times(weeks, numbers, limit, lasts)
        start = (starts or {}).get(heads["arm"], np.nan)
        record["weeks_to_effect"] = record["clear_from_week"] - start
        record["weeks_to_half"] = record["half_week"] - start
        records.append(record)
    return pd.DataFrame(records, columns=list(TIMING_COLUMNS))


def _times(weeks: NDArray[np.int64], numbers: Floats, limit: float, lasts: int) -> dict[str, Any]:
    difference, low, high = numbers.T
    sides = {"lower": high < -limit, "higher": low > limit}
    clear = {side: first_lasting(weeks, beyond, lasts) for side, beyond in sides.items()}
    known = {side: week for side, week in clear.items() if not np.isnan(week)}
    direction = min(known, key=lambda side: known[side]) if known else ""
    largest = int(np.argmax(np.abs(difference)))
    height = difference[largest]
    is_clear = high[largest] < 0 or low[largest] > 0
    half = np.flatnonzero(difference * np.sign(height) >= abs(height) / 2)
    return {
        "clear_from_week": known.get(direction, float("nan")),
        "direction": direction,
        "half_week": float(weeks[half[0]]) if is_clear else float("nan"),
        "largest": float(height),
        "largest_week": int(weeks[largest]),
    }

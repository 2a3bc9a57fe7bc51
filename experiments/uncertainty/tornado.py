"""One input at a time: each at its 2.5 % and its 97.5 % point, all others as written.

The swing of an input is the difference (arm minus baseline) at its high point minus that at its low
point, paired by seed, so that luck common to both drops out. What inputs do together is not seen:
that is what screening is for (ten Broeke, van Voorn & Ligtenberg 2016, JASSS 19(1)5).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from experiments.comparison.paired import half_width
from experiments.uncertainty.draws import UncertainInput

__all__ = ["TORNADO_COLUMNS", "tornado_points", "tornado_table"]

#: The columns of :func:`tornado_table`, and what they hold.
TORNADO_COLUMNS: dict[str, str] = {
    "arm": "World that is compared.",
    "input": "Path of the setting.",
    "low_value": "Its 2.5 % point.",
    "high_value": "Its 97.5 % point.",
    "at_low": "Difference from the baseline there, mean over seeds (unit of the outcome).",
    "at_low_half_width": "Half the 95 % t interval over seeds; empty for one seed.",
    "at_high": "Difference from the baseline at the 97.5 % point.",
    "at_high_half_width": "Half the 95 % t interval over seeds; empty for one seed.",
    "swing": "at_high minus at_low, over the seeds lived at both.",
    "swing_half_width": "Half the 95 % t interval of the swing over seeds; empty for one seed.",
    "seeds": "Seeds lived at both points.",
}

_ENDS = {"low": 0.025, "high": 0.975}


def tornado_points(inputs: Sequence[UncertainInput], first_point: int = 1) -> pd.DataFrame:
    """Return two points for each input.

    Parameters
    ----------
    inputs : sequence of UncertainInput
        What is uncertain.
    first_point : int
        Number of the first point.

    Returns
    -------
    DataFrame
        ``point``, ``input``, ``end`` ("low" or "high"), ``value``, and a column for each input as
        in draws, NaN where it stays as written.

    Examples
    --------
    >>> from experiments.uncertainty.draws import uncertain_inputs
    >>> from scenarios.study_parts.uncertainty import UncertaintySettings
    >>> inputs = uncertain_inputs(UncertaintySettings(parameters=("pss10_mean",)))
    >>> tornado_points(inputs)["value"].round(6).tolist()
    [14.0, 16.0]
    """
    rows: list[dict[str, Any]] = []
    for one in inputs:
        for end, u in _ENDS.items():
            value = one.values(u).item()
            rows.append({"input": one.path, "end": end, "value": value, one.path: value})
    table = pd.DataFrame(rows, columns=["input", "end", "value", *(one.path for one in inputs)])
    table.insert(0, "point", range(first_point, first_point + len(table)))
    return table


def tornado_table(points: pd.DataFrame, differences: pd.DataFrame) -> pd.DataFrame:
    """Return how far each input moves each arm's difference, the widest swing first.

    Parameters
    ----------
    points : DataFrame
        From :func:`tornado_points`.
    differences : DataFrame
        ``point``, ``arm``, ``seed``, ``difference``: from
        :func:`experiments.uncertainty.point_differences.seed_differences`.

    Returns
    -------
    DataFrame
        The columns of :data:`TORNADO_COLUMNS`, sorted by arm and by the size of the swing. An input
        without a result at one of its ends is left out.
    """
    named = differences.merge(points[["point", "input", "end", "value"]], on="point")
    keys = ["arm", "input"]
    low, high = (named[named["end"] == end].drop(columns=["point", "end"]) for end in _ENDS)
    pairs = low.merge(high, on=[*keys, "seed"], suffixes=("_low", "_high"))
    pairs["swing"] = pairs["difference_high"] - pairs["difference_low"]
    table = (
        pairs.groupby(keys)
        .agg(
            low_value=("value_low", "first"),
            high_value=("value_high", "first"),
            at_low=("difference_low", "mean"),
            at_low_half_width=("difference_low", "std"),
            at_high=("difference_high", "mean"),
            at_high_half_width=("difference_high", "std"),
            swing=("swing", "mean"),
            swing_half_width=("swing", "std"),
            seeds=("seed", "nunique"),
        )
        .reset_index()
    )
    for name in ("at_low", "at_high", "swing"):
        table[f"{name}_half_width"] = half_width(table[f"{name}_half_width"], table["seeds"])
    table["size"] = table["swing"].abs()
    ranked = table.sort_values(
        ["arm", "size", "input"], ascending=[True, False, True], ignore_index=True
    )
    return ranked[list(TORNADO_COLUMNS)]

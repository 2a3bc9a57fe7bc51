"""Which draws describe a world like the one observed: rejection by what the baseline shows.

A draw of parameters that were fitted together can lead to a town with twice the loneliness there
is. Such a draw is set aside, whatever programmes would do in it. What is looked at is the baseline
world at week 0, before any programme, as a mean over the draw's seeds.

Beaumont 2019, Annual Review of Statistics and Its Application 6:379-403 (rejection sampling).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

__all__ = ["ACCEPTANCE_COLUMNS", "acceptance", "acceptance_summary", "accepted_points"]

#: The columns of :func:`acceptance`, and what they hold.
ACCEPTANCE_COLUMNS: dict[str, str] = {
    "point": "Number of the draw.",
    "outcome": "What is looked at.",
    "value": "The baseline world at week 0, mean over seeds; empty if it was not lived.",
    "low": "Lowest accepted value.",
    "high": "Highest accepted value.",
    "inside": "Whether the value lies from low to high.",
    "accepted": "Whether the draw is inside for every outcome.",
}


def acceptance(
    weekly: pd.DataFrame,
    baseline: str,
    accept: Mapping[str, tuple[float, float]],
    points: Iterable[int],
) -> pd.DataFrame:
    """Return how each draw does on each outcome that decides.

    Parameters
    ----------
    weekly : DataFrame
        Weekly rows with ``point``.
    baseline : str
        Name of the world without programmes.
    accept : mapping
        Lowest and highest value by outcome.
    points : iterable of int
        The draws; one that has no rows is not accepted.

    Returns
    -------
    DataFrame
        The columns of :data:`ACCEPTANCE_COLUMNS`: a row for each draw and outcome.

    Examples
    --------
    >>> weekly = pd.DataFrame({
    ...     "point": [1, 2], "arm": "baseline", "participants_of": "", "population": "everybody",
    ...     "seed": 1, "week": 0, "lonely_per_1000": [220.0, 400.0]})
    >>> table = acceptance(weekly, "baseline", {"lonely_per_1000": (150, 300)}, [1, 2, 3])
    >>> table["accepted"].tolist()
    [True, False, False]
    """
    shown = weekly[
        (weekly["arm"] == baseline)
        & (weekly["participants_of"] == "")
        & (weekly["population"] == "everybody")
        & (weekly["week"] == 0)
    ]
    numbers = list(points)
    means = shown.groupby("point")[list(accept)].mean().reindex(numbers)
    table = means.rename_axis("point").reset_index()
    table = table.melt("point", var_name="outcome", value_name="value")
    table["low"] = table["outcome"].map({name: float(low) for name, (low, _) in accept.items()})
    table["high"] = table["outcome"].map({name: float(high) for name, (_, high) in accept.items()})
    table["inside"] = table["value"].between(table["low"], table["high"])
    table["accepted"] = table.groupby("point")["inside"].transform("all")
    order = {name: place for place, name in enumerate(numbers)}
    table = table.sort_values("point", key=lambda one: one.map(order), kind="stable")
    return table.reset_index(drop=True)[list(ACCEPTANCE_COLUMNS)]


def accepted_points(table: pd.DataFrame) -> list[int]:
    """Return the draws that are kept, in their order.

    Parameters
    ----------
    table : DataFrame
        From :func:`acceptance`.
    """
    return list(dict.fromkeys(table.loc[table["accepted"], "point"].tolist()))


def acceptance_summary(table: pd.DataFrame) -> dict[str, int | dict[str, int]]:
    """Return how many draws were kept and set aside, and on account of what.

    Parameters
    ----------
    table : DataFrame
        From :func:`acceptance`.

    Returns
    -------
    dict
        ``draws``, ``accepted``, ``set_aside``, ``not_lived``, and ``outside``: the number of lived
        draws outside by outcome (one draw can be outside on several).
    """
    draws = table["point"].nunique()
    kept = len(accepted_points(table))
    lived = table.dropna(subset="value")
    outside = lived[~lived["inside"]].groupby("outcome")["point"].nunique()
    return {
        "draws": draws,
        "accepted": kept,
        "set_aside": draws - kept,
        "not_lived": int(table.loc[table["value"].isna(), "point"].nunique()),
        "outside": {name: int(outside.get(name, 0)) for name in table["outcome"].unique()},
    }

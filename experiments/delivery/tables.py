"""What was delivered: each arm's programmes, counted in every world and averaged over seeds.

A ratio is that of a world: mean sessions is the mean over seeds of attendances / courses begun,
and a world in which nobody began has none. Counts are of cases: somebody who is offered a place a
second time counts twice. What it cost is in :mod:`experiments.delivery.costs`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from experiments.comparison.seed_means import over_seeds

__all__ = ["DELIVERY_MEASURES", "WORLD", "Measure", "delivery_by_world", "delivery_summary"]

#: What tells one programme in one world from another.
WORLD = ("arm", "programme", "seed")


class Measure(NamedTuple):
    """Unit and meaning of a number in these tables."""

    unit: str
    meaning: str


#: What :func:`delivery_by_world` counts, in the order of its columns.
DELIVERY_MEASURES: dict[str, Measure] = {
    "eligible": Measure("people", "Eligible when a round of offers began, summed over rounds."),
    "offered": Measure("cases", "Offered a place."),
    "accepted": Measure("cases", "Took the offer, and so waited or started."),
    "declined": Measure("cases", "Turned the offer down."),
    "started": Measure("cases", "Began a course."),
    "participants": Measure("people", "Took part, each counted once: whose outcomes are compared."),
    "completed": Measure("cases", "Completed a course."),
    "dropped_out": Measure("cases", "Left before the end of a course."),
    "still_in_course": Measure("cases", "In a course when the study ended."),
    "sessions_held": Measure("sessions", "Sessions held."),
    "attended": Measure("attendances", "Sessions attended, summed over people."),
    "mean_sessions": Measure("sessions", "Sessions attended for each who began."),
    "hurt": Measure("attendances", "Of these, those that went badly for the person."),
    "longest_waiting_list": Measure("cases", "Most who waited in any one week."),
    "mean_weeks_waited": Measure("weeks", "Weeks waited so far for each who accepted."),
    "still_waiting": Measure("cases", "Waiting when the study ended."),
}

# Columns of the weekly table that are summed over weeks, by their name in the result.
_SUMMED = {
    "offered": "offered",
    "accepted": "accepted",
    "declined": "declined",
    "started": "started",
    "completed": "completed",
    "dropped_out": "left",
    "sessions_held": "sessions_held",
    "attended": "attended",
    "hurt": "hurt",
}
_COUNTS = [*_SUMMED.values(), "waiting", "in_course"]


def delivery_by_world(weekly: pd.DataFrame, programmes: pd.DataFrame | None = None) -> pd.DataFrame:
    """Sum up what each programme delivered in each world.

    Parameters
    ----------
    weekly : DataFrame
        A row for each ``arm``, ``programme``, ``seed`` and ``week``. Counted in that week:
        ``offered``, ``accepted``, ``declined``, ``started``, ``completed``, ``left`` (dropped out),
        ``attended`` (attendances), ``sessions_held``, ``hurt``; and ``waiting`` and ``in_course``,
        how many are there at its end. Other columns are ignored.
    programmes : DataFrame, optional
        How many people were ``eligible`` and ``participants``, for each ``arm``, ``programme`` and
        ``seed``; NaN without.

    Returns
    -------
    DataFrame
        ``arm``, ``programme``, ``seed`` and :data:`DELIVERY_MEASURES`; a mean over nobody is NaN.

    Raises
    ------
    ValueError
        When a column or a count is missing, or a week is there twice.

    Examples
    --------
    >>> week = dict(arm="a", programme="p", seed=1, offered=9, accepted=6, declined=3, started=4,
    ...             completed=3, left=1, attended=20, sessions_held=5, hurt=0, waiting=3,
    ...             in_course=0)
    >>> delivery_by_world(pd.DataFrame([week | {"week": 0}]))["mean_sessions"].tolist()
    [5.0]
    """
    require_columns(weekly, [*WORLD, "week", *_COUNTS], "weekly table")
    missing = [name for name in _COUNTS if weekly[name].isna().any()]
    if missing:
        raise ValueError(f"the weekly table lacks counts in {', '.join(missing)}")
    twice = weekly[weekly.duplicated([*WORLD, "week"])]
    if len(twice):
        raise ValueError(f"week {twice['week'].iloc[0]} of {world_name(twice)} is there twice")
    grouped = weekly.sort_values("week", kind="stable").groupby(list(WORLD), sort=False)
    sums = grouped[_COUNTS].sum()
    table = pd.DataFrame({name: sums[column] for name, column in _SUMMED.items()})
    table["mean_sessions"] = sums["attended"] / sums["started"].where(sums["started"] > 0)
    table["longest_waiting_list"] = grouped["waiting"].max()
    # Everybody on the list at the end of a week has waited for that week.
    table["mean_weeks_waited"] = sums["waiting"] / sums["accepted"].where(sums["accepted"] > 0)
    last = grouped[["waiting", "in_course"]].last()
    table["still_waiting"], table["still_in_course"] = last["waiting"], last["in_course"]
    counted = ["eligible", "participants"]
    table[counted] = np.nan
    if programmes is not None:
        table[counted] = programmes.set_index(list(WORLD))[counted]
    return table[list(DELIVERY_MEASURES)].reset_index()


def delivery_summary(weekly: pd.DataFrame, programmes: pd.DataFrame | None = None) -> pd.DataFrame:
    """Average what each programme delivered over seeds.

    Parameters
    ----------
    weekly, programmes : DataFrame
        As for :func:`delivery_by_world`.

    Returns
    -------
    DataFrame
        ``arm``, ``programme``, ``measure`` (see :data:`DELIVERY_MEASURES`), ``mean``, ``low``,
        ``high`` (95 % t interval over seeds, NaN for one seed) and ``seeds``, those for which the
        measure is defined.
    """
    by_world = delivery_by_world(weekly, programmes)
    long = by_world.melt(id_vars=list(WORLD), var_name="measure", value_name="value")
    return over_seeds(long, ["arm", "programme", "measure"])


def require_columns(table: pd.DataFrame, columns: Sequence[str], name: str) -> None:
    """Refuse a table that lacks columns, and name them."""
    missing = [column for column in columns if column not in table]
    if missing:
        raise ValueError(f"the {name} lacks {', '.join(missing)}")


def world_name(table: pd.DataFrame) -> str:
    """Return the programme and world of a table's first row, for messages."""
    first = table.iloc[0]
    return f"{first['programme']!r} in arm {first['arm']!r}, seed {first['seed']}"

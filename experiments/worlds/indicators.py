"""Signs and healing in the worlds of a study: who shows what, week by week, kept small.

Everybody and the participants of programmes are counted every week, other subgroups every fourth
week and in the last. What each person shows is kept as one bit an indicator, so that the same
people can be met again in the baseline world.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from experiments.worlds.groups import GroupSeries
from simulation.indicators import (
    EVERYBODY,
    INDICATORS,
    SUBGROUPS,
    indicator_flags,
    prevalences,
    subgroup_flags,
)

__all__ = ["SUBGROUP_WEEKS", "IndicatorWatch", "Marks", "indicator_series", "marked_rates"]

#: Subgroups are counted in weeks that this divides, and in the last.
SUBGROUP_WEEKS = 4

#: What each person shows: bit n is the n-th of ``INDICATORS``.
Marks = NDArray[np.uint16]


def indicator_series(arm: str, participants_of: str, population: str) -> GroupSeries:
    """Return an empty series whose columns are the indicators."""
    return GroupSeries(arm, participants_of, population, names=tuple(INDICATORS))


def _marks(flags: Mapping[str, NDArray[np.bool_]]) -> Marks:
    marks = np.zeros(len(next(iter(flags.values()))), np.uint16)
    for bit, shown in enumerate(flags.values()):
        marks |= np.left_shift(shown, bit, dtype=np.uint16)
    return marks


def marked_rates(marks: Marks) -> NDArray[np.float64]:
    """Return how many of these people show each indicator.

    Parameters
    ----------
    marks : array of uint16, shape (people,)
        As an :class:`IndicatorWatch` returns them.

    Returns
    -------
    array of float64, shape (indicators,)
        Per 1,000 people, in the order of ``INDICATORS``; NaN for nobody.

    Examples
    --------
    >>> marked_rates(np.array([1, 3, 0, 2], np.uint16))[:3].tolist()
    [500.0, 500.0, 0.0]
    """
    if not marks.size:
        return np.full(len(INDICATORS), np.nan)
    counts = [np.count_nonzero(marks >> bit & 1) for bit in range(len(INDICATORS))]
    return 1000.0 * np.array(counts) / marks.size


class IndicatorWatch:
    """Counts the indicators of one world while it lives.

    Parameters
    ----------
    arm : str
        Name of the world.
    last_week : int
        In which subgroups are counted whatever its number.
    """

    def __init__(self, arm: str, last_week: int) -> None:
        self._last_week = last_week
        self._series = {name: indicator_series(arm, "", name) for name in SUBGROUPS}

    def note(self, week: int, people: NDArray[np.void]) -> Marks:
        """Count one week and return what each person shows.

        Parameters
        ----------
        week : int
            Weeks after the burn-in.
        people : array of PERSON, shape (people,)
            Everybody in the world.
        """
        flags = indicator_flags(people)
        if week % SUBGROUP_WEEKS == 0 or week == self._last_week:
            groups = subgroup_flags(people)
        else:
            groups = {EVERYBODY: np.ones(len(people), np.bool_)}
        for (name, members), rates in zip(groups.items(), prevalences(flags, groups), strict=True):
            self._series[name].add(week, int(np.count_nonzero(members)), rates)
        return _marks(flags)

    def series(self) -> list[GroupSeries]:
        """Return one series a subgroup, everybody first."""
        return list(self._series.values())

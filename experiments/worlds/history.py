"""What is kept of a world while it lives: answers and marks of the people to follow.

Who will ever take part in a programme is known only at the end. So a world keeps its weekly answers
until it has lived, is then cut down to its participants, and is compared later, week by week, with
the same people in the baseline world.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.outcomes import outcome_means
from experiments.worlds.groups import GroupSeries
from experiments.worlds.indicators import Marks, indicator_series, marked_rates
from simulation.indicators import EVERYBODY

__all__ = [
    "EVERYBODY",
    "PARTICIPANTS",
    "Answers",
    "Followed",
    "Waiting",
    "WeeklyAnswers",
    "still_there",
]

PARTICIPANTS = "participants"

#: Answers by instrument, one value a person.
Answers = Mapping[str, NDArray[np.uint8]]


def still_there(
    members: NDArray[np.int64], ids: NDArray[np.int64]
) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Return who of some people lives in a town, and in which row.

    A person's row is the unique id modulo the number of rows, for life: one look is enough.

    Parameters
    ----------
    members : array of int64, shape (n,)
        Unique ids.
    ids : array of int64, shape (people,)
        Unique ids of the living in row order.

    Returns
    -------
    there : array of bool, shape (n,)
    rows : array of int64, shape (n,)
        The row each has, or had.

    Examples
    --------
    >>> still_there(np.array([1, 2]), np.array([0, 4, 2]))
    (array([False,  True]), array([1, 2]))
    """
    rows = members % len(ids)
    return ids[rows] == members, rows


class WeeklyAnswers:
    """Who lived, what they answered and what they showed, week by week, in one world."""

    def __init__(self) -> None:
        self.ids: list[NDArray[np.int64]] = []
        self.answers: list[dict[str, NDArray[np.uint8]]] = []
        self.marks: list[Marks] = []

    def add(self, ids: NDArray[np.int64], answers: Answers, marks: Marks) -> None:
        """Append one week; rows of ``ids``, of every answer and of ``marks`` belong together."""
        if self.ids and np.array_equal(self.ids[-1], ids):
            ids = self.ids[-1]  # weeks without a birth or death share one array
        self.ids.append(ids)
        self.answers.append(dict(answers))
        self.marks.append(marks)

    def only(self, members: NDArray[np.int64]) -> WeeklyAnswers:
        """Return the same weeks cut down to the people in ``members``."""
        kept = WeeklyAnswers()
        for ids, answers, marks in zip(self.ids, self.answers, self.marks, strict=True):
            rows = np.flatnonzero(np.isin(ids, members))
            own = {name: values[rows] for name, values in answers.items()}
            kept.add(ids[rows], own, marks[rows])
        return kept


class Waiting(Protocol):
    """People of an arm's world who wait to be met in the baseline world."""

    def meet(self, week: int, ids: NDArray[np.int64], answers: Answers, marks: Marks) -> None:
        """Meet the baseline world in one week."""

    def series(self) -> Sequence[GroupSeries]:
        """Return outcomes in both worlds."""

    def indicators(self) -> Sequence[GroupSeries]:
        """Return indicators in both worlds."""

    def tables(self) -> Mapping[str, pd.DataFrame]:
        """Return whatever else was found, by table."""


class Followed:
    """The participants of one world, waiting to be met as the same people in the baseline world.

    Parameters
    ----------
    arm, baseline : str
        Names of the two worlds.
    population : str
        ``participants``, or ``participants of <programme>``.
    members : array of int64
        Unique ids of the people.
    weekly : WeeklyAnswers
        Answers in the arm's world, from which ``members`` are taken.
    """

    def __init__(
        self,
        arm: str,
        baseline: str,
        population: str,
        members: NDArray[np.int64],
        weekly: WeeklyAnswers,
    ) -> None:
        self._weekly = weekly.only(members)
        self._with = GroupSeries(arm, arm, population)
        self._without = GroupSeries(baseline, arm, population)
        self._shown_with = indicator_series(arm, arm, population)
        self._shown_without = indicator_series(baseline, arm, population)

    def meet(self, week: int, ids: NDArray[np.int64], answers: Answers, marks: Marks) -> None:
        """Compare one week with the baseline world, over the people present in both."""
        there, rows = still_there(self._weekly.ids[week], ids)
        rows_with, rows_without = np.flatnonzero(there), rows[there]
        people = len(rows_with)
        self._with.add(week, people, outcome_means(self._weekly.answers[week], rows_with))
        self._without.add(week, people, outcome_means(answers, rows_without))
        shown = self._weekly.marks[week][rows_with]
        self._shown_with.add(week, people, marked_rates(shown))
        self._shown_without.add(week, people, marked_rates(marks[rows_without]))

    def series(self) -> Sequence[GroupSeries]:
        """Return the group's outcomes in the arm's world and in the baseline world."""
        return self._with, self._without

    def indicators(self) -> Sequence[GroupSeries]:
        """Return what the group showed in the arm's world and in the baseline world."""
        return self._shown_with, self._shown_without

    def tables(self) -> Mapping[str, pd.DataFrame]:
        """Return no tables: all there is to tell are the two series."""
        return {}

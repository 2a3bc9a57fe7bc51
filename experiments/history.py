"""What is kept of a world while it lives: outcomes of everybody, and answers of those to follow.

Who will ever take part in a programme is known only at the end. So a world keeps its weekly answers
until it has lived, is then cut down to its participants, and is compared later, week by week, with
the same people in the baseline world.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from experiments.outcomes import OUTCOMES, outcome_means

__all__ = ["EVERYBODY", "PARTICIPANTS", "Answers", "Followed", "GroupSeries", "WeeklyAnswers"]

EVERYBODY = "everybody"
PARTICIPANTS = "participants"

#: Answers by instrument, one value a person.
Answers = Mapping[str, NDArray[np.uint8]]


@dataclass
class GroupSeries:
    """Weekly outcomes of one group of people in one world.

    ``arm`` is the world in which they were asked. ``participants_of`` names the world whose
    participants they are (empty for everybody): the participants of a programme are asked in its
    world and, as the same people, in the baseline world.
    """

    arm: str
    participants_of: str
    population: str
    weeks: list[int] = field(default_factory=list)
    people: list[int] = field(default_factory=list)
    outcomes: list[NDArray[np.float64]] = field(default_factory=list)

    def add(self, week: int, people: int, means: NDArray[np.float64]) -> None:
        """Append one week."""
        self.weeks.append(week)
        self.people.append(people)
        self.outcomes.append(means)

    def columns(self) -> dict[str, list[float]]:
        """Return the outcomes by name, one value a week."""
        table = np.array(self.outcomes).reshape(len(self.weeks), len(OUTCOMES))
        return {name: table[:, position].tolist() for position, name in enumerate(OUTCOMES)}


class WeeklyAnswers:
    """Who lived and what they answered, week by week, in one world."""

    def __init__(self) -> None:
        self.ids: list[NDArray[np.int64]] = []
        self.answers: list[dict[str, NDArray[np.uint8]]] = []

    def add(self, ids: NDArray[np.int64], answers: Answers) -> None:
        """Append one week; rows of ``ids`` and of every answer belong together."""
        if self.ids and np.array_equal(self.ids[-1], ids):
            ids = self.ids[-1]  # weeks without a birth or death share one array
        self.ids.append(ids)
        self.answers.append(dict(answers))

    def only(self, members: NDArray[np.int64]) -> WeeklyAnswers:
        """Return the same weeks cut down to the people in ``members``."""
        kept = WeeklyAnswers()
        for ids, answers in zip(self.ids, self.answers, strict=True):
            rows = np.flatnonzero(np.isin(ids, members))
            kept.add(ids[rows], {name: values[rows] for name, values in answers.items()})
        return kept


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

    def meet(self, week: int, ids: NDArray[np.int64], answers: Answers) -> None:
        """Compare one week with the baseline world, over the people present in both."""
        _, rows_with, rows_without = np.intersect1d(
            self._weekly.ids[week], ids, assume_unique=True, return_indices=True
        )
        people = len(rows_with)
        self._with.add(week, people, outcome_means(self._weekly.answers[week], rows_with))
        self._without.add(week, people, outcome_means(answers, rows_without))

    def series(self) -> Sequence[GroupSeries]:
        """Return the group in the arm's world and in the baseline world."""
        return self._with, self._without

"""Numbers of one group of people in one world, week by week."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from experiments.outcomes import OUTCOMES

__all__ = ["WEEKS_A_YEAR", "GroupSeries"]

WEEKS_A_YEAR = 52


@dataclass
class GroupSeries:
    """Weekly numbers of one group of people in one world.

    ``arm`` is the world in which they were asked. ``participants_of`` names the world whose
    participants they are (empty for groups of a world for itself): the participants of a programme
    are asked in its world and, as the same people, in the baseline world. ``names`` says what the
    numbers are: outcomes unless said otherwise.
    """

    arm: str
    participants_of: str
    population: str
    weeks: list[int] = field(default_factory=list)
    people: list[int] = field(default_factory=list)
    outcomes: list[NDArray[np.float64]] = field(default_factory=list)
    names: tuple[str, ...] = tuple(OUTCOMES)

    def add(self, week: int, people: int, numbers: NDArray[np.float64]) -> None:
        """Append one week; ``numbers`` are in the order of ``names``."""
        self.weeks.append(week)
        self.people.append(people)
        self.outcomes.append(numbers)

    @property
    def owner(self) -> str:
        """The world whose run brought these numbers home."""
        return self.participants_of or self.arm

    def columns(self) -> dict[str, NDArray[np.float64]]:
        """Return the numbers by name, one value a week."""
        table = self._table()
        return {name: table[:, position] for position, name in enumerate(self.names)}

    def ends(self) -> GroupSeries:
        """Return the first and the last week only.

        Examples
        --------
        >>> series = GroupSeries("a", "", "everybody", names=("x",))
        >>> for week in range(4):
        ...     series.add(week, 10, np.array([float(week)]))
        >>> series.ends().weeks
        [0, 3]
        """
        kept = sorted({0, len(self.weeks) - 1})
        return replace(
            self,
            weeks=[self.weeks[i] for i in kept],
            people=[self.people[i] for i in kept],
            outcomes=[self.outcomes[i] for i in kept],
        )

    def by_year(self) -> dict[str, NDArray[np.float64]]:
        """Return means over the weeks of each year that were lived; week 0 belongs to none.

        Returns
        -------
        dict
            ``year`` (from 1), ``weeks`` lived of it, ``people``, and each of ``names``.

        Examples
        --------
        >>> series = GroupSeries("a", "", "everybody", names=("x",))
        >>> for week in range(54):
        ...     series.add(week, 10, np.array([float(week > 52)]))
        >>> [series.by_year()[name].tolist() for name in ("year", "weeks", "x")]
        [[1.0, 2.0], [52.0, 1.0], [0.0, 1.0]]
        """
        lived = np.array(self.weeks) > 0
        year = (np.array(self.weeks)[lived] - 1) // WEEKS_A_YEAR
        numbers = np.column_stack([np.array(self.people, np.float64), self._table()])[lived]
        years = np.unique(year)
        means = np.array([_mean(numbers[year == one]) for one in years]).reshape(len(years), -1)
        return {
            "year": years + 1.0,
            "weeks": np.array([float(np.count_nonzero(year == one)) for one in years]),
            **{name: means[:, i] for i, name in enumerate(("people", *self.names))},
        }

    def _table(self) -> NDArray[np.float64]:
        return np.array(self.outcomes, np.float64).reshape(len(self.weeks), len(self.names))


def _mean(numbers: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return means over weeks in which there was anybody, NaN without such a week."""
    known = ~np.isnan(numbers)
    counts = known.sum(axis=0)
    sums = np.where(known, numbers, 0.0).sum(axis=0)
    return np.where(counts > 0, sums / np.maximum(counts, 1), np.nan)

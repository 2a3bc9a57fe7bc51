"""Numbers of one group of people in one world, week by week."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from experiments.outcomes import OUTCOMES

__all__ = ["GroupSeries"]


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

    def columns(self) -> dict[str, list[float]]:
        """Return the numbers by name, one value a week."""
        table = np.array(self.outcomes).reshape(len(self.weeks), len(self.names))
        return {name: table[:, position].tolist() for position, name in enumerate(self.names)}

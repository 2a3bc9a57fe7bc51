"""Groups of the same people followed through one world, in the weeks that a study asks about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.outcomes import OUTCOMES, each_ones_part, group_means
from experiments.worlds.history import Answers

__all__ = ["PANEL_COLUMNS", "Group", "Panel"]

#: Dimension and name of a group.
Group = tuple[str, str]

#: Columns of :meth:`Panel.table`; a part of results adds point and seed.
PANEL_COLUMNS: dict[str, tuple[str, str]] = {
    "arm": ("", "World in which the people were asked."),
    "participants_of": ("", "World whose participants they are; empty for groups of everybody."),
    "dimension": ("", "By what people are told apart; reach: by distance from participants."),
    "group": ("", "Group of people, fixed at week 0."),
    "week": ("weeks", "Weeks after the burn-in."),
    "people": ("people", "How many of the group are still there."),
} | {name: (one.unit, one.meaning) for name, one in OUTCOMES.items()}


class Panel:
    """Collects the outcomes of groups of people in one world.

    Parameters
    ----------
    arm : str
        The world.
    participants_of : str
        The world whose participants the groups are about, or empty.
    groups : mapping of (dimension, group) to array of int64
        Unique ids of the members.
    people : int
        Rows of the town: how many live in it at any time.

    Examples
    --------
    >>> answers = {name: np.array([4, 20, 8], np.uint8) for name in
    ...            ("lsns6", "ucla3", "pss10", "phq9", "gad7", "life_satisfaction")}
    >>> panel = Panel("a", "", {("sex", "women"): np.array([0, 2])}, people=3)
    >>> panel.note(0, np.array([0, 1, 2]), answers)
    >>> panel.note(4, np.array([3, 1, 2]), answers)
    >>> panel.table()[["week", "people", "pss10"]].values.tolist()
    [[0.0, 2.0, 6.0], [4.0, 1.0, 8.0]]
    """

    def __init__(
        self,
        arm: str,
        participants_of: str,
        groups: Mapping[Group, NDArray[np.int64]],
        people: int,
    ) -> None:
        self._heads = {"arm": arm, "participants_of": participants_of}
        self._people = people
        self._groups = [(*name, ids, ids % people) for name, ids in groups.items()]
        self._records: list[dict[str, Any]] = []

    def note(self, week: int, ids: NDArray[np.int64], answers: Answers) -> None:
        """Ask the members who are still there.

        Parameters
        ----------
        week : int
            Weeks after the burn-in.
        ids : array of int64, shape (people,)
            Unique ids of the living in row order.
        answers : mapping of str to array of uint8, shape (people,)
            Everybody's answers by instrument, in the same order.

        Raises
        ------
        ValueError
            When the town has another number of rows than said.
        """
        if len(ids) != self._people:
            raise ValueError(f"the panel is of a town of {self._people} rows, not {len(ids)}")
        parts = each_ones_part(answers)
        for dimension, group, members, rows in self._groups:
            present = rows[ids[rows] == members]
            numbers = group_means(parts.take(present, axis=1))
            self._records.append(
                self._heads
                | {"dimension": dimension, "group": group, "week": week, "people": len(present)}
                | dict(zip(OUTCOMES, numbers.tolist(), strict=True))
            )

    def table(self) -> pd.DataFrame:
        """Return a row for each week and group: the columns of :data:`PANEL_COLUMNS`."""
        return pd.DataFrame(self._records, columns=list(PANEL_COLUMNS))

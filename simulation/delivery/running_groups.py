"""The groups of a programme: which go on, and where each meets."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from simulation.delivery.roster import Ints, Roster, Status

__all__ = ["GROUP", "RunningGroups"]

#: One group: its place among the places of the venue, and the week it started.
GROUP = np.dtype([("place", np.int64), ("started_week", np.int64)])


class RunningGroups:
    """Every group of one programme so far, numbered in the order of their start.

    Parameters
    ----------
    table : ndarray of GROUP
        Groups to begin with; none by default.
    """

    def __init__(self, table: npt.NDArray[np.void] | None = None) -> None:
        self.table: npt.NDArray[np.void] = np.zeros(0, GROUP) if table is None else table

    def copy(self) -> RunningGroups:
        """Return groups that share nothing with these."""
        return RunningGroups(self.table.copy())

    def active(self, roster: Roster) -> tuple[Ints, Ints]:
        """Return the numbers of the groups going on, and how many people each has."""
        numbers = roster.cases["group"][roster.having(Status.IN_COURSE)]
        members = np.bincount(numbers[numbers >= 0], minlength=len(self.table))
        groups = np.flatnonzero(members)
        return groups, members[groups]

    def open(self, roster: Roster, week: int, number: int) -> Ints:
        """Start groups at places that no other uses now, and return their numbers."""
        taken = self.table["place"][self.active(roster)[0]]
        free = np.setdiff1d(np.arange(len(taken) + number), taken)[:number]
        opened = np.zeros(number, GROUP)
        opened["place"], opened["started_week"] = free, week
        self.table = np.append(self.table, opened)
        return np.arange(len(self.table) - number, len(self.table))

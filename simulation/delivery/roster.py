"""The roster: one case for everybody who was ever offered a place, and what became of it.

A case has one status at a time, so nobody can be counted twice; a person has at most one case that
is still open, so nobody can be queued twice.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np
import numpy.typing as npt

__all__ = ["CASE", "OPEN", "Ints", "Roster", "Status"]

Ints = npt.NDArray[np.int64]


class Status(IntEnum):
    """What became of an offer."""

    DECLINED = 0
    TURNED_AWAY = 1
    WAITING = 2
    GAVE_UP_WAITING = 3
    NO_LONGER_ELIGIBLE = 4
    GONE_WHILE_WAITING = 5
    NOT_PLACED = 6
    IN_COURSE = 7
    COMPLETED = 8
    NOT_COMPLETED = 9
    LEFT = 10
    GONE = 11

    @property
    def words(self) -> str:
        """The status as it is written in tables.

        Examples
        --------
        >>> Status.IN_COURSE.words
        'in course'
        """
        return self.name.lower().replace("_", " ")


#: Cases that are not settled yet.
OPEN = (Status.WAITING, Status.IN_COURSE)

NEVER = -1

#: One case.
CASE = np.dtype(
    [
        ("unique_id", np.int64),
        ("row", np.int32),
        ("status", np.int8),
        ("came_last_time", np.int8),
        ("hurt_last_time", np.int8),
        ("offered_week", np.int32),
        ("assessed_week", np.int32),
        ("started_week", np.int32),
        ("ends_week", np.int32),  # first week after the course as planned
        ("ended_week", np.int32),
        ("group", np.int32),
        ("sessions_held", np.int32),
        ("sessions_attended", np.int32),
        ("times_hurt", np.int32),
        ("turn", np.float64),  # luck that settles who goes first among equals
        ("need", np.float32),  # at the assessment
        ("taste", np.float32),  # lasting liking of this programme, standard normal
    ],
    align=True,
)

_FIRST_ROOM = 64


class Roster:
    """All cases of one programme in one world, in the order in which they were opened.

    Parameters
    ----------
    people
        Rows of the world.
    cases
        Cases to begin with, such as those of a saved world; none by default.

    Attributes
    ----------
    latest : ndarray of int32, shape (people,)
        The latest case opened for the person of a row, -1 = none. The row may have another
        person by now.
    """

    def __init__(self, people: int, cases: npt.NDArray[np.void] | None = None) -> None:
        stored = np.zeros(0, CASE) if cases is None else cases
        self._cases = np.zeros(max(_FIRST_ROOM, len(stored)), CASE)
        self._cases[: len(stored)] = stored
        self._used = len(stored)
        self._having: dict[Status, Ints] = {}
        self.latest = np.full(people, -1, np.int32)
        self.latest[stored["row"]] = np.arange(len(stored))

    @property
    def cases(self) -> npt.NDArray[np.void]:
        """Every case so far, as a view."""
        return self._cases[: self._used]

    def copy(self) -> Roster:
        """Return a roster that shares nothing with this one."""
        return Roster(len(self.latest), self.cases)

    def having(self, status: Status) -> Ints:
        """Return the numbers of the cases that have a status, in the order of their opening."""
        if status not in self._having:
            self._having[status] = np.flatnonzero(self.cases["status"] == status)
        return self._having[status]

    def become(self, cases: Ints, status: Status) -> None:
        """Give cases a status; the only way in which one changes."""
        self._cases["status"][cases] = status
        self._having.clear()

    def settle(self, cases: Ints, status: Status, week: int) -> None:
        """Give cases the status with which they end."""
        self.become(cases, status)
        self.cases["ended_week"][cases] = week

    def has_case_since(self, ids: Ints, week: int) -> npt.NDArray[np.bool_]:
        """Return whose latest case is open, or was opened in that week or later.

        Parameters
        ----------
        ids
            Unique ids of all rows, shape (people,).
        week
            The model's week.

        Returns
        -------
        ndarray of bool, shape (people,)
        """
        has = np.zeros(len(ids), np.bool_)
        rows = np.flatnonzero(self.latest >= 0)
        latest, cases = self.latest[rows], self.cases
        same = cases["unique_id"][latest] == ids[rows]
        status = cases["status"][latest]
        pending = (status == Status.WAITING) | (status == Status.IN_COURSE)
        has[rows] = same & (pending | (cases["offered_week"][latest] >= week))
        return has

    def open_cases(self, ids: Ints, rows: Ints, week: int) -> Ints:
        """Open a case for each of these people, and return the numbers of the cases."""
        first, new = self._used, len(rows)
        while first + new > len(self._cases):
            self._cases = np.concatenate([self._cases, np.zeros(len(self._cases), CASE)])
        self._used += new
        self._having.clear()
        numbers = np.arange(first, first + new)
        opened = self._cases[first : first + new]
        opened["unique_id"] = ids
        opened["row"] = rows
        opened["status"] = Status.DECLINED
        opened["offered_week"] = opened["assessed_week"] = week
        for name in ("started_week", "ends_week", "ended_week", "group"):
            opened[name] = NEVER
        self.latest[rows] = numbers
        return numbers

"""What a programme did each week: flows as they happen, and who is where at the end of the week."""

from __future__ import annotations

from collections import Counter

import numpy as np
import numpy.typing as npt
import pandas as pd

__all__ = ["FLOWS", "STOCKS", "History"]

#: What happened in a week (people, sessions or weeks).
FLOWS: dict[str, str] = {
    "offered": "people offered a place",
    "accepted": "of these, people who said yes",
    "declined": "of these, people who said no",
    "turned_away": "people referred without being eligible",
    "started": "people who began a course",
    "gave_up_waiting": "people who gave up waiting",
    "no_longer_eligible": "people no longer eligible when looked at again",
    "gone_while_waiting": "people who died or moved away while waiting",
    "not_placed": "people still waiting when no more courses began",
    "completed": "people who completed their course",
    "not_completed": "people whose course ended with too few sessions attended",
    "left": "people who left their course",
    "gone": "people who died or moved away in their course",
    "sessions_held": "sessions held, of a group, an open event, or one to one",
    "attended": "sessions attended, summed over people",
    "hurt": "of these, sessions that went badly for the person",
    "weeks_capacity_bound": "1 in a week in which somebody waited for want of room",
}

#: Who is where at the end of the week.
STOCKS: dict[str, str] = {
    "waiting": "people waiting",
    "in_course": "people in a course",
    "groups": "groups going on",
}

_COLUMNS = ("week", *FLOWS, *STOCKS)


class History:
    """Weekly counts of one programme.

    Parameters
    ----------
    rows : ndarray of int64, shape (weeks, counts)
        What is known already, such as from a saved world.
    """

    def __init__(self, rows: npt.NDArray[np.int64] | None = None) -> None:
        self._rows: list[tuple[int, ...]] = [] if rows is None else [tuple(row) for row in rows]

    def note(self, week: int, flows: Counter[str], stocks: dict[str, int]) -> None:
        """Add one week.

        Raises
        ------
        KeyError
            When a flow is not among ``FLOWS``.
        """
        unknown = set(flows) - set(FLOWS)
        if unknown:
            raise KeyError(f"no such count: {', '.join(sorted(unknown))}")
        counts = [flows[name] for name in FLOWS] + [stocks[name] for name in STOCKS]
        self._rows.append((week, *counts))

    def __len__(self) -> int:
        """Return how many weeks are noted."""
        return len(self._rows)

    def total(self, flow: str) -> int:
        """Return the sum of one count over all weeks."""
        place = _COLUMNS.index(flow)
        return sum(row[place] for row in self._rows)

    def array(self) -> npt.NDArray[np.int64]:
        """Return all counts, one row a week."""
        return np.array(self._rows, np.int64).reshape(len(self._rows), len(_COLUMNS))

    def table(self) -> pd.DataFrame:
        """Return all counts as a table: ``week``, ``FLOWS``, ``STOCKS``."""
        return pd.DataFrame(self.array(), columns=list(_COLUMNS))

    def copy(self) -> History:
        """Return a history that shares nothing with this one."""
        twin = History()
        twin._rows = list(self._rows)
        return twin

"""What a programme sees of the people who came: columns to read, nothing to write."""

from __future__ import annotations

import difflib
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["ENROLMENT", "PeopleView"]

#: What a programme knows of those who came this week, one record a person.
ENROLMENT = np.dtype(
    [
        ("unique_id", np.int64),
        ("sessions_attended", np.int64),  # before this week
        ("weeks_enrolled", np.int64),
        ("group", np.int64),  # number of the group, -1 = none
        ("taste", np.float64),  # lasting liking of the programme, standard normal
    ]
)


class PeopleView:
    """Columns of some people, by name; every answer is a copy, so nothing can be changed.

    Parameters
    ----------
    people
        Records of everybody.
    rows
        Who is meant, shape (n,).

    Examples
    --------
    >>> import numpy as np
    >>> people = np.zeros(3, [("age", "f4")])
    >>> people["age"] = [20, 30, 40]
    >>> PeopleView(people, np.array([2, 0]))["age"].tolist()
    [40.0, 20.0]
    """

    def __init__(self, people: npt.NDArray[np.void], rows: npt.NDArray[np.int64]) -> None:
        self._people, self._rows = people, rows

    def __len__(self) -> int:
        """Return how many people there are."""
        return len(self._rows)

    def __getitem__(self, name: str) -> npt.NDArray[Any]:
        """Return one value a person, shape (n,).

        Raises
        ------
        KeyError
            When people have no such column.
        """
        known = self._people.dtype.names or ()
        if name not in known:
            near = difflib.get_close_matches(str(name), known, n=1)
            hint = f", did you mean {near[0]}?" if near else f"; they have {', '.join(known)}"
            raise KeyError(f"people have no column {name!r}{hint}")
        return np.asarray(self._people[name][self._rows])

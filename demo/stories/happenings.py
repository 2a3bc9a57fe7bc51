"""Happenings: what can happen to a person in a week, and the row in which it is kept."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["HAPPENING", "NOBODY", "Happening", "Happenings", "happenings"]


class Happening(IntEnum):
    """A kind of thing that happens; its number is the stored code, its word the page's."""

    MET = 0
    CLOSER = 1
    QUARRELLED = 2
    DRIFTED = 3
    LOST = 4
    JOINED = 5
    LEFT = 6
    BEGAN_HELP = 7
    ENDED_HELP = 8
    MOVED = 9
    WORK = 10
    ARRIVED = 11
    DEPARTED = 12

    @property
    def word(self) -> str:
        """The kind as the page knows it.

        Examples
        --------
        >>> Happening.BEGAN_HELP.word
        'began_help'
        """
        return self.name.lower()


#: In the place of the other person where there is none.
NOBODY = -1

#: One thing that happened to one person; what ``detail`` says depends on the kind (see where each
#: kind is noted).
HAPPENING = np.dtype(
    [
        ("person", np.int64),
        ("other", np.int64),
        ("week", np.uint16),
        ("kind", np.uint8),
        ("detail", np.uint8),
    ]
)

Happenings = npt.NDArray[np.void]


def happenings(
    person: npt.ArrayLike, kind: Any, week: int, other: Any = NOBODY, detail: Any = 0
) -> Happenings:
    """Return rows of happenings.

    Parameters
    ----------
    person
        Unique ids of those to whom it happened, shape (n,).
    kind, other, detail
        One for all, or one for each.
    week
        The week.

    Returns
    -------
    ndarray of HAPPENING, shape (n,)

    Examples
    --------
    >>> happenings([4, 5], Happening.JOINED, 3)["other"].tolist()
    [-1, -1]
    """
    who = np.asarray(person, np.int64)
    rows = np.zeros(len(who), HAPPENING)
    rows["person"], rows["other"] = who, other
    rows["week"], rows["kind"], rows["detail"] = week, kind, detail
    return rows

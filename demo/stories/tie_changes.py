"""What a week did to everybody's ties: begun, grown closer, quarrelled over, faded, lost.

Slots of half-ties are compact and move, so a tie is known by the unique ids of its two people. Each
half-tie keeps how close it has been found to be (its *level*) and for how many weeks it has stood
above that.

    level       0 acquaintance, 1 friend from closeness .30, 2 close friend from .50
    grew closer above the next level's threshold for 4 weeks on end
    falls back  below 4/5 of its own level's threshold (not told: it would only be noise)
    quarrelled  closeness fell by at least .04 in a week

In the model a week without a conflict takes at most 2.1 % of closeness: decay .02, or a shallow
contact .06 x .35 (:mod:`simulation.week.contact`); a conflict takes 12 % (kin 6 %) less what the
contact gave, a rupture 90 %. In a burnt-in town of 500 people a tie loses more than 2.1 % in a week
10.1 times a person and year and more than 3 % 9.4 times, so conflicts stand apart; a fall of .04,
never without a conflict, leaves out those that hardly matter: 3.1 a person and year, of which 1.1
leave less than half of the closeness. Ties that stand above .30 are 12 a person, above .50 4.6,
near the layers of 15 and 5 that are usual.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from demo.stories.happenings import HAPPENING, Happening, Happenings
from simulation.compilation import Record, kernel
from simulation.tie_arrays import TieArrays

__all__ = [
    "CLOSE_FRIEND",
    "DIED",
    "FELL_OUT",
    "FRIEND",
    "KIN_BIT",
    "LEVEL_BITS",
    "OF_KIN",
    "OF_PARTNER",
    "PARTNER_BIT",
    "TiesThen",
    "compare_ties",
    "first_ties",
    "level_of",
]

#: Closeness from which somebody is called a friend, and a close friend.
FRIEND, CLOSE_FRIEND = 0.30, 0.50
_FALLS_BACK = 0.8
_WEEKS_TO_STAY = 4
_QUARREL = 0.04
_BREAK = 0.5

#: Details of a loss: whether the other died (or moved away), was family, was the partner; the level
#: of the tie stands above these bits.
DIED, OF_KIN, OF_PARTNER, LEVEL_BITS = 1, 2, 4, 3
#: Detail of having grown closer: the level reached, and whether the other is family, the partner.
KIN_BIT, PARTNER_BIT = 4, 8
#: Detail of a quarrel that left less than half of the closeness.
FELL_OUT = 1

_MET = int(Happening.MET)
_CLOSER = int(Happening.CLOSER)
_QUARRELLED = int(Happening.QUARRELLED)
_DRIFTED = int(Happening.DRIFTED)
_LOST = int(Happening.LOST)
_LONGEST = 65535


class TiesThen(NamedTuple):
    """Everybody's ties at the end of a week, ``SLOTS`` to a row."""

    counts: npt.NDArray[np.int32]
    neighbour: npt.NDArray[np.int32]
    closeness: npt.NDArray[np.float32]
    weeks: npt.NDArray[np.uint16]
    kin: npt.NDArray[np.uint8]
    level: npt.NDArray[np.uint8]
    above: npt.NDArray[np.uint8]


def level_of(closeness: npt.ArrayLike) -> npt.NDArray[np.uint8]:
    """Return how close a tie of that closeness is: 0 acquaintance, 1 friend, 2 close friend.

    Examples
    --------
    >>> level_of([0.1, 0.35, 0.7]).tolist()
    [0, 1, 2]
    """
    near = np.asarray(closeness)
    return (near >= np.float32(FRIEND)).astype(np.uint8) + (near >= np.float32(CLOSE_FRIEND))


def first_ties(people: npt.NDArray[np.void], ties: TieArrays) -> TiesThen:
    """Return the ties with which the recording begins; nothing is told of how they began."""
    return TiesThen(
        people["tie_count"].astype(np.int32),
        ties.neighbour.copy(),
        ties.closeness.copy(),
        ties.weeks.copy(),
        ties.kin.copy(),
        level_of(ties.closeness),
        np.zeros(ties.kin.shape, np.uint8),
    )


@kernel
def _compare(
    before: Record,
    people: Record,
    then: Any,
    ties: Any,
    level: Any,
    above: Any,
    died: Any,
    thresholds: Any,
    week: int,
    out: Record,
) -> int:
    """Fill ``out`` and the new levels; return how many rows of it are used."""
    used = 0
    for i in range(len(people)):
        me = people[i].unique_id
        stayed = before[i].unique_id == me
        count = people[i].tie_count
        known = then.counts[i] if stayed else 0
        for k in range(count):
            level[i, k] = 255
        for q in range(known):
            j = then.neighbour[i, q]
            other = before[j].unique_id
            here = people[j].unique_id == other
            at = -1
            if here:
                for k in range(count):
                    if ties.neighbour[i, k] == j:
                        at = k
            lives_on = at >= 0 and (
                ties.weeks[i, at] == _LONGEST or ties.weeks[i, at] == then.weeks[i, q] + 1
            )
            if not lives_on:
                row = out[used]
                used += 1
                row.person, row.other, row.week = me, other, week
                row.kind = _DRIFTED if here else _LOST
                detail = int(then.level[i, q]) << LEVEL_BITS
                if not here:
                    detail += DIED * died[j] + OF_KIN * then.kin[i, q]
                    if before[i].partner == other:
                        detail += OF_PARTNER
                row.detail = detail
                continue
            old = then.closeness[i, q]
            new = ties.closeness[i, at]
            stands = then.level[i, q]
            weeks = then.above[i, q]
            if old - new >= _QUARREL:
                row = out[used]
                used += 1
                row.person, row.other, row.week, row.kind = me, other, week, _QUARRELLED
                row.detail = FELL_OUT if new < _BREAK * old else 0
            while stands > 0 and new < _FALLS_BACK * thresholds[stands - 1]:
                stands -= 1
                weeks = 0
            if stands < 2 and new >= thresholds[stands]:
                weeks += 1
                if weeks >= _WEEKS_TO_STAY:
                    stands += 1
                    if stands < 2 and new >= thresholds[stands]:
                        stands += 1
                    weeks = 0
                    row = out[used]
                    used += 1
                    row.person, row.other, row.week, row.kind = me, other, week, _CLOSER
                    detail = stands + KIN_BIT * ties.kin[i, at]
                    if people[i].partner == other:
                        detail += PARTNER_BIT
                    row.detail = detail
            else:
                weeks = 0
            level[i, at] = stands
            above[i, at] = weeks
        for k in range(count):
            if level[i, k] != 255:
                continue
            new = ties.closeness[i, k]
            level[i, k] = int(new >= thresholds[0]) + int(new >= thresholds[1])
            above[i, k] = 0
            row = out[used]
            used += 1
            row.person, row.other, row.week = me, people[ties.neighbour[i, k]].unique_id, week
            row.kind, row.detail = _MET, ties.origin[i, k]
    return used


def compare_ties(
    before: npt.NDArray[np.void],
    then: TiesThen,
    people: npt.NDArray[np.void],
    ties: TieArrays,
    died: npt.NDArray[np.uint8],
    week: int,
) -> tuple[TiesThen, Happenings]:
    """Return the ties as they are now, and what has happened to them since last week.

    Parameters
    ----------
    before, then
        People and ties a week ago.
    people, ties
        People and ties now.
    died
        Of rows that changed hands, whether the person died, shape (people,).
    week
        The week of the happenings.

    Returns
    -------
    TiesThen, ndarray of HAPPENING
    """
    level = np.zeros(ties.kin.shape, np.uint8)
    above = np.zeros(ties.kin.shape, np.uint8)
    # A tie has at most an end and a beginning, or a quarrel and a growing closer.
    room = np.empty(2 * int(then.counts.sum() + people["tie_count"].sum()), HAPPENING)
    thresholds = np.array([FRIEND, CLOSE_FRIEND], np.float32)
    used = _compare(before, people, then, ties, level, above, died, thresholds, week, room)
    now = TiesThen(
        people["tie_count"].astype(np.int32),
        ties.neighbour.copy(),
        ties.closeness.copy(),
        ties.weeks.copy(),
        ties.kin.copy(),
        level,
        above,
    )
    return now, room[:used].copy()

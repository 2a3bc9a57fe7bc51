"""Which ties a page was told of, and what it has to be told next.

A page knows ties by their two rows and is told only what differs: ties that are new, ties that are
gone, and ties whose kind or closeness has moved. Ties are kept sorted by one number, so that what
is and what was told are compared in one walk over both.

Whether the last contact was online changes from week to week, so a tie counts as online by the
lasting share of such weeks: from six tenths on, until it falls below four.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from simulation.compilation import kernel
from simulation.tie_arrays import ORIGINS

if TYPE_CHECKING:
    from simulation import ConnectivityModel

__all__ = ["BEGAN_IN_PROGRAMME", "KIN", "ONLINE", "SAME_HOME", "TIE", "Told", "tell"]

#: Bits of a tie's kind.
KIN, ONLINE, BEGAN_IN_PROGRAMME, SAME_HOME = 1, 2, 4, 8

#: A tie as a page is told of it; the first row is the lower one.
TIE = np.dtype([("i", np.uint16), ("j", np.uint16), ("kind", np.uint8), ("closeness", np.uint8)])

_EVENT, _PROGRAMME = ORIGINS.index("event"), ORIGINS.index("programme")
_MEMORY = 1.0 / 16.0  # of the share of weeks online: half of it is of the last eleven weeks
_ONLINE_FROM, _ONLINE_UNTIL = 0.6, 0.4
_ROWS = 65536
#: A sixteenth, as closeness is told: from this many steps of 255 on it has moved.
_MOVED = 16

Rows = npt.NDArray[Any]


class Told(NamedTuple):
    """Ties of one world as a page knows them.

    Attributes
    ----------
    ids : ndarray of int64, shape (people,)
        Who lived in each row.
    ties : ndarray of TIE, shape (ties,)
        Ordered by both rows.
    online : ndarray of float32, shape (ties,)
        Lasting share of weeks whose last contact was online.
    """

    ids: npt.NDArray[np.int64]
    ties: npt.NDArray[np.void]
    online: npt.NDArray[np.float32]

    @classmethod
    def nothing(cls) -> Told:
        """Return what a page knows that was told nothing."""
        return cls(np.zeros(0, np.int64), np.zeros(0, TIE), np.zeros(0, np.float32))


class News(NamedTuple):
    """What a page has to be told.

    Ties that are new, that have moved and that are gone, and the rows with somebody new.
    """

    made: npt.NDArray[np.void]
    changed: npt.NDArray[np.void]
    lost: npt.NDArray[np.void]
    arrived: npt.NDArray[np.int64]


def tell(told: Told, model: ConnectivityModel) -> tuple[News, Told]:
    """Return what is new in a world since it was told, and what is told then.

    Where somebody new lives in a row, none of its ties goes on: a tie that the newcomer has with
    the same neighbour is among the new ones, and not among the lost.

    Parameters
    ----------
    told
        What the page knows; nothing at all makes every tie new.
    model
        The world, which is only read.
    """
    people, ties = model.people.records, model.ties.arrays
    ids = people["unique_id"].copy()
    known = len(told.ids) == len(ids)
    fresh = ids != told.ids if known else np.ones(len(ids), np.bool_)
    now, online = _ties_now(
        np.ascontiguousarray(people["tie_count"]),
        np.ascontiguousarray(people["household"]),
        ties.neighbour, ties.closeness, ties.their_closeness, ties.kin, ties.online, ties.origin,
    )  # fmt: skip
    made, changed, lost, tied, lasting = _compared(told.ties, told.online, now, online, fresh)
    return News(made, changed, lost, np.flatnonzero(fresh)), Told(ids, tied, lasting)


@kernel
def _ties_now(
    counts: Rows,
    homes: Rows,
    neighbour: Rows,
    closeness: Rows,
    theirs: Rows,
    kin: Rows,
    online: Rows,
    origin: Rows,
) -> tuple[Rows, Rows]:
    """Return every tie once, ordered by both rows, and whether its last contact was online."""
    people = len(counts)
    total = 0
    for i in range(people):
        for k in range(counts[i]):
            total += neighbour[i, k] > i
    ties = np.empty(total, TIE)
    online_now = np.empty(total, np.float32)
    end = 0
    for i in range(people):
        first = end
        for k in range(counts[i]):
            j = neighbour[i, k]
            if j <= i:
                continue
            at = end
            while at > first and ties[at - 1]["j"] > j:
                ties[at] = ties[at - 1]
                online_now[at] = online_now[at - 1]
                at -= 1
            kind = KIN if kin[i, k] else 0
            if origin[i, k] == _EVENT or origin[i, k] == _PROGRAMME:
                kind |= BEGAN_IN_PROGRAMME
            if homes[i] >= 0 and homes[i] == homes[j]:
                kind |= SAME_HOME
            mean = 0.5 * (closeness[i, k] + theirs[i, k])
            ties[at]["i"] = i
            ties[at]["j"] = j
            ties[at]["kind"] = kind
            ties[at]["closeness"] = int(min(max(mean, 0.0), 1.0) * 255.0 + 0.5)
            online_now[at] = online[i, k]
            end += 1
    return ties, online_now


@kernel
def _compared(
    told: Rows, told_online: Rows, now: Rows, online_now: Rows, fresh: Rows
) -> tuple[Rows, Rows, Rows, Rows, Rows]:
    """Return ties made, changed and lost, and what is told after that."""
    made, changed = np.empty(len(now), TIE), np.empty(len(now), TIE)
    lost, tied = np.empty(len(told), TIE), np.empty(len(now), TIE)
    lasting = np.empty(len(now), np.float32)
    n_made = n_changed = n_lost = before = 0
    for at in range(len(now)):
        tie = now[at]
        number = int(tie["i"]) * _ROWS + int(tie["j"])
        while before < len(told):
            if int(told[before]["i"]) * _ROWS + int(told[before]["j"]) >= number:
                break
            lost[n_lost] = told[before]
            n_lost += 1
            before += 1
        known = (
            before < len(told) and told[before]["i"] == tie["i"] and told[before]["j"] == tie["j"]
        )
        goes_on = known and not (fresh[tie["i"]] or fresh[tie["j"]])
        tied[at] = tie
        if goes_on:
            was = told[before]
            share = told_online[before] + np.float32(_MEMORY) * (
                online_now[at] - told_online[before]
            )
            was_online = (was["kind"] & ONLINE) != 0
            is_online = share >= (_ONLINE_UNTIL if was_online else _ONLINE_FROM)
            kind = tie["kind"] | (ONLINE if is_online else 0)
            tied[at]["kind"] = kind
            moved = abs(np.int64(tie["closeness"]) - np.int64(was["closeness"])) >= _MOVED
            if moved or kind != was["kind"]:
                changed[n_changed] = tied[at]
                n_changed += 1
            else:
                tied[at]["closeness"] = was["closeness"]
        else:
            share = online_now[at]
            tied[at]["kind"] = tie["kind"] | (ONLINE if share > 0.5 else 0)
            made[n_made] = tied[at]
            n_made += 1
        lasting[at] = share
        before += known
    while before < len(told):
        lost[n_lost] = told[before]
        n_lost += 1
        before += 1
    return made[:n_made], changed[:n_changed], lost[:n_lost], tied, lasting

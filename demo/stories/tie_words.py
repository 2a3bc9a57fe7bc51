"""Ties in words: who somebody knows now, how close they are, how far they are trusted."""

from __future__ import annotations

from typing import TypedDict

import numpy as np

from demo.stories.happenings import Happening
from demo.stories.people import name_in
from demo.stories.record import WorldRecord
from demo.stories.tie_changes import CLOSE_FRIEND, FRIEND
from demo.stories.wording import MET_WHERE
from simulation import ConnectivityModel
from simulation.tie_arrays import ORIGINS

__all__ = ["Tie", "ties_in_words"]

_SOME_MONTHS = 26
#: Trust below which each phrase holds; in a burnt-in town half of the ties stand below .62.
_TRUST = (
    (0.40, "hard to trust"),
    (0.55, "trusted a little"),
    (0.75, "trusted"),
    (1.01, "trusted deeply"),
)


class Tie(TypedDict):
    """One tie as the page shows it, seen from one side."""

    id: int
    name: str
    what: str
    closeness: float
    trust: float
    since_week: int | None
    words: str


def ties_in_words(record: WorldRecord, model: ConnectivityModel, unique_id: int) -> list[Tie]:
    """Return the ties of somebody who is here, the partner first, then the closest.

    ``since_week`` is on the page's count, below its first week for ties that are older than the
    recording, and None for those of the town's founding weeks, which stand for decades.
    """
    row = model.people.row_of(unique_id)
    arrays, me = model.ties.arrays, model.people.records[row]
    mine = record.happened_to(unique_id)
    met = mine[mine["kind"] == Happening.MET]
    began = dict(zip(met["other"].tolist(), met["week"].tolist(), strict=True))  # the last one
    founded = model.week - model.parameters["founding_weeks"]
    ties: list[Tie] = []
    for slot in range(int(me["tie_count"])):
        other = int(model.people.records["unique_id"][arrays.neighbour[row, slot]])
        closeness = float(arrays.closeness[row, slot])
        trust = float(arrays.trust[row, slot])
        what = _what(other == int(me["partner"]), bool(arrays.kin[row, slot]), closeness)
        weeks = int(arrays.weeks[row, slot])
        since = began.get(other)
        if since is None and weeks < founded:
            since = record.week - weeks
        origin = ORIGINS[int(arrays.origin[row, slot])]
        words = [_close_words(what, closeness), _since_words(what, origin, since, record)]
        words.append(next(one for below, one in _TRUST if trust < below))
        ties.append(
            {
                "id": other,
                "name": name_in(record, other),
                "what": what,
                "closeness": round(closeness, 2),
                "trust": round(trust, 2),
                "since_week": since,
                "words": ", ".join(word for word in words if word),
            }
        )
    return sorted(ties, key=lambda one: (one["what"] != "partner", -one["closeness"], one["id"]))


def _what(partner: bool, kin: bool, closeness: float) -> str:
    if partner:
        return "partner"
    if kin:
        return "kin"
    return "friend" if closeness >= np.float32(FRIEND) else "acquaintance"


def _close_words(what: str, closeness: float) -> str:
    very = closeness >= CLOSE_FRIEND
    if what == "partner":
        return "partner, very close" if very else "partner"
    if what == "kin":
        return "family, very close" if very else "family"
    return "close friend" if very else what


def _since_words(what: str, origin: str, since: int | None, record: WorldRecord) -> str:
    if since is None or since < record.first_week - _SOME_MONTHS:
        return "known for years"
    if since < record.first_week:
        return "known for some months"
    if origin in ("household", "family") and what in ("partner", "kin"):
        return ""
    return f"met {MET_WHERE[origin]}"

"""Finding people: by name, or by what is remarkable about them this week."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypedDict

import numpy as np
import numpy.typing as npt

from demo.stories.chronicle import Chronicle, distinct
from demo.stories.feelings import loneliness_now, lonely_in_words
from demo.stories.people import name_in
from demo.stories.portrait import lasting_in_words, situation_in_words
from demo.stories.record import WorldRecord
from demo.stories.tie_changes import FRIEND
from simulation import ConnectivityModel
from simulation.draws import uniforms
from simulation.purposes import purpose_key
from simulation.tie_arrays import SLOTS

__all__ = ["FINDERS", "Found", "find", "nobody_found"]

#: Most people that are found at once.
MOST = 12
_LONGEST_TEXT = 80
#: Differences in loneliness (0 to 1) from which two lives are said to differ, and how much.
_HARDLY, _A_LITTLE, _MUCH = 0.01, 0.05, 0.12

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


class Found(TypedDict):
    """Somebody found, and why."""

    id: int
    row: int
    name: str
    why: str


def find(
    who: str,
    text: str,
    week: int,
    models: Sequence[ConnectivityModel],
    chronicle: Chronicle,
) -> list[Found]:
    """Return at most twelve people, the best answer first.

    Parameters
    ----------
    who
        One of ``FINDERS``: by ``name``; the most ``lonely`` or best ``connected`` as it is; by
        ``surprise``; who ``gained`` or ``lost`` most with help, by loneliness.
    text
        Part of a name or number; for a surprise whatever tells two presses apart, such as a count.
    week
        The last week noted.
    models
        The worlds.
    chronicle
        What was noted of them.

    Returns
    -------
    list
        Empty if nobody answers; :func:`nobody_found` says why.

    Raises
    ------
    ValueError
        For a way of finding that does not exist, or a week other than the last noted.
    """
    if who not in FINDERS:
        raise ValueError(f"nobody can be found by {who!r:.40}; there are {', '.join(FINDERS)}")
    if week != chronicle.week:
        raise ValueError(f"people are found as of week {chronicle.week}, not {week}")
    return FINDERS[who](str(text)[:_LONGEST_TEXT], distinct(models), chronicle)


def nobody_found(who: str, chronicle: Chronicle) -> str:
    """Return a kind sentence for when :func:`find` finds nobody."""
    if who in ("gained", "lost"):
        if len(chronicle.records) < 2:
            return "So far both lives of everybody are the same: the help has not begun."
        return "So far nobody's two lives differ in this way."
    return "Nobody of that name or number lives in town."


def _found(record: WorldRecord, unique_id: int, why: str) -> Found:
    row = unique_id % len(record.people)
    return {"id": unique_id, "row": row, "name": name_in(record, unique_id), "why": why}


def _most(values: Floats, ids: Ints) -> list[int]:
    """Return the places of the greatest values; among equals the one with the least id."""
    return [int(one) for one in np.lexsort((ids, -values))[:MOST]]


def _who_in_short(record: WorldRecord, unique_id: int) -> str:
    said = lasting_in_words(record, unique_id)[:1] + situation_in_words(record, unique_id)[:1]
    return ", ".join(said)


@lru_cache(maxsize=16384)
def _plain(text: str) -> str:
    """Return letters without case and accents, so that José is found by jose."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in split if not unicodedata.combining(one)).strip()


def _by_name(text: str, models: Sequence[ConnectivityModel], chronicle: Chronicle) -> list[Found]:
    wanted = _plain(text)
    if not wanted:
        return []
    found: list[tuple[tuple[bool, bool, bool, int], WorldRecord]] = []
    seen: set[int] = set()
    for record in chronicle.records:
        for unique_id in (*record.people["unique_id"].tolist(), *record.gone):
            if unique_id in seen:
                continue
            seen.add(unique_id)
            name = _plain(name_in(record, unique_id))
            if wanted in name:
                exact = wanted not in (name, str(unique_id), name.rsplit(" ", 1)[0])
                gone = not record.is_here(unique_id)
                rank = (exact, not name.startswith(wanted), gone, unique_id)
                found.append((rank, record))
    best = sorted(found, key=lambda one: one[0])[:MOST]
    return [_found(record, rank[3], _who_in_short(record, rank[3])) for rank, record in best]


def _lonely(text: str, models: Sequence[ConnectivityModel], chronicle: Chronicle) -> list[Found]:
    record = chronicle.record(0)
    ids = record.people["unique_id"]
    lonely = loneliness_now(record)
    return [
        _found(record, int(ids[row]), lonely_in_words(float(lonely[row])))
        for row in _most(lonely, ids)
    ]


def _connected(text: str, models: Sequence[ConnectivityModel], chronicle: Chronicle) -> list[Found]:
    record = chronicle.record(0)
    ids, ties = record.people["unique_id"], record.ties
    in_use = np.arange(SLOTS) < ties.counts[:, np.newaxis]
    friends = (in_use & (ties.closeness >= np.float32(FRIEND))).sum(axis=1)
    closeness = (ties.closeness * in_use).sum(axis=1, dtype=np.float64)
    # Friends count first; the closeness of all ties settles who comes first among equals.
    values = friends + closeness / (SLOTS + 1)
    return [
        _found(record, int(ids[row]), f"Has {friends[row]} friends and close relatives.")
        for row in _most(values, ids)
    ]


def _surprise(text: str, models: Sequence[ConnectivityModel], chronicle: Chronicle) -> list[Found]:
    record = chronicle.record(0)
    ids = record.people["unique_id"].astype(np.int64)
    key = purpose_key(models[0].seed, f"classroom/surprise {text}", chronicle.week)
    places = _most(uniforms(key, ids), ids)
    return [_found(record, int(ids[row]), _who_in_short(record, int(ids[row]))) for row in places]


def _by_difference(sign: float) -> Callable[..., list[Found]]:
    words = "less lonely" if sign > 0 else "lonelier"

    def differing(
        text: str, models: Sequence[ConnectivityModel], chronicle: Chronicle
    ) -> list[Found]:
        if len(chronicle.records) < 2:
            return []
        without, helped = chronicle.records
        ids = without.people["unique_id"]
        rows = np.flatnonzero(ids == helped.people["unique_id"])
        gain = sign * (loneliness_now(without) - loneliness_now(helped))[rows]
        return [
            _found(helped, int(ids[rows[place]]), _how_much(float(gain[place]), words))
            for place in _most(gain, ids[rows])
            if gain[place] >= _HARDLY
        ]

    return differing


def _how_much(gain: float, words: str) -> str:
    much = "much " if gain >= _MUCH else "a little " if gain < _A_LITTLE else ""
    said = f"{much}{words} with help"
    return f"{said[0].upper()}{said[1:]}."


#: Ways of finding people, by the word the page uses.
FINDERS: dict[str, Callable[[str, Sequence[ConnectivityModel], Chronicle], list[Found]]] = {
    "name": _by_name,
    "lonely": _lonely,
    "connected": _connected,
    "surprise": _surprise,
    "gained": _by_difference(1.0),
    "lost": _by_difference(-1.0),
}

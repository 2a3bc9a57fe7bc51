"""Wording: one plain sentence for each thing that happens to somebody."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypedDict

from demo.stories.happenings import NOBODY, Happening, Happenings
from demo.stories.life_changes import (
    CAME_FOR_A_TIME,
    CAME_OF_AGE,
    CHANGED_WORK,
    LEFT_HOME,
    LEFT_WORK,
    MOVED_ELSEWHERE,
    MOVED_IN_TOGETHER,
    PARTED,
    RETIRED,
    STARTED_COURSE,
    STARTED_WORK,
    WENT_BY_DEATH,
)
from demo.stories.people import Named, name_in, named, pronouns_in
from demo.stories.pronouns import Pronouns
from demo.stories.record import WorldRecord
from demo.stories.tie_changes import (
    DIED,
    FELL_OUT,
    KIN_BIT,
    LEVEL_BITS,
    OF_KIN,
    OF_PARTNER,
    PARTNER_BIT,
)
from simulation.delivery.roster import Status
from simulation.tie_arrays import ORIGINS

__all__ = ["MET_WHERE", "Told", "events_in_words"]

#: Where two people met, by origin of their tie: what the model knows, and no more.
MET_WHERE = dict(
    zip(
        ORIGINS,
        (
            "at home",
            "in the family",
            "in the neighbourhood",
            "at a community event",
            "at work",
            "in a group",
            "in the sessions of a programme",
            "online",
            "through somebody they both know",
        ),
        strict=True,
    )
)

_HOUSEHOLD = ORIGINS.index("household")
_MET = int(Happening.MET)
_ENDED = (int(Happening.DRIFTED), int(Happening.LOST))

_WORK = {
    STARTED_WORK: "Started work.",
    LEFT_WORK: "Left work and has no job for now.",
    CHANGED_WORK: "Changed to another job.",
    RETIRED: "Retired from work.",
    STARTED_COURSE: "Began to study.",
}
_MOVES = {
    LEFT_HOME: "Moved out of the parents' home.",
    MOVED_ELSEWHERE: "Moved to another part of town.",
}
_ARRIVALS = {
    CAME_OF_AGE: "Turned 18 and began a grown-up life in town.",
    CAME_FOR_A_TIME: "Came to town for a time.",
}
_ENDS = {
    int(Status.COMPLETED): "Finished {}.",
    int(Status.NOT_COMPLETED): "Finished {}, but missed many meetings.",
}


class Told(TypedDict):
    """One event as the page shows it."""

    week: int
    kind: str
    other: Named | None
    text: str


def events_in_words(record: WorldRecord, unique_id: int, found: Happenings) -> list[Told]:
    """Return what happened to somebody in sentences, in the order of weeks.

    Parameters
    ----------
    record
        Of the world in which it happened.
    unique_id
        To whom.
    found
        From :meth:`WorldRecord.happened_to`.
    """
    known: set[int] = set()
    who = pronouns_in(record, unique_id)
    told: list[Told] = []
    for _, other_id, week, code, detail in found.tolist():
        kind = Happening(code)
        other: Named | None = None
        if code in _OF_HELP:
            text = _OF_HELP[code](record.help_words[other_id], detail)
        else:
            other = None if other_id == NOBODY else named(record, other_id)
            name = "" if other is None else other["name"]
            if code == _MET and detail == _HOUSEHOLD:
                text = _at_home(record, unique_id, other_id, week)
            else:
                text = _TEXTS[code](name, detail, who, code == _MET and other_id in known)
            if code in _ENDED:
                known.add(other_id)
        told.append({"week": week, "kind": kind.word, "other": other, "text": text})
    return told


def _at_home(record: WorldRecord, unique_id: int, other: int, week: int) -> str:
    """Return how two people began to know each other as grown-ups of one home."""
    name = name_in(record, other)
    mine, theirs = (record.arrived(one, week) for one in (unique_id, other))
    if mine is not None and theirs is not None:
        return f"Came to town together with {name}."
    if mine == CAME_OF_AGE:
        return f"Has grown up with {name} at home."
    if theirs == CAME_OF_AGE:
        return f"{name} turned 18 at home."
    if theirs is not None:
        return f"{name} moved in."
    return f"Began to share a home with {name}."


def _met(name: str, detail: int, who: Pronouns, again: bool) -> str:
    origin = ORIGINS[detail]
    return f"Met {name} {'again ' if again else ''}{MET_WHERE[origin]}."


def _closer(name: str, detail: int, who: Pronouns, again: bool) -> str:
    if detail & PARTNER_BIT:
        return f"Grew closer to {name}, {who.her_own} partner."
    if detail & KIN_BIT:
        return f"Grew closer to {name}, one of the family."
    return f"{name} became a close friend." if detail & 3 > 1 else f"{name} became a friend."


def _quarrelled(name: str, detail: int, who: Pronouns, again: bool) -> str:
    return f"Fell out badly with {name}." if detail == FELL_OUT else f"Quarrelled with {name}."


def _drifted(name: str, detail: int, who: Pronouns, again: bool) -> str:
    if detail >> LEVEL_BITS:
        return f"The friendship with {name} broke up."
    return f"Lost touch with {name}."


def _lost(name: str, detail: int, who: Pronouns, again: bool) -> str:
    what = f", whom {who.she} knew,"
    if detail & OF_PARTNER:
        what = f", {who.her_own} partner,"
    elif detail & OF_KIN:
        what = ", one of the family,"
    elif detail >> LEVEL_BITS:
        what = ", a close friend," if detail >> LEVEL_BITS > 1 else ", a friend,"
    return f"{name}{what} {'died' if detail & DIED else 'moved away from town'}."


def _moved(name: str, detail: int, who: Pronouns, again: bool) -> str:
    if detail == MOVED_IN_TOGETHER:
        return f"Began to live with {name} as a couple."
    if detail == PARTED:
        return f"Parted from {name}; they no longer live together."
    return _MOVES.get(detail, "Moved to another home.")


def _departed(name: str, detail: int, who: Pronouns, again: bool) -> str:
    if detail == WENT_BY_DEATH:
        return f"{who.her_own.capitalize()} life came to its end."
    return "Moved away from town."


_TEXTS: dict[int, Callable[[str, int, Pronouns, bool], str]] = {
    Happening.MET: _met,
    Happening.CLOSER: _closer,
    Happening.QUARRELLED: _quarrelled,
    Happening.DRIFTED: _drifted,
    Happening.LOST: _lost,
    Happening.JOINED: lambda *_: "Joined a group.",
    Happening.LEFT: lambda *_: "Left the group.",
    Happening.MOVED: _moved,
    Happening.WORK: lambda name, detail, *_: _WORK[detail],
    Happening.ARRIVED: lambda name, detail, *_: _ARRIVALS.get(detail, "Moved to town."),
    Happening.DEPARTED: _departed,
}

_OF_HELP: dict[int, Callable[[str, int], str]] = {
    Happening.BEGAN_HELP: lambda what, detail: f"Began {what}.",
    Happening.ENDED_HELP: lambda what, detail: _ENDS.get(detail, "Stopped {} early.").format(what),
}

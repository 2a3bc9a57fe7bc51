"""Somebody's story: who they are, and each of their lives up to now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from demo.stories.difference import difference_in_words
from demo.stories.feelings import feelings_in_words, weekly_loneliness, weekly_stress
from demo.stories.happenings import Happening
from demo.stories.people import name_in, pronouns_in
from demo.stories.portrait import lasting_in_words, situation_in_words
from demo.stories.record import WorldRecord
from demo.stories.tie_changes import CLOSE_FRIEND
from demo.stories.tie_words import Tie, ties_in_words
from demo.stories.wording import events_in_words
from simulation import ConnectivityModel

__all__ = ["TITLES", "tell"]

#: What the two worlds are called.
TITLES = ("As it is", "With help")


def tell(
    unique_id: int,
    week: int,
    records: Sequence[WorldRecord],
    models: Sequence[ConnectivityModel],
) -> dict[str, Any]:
    """Return the story as the page takes it.

    Parameters
    ----------
    unique_id
        Somebody whom at least one world knows or knew.
    week
        The week now.
    records, models
        One world or two; the same twice before they part.
    """
    known = [one for one in records if one.knows(unique_id)]
    nearest = next((one for one in known if one.is_here(unique_id)), known[0])
    situations = {tuple(situation_in_words(one, unique_id)) for one in known}
    about = lasting_in_words(nearest, unique_id)
    alike = len(situations) == 1
    if alike:
        about[1:1] = situations.pop()
    return {
        "tell": "person",
        "id": unique_id,
        "row": unique_id % len(nearest.people),
        "name": name_in(nearest, unique_id),
        "week": week,
        "about": ", ".join(about),
        "lives": [
            _life(unique_id, record, model, title, not alike)
            for record, model, title in zip(records, models, TITLES, strict=False)
        ],
        "difference": _difference(records, unique_id),
    }


def _difference(records: Sequence[WorldRecord], unique_id: int) -> str:
    return difference_in_words(records[0], records[1], unique_id) if len(records) > 1 else ""


def _life(
    unique_id: int, record: WorldRecord, model: ConnectivityModel, title: str, situation: bool
) -> dict[str, Any]:
    if not record.knows(unique_id):
        return {
            "here": False,
            "title": title,
            "now": ["Never came to town in this life."],
            "ties": [],
            "events": [],
            "first_week": None,
            "loneliness": [],
            "stress": [],
        }
    here = record.is_here(unique_id)
    ties = ties_in_words(record, model, unique_id) if here else []
    weeks = record.weeks_here(unique_id)
    return {
        "here": here,
        "title": title,
        "now": _now(record, unique_id, ties, situation),
        "ties": ties,
        "events": events_in_words(record, unique_id, record.happened_to(unique_id)),
        "first_week": record.first_week + weeks.start,
        "loneliness": weekly_loneliness(record, unique_id),
        "stress": weekly_stress(record, unique_id),
    }


def _now(record: WorldRecord, unique_id: int, ties: list[Tie], situation: bool) -> list[str]:
    if not record.is_here(unique_id):
        return _gone(record, unique_id)
    said = []
    if situation:
        home, work, group = situation_in_words(record, unique_id)
        said += [f"{one[0].upper()}{one[1:]}." for one in (home, f"{work} and {group}")]
    said += feelings_in_words(record, unique_id)
    said.append(_people(ties))
    going_on = _in_help(record, unique_id)
    if going_on is not None:
        said.append(f"Takes part in the help now: {going_on}.")
    return said


def _gone(record: WorldRecord, unique_id: int) -> list[str]:
    gone, who = record.gone[unique_id], pronouns_in(record, unique_id)
    number = record.left_behind(unique_id)
    people = "1 person" if number == 1 else f"{number} people"
    if gone.died:
        end = f"{who.her_own.capitalize()} life came to its end in week {gone.week}."
        return [end, f"{people} in town knew {who.her} and will remember {who.her}."]
    return [f"Moved away from town in week {gone.week}.", f"{people} in town knew {who.her}."]


def _people(ties: list[Tie]) -> str:
    if not ties:
        return "Has nobody in town to turn to."
    close = sum(one["closeness"] >= CLOSE_FRIEND for one in ties)
    known = "1 person" if len(ties) == 1 else f"{len(ties)} people"
    near = {0: "none of them close", 1: "1 of them very close"}.get(
        close, f"{close} of them very close"
    )
    return f"Knows {known} in town, {near}."


def _in_help(record: WorldRecord, unique_id: int) -> str | None:
    """Return the programme somebody is in the middle of, if any."""
    mine = record.happened_to(unique_id)
    began = mine["other"][mine["kind"] == Happening.BEGAN_HELP].tolist()
    for ended in mine["other"][mine["kind"] == Happening.ENDED_HELP].tolist():
        if ended in began:  # or it was begun before the recording
            began.remove(ended)
    return record.help_words[began[-1]] if began else None

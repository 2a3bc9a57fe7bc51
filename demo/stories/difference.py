"""How two lives of one person differ by now, in a few plain sentences."""

from __future__ import annotations

import numpy as np

from demo.stories.feelings import lately, weekly_loneliness
from demo.stories.happenings import Happening
from demo.stories.people import name_in, pronouns_in
from demo.stories.pronouns import Pronouns
from demo.stories.record import WorldRecord
from demo.stories.tie_changes import level_of

__all__ = ["difference_in_words"]

_ABOUT_AS, _MUCH = 0.03, 0.12
_CHANCE = "Small changes set off others by chance, so this says nothing about the help itself."


def difference_in_words(as_it_is: WorldRecord, with_help: WorldRecord, unique_id: int) -> str:
    """Return how somebody's lives differ by now.

    Parameters
    ----------
    as_it_is, with_help
        The two worlds; the same object before they part.
    unique_id
        Somebody whom at least one of them knows or knew.
    """
    if as_it_is is with_help:
        return "So far both lives are the same."
    here = as_it_is.is_here(unique_id), with_help.is_here(unique_id)
    if here != (True, True):
        return _not_both_here(as_it_is, with_help, unique_id)
    who = pronouns_in(as_it_is, unique_id)
    said = [_loneliness(as_it_is, with_help, unique_id, who)]
    said += _ties(as_it_is, with_help, unique_id, who)
    if with_help.help_words:
        said.append(_part(with_help, unique_id, who))
    return " ".join(said)


def _loneliness(
    as_it_is: WorldRecord, with_help: WorldRecord, unique_id: int, who: Pronouns
) -> str:
    without = lately(weekly_loneliness(as_it_is, unique_id))
    change = lately(weekly_loneliness(with_help, unique_id)) - without
    if abs(change) < _ABOUT_AS:
        return f"By now {who.she} is about as lonely in both lives."
    much = "much " if abs(change) >= _MUCH else ""
    which = f"{much}less lonely" if change < 0 else f"{much}lonelier"
    return f"By now {who.she} is {which} with help."


def _levels(record: WorldRecord, unique_id: int) -> dict[int, float]:
    """Return how close somebody's people are, by unique id."""
    row = unique_id % len(record.people)
    count = int(record.ties.counts[row])
    rows = record.ties.neighbour[row, :count]
    ids = record.people["unique_id"][rows].tolist()
    return dict(zip(ids, record.ties.closeness[row, :count].tolist(), strict=True))


def _ties(
    as_it_is: WorldRecord, with_help: WorldRecord, unique_id: int, who: Pronouns
) -> list[str]:
    """Return the most telling difference in each direction between two lives' ties."""
    without, helped = _levels(as_it_is, unique_id), _levels(with_help, unique_id)
    said = []
    for more, less, mine, theirs, where in (
        (helped, without, with_help, as_it_is, "With help"),
        (without, helped, as_it_is, with_help, "As it is"),
    ):
        only = {one: near for one, near in more.items() if one not in less and level_of(near)}
        if only:
            other = max(only, key=lambda one: (only[one], -one))
            said.append(
                f"{where} {who.she} has {name_in(mine, other)}, "
                f"{_without(theirs, unique_id, other, who)} in the other life."
            )
    return said


def _without(record: WorldRecord, unique_id: int, other: int, who: Pronouns) -> str:
    """Return why somebody does not have the other in this world."""
    mine = record.happened_to(unique_id)
    with_other = mine[mine["other"] == other]
    ends = with_other[np.isin(with_other["kind"], (Happening.DRIFTED, Happening.LOST))]
    if not len(ends):
        return f"whom {who.she} never met"
    if ends[-1]["kind"] == Happening.LOST:
        return "who died" if record.gone[other].died else "who moved away"
    return f"whom {who.she} lost touch with"


def _part(record: WorldRecord, unique_id: int, who: Pronouns) -> str:
    mine = record.happened_to(unique_id)
    begun = mine[mine["kind"] == Happening.BEGAN_HELP]
    if not len(begun):
        return f"{who.she.capitalize()} took no part in the help {who.herself}."
    what = record.help_words[int(begun[0]["other"])]
    return f"{who.she.capitalize()} took part in the help: {what}."


def _where(record: WorldRecord, unique_id: int, who: Pronouns, is_or_was: str) -> str:
    gone = record.gone.get(unique_id)
    if record.is_here(unique_id):
        return f"{is_or_was} {who.she} lives in town"
    if gone is None:
        return f"{is_or_was} {who.she} never came to town"
    if gone.died:
        return f"{is_or_was} {who.her_own} life ended in week {gone.week}"
    return f"{is_or_was} {who.she} moved away in week {gone.week}"


def _not_both_here(as_it_is: WorldRecord, with_help: WorldRecord, unique_id: int) -> str:
    known = as_it_is if as_it_is.knows(unique_id) else with_help
    who = pronouns_in(known, unique_id)
    one = _where(as_it_is, unique_id, who, "As it is")
    other = _where(with_help, unique_id, who, "with help")
    gone = [record.gone.get(unique_id) for record in (as_it_is, with_help)]
    if None not in gone and len({(one.week, one.died) for one in gone if one}) == 1:
        return f"In both lives {one.removeprefix('As it is ')}."
    return f"{one}; {other}. {_CHANCE}"

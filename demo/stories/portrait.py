"""Portrait: who somebody is, in words without numbers but the age."""

from __future__ import annotations

from typing import Any

import numpy as np

from demo.stories.people import name_in, pronouns_in
from demo.stories.pronouns import Pronouns
from demo.stories.record import WorldRecord
from simulation.indicators.subgroups import ANXIOUS_ABOVE, AVOIDANT_ABOVE

__all__ = ["lasting_in_words", "situation_in_words"]

_RETIREMENT = 66.0
_MANY = 4


def lasting_in_words(record: WorldRecord, unique_id: int) -> list[str]:
    """Return what is lasting about somebody: age, how close people may come, childhood."""
    person, who = record.person(unique_id), pronouns_in(record, unique_id)
    anxious = person["attachment_anxiety"] > ANXIOUS_ABOVE
    avoidant = person["attachment_avoidance"] > AVOIDANT_ABOVE
    said = [f"{int(person['age'])} years old", _style(bool(anxious), bool(avoidant), who)]
    if person["adverse_childhood"] >= _MANY:
        said.append("had a hard childhood")
    elif person["adverse_childhood"]:
        said.append("had some hard times as a child")
    return said


def _style(anxious: bool, avoidant: bool, who: Pronouns) -> str:
    if anxious and avoidant:
        return "would like people near but finds it hard to trust them"
    if anxious:
        return f"needs people near and worries that they might leave {who.her}"
    if avoidant:
        return f"keeps people at a distance and relies on {who.herself}"
    return "finds it easy to trust people"


def situation_in_words(record: WorldRecord, unique_id: int) -> list[str]:
    """Return how somebody lives now, or last lived: home, work, group."""
    person = record.person(unique_id)
    return [_home(record, unique_id, person), _work(record, person), _group(person)]


def _home(record: WorldRecord, unique_id: int, person: np.void) -> str:
    who = pronouns_in(record, unique_id)
    if person["partner"] >= 0:
        return f"lives with {who.her_own} partner {name_in(record, int(person['partner']))}"
    if person["adult_child"]:
        return "lives with parents"
    if record.is_here(unique_id):
        at_home = int(np.count_nonzero(record.people["household"] == person["household"]))
    else:
        at_home = record.gone[unique_id].at_home
    return "lives alone" if at_home <= 1 else "shares a home with others"


def _work(record: WorldRecord, person: Any) -> str:
    if person["workplace"] >= record.first_course:
        return "studies"
    if person["workplace"] >= 0:
        return "goes to work"
    return "is retired" if person["age"] >= _RETIREMENT else "has no job"


def _group(person: Any) -> str:
    return "goes to a group" if person["group"] >= 0 else "is in no group"

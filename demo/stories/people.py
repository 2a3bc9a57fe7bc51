"""Whoever a story speaks of: a name, pronouns, and a short reference for the page."""

from __future__ import annotations

from typing import TypedDict

from demo.names import name_of
from demo.stories.pronouns import PRONOUNS, Pronouns
from demo.stories.record import WorldRecord

__all__ = ["Named", "name_in", "named", "pronouns_in"]


class Named(TypedDict):
    """Somebody's number and name."""

    id: int
    name: str


def name_in(record: WorldRecord, unique_id: int) -> str:
    """Return the name of somebody this world knows or knew."""
    return name_of(unique_id, int(record.person(unique_id)["sex"]))


def named(record: WorldRecord, unique_id: int) -> Named:
    """Return somebody's number and name."""
    return {"id": int(unique_id), "name": name_in(record, unique_id)}


def pronouns_in(record: WorldRecord, unique_id: int) -> Pronouns:
    """Return how somebody is spoken of."""
    return PRONOUNS[int(record.person(unique_id)["sex"])]

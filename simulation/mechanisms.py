"""The levers a programme can move: one record of weekly inputs a person.

A programme never writes an outcome. It sets some of these for its participants, for the weeks in
which they take part; the weekly processes read them. Two programmes for one person compose as
independent chances do, 1 - (1 - a)(1 - b), so none can push a lever beyond 1.
"""

from __future__ import annotations

from simulation.columns import Column, record_type

__all__ = ["MECHANISMS", "MECHANISM_COLUMNS"]

_DOSE = ("dose", 0.0, 1.0)

MECHANISM_COLUMNS = (
    Column("safe_contact", "f4", *_DOSE, "quality of a facilitated safe contact", "SAFE"),
    Column("belief_challenge", "f4", *_DOSE, "isolation beliefs put to the test", "BELIEF"),
    Column("skill", "f4", *_DOSE, "relational skill practised", "SKILL"),
    Column("emotion_work", "f4", *_DOSE, "work with emotions", "EMO"),
    Column("attachment_work", "f4", *_DOSE, "work with attachment", "ATT"),
    Column("threshold", "f4", *_DOSE, "lowering of the threshold to go out", "GATE"),
    Column("joining", "f4", *_DOSE, "being linked to a group", "JOIN"),
    Column("meeting", "f4", *_DOSE, "help in meeting people", "MEET"),
    Column("event", "f4", *_DOSE, "present at a community event", "COMM"),
    Column("checking", "f4", *_DOSE, "brief check-ins with one's ties", "CHECK"),
    Column("mapping", "f4", *_DOSE, "a map of whom one can trust", "MAP"),
    Column("digital", "f4", *_DOSE, "active instead of passive online time", "DIG"),
    Column("giving", "f4", *_DOSE, "helping others", "GIVE"),
    Column("session", "f4", *_DOSE, "present at a session of one's group of eight", "SESS"),
    Column("hurt", "f4", *_DOSE, "conflict or rejection met in a session", "HURT"),
)

#: The record of one person's inputs.
MECHANISMS = record_type(MECHANISM_COLUMNS)

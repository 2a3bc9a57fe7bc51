"""The levers programmes and policies can move: one record of weekly inputs a person.

A programme never writes an outcome. It sets some of these for its participants, for the weeks in
which they take part; the weekly processes read them. Two programmes for one person compose as
independent chances do, 1 - (1 - a)(1 - b), so none can push a lever beyond 1.

The last columns are a person's circumstances of the week. Policies and shocks set them
(``simulation.policies``), for everybody whom they reach; a programme has no business with them.
"""

from __future__ import annotations

from simulation.columns import Column, record_type

__all__ = ["CIRCUMSTANCE_COLUMNS", "MECHANISMS", "MECHANISM_COLUMNS", "MECHANISM_NAMES"]

_DOSE = ("dose", 0.0, 1.0)

#: What policies and shocks set, whether somebody takes part in a programme or not.
CIRCUMSTANCE_COLUMNS = (
    Column("local_places", "f4", *_DOSE, "places to meet in the neighbourhood", "PLACES"),
    Column("local_cohesion", "f4", *_DOSE, "neighbours drawn together", "RALLY"),
    Column("remote_work", "f4", "share of the week", 0.0, 1.0, "work from home", "REMOTE"),
    Column("spare_time", "f4", "log ratio", -2.0, 2.0, "free time won (or lost)", "SPARE"),
    Column("shock", "f4", *_DOSE, "struck by a disaster this week", "SHOCK"),
    Column("displaced", "f4", *_DOSE, "home lost this week", "DISPLACED"),
    Column("excess_mortality", "f4", "ratio", 0.0, 100.0, "deaths beyond the usual", "EXCESS"),
)

#: What programmes move.
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

#: What a programme can give.
MECHANISM_NAMES: tuple[str, ...] = tuple(one.name for one in MECHANISM_COLUMNS)

#: The record of one person's inputs: mechanisms, then circumstances.
MECHANISMS = record_type(MECHANISM_COLUMNS + CIRCUMSTANCE_COLUMNS)

"""What other people meet in a person this week, packed into one record of two cache lines.

Everything a partner's behaviour or feeling depends on stands here, so that looking at a neighbour
costs one memory access: the first line is read for every tie, the second only when two people
meet. Both sides of a tie compute from the same records, so they agree without talking.
"""

from __future__ import annotations

from simulation.columns import Column, record_type

__all__ = ["SHOWN", "SHOWN_COLUMNS"]

_UNIT = ("share", 0.0, 1.0)

SHOWN_COLUMNS = (
    Column("identity", "u8", "bits", 0, 2**64, "stands for the person in draws of pairs"),
    Column("household", "i4", "number", -1, 2**31, "home"),
    Column("neighbourhood", "i4", "number", -1, 2**31, "neighbourhood"),
    Column("workplace", "i4", "number, -1 = none", -1, 2**31, "workplace"),
    Column("group_met", "i4", "number, -1 = stayed away", -1, 2**31, "group gone to this week"),
    Column("event_met", "i4", "number, -1 = stayed away", -1, 2**31, "event gone to this week"),
    Column("outreach", "f4", "ratio", 0.0, 50.0, "contact sought"),
    Column("time_factor", "f4", "ratio", 0.0, 1.3, "how far time allows it"),
    Column("mapping", "f4", *_UNIT, "contact shifted to trusted ties"),
    Column("availability", "f4", *_UNIT, "emotional availability"),
    Column("loneliness_logit", "f4", "logit", -6.0, 5.0, "loneliness"),
    Column("working_model", "f4", *_UNIT, "expected responsiveness"),
    Column("root_availability", "f4", *_UNIT, "square root of availability"),
    Column("unusual", "i4", "0 no, 1 yes", 0, 1, "whether this week's circumstances are unusual"),
    # second cache line: read only when two people meet, or a week is unusual
    Column("activation", "f4", *_UNIT, "attachment activation"),
    Column("anxious_activation", "f4", *_UNIT, "attachment anxiety times activation"),
    Column("vigilance", "f4", *_UNIT, "watchfulness for social threat"),
    Column("slight_chance", "f4", *_UNIT, "chance of reading threat into a neutral contact"),
    Column("need", "f4", *_UNIT, "need of support"),
    Column("online_share", "f4", *_UNIT, "share of contacts online"),
    Column("passive_share", "f4", *_UNIT, "passive share of online time"),
    Column("openness", "f4", "ratio", 0.0, 20.0, "openness to new people"),
    Column("meeting", "f4", *_UNIT, "help in meeting people"),
    Column("temperament", "f4", "z score", -12.0, 12.0, "neuroticism + early belief"),
    Column("extraversion", "f4", "z score", -12.0, 12.0, "extraversion"),
    Column("age", "f4", "years", 18.0, 120.0, "age"),
    Column("away_from_work", "f4", *_UNIT, "part of the working week away from the workplace"),
    Column("places", "u8", "bits", 0, 2**63, "venues gone to this week, a bit each"),
    Column("local_places", "f4", *_UNIT, "places to meet in the neighbourhood"),
    Column("neurodivergent", "u1", "0 no, 1 yes", 0, 1, "neurodivergent"),
)

#: The record, on two cache lines.
SHOWN = record_type(SHOWN_COLUMNS, size=128)

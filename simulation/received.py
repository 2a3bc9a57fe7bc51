"""What a person's ties gave in one week: the sums the inner life works with."""

from __future__ import annotations

from simulation.columns import Column, record_type

__all__ = ["RECEIVED", "RECEIVED_COLUMNS"]

RECEIVED_COLUMNS = (
    Column("intimacy", "f4", "share", 0.0, 1.0, "intimacy of the two best ties, .65 and .35"),
    Column("companionship", "f4", "depth", 0.0, 500.0, "summed depth of the contacts"),
    Column("support", "f4", "amount", 0.0, 60.0, "summed support to count on"),
    Column("contacts", "f4", "contacts", 0.0, 255.0, "people met this week"),
    Column("responsiveness", "f4", "sum", 0.0, 255.0, "summed responsiveness of the contacts"),
    Column("trusted_response", "f4", "share", 0.0, 1.0, "responsiveness of the most trusted met"),
    Column("negatives", "f4", "contacts", 0.0, 255.0, "contacts with a conflict or a slight"),
    Column("contagion", "f4", "logit", -11.0, 11.0, "mean loneliness of ties minus one's own"),
    Column("given", "f4", "amount", 0.0, 60.0, "support given"),
    Column("received", "f4", "amount", 0.0, 60.0, "support received"),
    Column("online_contacts", "f4", "contacts", 0.0, 255.0, "contacts that were online"),
    Column("shallow_contacts", "f4", "contacts", 0.0, 255.0, "passive part of those"),
    Column("lasting_friendships", "f4", "ties", 0.0, 255.0, "friendships of half a year and more"),
    Column("friendships_ended", "f4", "ties", 0.0, 255.0, "such that faded or broke this week"),
    Column("contact_sought", "f4", "contacts a week", 0.0, 500.0, "contact wanted with all ties"),
)

#: The record of one person's week.
RECEIVED = record_type(RECEIVED_COLUMNS)

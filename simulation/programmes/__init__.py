"""Programmes: what is offered to people, one file a kind, its settings beside it."""

from __future__ import annotations

from simulation.programmes.community_events import CommunityEvents
from simulation.programmes.group_therapy import GroupTherapy
from simulation.programmes.programme import Programme

__all__ = ["PROGRAMMES", "CommunityEvents", "GroupTherapy", "Programme"]

#: Kinds of programmes by the word a scenario file uses.
PROGRAMMES: dict[str, type[Programme]] = {
    "community_events": CommunityEvents,
    "group_therapy": GroupTherapy,
}

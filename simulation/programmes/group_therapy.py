"""Group therapy for people who feel lonely.

In practice: eight people and a trained facilitator meet weekly for about ninety minutes. Sessions
are a reliable safe contact; the group questions beliefs such as "nobody would want me", practises
contact and makes room for feelings. Of the approaches tested in trials, changing such maladaptive
beliefs works best (Masi et al. 2011; Hickin et al. 2021: g = .43 over 28 trials).

Mechanisms moved: safe contact and belief challenge (isolation belief, vigilance, working model),
relational skill (confidence), emotion work (numbness, regulation), and a group of people to meet.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from simulation.programmes.conditions import ConditionText
from simulation.programmes.programme import Format, Programme

__all__ = ["GroupTherapy"]


class GroupTherapy(Programme):
    """Weekly sessions in groups of eight with a facilitator."""

    content: ClassVar[Mapping[str, float]] = {
        "session": 1.0,
        "safe_contact": 0.85,
        "belief_challenge": 0.5,
        "skill": 0.6,
        "emotion_work": 0.5,
    }
    format: ClassVar[Format] = "group"
    summary: ClassVar[str] = "weekly sessions in groups of eight with a facilitator"

    type: Literal["group_therapy"] = "group_therapy"
    eligibility: ConditionText = "loneliness_ucla3 >= 6"
    """Who may come; by default people who are lonely by the usual cut-off (UCLA-3 of 6 or more)."""

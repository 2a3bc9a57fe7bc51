"""Group therapy for people who feel lonely.

In practice: eight people and a trained facilitator meet weekly for about ninety minutes. Sessions
are a reliable safe contact; the group questions beliefs such as "nobody would want me", practises
contact and makes room for feelings. Of the approaches tested in trials, changing such maladaptive
beliefs works best (Masi et al. 2011; Hickin et al. 2021: g = .43 over 28 trials).

Mechanisms moved: safe contact and belief challenge (isolation belief, vigilance, working model),
relational skill (confidence), emotion work (numbness, regulation), and a group of people to meet.
Group treatments do as well as the same ones given one to one (Burlingame et al. 2016: g = -.01 over
46 studies). The doses are assumed; the effect of safe contact and challenge on the isolation belief
is fitted to the g of .43. Two therapists of eight people for 1.5 h and 0.25 h of preparation cost
22 GBP a participant and session (12 to 40, an estimate).

Mechanisms moved by a session:

================  =====  ====================  ====
mechanism         dose   moves                 sign
================  =====  ====================  ====
session           1.00   identification        +
session           1.00   tie_count             +
safe_contact      0.85   isolation_belief      -
belief_challenge  0.50   isolation_belief      -
belief_challenge  0.50   vigilance             -
skill             0.60   confidence            +
emotion_work      0.50   numbness              -
emotion_work      0.50   emotion_regulation    +
================  =====  ====================  ====
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from simulation.conditions.conditions import ConditionText
from simulation.programmes.programme import Format, Programme
from simulation.programmes.settings import Chance, Hours

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

    uptake: Chance = 0.69
    """Chance that an average person who is offered a place takes it (chance; .69 of referrals
    begin: NHS Talking Therapies, England 2019-20, seen in a secondary source)."""

    facilitators_per_group: Annotated[int, Field(ge=1, le=20)] = 2
    """Therapists who lead a group together (people; assumed, as in the cost of a session)."""

    preparation_hours: Hours = 0.25
    """Time of each therapist beside a session (hours a session; assumed, as in that cost)."""

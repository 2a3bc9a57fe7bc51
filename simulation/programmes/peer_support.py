"""Peer support: groups led by people who have been lonely themselves.

In practice: eight people and two trained peers meet weekly for half a year. Nobody is treated;
people tell each other how it is, and those who have come through say how they did. Everybody gives
and receives.

Mechanisms moved: a group of people to meet and belong to (ties, identification), safe contact as
evidence against "they will not want me", and a little of what therapy does on purpose: beliefs
questioned, skills practised, feelings shared. Trials of peer support find .19 on clinical recovery
(Smit et al. 2023, recalled), -.59 on depression against usual care in small trials and nothing
against group therapy (Pfeiffer et al. 2011), and little in severe mental illness (Lloyd-Evans et
al. 2014); social support as such changes loneliness by -.16 (Masi et al. 2011, recalled). Doses
below those of group therapy are therefore assumed.

Mechanisms moved by a session:

================  =====  ====================  ====
mechanism         dose   moves                 sign
================  =====  ====================  ====
session           1.00   identification        +
session           1.00   tie_count             +
safe_contact      0.70   isolation_belief      -
belief_challenge  0.20   vigilance             -
skill             0.20   confidence            +
emotion_work      0.20   emotion_regulation    +
================  =====  ====================  ====
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from simulation.conditions.conditions import ConditionText
from simulation.money.costs import Payer
from simulation.money.money import Money
from simulation.programmes.programme import Format, Programme
from simulation.programmes.settings import Chance, Hours, Weeks

__all__ = ["PeerSupport"]


class PeerSupport(Programme):
    """Weekly sessions in groups of eight led by two trained peers."""

    content: ClassVar[Mapping[str, float]] = {
        "session": 1.0,
        "safe_contact": 0.7,
        "belief_challenge": 0.2,
        "skill": 0.2,
        "emotion_work": 0.2,
    }
    format: ClassVar[Format] = "group"
    summary: ClassVar[str] = "weekly sessions in groups of eight led by trained peers"

    type: Literal["peer_support"] = "peer_support"

    eligibility: ConditionText = "loneliness_ucla3 >= 6"
    """Who may come; by default people who are lonely by the usual cut-off (UCLA-3 of 6 or more)."""

    weeks: Weeks = 26
    """Length of a course (weeks; assumed)."""

    preparation_hours: Hours = 0.25
    """Time of each peer beside a session (hours a session; assumed)."""

    attendance: Chance = 0.7
    """Chance that an average participant comes to a session (chance a session; .55 to .85 in
    community groups: Haslam et al. 2016, 2019, recalled)."""

    facilitators_per_group: Annotated[int, Field(ge=1, le=20)] = 2
    """Trained peers who lead a group together (people; assumed)."""

    cost_fixed: Money = 1500.0
    """Price of training the peers, once (currency; assumed)."""

    cost_facilitator_hour: Money = 20.0
    """Price of an hour of one paid peer (currency an hour; assumed, on-costs included)."""

    cost_group_session: Money = 20.0
    """Price of a room (currency a session; assumed)."""

    cost_participant_session: Money = 1.5
    """Price of refreshments (currency an attendance; assumed)."""

    payer: Payer = "voluntary_sector"
    """Who pays the programme (assumed: a charity)."""

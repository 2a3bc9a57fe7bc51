"""Volunteering: two hours a week for others.

In practice: somebody lonely is found a task that helps others (calls, a shop, a garden, a food
bank) and somebody who looks after volunteers. HEAL-HOA, a trial with lonely older adults who
called other lonely people, asked for two hours a week over six months, after six weeks of training
(Lancet Healthy Longevity 2024); the training is left out here.

Mechanisms moved: giving (purpose, and less sense of being a burden: Joiner 2005), a link to a group
of volunteers and help in meeting them, and a mild safe contact. Doses are assumed.

Mechanisms moved by a session:

================  =====  ====================  ====
mechanism         dose   moves                 sign
================  =====  ====================  ====
giving            1.00   support_given         +
giving            1.00   purpose               +
joining           1.00   attending_group       +
meeting           1.00   tie_count             +
safe_contact      0.40   isolation_belief      -
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
from simulation.programmes.settings import Chance, Hours, Share, Weeks

__all__ = ["Volunteering"]


class Volunteering(Programme):
    """Two hours a week for others over half a year."""

    content: ClassVar[Mapping[str, float]] = {
        "giving": 1.0,
        "joining": 1.0,
        "meeting": 1.0,
        "safe_contact": 0.4,
    }
    format: ClassVar[Format] = "one_to_one"
    summary: ClassVar[str] = "two hours a week for others over half a year"

    type: Literal["volunteering"] = "volunteering"

    eligibility: ConditionText = "loneliness_ucla3 >= 6"
    """Who may volunteer here; by default people who are lonely by the usual cut-off (UCLA-3 of 6 or
    more)."""

    uptake: Chance = 0.3
    """Chance that an average person who is asked volunteers (chance; assumed: fewer than take up
    help)."""

    weeks: Weeks = 26
    """Length of the engagement (weeks; HEAL-HOA: six months)."""

    session_hours: Hours = 2.0
    """Hours volunteered a week (hours; HEAL-HOA); fewer than usual do less."""

    preparation_hours: Hours = 0.0
    """Time of the coordinator beside it (hours a session; none, the price of the hour holds it)."""

    attendance: Chance = 0.85
    """Chance that an average volunteer comes in a week (chance a session; assumed: others count on
    them)."""

    dropout_share: Share = 0.2
    """Share of average volunteers who stop before the end (share; assumed)."""

    people_per_facilitator: Annotated[int, Field(ge=1, le=1000)] = 30
    """Volunteers one coordinator looks after at a time (people; assumed)."""

    cost_facilitator_hour: Money = 2.8
    """Price of looking after one volunteer for an hour (currency an hour; assumed: a coordinator's
    25 GBP for ten volunteers at a time, with preparation; under the 8 to 12 GBP of befriending,
    Knapp et al. 2013, recalled). What the help is worth to others is not counted."""

    cost_participant_session: Money = 4.0
    """Price of a volunteer's expenses (currency an attendance; assumed)."""

    cost_referral: Money = 15.0
    """Price of asking somebody (currency a referral; assumed: 50 GBP for induction and checks of
    the three in ten who say yes)."""

    payer: Payer = "voluntary_sector"
    """Who pays the programme (assumed: a charity)."""

"""Balanced digital use: coaching from scrolling past people to being in touch with them.

In practice: every other week for half a year, half an hour with a coach, online. One looks at where
one's time goes, turns off what only shows other people's lives, and puts calls and messages to
people one knows in its place. In the weeks between, people keep to it as far as they do.

Mechanisms moved: active in place of passive use (digital: less to be vigilant about, time for
people, deeper online contacts) and small check-ins (checking). Limiting use to half an hour a day
lowered loneliness in one trial with students (Hunt et al. 2018), ten minutes a day changed nothing
in another (Collis & Eggers 2022); leaving Facebook for four weeks gave more time with friends and
family (Allcott et al. 2020), and for six weeks .06 SD of mood (Allcott et al. 2025). So small
effects are to be expected; doses are assumed.

Mechanisms moved by a session:

================  =====  ====================  ====
mechanism         dose   moves                 sign
================  =====  ====================  ====
digital           1.00   vigilance             -
digital           1.00   companionship         +
digital           1.00   intimacy              +
checking          0.30   outreach              +
================  =====  ====================  ====

Mechanisms moved by a week without a session, for those who have begun:

================  =====  ====================  ====
mechanism         dose   moves                 sign
================  =====  ====================  ====
digital           0.80   vigilance             -
digital           0.80   companionship         +
digital           0.80   intimacy              +
checking          0.24   outreach              +
================  =====  ====================  ====
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

import numpy as np
import numpy.typing as npt
from pydantic import Field

from simulation.conditions.conditions import ConditionText
from simulation.money.money import Money
from simulation.programmes.programme import Format, Programme
from simulation.programmes.settings import Chance, Hours, Share, Weeks
from simulation.programmes.view import PeopleView

__all__ = ["BalancedDigitalUse"]


class BalancedDigitalUse(Programme):
    """Half a year of coaching every other week, online."""

    content: ClassVar[Mapping[str, float]] = {"digital": 1.0, "checking": 0.3}
    format: ClassVar[Format] = "one_to_one"
    summary: ClassVar[str] = "coaching from scrolling past people to being in touch with them"

    type: Literal["balanced_digital_use"] = "balanced_digital_use"

    eligibility: ConditionText = "loneliness_ucla3 >= 6 and passive_share >= 0.4"
    """Who may come; by default people who are lonely (UCLA-3 of 6 or more) and more passive online
    than most (assumed: four tenths of their online time or more)."""

    uptake: Chance = 0.4
    """Chance that an average person who is offered coaching takes it (chance; assumed: fewer than
    take up help with how they feel)."""

    weeks: Weeks = 26
    """Length of a course (weeks; assumed)."""

    weeks_between_sessions: Annotated[int, Field(ge=1, le=52)] = 2
    """Weeks from one session to the next (weeks; assumed)."""

    follow_through: Share = 0.8
    """Part of a session's doses in a week without one, for those who have begun (share;
    assumed)."""

    session_hours: Hours = 0.5
    """Length of a session (hours; assumed); a shorter one than usual delivers less."""

    preparation_hours: Hours = 0.25
    """Time of the coach beside a session (hours a session; assumed)."""

    cost_fixed: Money = 2000.0
    """Price of materials and a licence, once (currency; assumed)."""

    cost_facilitator_hour: Money = 35.0
    """Price of an hour of a coach (currency an hour; assumed: near NHS band 4 to 5)."""

    travel_hours: Annotated[float, Field(ge=0.0, le=24.0)] = 0.0
    """Time on the way to a session and back (hours; none, online)."""

    cost_travel: Money = 0.0
    """Price of the way to a session and back (currency an attendance; none, online)."""

    def inputs_between_sessions(
        self, people: PeopleView, enrolment: npt.NDArray[np.void], week: int
    ) -> Mapping[str, npt.ArrayLike]:
        """Return how far those who have begun keep to it in a week without a session."""
        begun = enrolment["sessions_attended"] > 0
        return {name: self.follow_through * dose * begun for name, dose in self.content.items()}

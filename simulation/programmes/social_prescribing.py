"""Social prescribing: a link worker who brings people to groups that exist already.

In practice: a doctor or nurse refers somebody lonely or isolated. A link worker sees them one to
one, for twelve weeks at the most (British Red Cross service: Foster et al. 2021). The first
sessions are for getting to know each other and for what matters to the person; the later ones find
a group, go there together and hold the person to it. Which group it becomes, and whether it does,
is decided by the same process by which anybody joins a group.

Mechanisms moved: a safe contact, a lower threshold to go and a little skill from the first session
on; being linked to a group (joining, and staying) and help in meeting people from the third on.
About .65 of referrals engage (.4 to .8: Bickerdike et al. 2017, recalled), and half to 60 % of
these come to an activity (recalled). Before-after studies show large gains (Foster et al. 2021:
-1.8 UCLA-3 points in the fifth who answered twice; none of nine studies randomised: Reinhardt et
al. 2021), the few controlled ones little (-.10, -.30 to .05, recalled). The doses are assumed;
twelve weeks in place of 26 follow from the service described.

Mechanisms moved by a session:

================  =====  ====================  ====
mechanism         dose   moves                 sign
================  =====  ====================  ====
safe_contact      0.60   isolation_belief      -
threshold         0.60   withdrawal            -
skill             0.20   confidence            +
joining           1.00   attending_group       +
meeting           0.50   tie_count             +
================  =====  ====================  ====

Mechanisms moved by a session of the assessment, the first two:

================  =====  ====================  ====
mechanism         dose   moves                 sign
================  =====  ====================  ====
safe_contact      0.60   isolation_belief      -
threshold         0.60   withdrawal            -
skill             0.20   confidence            +
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
from simulation.programmes.reach import Targeting
from simulation.programmes.settings import Chance, Hours, Share, Weeks
from simulation.programmes.view import PeopleView

__all__ = ["SocialPrescribing"]

_LINKS = ("joining", "meeting")


class SocialPrescribing(Programme):
    """Up to twelve weekly sessions with a link worker, on referral.

    Examples
    --------
    >>> import numpy as np
    >>> from simulation.programmes.view import ENROLMENT
    >>> enrolment = np.zeros(3, ENROLMENT)
    >>> enrolment["sessions_attended"] = [0, 1, 2]
    >>> inputs = SocialPrescribing().weekly_inputs({}, enrolment, 0)
    >>> inputs["joining"].tolist(), inputs["safe_contact"]
    ([0.0, 0.0, 1.0], 0.6)
    """

    content: ClassVar[Mapping[str, float]] = {
        "safe_contact": 0.6,
        "threshold": 0.6,
        "skill": 0.2,
        "joining": 1.0,
        "meeting": 0.5,
    }
    format: ClassVar[Format] = "one_to_one"
    summary: ClassVar[str] = "a link worker who brings people to groups that exist already"

    type: Literal["social_prescribing"] = "social_prescribing"

    eligibility: ConditionText = "loneliness_ucla3 >= 6 or isolation_lsns6 < 12"
    """Who may come; by default people who are lonely (UCLA-3 of 6 or more) or isolated (LSNS-6
    under 12)."""

    targeting: Targeting = "referral"
    """Who of those eligible is asked; by default those a professional sees and refers."""

    intake_weeks: Weeks = 26
    """Weeks in which people are referred, from the start (weeks; assumed)."""

    uptake: Chance = 0.65
    """Chance that an average person who is referred engages with the link worker (chance; .4 to .8:
    Bickerdike et al. 2017, recalled)."""

    weeks: Weeks = 12
    """Longest support by the link worker (weeks; Foster et al. 2021)."""

    assessment_sessions: Annotated[int, Field(ge=0, le=52)] = 2
    """Sessions somebody comes to before they are linked to a group (sessions; assumed)."""

    session_hours: Hours = 0.75
    """Length of a session (hours; assumed); a shorter one than usual delivers less."""

    preparation_hours: Hours = 0.25
    """Time of the link worker beside a session (hours a session; assumed)."""

    attendance: Chance = 0.75
    """Chance that an average participant comes to a session (chance a session; assumed: 6 to 12
    contacts in twelve weeks)."""

    dropout_share: Share = 0.3
    """Share of average participants who leave before the end (share; assumed: above the .197 of
    psychotherapy, Swift & Greenberg 2012)."""

    people_per_facilitator: Annotated[int, Field(ge=1, le=1000)] = 50
    """People a link worker supports at a time (people; 200 to 250 a year, twelve weeks each: NHS
    England's guide, recalled)."""

    cost_referral: Money = 320.0
    """Price of one referral, all of the link worker's support included (currency a referral; 200
    to 500: estimate from the pay of NHS band 5 and 200 to 250 referrals a year, recalled)."""

    cost_facilitator_hour: Money = 0.0
    """Price of an hour of the link worker (currency an hour); none, since the price of a referral
    holds it."""

    def weekly_inputs(
        self, people: PeopleView, enrolment: npt.NDArray[np.void], week: int
    ) -> Mapping[str, npt.ArrayLike]:
        """Return the inputs of a session: no link to a group before the assessment is over."""
        assessed = enrolment["sessions_attended"] >= self.assessment_sessions
        return {
            mechanism: dose * assessed if mechanism in _LINKS else dose
            for mechanism, dose in self.content.items()
        }

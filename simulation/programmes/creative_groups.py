"""Creative groups: doing something together, a hobby, art, or singing in a choir.

In practice: twelve weekly meetings, on referral or by oneself. Loneliness is not talked about;
people paint, garden or sing side by side, and company comes with it. A choir is larger than the
other groups, and singing together moves feelings most; a hobby group least.

Mechanisms moved: a group of people to meet and belong to (ties, identification), a mild safe
contact, work with emotions by what one makes, and help in meeting people elsewhere too. Choirs
raised interest in life by .39 SD and kept .92 of their singers for six months (Johnson et al. 2020,
390 adults of 60 and over); singing raised quality of life by .35 (Coulton et al. 2015, recalled);
group arts lowered depression by .55 in small trials (recalled). Of referrals to arts courses .517
finished; of those who came, .747 (Crone et al. 2018), so .69 came. Doses are assumed.

Mechanisms moved by a session:

================  =====  ====================  ====
mechanism         dose   moves                 sign
================  =====  ====================  ====
session           1.00   identification        +
session           1.00   tie_count             +
safe_contact      0.60   isolation_belief      -
emotion_work      0.40   emotion_regulation    +
meeting           0.50   tie_count             +
================  =====  ====================  ====

Mechanisms moved by a session of a hobby group:

================  =====  ====================  ====
mechanism         dose   moves                 sign
================  =====  ====================  ====
session           1.00   identification        +
session           1.00   tie_count             +
safe_contact      0.60   isolation_belief      -
emotion_work      0.20   emotion_regulation    +
meeting           0.50   tie_count             +
================  =====  ====================  ====

Mechanisms moved by a session of a choir:

================  =====  ====================  ====
mechanism         dose   moves                 sign
================  =====  ====================  ====
session           1.00   identification        +
session           1.00   tie_count             +
safe_contact      0.60   isolation_belief      -
emotion_work      0.60   emotion_regulation    +
emotion_work      0.60   numbness              -
meeting           0.50   tie_count             +
================  =====  ====================  ====
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

import numpy as np
import numpy.typing as npt
from pydantic import Field, model_validator

from simulation.conditions.conditions import ConditionText
from simulation.money.costs import Payer
from simulation.money.money import Money
from simulation.programmes.programme import Format, Programme
from simulation.programmes.settings import Chance, Hours, Share, Weeks, with_usual
from simulation.programmes.view import PeopleView

__all__ = ["Activity", "CreativeGroups"]

Activity = Literal["art", "choir", "hobby"]

_USUAL: dict[str, dict[str, float]] = {
    "choir": {"group_size": 25, "minimum_to_start": 12, "dropout_share": 0.08}
}
_EMOTION_WORK: dict[str, float] = {"art": 0.4, "choir": 0.6, "hobby": 0.2}


class CreativeGroups(Programme):
    """Twelve weekly meetings of people who make something together.

    Examples
    --------
    >>> CreativeGroups(activity="choir").group_size, CreativeGroups().group_size
    (25, 10)
    """

    content: ClassVar[Mapping[str, float]] = {
        "session": 1.0,
        "safe_contact": 0.6,
        "emotion_work": 0.4,
        "meeting": 0.5,
    }
    format: ClassVar[Format] = "group"
    summary: ClassVar[str] = "weekly groups that paint, sing or follow a hobby"

    type: Literal["creative_groups"] = "creative_groups"

    activity: Activity = "art"
    """What the group does; a choir is larger and keeps more of its people, and emotions are moved
    most by singing and least by a hobby."""

    eligibility: ConditionText = "loneliness_ucla3 >= 6"
    """Who may come; by default people who are lonely by the usual cut-off (UCLA-3 of 6 or more)."""

    uptake: Chance = 0.69
    """Chance that an average person who is offered a place comes (chance; .517 of referrals finish
    and .747 of those who come: Crone et al. 2018)."""

    weeks: Weeks = 12
    """Length of a course (weeks; 8 to 10: Crone et al. 2018; 14: Coulton et al. 2015, recalled)."""

    session_hours: Hours = 2.0
    """Length of a meeting (hours; assumed); a shorter one than usual delivers less."""

    attendance: Chance = 0.75
    """Chance that an average participant comes to a meeting (chance a session; .55 to .85 in
    community groups, recalled)."""

    dropout_share: Share = 0.253
    """Share of average participants who leave before the end (share; Crone et al. 2018); .08 in a
    choir, if not stated (Johnson et al. 2020)."""

    group_size: Annotated[int, Field(ge=2, le=60)] = 10
    """People in a full group (people; assumed); 25 in a choir, if not stated (assumed)."""

    minimum_to_start: Annotated[int, Field(ge=1, le=60)] = 4
    """Least people with whom a group starts (people; assumed); 12 in a choir, if not stated."""

    preparation_hours: Hours = 0.5
    """Time of the leader beside a meeting (hours a session; assumed)."""

    cost_fixed: Money = 500.0
    """Price of instruments, tools or scores, once (currency; assumed)."""

    cost_facilitator_hour: Money = 35.0
    """Price of an hour of an artist or choir leader (currency an hour; assumed: free-lance rates,
    recalled)."""

    cost_group_session: Money = 30.0
    """Price of a room (currency a session; assumed)."""

    cost_participant_session: Money = 3.0
    """Price of materials (currency an attendance; assumed)."""

    payer: Payer = "voluntary_sector"
    """Who pays the programme (assumed: a charity)."""

    @model_validator(mode="before")
    @classmethod
    def _of_its_activity(cls, settings: Any) -> Any:
        return with_usual(settings, "activity", _USUAL)

    def weekly_inputs(
        self, people: PeopleView, enrolment: npt.NDArray[np.void], week: int
    ) -> Mapping[str, npt.ArrayLike]:
        """Return the inputs of a meeting; emotions are moved as far as the activity does."""
        return {**self.content, "emotion_work": _EMOTION_WORK[self.activity]}

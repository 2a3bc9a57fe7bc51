"""Befriending: one volunteer who calls or comes every week.

In practice: somebody lonely or isolated, often housebound, is matched with a volunteer who rings
for half an hour or visits for an hour every week, for half a year or more. A person to count on,
who asks how it is and also whether one has been in touch with others.

Mechanisms moved: one reliable safe contact (intimacy, company, isolation belief) and small nudges
to existing ties (checking). Daily, then twice weekly calls by lay people for four weeks lowered
loneliness in a trial with 240 homebound adults (Kahlon et al. 2021), of whom .108 were lost; social
support as such changes loneliness by -.16 (Masi et al. 2011, recalled). Doses are assumed, and so
is that an hour's visit is a fuller contact than a call.

A volunteer's hour costs about 10 GBP in coordination (8 to 12: Knapp et al. 2013; 350 to 900 a
person and year, recalled), which makes 5 GBP a call (3 to 10, an estimate). Participants stay at
home: they do not travel.

Mechanisms moved by a session:

================  =====  ====================  ====
mechanism         dose   moves                 sign
================  =====  ====================  ====
safe_contact      0.65   isolation_belief      -
safe_contact      0.65   intimacy              +
safe_contact      0.65   companionship         +
checking          0.60   outreach              +
================  =====  ====================  ====

Mechanisms moved by a session that is a visit:

================  =====  ====================  ====
mechanism         dose   moves                 sign
================  =====  ====================  ====
safe_contact      0.75   isolation_belief      -
safe_contact      0.75   intimacy              +
safe_contact      0.75   companionship         +
checking          0.60   outreach              +
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

__all__ = ["Befriending", "Mode"]

Mode = Literal["telephone", "visit"]

_USUAL: dict[str, dict[str, float]] = {"visit": {"session_hours": 1.0, "cost_group_session": 2.0}}
_VISIT_CONTACT = 0.75


class Befriending(Programme):
    """A weekly call or visit by a volunteer.

    Examples
    --------
    >>> Befriending(mode="visit").session_hours, Befriending().session_hours
    (1.0, 0.5)
    """

    content: ClassVar[Mapping[str, float]] = {"safe_contact": 0.65, "checking": 0.6}
    format: ClassVar[Format] = "one_to_one"
    summary: ClassVar[str] = "a weekly call or visit by a volunteer"

    type: Literal["befriending"] = "befriending"

    mode: Mode = "telephone"
    """Whether the volunteer rings or visits; a visit is longer, fuller and costs a fare."""

    eligibility: ConditionText = "loneliness_ucla3 >= 6 or isolation_lsns6 < 12"
    """Who may be befriended; by default people who are lonely (UCLA-3 of 6 or more) or isolated
    (LSNS-6 under 12)."""

    weeks: Weeks = 26
    """Length of the befriending (weeks; assumed)."""

    session_hours: Hours = 0.5
    """Length of a call, or of a visit: an hour, if not stated (hours; assumed); a shorter one than
    usual delivers less."""

    preparation_hours: Hours = 0.0
    """Time of the volunteer beside it (hours a session; none, the price of the hour holds it)."""

    attendance: Chance = 0.9
    """Chance that an average person is reached in a week (chance a session; assumed: nobody has to
    go anywhere)."""

    dropout_share: Share = 0.108
    """Share of average people who stop before the end (share; Kahlon et al. 2021)."""

    people_per_facilitator: Annotated[int, Field(ge=1, le=1000)] = 8
    """People one volunteer befriends at a time (people; 6 to 9: Kahlon et al. 2021)."""

    cost_facilitator_hour: Money = 10.0
    """Price of an hour volunteered: coordination and training (currency an hour; 8 to 12: Knapp et
    al. 2013, recalled)."""

    cost_group_session: Money = 0.0
    """Price of the volunteer's way: none for a call; for a visit 2 GBP, if not stated (currency a
    session; assumed: half take a bus at 2 GBP each way)."""

    travel_hours: Annotated[float, Field(ge=0.0, le=24.0)] = 0.0
    """Time of the person on the way (hours; none, at home)."""

    cost_travel: Money = 0.0
    """Price of the person's way (currency an attendance; none, at home)."""

    payer: Payer = "voluntary_sector"
    """Who pays the programme (assumed: a charity)."""

    @model_validator(mode="before")
    @classmethod
    def _of_its_mode(cls, settings: Any) -> Any:
        return with_usual(settings, "mode", _USUAL)

    @property
    def usual_hours(self) -> float:
        """Length of a usual call or visit (hours)."""
        usual = _USUAL.get(self.mode, {}).get("session_hours")
        return super().usual_hours if usual is None else usual

    def weekly_inputs(
        self, people: PeopleView, enrolment: npt.NDArray[np.void], week: int
    ) -> Mapping[str, npt.ArrayLike]:
        """Return the inputs of a call, or those of a visit."""
        if self.mode == "visit":
            return {**self.content, "safe_contact": _VISIT_CONTACT}
        return self.content

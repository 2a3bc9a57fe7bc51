"""Safe-network mapping: drawing who is in one's life, and choosing whom to turn to.

In practice: in three sessions, one to one, a person draws the people around them on a map, says
with whom they feel safe, plans small contacts with those, and takes the map home. From then on they
go on by themselves, so the map works in all weeks of the course, also in those without a session,
once it has been drawn.

Mechanisms moved: contact shifts to ties one trusts, fewer neutral contacts are read as slights, and
support that vigilance hides is seen again (mapping: support felt, intimacy, expectations of
others); and planned check-ins with them (checking). Mapping
exercises such as GENIE have been shown to be feasible (Band et al. 2019, recalled); there is no
effect size, so the doses are assumed.

Mechanisms moved by a session:

================  =====  ====================  ====
mechanism         dose   moves                 sign
================  =====  ====================  ====
mapping           1.00   support               +
mapping           1.00   intimacy              +
mapping           1.00   working_model         +
checking          0.50   outreach              +
================  =====  ====================  ====

Mechanisms moved by a week without a session, for those who have a map:

================  =====  ====================  ====
mechanism         dose   moves                 sign
================  =====  ====================  ====
mapping           0.80   support               +
mapping           0.80   intimacy              +
mapping           0.80   working_model         +
checking          0.40   outreach              +
================  =====  ====================  ====
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

import numpy as np
import numpy.typing as npt

from simulation.conditions.conditions import ConditionText
from simulation.money.money import Money
from simulation.programmes.programme import Format, Programme
from simulation.programmes.settings import Hours, Share, Weeks
from simulation.programmes.view import PeopleView

__all__ = ["SafeNetworkMapping"]


class SafeNetworkMapping(Programme):
    """Three sessions for a map of whom one can trust, and weeks of using it.

    Examples
    --------
    >>> import numpy as np
    >>> from simulation.programmes.view import ENROLMENT
    >>> enrolment = np.zeros(2, ENROLMENT)
    >>> enrolment["sessions_attended"] = [0, 1]
    >>> SafeNetworkMapping().inputs_between_sessions({}, enrolment, 5)["mapping"].tolist()
    [0.0, 0.8]
    """

    content: ClassVar[Mapping[str, float]] = {"mapping": 1.0, "checking": 0.5}
    format: ClassVar[Format] = "one_to_one"
    summary: ClassVar[str] = (
        "a map of whom one can trust, drawn in three sessions and used for weeks"
    )

    type: Literal["safe_network_mapping"] = "safe_network_mapping"

    eligibility: ConditionText = "loneliness_ucla3 >= 6"
    """Who may come; by default people who are lonely by the usual cut-off (UCLA-3 of 6 or more)."""

    weeks: Weeks = 12
    """Length of a course, with the weeks in which people use the map by themselves (weeks;
    assumed)."""

    guided_weeks: Weeks | None = 3
    """Weeks of a course in which there are sessions (weeks; assumed); all if left empty."""

    follow_through: Share = 0.8
    """Part of a session's doses in a week without one, for those who have a map (share;
    assumed)."""

    session_hours: Hours = 1.0
    """Length of a session (hours; assumed); a shorter one than usual delivers less."""

    preparation_hours: Hours = 0.25
    """Time of the facilitator beside a session (hours a session; assumed)."""

    dropout_share: Share = 0.15
    """Share of average participants who leave before the end (share; assumed: three sessions lose
    fewer people than a therapy)."""

    cost_facilitator_hour: Money = 35.0
    """Price of an hour of a support worker (currency an hour; assumed: near NHS band 4 to 5)."""

    def inputs_between_sessions(
        self, people: PeopleView, enrolment: npt.NDArray[np.void], week: int
    ) -> Mapping[str, npt.ArrayLike]:
        """Return what those who have drawn their map do with it in a week without a session."""
        has_map = enrolment["sessions_attended"] > 0
        return {name: self.follow_through * dose * has_map for name, dose in self.content.items()}

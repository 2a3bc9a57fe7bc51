"""Community events: open gatherings in the neighbourhood.

In practice: every week a street meal, a repair café, a walk or a party to which all neighbours
are invited. Nobody is referred and nobody is treated; who comes decides week by week. People talk
to a few of those who came, take up with some of them, and meet them again at the next event: the
regular coming together is what lets an acquaintance last (Feld 1981; Hall 2019: hours together).
Coming turns into a habit for those who come to feel part of the place (Haslam et al. 2018).

Mechanisms moved: presence at an event (conversations with others who came, company, identification
with the place) and a mild safe contact. Sociable, less withdrawn people come more often. Those who
came to at least half of the events count as participants. About a tenth of those who come to a
one-off event still know somebody from there three months later (.03 to .25; charities' own figures,
Eden Project and The Big Lunch, recalled). The doses are assumed.

Mechanisms moved by a session:

================  =====  ====================  ====
mechanism         dose   moves                 sign
================  =====  ====================  ====
event             1.00   tie_count             +
event             1.00   identification        +
event             1.00   companionship         +
safe_contact      0.35   isolation_belief      -
================  =====  ====================  ====
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

import numpy as np
import numpy.typing as npt
from pydantic import Field

from simulation.money.costs import Payer
from simulation.money.money import Money
from simulation.programmes.programme import Format, Programme
from simulation.programmes.settings import Chance, Hours, LogOdds, Share, Weeks
from simulation.programmes.view import PeopleView

__all__ = ["CommunityEvents"]


class CommunityEvents(Programme):
    """Weekly open events in the neighbourhood; everybody may come."""

    content: ClassVar[Mapping[str, float]] = {"event": 1.0, "safe_contact": 0.35}
    format: ClassVar[Format] = "open"
    participant_share: ClassVar[float] = 0.5
    summary: ClassVar[str] = "weekly open events in every neighbourhood"

    type: Literal["community_events"] = "community_events"
    weeks: Weeks = 26
    """Length of the programme (weeks)."""
    uptake: Chance = 1.0
    """Chance that somebody who hears of the events considers coming at all (chance)."""
    attendance: Chance = 0.2
    """Chance that an average person comes to one event (chance an event; assumed)."""
    attendance_withdrawal: LogOdds = 0.0
    """Not used here: see `withdrawal_absence` (log odds)."""
    attendance_habit: LogOdds = 0.0
    """Not used here: see `habit` (log odds)."""
    trauma_caution: LogOdds = 0.0
    """What four adverse childhood experiences take from the odds of coming (log odds; none: one
    can stay at the edge of an open event)."""
    dropout_share: Share = 0.0
    """Share of people who stop coming before the end, at any time alike (share)."""
    regularity_spread: Annotated[float, Field(ge=0.0, le=2.0)] = 0.8
    """How unequally people take to events (log SD of the personal chance; assumed)."""
    habit: Annotated[float, Field(ge=0.0, le=10.0)] = 1.5
    """How far identification with the place turns coming into a habit (ratio per unit; assumed)."""
    withdrawal_absence: Share = 0.6
    """Part of the chance lost by somebody wholly withdrawn (share; assumed)."""
    session_hours: Hours = 3.0
    """Length of an event (hours; assumed); a shorter one than usual gives less safe contact."""
    preparation_hours: Hours = 1.0
    """Time of each organiser beside an event (hours an event; assumed)."""
    facilitators_per_group: Annotated[int, Field(ge=1, le=20)] = 2
    """Paid organisers at an event (people; assumed)."""
    cost_facilitator_hour: Money = 25.0
    """Price of an hour of one organiser (currency an hour; assumed: a community worker's pay with
    overheads, recalled)."""
    cost_fixed: Money = 500.0
    """Price of getting going, once (currency; assumed)."""
    cost_group_session: Money = 250.0
    """Price of one neighbourhood's event: hall, insurance, food for about 40 (currency an event;
    assumed)."""
    cost_participant_session: Money = 1.5
    """Price of what one more person takes (currency an attendance; assumed)."""
    travel_hours: Annotated[float, Field(ge=0.0, le=24.0)] = 0.2
    """Time on the way there and back (hours; assumed: a walk)."""
    cost_travel: Money = 0.0
    """Price of the way there and back (currency an attendance; none, a walk)."""
    payer: Payer = "local_authority"
    """Who pays the programme (assumed)."""

    def attendance_chances(
        self,
        people: PeopleView,
        enrolment: npt.NDArray[np.void],
        chances: npt.NDArray[np.float64],
    ) -> npt.NDArray[np.float64]:
        """Return the chance of each to come: less if withdrawn, more if extraverted, and taste."""
        spread = self.regularity_spread
        chance: npt.NDArray[np.float64] = (
            chances
            * (1.0 - self.withdrawal_absence * people["withdrawal"])
            * (1.0 + self.habit * people["identification"])
            * np.exp(0.2 * people["extraversion"] + spread * enrolment["taste"] - 0.5 * spread**2)
        )
        return np.minimum(chance, 1.0)

"""Community events: open gatherings in the neighbourhood.

In practice: every week a street meal, a repair café, a walk or a party to which all neighbours
are invited. Nobody is referred and nobody is treated; who comes decides week by week. People talk
to a few of those who came, take up with some of them, and meet them again at the next event: the
regular coming together is what lets an acquaintance last (Feld 1981; Hall 2019: hours together).
Coming turns into a habit for those who come to feel part of the place (Haslam et al. 2018).

Mechanisms moved: presence at an event (conversations with others who came, company, identification
with the place) and a mild safe contact. Sociable, less withdrawn people come more often. Those who
came to at least half of the events count as participants.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

import numpy as np
import numpy.typing as npt
from pydantic import Field

from simulation.draws import normals
from simulation.foci import NEIGHBOURHOOD, Venue
from simulation.programmes.programme import Programme, Rows, Share, Weeks
from simulation.purposes import purpose_key
from simulation.tie_arrays import ORIGINS

if TYPE_CHECKING:
    from simulation.world import World

__all__ = ["CommunityEvents"]

_SEATS = 256
_TYPICAL_CROWD = 40.0


class CommunityEvents(Programme):
    """Weekly open events in the neighbourhood; everybody may come."""

    content: ClassVar[dict[str, float]] = {"event": 1.0, "safe_contact": 0.35}
    participant_share: ClassVar[float] = 0.5
    seats_anew: ClassVar[bool] = True
    summary: ClassVar[str] = "weekly open events in every neighbourhood"

    type: Literal["community_events"] = "community_events"
    weeks: Weeks = 26
    """Length of the programme (weeks)."""
    uptake: Share = 1.0
    """Chance that somebody who hears of the events considers coming at all (chance)."""
    attendance: Share = 0.2
    """Chance that an average person comes to one event (chance an event)."""
    dropout_share: Share = 0.0
    """Share of people who stop coming before the end, at any time alike (share)."""
    regularity_spread: Annotated[float, Field(ge=0.0, le=2.0)] = 0.8
    """How unequally people take to events (log SD of the personal chance)."""
    habit: Annotated[float, Field(ge=0.0, le=10.0)] = 1.5
    """How far identification with the place turns coming into a habit (ratio per unit)."""
    withdrawal_absence: Share = 0.6
    """Part of the chance lost by somebody wholly withdrawn (share)."""

    def attendance_chances(
        self, world: World, rows: Rows, start_week: int
    ) -> npt.NDArray[np.float64]:
        """Return the chance of each to come: less if withdrawn, more if extraverted, and taste."""
        people = world.people[rows]
        key = purpose_key(world.seed, f"{self.label}/taste", start_week)
        taste = self.regularity_spread * normals(key, people["unique_id"])
        chance: npt.NDArray[np.float64] = (
            self.attendance
            * (1.0 - self.withdrawal_absence * people["withdrawal"])
            * (1.0 + self.habit * people["identification"])
            * np.exp(0.2 * people["extraversion"] + taste - 0.5 * self.regularity_spread**2)
        )
        return chance

    def venue(self, world: World, participants: int) -> tuple[Venue, int] | None:
        """Return the events: one in each neighbourhood, with room for 256."""
        talks = float(world.p["event_conversations"])
        rounds = round(talks * _SEATS / _TYPICAL_CROWD)
        square = Venue(
            f"event {self.label}", _SEATS, _TYPICAL_CROWD, rounds, ORIGINS.index("event"), True
        )
        return square, world.foci.counts[NEIGHBOURHOOD]

    def meeting_place(self, world: World, rows: Rows) -> Rows:
        """Return the neighbourhood of each."""
        return world.people["neighbourhood"][rows].astype(np.int64)

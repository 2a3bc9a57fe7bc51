"""Group therapy for people who feel lonely.

In practice: eight people and a trained facilitator meet weekly for about ninety minutes. Sessions
are a reliable safe contact; the group questions beliefs such as "nobody would want me", practises
contact and makes room for feelings. Of the approaches tested in trials, changing such maladaptive
beliefs works best (Masi et al. 2011; Hickin et al. 2021: g = .43 over 28 trials).

Mechanisms moved: safe contact and belief challenge (isolation belief, vigilance, working model),
relational skill (confidence), emotion work (numbness, regulation), and a group of people to meet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np

from simulation.foci import Venue
from simulation.programmes.programme import Programme, Rows, Ucla3Score, Weeks
from simulation.tie_arrays import ORIGINS

if TYPE_CHECKING:
    from simulation.world import World

__all__ = ["GroupTherapy"]

_GROUP_OF = 8
_SEATS = 16


class GroupTherapy(Programme):
    """Weekly sessions in groups of eight with a facilitator."""

    content: ClassVar[dict[str, float]] = {
        "session": 1.0,
        "safe_contact": 0.85,
        "belief_challenge": 0.5,
        "skill": 0.6,
        "emotion_work": 0.5,
    }
    summary: ClassVar[str] = "weekly sessions in groups of eight with a facilitator"

    type: Literal["group_therapy"] = "group_therapy"
    weeks: Weeks = 16
    """Length of the programme (weeks)."""
    minimum_ucla3: Ucla3Score | None = 6
    """Least loneliness of those eligible (UCLA-3 score, 3 to 9; 6 and more counts as lonely)."""

    def venue(self, world: World, participants: int) -> tuple[Venue, int] | None:
        """Return the groups: eight people on sixteen seats."""
        groups = -(-participants // _GROUP_OF)
        room = Venue(
            f"programme {self.label}", _SEATS, float(_GROUP_OF), 2, ORIGINS.index("programme"), True
        )
        return (room, groups) if groups else None

    def meeting_place(self, world: World, rows: Rows) -> Rows:
        """Return the group of each: neighbours together, eight by eight, placed once."""
        people = world.people
        order = np.lexsort((people["unique_id"][rows], people["neighbourhood"][rows]))
        group = np.empty(len(rows), np.int64)
        group[order] = np.arange(len(rows)) // _GROUP_OF
        return group

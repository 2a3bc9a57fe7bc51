"""Disaster: a flood, a fire or an explosion strikes some neighbourhoods.

In practice: what happens to a place happens to all who live there. Many are distressed (Norris et
al. 2002), some homes are lost and their people moved elsewhere, away from neighbours and ties.
First there is an outpouring of mutual help; later support and the sense of community wear off
(Kaniasty & Norris 1995; Kaniasty 2020).

What it moves, in the neighbourhoods struck: in the first week everybody has a life event of a given
dose (``shock_size``), and part of the homes move to another neighbourhood, with all that a move
brings (a further event, lost roots). From then on, as long as ``weeks`` last and wearing off over
the weeks of winding down, neighbours are drawn together: cohesion rises (``local_cohesion_gain``)
and they meet more (``local_meeting_gain``).

Assumptions: nobody dies (combine it with a bereavement wave) and nobody moves back; those who move
may come to live anywhere in town; support is not worse afterwards than it was before, but for what
the moves take.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np

from simulation.draws import uniforms
from simulation.policies.policy import Phase, Share, Weeks
from simulation.policies.reach import NeighbourhoodPolicy, add_dose
from simulation.purposes import purpose_key

if TYPE_CHECKING:
    from simulation.world import World

__all__ = ["Disaster"]


class Disaster(NeighbourhoodPolicy):
    """A shock: life events and lost homes in some neighbourhoods, then a rally of cohesion.

    Examples
    --------
    >>> Disaster(neighbourhood_share=0.1, displaced=0.3).total_weeks
    38
    """

    summary: ClassVar[str] = "distress and lost homes in some neighbourhoods, then mutual help"

    type: Literal["disaster"] = "disaster"
    """Kind of policy."""
    weeks: Weeks | None = 12
    """How long neighbours help each other before it wears off (weeks; assumed)."""
    wind_down_weeks: Phase = 26
    """Weeks in which that wears off (weeks; assumed)."""
    neighbourhood_share: Share = 0.25
    """Share of the neighbourhoods struck, at least one of them unless 0 (share)."""
    shock: Share = 1.0
    """Dose of the life event that it is for everybody there (dose; assumed)."""
    displaced: Share = 0.1
    """Share of the homes there that are lost (share of homes; assumed)."""
    rally: Share = 0.6
    """Dose of cohesion that follows (dose; Kaniasty 2020: direction; assumed)."""
    meeting: Share = 0.4
    """Dose of encounters among neighbours that follows (dose; assumed)."""

    def set_circumstances(self, world: World, effect: float, elapsed: int) -> None:
        """Strike in the first week; draw neighbours together from then on."""
        residents = self.residents(world)
        add_dose(world, "local_cohesion", residents, effect * self.rally)
        add_dose(world, "local_places", residents, effect * self.meeting)
        if elapsed == 0:
            add_dose(world, "shock", residents, self.strength * self.shock)
            key = purpose_key(world.seed, f"{self.label}/home lost")
            luck = uniforms(key, world.people["household"].astype(np.int64))
            lost = residents & (luck < self.strength * self.displaced)
            add_dose(world, "displaced", lost, 1.0)

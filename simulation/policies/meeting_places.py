"""Meeting places: libraries, parks, cafés and squares where neighbours come across each other.

In practice: a town opens a library in the afternoon, puts benches and a café in a square, lets a
school hall to residents. Such *social infrastructure* (Klinenberg 2018) or *third places*
(Oldenburg 1989) give neighbours repeated, unplanned encounters.

What it moves, in the neighbourhoods that get places: how often neighbours who know each other meet
and how readily others get to know each other (``local_meeting_gain``), and the cohesion of the
neighbourhood (``local_cohesion_gain``), which people feel as belonging. Neighbours still have to
take to each other; whoever is withdrawn or watchful meets few.

Assumptions: both effects are immediate and vanish with the places; the sizes are assumed, since
studies show a direction but hardly any dose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from simulation.policies.policy import Share
from simulation.policies.reach import NeighbourhoodPolicy, add_dose

if TYPE_CHECKING:
    from simulation.world import World

__all__ = ["MeetingPlaces"]


class MeetingPlaces(NeighbourhoodPolicy):
    """Places where neighbours come across each other: libraries, parks, cafés, squares.

    Examples
    --------
    >>> MeetingPlaces(neighbourhood_share=0.3, first="least_cohesion").effect(0)
    1.0
    """

    summary: ClassVar[str] = "places where neighbours come across each other"

    type: Literal["meeting_places"] = "meeting_places"
    """Kind of policy."""
    meeting: Share = 0.5
    """Dose of encounters; a full one doubles them (dose; assumed)."""
    cohesion: Share = 0.5
    """Dose of cohesion; a full one is one SD between neighbourhoods (dose; assumed)."""

    def set_circumstances(self, world: World, effect: float, elapsed: int) -> None:
        """Give the residents places to meet."""
        residents = self.residents(world)
        add_dose(world, "local_places", residents, effect * self.meeting)
        add_dose(world, "local_cohesion", residents, effect * self.cohesion)

"""Transport: how easily people get to groups, and to friends and kin in other neighbourhoods.

In practice: a new bus line, free passes, a night service; or, with an ease under 1, a line cut, a
strike, dear petrol. When older people in England got free bus passes, they used public transport 8
% more, saw friends and children more often and were less lonely (Reinhard et al. 2018).

What it moves: ``travel_ease``, relative to the usual. It multiplies visits in person between people
of different neighbourhoods and the chance of going to one's group. Contact online, at work and
among neighbours stays; part of the visits that become impossible turn into calls.

Assumptions: ease is the same for everybody, whatever age, income or car; the size is assumed. What
people can do is limited by their time as ever, so easier travel helps those most who lack contact
rather than time.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from simulation.policies.policy import Policy

__all__ = ["Transport"]


class Transport(Policy):
    """Easier (or harder) travel to groups, friends and kin elsewhere in town.

    Examples
    --------
    >>> dict(Transport(ease=0.6, weeks=3, name="strike").factors())
    {'travel_ease': 0.6}
    """

    summary: ClassVar[str] = "easier or harder travel to groups, friends and kin"

    type: Literal["transport"] = "transport"
    """Kind of policy."""
    ease: Annotated[float, Field(ge=0.0, le=3.0)] = 1.1
    """Ease of travel at full effect, 1 being as usual (ratio; assumed, near the 8 % of bus use
    that free passes added: Reinhard et al. 2018)."""

    def factors(self) -> Mapping[str, float]:
        """Return the ease of travel."""
        return {"travel_ease": self.ease}

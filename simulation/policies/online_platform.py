"""Online platform: a new platform, or a rule for platforms, changes what online time is like.

In practice: a feed that keeps people scrolling, or one that does not; a service that brings
strangers together, or shows only those one knows. Leaving such a platform for four weeks brought
more time with friends and family and a little more wellbeing (Allcott et al. 2020); a majority of
US teenagers have made a friend online (Pew 2015).

What it moves: how much of everybody's online time is passive (``online_passivity``), which makes
contact online shallower and people more watchful, and how readily people get to know strangers
online (``online_meeting``).

Assumptions: everybody uses it as far as they are online at all; the share of contact that is online
stays; both sizes are assumed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from simulation.policies.policy import Policy

__all__ = ["OnlinePlatform"]


class OnlinePlatform(Policy):
    """A platform or rule that makes online time more or less passive, and strangers meet.

    Examples
    --------
    >>> dict(OnlinePlatform(passive=0.8, discovery=1.0, name="chronological feeds").factors())
    {'online_passivity': 0.8, 'online_meeting': 1.0}
    """

    summary: ClassVar[str] = "passive online time, and meeting new people online"

    type: Literal["online_platform"] = "online_platform"
    """Kind of policy."""
    passive: Annotated[float, Field(ge=0.0, le=3.0)] = 1.2
    """Passive part of online time at full effect, 1 being as usual (ratio; assumed)."""
    discovery: Annotated[float, Field(ge=0.0, le=5.0)] = 1.3
    """Readiness to get to know people online at full effect, 1 being as usual (ratio; assumed)."""

    def factors(self) -> Mapping[str, float]:
        """Return what is made of passive time and of meeting strangers."""
        return {"online_passivity": self.passive, "online_meeting": self.discovery}

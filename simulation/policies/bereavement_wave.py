"""Bereavement wave: for some weeks more people die than usual, and are missed.

In practice: an epidemic, a heat wave, a hard winter. At the height of the first wave in 2020 weekly
deaths in England and Wales were about twice the average of five years (ONS 2020). The risk of dying
of Covid-19 rose with age much as the ordinary risk does (Spiegelhalter 2020): a ratio alike at all
ages; heat hits the old more than in proportion.

What it moves: the chance of dying, relative to the usual, for everybody by age:

    chance of dying x [1 + (mortality - 1) e^(slope (age - 75))]

Nobody's grief is set: those who had a tie with somebody who died lose that tie, by its closeness.

Assumptions: deaths are independent of each other (no clusters in homes, which a real epidemic has),
and of contact; whoever has died is replaced as after any death, by somebody who comes of age.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

import numpy as np
from pydantic import Field

from simulation.policies.policy import Policy, Weeks

if TYPE_CHECKING:
    from simulation.world import World

__all__ = ["BereavementWave"]

_AGE = 75.0
_MOST = 100.0


class BereavementWave(Policy):
    """A shock: more people die than usual, and those who knew them are bereaved.

    Examples
    --------
    >>> BereavementWave(mortality=2.0, weeks=8).total_weeks
    8
    """

    summary: ClassVar[str] = "more deaths than usual for some weeks"

    type: Literal["bereavement_wave"] = "bereavement_wave"
    """Kind of policy."""
    weeks: Weeks | None = 8
    """How long it lasts before it ebbs (weeks; about the first wave of 2020)."""
    mortality: Annotated[float, Field(ge=1.0, le=50.0)] = 2.0
    """Deaths at 75 at full effect, 1 being as usual (ratio; ONS 2020: the worst week had twice the
    usual number)."""
    age_slope: Annotated[float, Field(ge=-0.1, le=0.2)] = 0.0
    """How much more than in proportion the excess hits the old (log ratio a year; Spiegelhalter
    2020: in proportion)."""

    def set_circumstances(self, world: World, effect: float, elapsed: int) -> None:
        """Raise everybody's chance of dying."""
        age = world.people["age"].astype(np.float64)
        excess = effect * (self.mortality - 1.0) * np.exp(self.age_slope * (age - _AGE))
        doses = world.scratch.doses["excess_mortality"]
        doses[:] = np.minimum(doses + excess, _MOST)

"""Working hours: school and work policies that give time for company, or take it.

In practice: a shorter working week, longer school days or holiday care that free parents, or the
opposite: longer hours, closed schools. Time is finite: who wants more contact than fits gets a
share of it (Miritello et al. 2013), so time won turns into contact only for those who lack time.

What it moves: free time (the time for company, not all leisure) of people in an age band, by
default of working age and in work. For a school policy give the age of parents (such as 25 to 50)
and ``workers_only: false``.

Assumptions: this model has adults only, so parents are told by age alone; time won goes to company
in the given ratio, whatever people would rather do with it; income and stress at work stay as they
are.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field, ValidationInfo, field_validator

from simulation.policies.policy import Policy

if TYPE_CHECKING:
    from simulation.world import World

__all__ = ["WorkingHours"]

Age = Annotated[float, Field(ge=18, le=120)]


class WorkingHours(Policy):
    """Shorter (or longer) hours of work or school: free time of people of an age.

    Examples
    --------
    >>> WorkingHours(free_time=0.9, minimum_age=25, maximum_age=50, name="schools closed").label
    'schools closed'
    """

    summary: ClassVar[str] = "more or less free time for people of an age"

    type: Literal["working_hours"] = "working_hours"
    """Kind of policy."""
    free_time: Annotated[float, Field(ge=0.5, le=2.0)] = 1.1
    """Free time of those reached at full effect, 1 being as usual (ratio; assumed)."""
    minimum_age: Age = 18
    """Least age of those reached (years)."""
    maximum_age: Annotated[float, Field(ge=18, le=120, validate_default=True)] = 66
    """Greatest age of those reached (years)."""
    workers_only: bool = True
    """Whether only people who have work are reached."""

    @field_validator("maximum_age")
    @classmethod
    def _ages_in_order(cls, maximum: float, info: ValidationInfo) -> float:
        minimum = info.data.get("minimum_age", maximum)
        if minimum > maximum:
            raise ValueError(f"must be at least minimum_age ({minimum:g}), got {maximum:g}")
        return maximum

    def set_circumstances(self, world: World, effect: float, elapsed: int) -> None:
        """Give (or take) time."""
        people = world.people
        reached = (people["age"] >= self.minimum_age) & (people["age"] <= self.maximum_age)
        if self.workers_only:
            reached &= people["workplace"] >= 0
        won = math.log(1.0 + effect * (self.free_time - 1.0))
        world.scratch.doses["spare_time"][reached] += won

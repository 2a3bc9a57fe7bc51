"""A policy: a lever of the world that is no programme, from one week to another, in part or whole.

Programmes serve those who take part. Policies and shocks change the circumstances of everybody they
reach: what is open, how far people can go, who works where, who dies. They never write an outcome.
A policy acts in two ways:

- it moves parameters of the model, by a factor or towards a value, for as long as it is in force;
- it sets circumstances of some people or some neighbourhoods (the last columns of
  ``simulation.mechanisms``), which the processes of the week read.

How much of its full effect it has in a week is one number from 0 to 1:

    effect = strength x phase
    phase  = (weeks in force + 1) / (build-up + 1), at most 1, up to its last week;
             then down to 0 in equal steps over the weeks of winding down
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

if TYPE_CHECKING:
    from simulation.world import World

__all__ = ["Phase", "Policy", "Share", "Weeks"]

Share = Annotated[float, Field(ge=0.0, le=1.0)]
Weeks = Annotated[int, Field(ge=1, le=5200)]
Phase = Annotated[int, Field(ge=0, le=5200)]


class Policy(BaseModel):
    """What all policies have in common; a kind of policy adds what it moves.

    Examples
    --------
    >>> from simulation.policies import Lockdown
    >>> one = Lockdown(weeks=4, build_up_weeks=1, wind_down_weeks=1)
    >>> [one.effect(week) for week in range(-1, 6)]
    [0.0, 0.5, 1.0, 1.0, 1.0, 0.5, 0.0]
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, allow_inf_nan=False
    )

    #: One line for lists.
    summary: ClassVar[str] = ""

    type: str
    """Kind of policy."""

    name: Annotated[str | None, Field(min_length=1, max_length=80)] = None
    """Label in results, and what its luck is drawn for; the kind if left out."""

    start_week: Annotated[int, Field(ge=0, le=100_000)] = 0
    """First week in force, counted from when the policy is given to the world (weeks)."""

    weeks: Weeks | None = None
    """How long it is in force before it winds down (weeks); for good if left out."""

    strength: Share = 1.0
    """Part of the full effect that it has: partial compliance, cover or funding (share)."""

    build_up_weeks: Phase = 0
    """Weeks of partial effect, in equal steps, before the full one (weeks)."""

    wind_down_weeks: Phase = 0
    """Weeks of partial effect, in equal steps, after its end (weeks)."""

    @field_validator("wind_down_weeks")
    @classmethod
    def _winds_down_from_an_end(cls, weeks: int, info: ValidationInfo) -> int:
        if weeks and "weeks" in info.data and info.data["weeks"] is None:
            raise ValueError("a policy for good never winds down; give it weeks, or leave this out")
        return weeks

    @property
    def label(self) -> str:
        """Name in results."""
        return self.name or self.type

    @property
    def total_weeks(self) -> int | None:
        """Weeks from its start to the first without any effect; None if there is no such week."""
        return None if self.weeks is None else self.weeks + self.wind_down_weeks

    def effect(self, elapsed: int) -> float:
        """Return how much of its full effect the policy has in a week.

        Parameters
        ----------
        elapsed
            Weeks since its start; 0 is the first week in force.

        Returns
        -------
        float
            From 0, exactly 0 before its start and after its end, to ``strength``.
        """
        if elapsed < 0:
            return 0.0
        last = elapsed if self.weeks is None else min(elapsed, self.weeks - 1)
        phase = min(1.0, (last + 1) / (self.build_up_weeks + 1))
        late = elapsed - last
        if late > self.wind_down_weeks:
            return 0.0
        return self.strength * phase * (1.0 - late / (self.wind_down_weeks + 1))

    def factors(self) -> Mapping[str, float]:
        """Return what each parameter is multiplied by at full effect, by its name."""
        return {}

    def values(self) -> Mapping[str, float]:
        """Return which value each parameter takes at full effect, by its name."""
        return {}

    def sessions_held(self) -> float:
        """Return the share of programmes' sessions that can be held at full effect."""
        return 1.0

    def set_circumstances(self, world: World, effect: float, elapsed: int) -> None:
        """Set the circumstances of those whom the policy reaches this week; by default nobody.

        Parameters
        ----------
        world
            Its ``scratch.doses`` is written, nothing else.
        effect
            How much of its full effect the policy has, above 0.
        elapsed
            Weeks since its start.
        """

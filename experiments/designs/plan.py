"""What a study will run, after every default and every option of the command has been applied.

The plan is plain data: it is written beside the results, and a report is made from it and the rows
alone, without the model.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

from experiments.designs.points import PointPlan
from experiments.designs.registry import Register

__all__ = [
    "ArmPlan",
    "PolicyPeriod",
    "ProgrammePeriod",
    "StudyPlan",
]


@dataclass(frozen=True)
class ProgrammePeriod:
    """When a programme runs, in weeks after the burn-in.

    ``weeks`` last until the courses end of those who are offered a place last and need not wait.
    """

    label: str
    kind: str
    start_week: int
    weeks: int


@dataclass(frozen=True)
class PolicyPeriod:
    """When a policy is in force, in weeks after the burn-in; no ``weeks`` is for good."""

    label: str
    kind: str
    start_week: int
    weeks: int | None


@dataclass(frozen=True)
class ArmPlan:
    """One world of a study."""

    name: str
    title: str
    people: int
    burn_in_weeks: int
    shares_past: bool
    programmes: tuple[ProgrammePeriod, ...]
    policies: tuple[PolicyPeriod, ...] = ()


@dataclass(frozen=True)
class StudyPlan:
    """A study as it will be run; :meth:`as_dict` and :meth:`from_dict` are inverse.

    ``code`` says where programmes that are not built in come from, and which version they were.
    ``sections`` are parts of the study file that say how its rows are read, as data for JSON.
    """

    name: str
    title: str
    question: str
    baseline: str
    arms: tuple[ArmPlan, ...]
    outcomes: tuple[str, ...]
    smallest_difference: Mapping[str, float]
    weeks: int
    first_seed: int
    seeds: int
    quick: bool
    points: tuple[PointPlan, ...]
    code: tuple[Mapping[str, str], ...] = ()
    people_costs: bool = False
    sections: Mapping[str, Any] = field(default_factory=dict)

    @property
    def seed_numbers(self) -> range:
        """The seeds that were asked for."""
        return range(self.first_seed, self.first_seed + self.seeds)

    @cached_property
    def register(self) -> Register:
        """The runs that are asked for, each with its name."""
        return Register(self.points, self.seed_numbers)

    @cached_property
    def runs_hash(self) -> str:
        """A hash of the names of all runs: the same for plans that ask for the same rows."""
        return hashlib.sha256("".join(self.register.runs).encode()).hexdigest()

    @property
    def compared(self) -> tuple[ArmPlan, ...]:
        """Every arm but the baseline."""
        return tuple(arm for arm in self.arms if arm.name != self.baseline)

    def arm(self, name: str) -> ArmPlan:
        """Return the arm called ``name``."""
        return next(arm for arm in self.arms if arm.name == name)

    def programme_end(self, arm: ArmPlan) -> int | None:
        """Return the week in which an arm's last programme ends, if it ends before the run."""
        ends = [period.start_week + period.weeks for period in arm.programmes]
        return max(ends) if ends and max(ends) < self.weeks else None

    def late_starts(self, arm: ArmPlan) -> dict[str, str]:
        """Return what to say of an arm's programmes and policies that would start after the run."""
        periods: list[ProgrammePeriod | PolicyPeriod] = [*arm.programmes, *arm.policies]
        return {
            one.label: f"starts in week {one.start_week}, after the end of the run "
            f"({self.weeks} weeks)"
            for one in periods
            if one.start_week >= self.weeks
        }

    def as_dict(self) -> dict[str, Any]:
        """Return the plan as data for a JSON file."""
        return asdict(self)

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> StudyPlan:
        """Return the plan that :meth:`as_dict` wrote."""
        arms = tuple(
            ArmPlan(
                **{
                    **arm,
                    "programmes": tuple(ProgrammePeriod(**p) for p in arm["programmes"]),
                    "policies": tuple(PolicyPeriod(**p) for p in arm["policies"]),
                }
            )
            for arm in content["arms"]
        )
        return cls(
            **{
                **content,
                "arms": arms,
                "outcomes": tuple(content["outcomes"]),
                "points": tuple(PointPlan.from_dict(one) for one in content["points"]),
                "code": tuple(content["code"]),
            }
        )

"""What a worker brings home: every world that was lived, every world that failed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import pandas as pd

from experiments.worlds.delivered import Delivered
from experiments.worlds.groups import GroupSeries

__all__ = ["ArmTable", "Failure", "JobResult", "PointResult", "RunRecord"]


@dataclass(frozen=True)
class RunRecord:
    """One world that was lived to its end.

    ``step_seconds`` is the part of ``seconds`` in which weeks were lived and people were asked.
    """

    arm: str
    seed: int
    people: int
    seconds: float
    step_seconds: float
    burn_in_seconds: float
    burn_in_cached: bool


@dataclass(frozen=True)
class Failure:
    """One world that did not get to its end."""

    seed: int
    arm: str
    kind: str
    message: str
    traceback: str = ""
    command: str = ""
    point: int = 0


class ArmTable(NamedTuple):
    """Rows of one table that a world brought home; without point and seed."""

    arm: str
    name: str
    rows: pd.DataFrame


@dataclass
class PointResult:
    """What was kept of the worlds of one point, lived with one seed."""

    point: int = 0
    runs: list[RunRecord] = field(default_factory=list)
    series: list[GroupSeries] = field(default_factory=list)
    indicators: list[GroupSeries] = field(default_factory=list)
    delivered: list[Delivered] = field(default_factory=list)
    tables: list[ArmTable] = field(default_factory=list)


@dataclass
class JobResult:
    """Everything that comes back from one job: worlds of one seed, by point."""

    seed: int
    points: list[PointResult] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    def at(self, point: int) -> PointResult:
        """Return what was kept at a point, which is begun if there is nothing yet."""
        for one in self.points:
            if one.point == point:
                return one
        self.points.append(PointResult(point))
        return self.points[-1]

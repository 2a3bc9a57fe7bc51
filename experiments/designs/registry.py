"""The register of runs: every world lived with one seed has a name of its own.

The name is a hash over all that the world's rows depend on: its settings, those of the world it is
compared with, the seed, and the source of the model. So a run that is finished is found again
whatever else of the study has changed, and a run of an older model never is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from experiments.designs.points import PointPlan

__all__ = ["Register", "Run", "run_id"]


class Run(NamedTuple):
    """One world lived with one seed."""

    point: int
    arm: str
    seed: int


def run_id(world_hash: str, seed: int) -> str:
    """Return the name of a run.

    Parameters
    ----------
    world_hash : str
        Of the world, see ``PointPlan.hashes``.
    seed : int
        The seed.

    Examples
    --------
    >>> len(run_id("0" * 64, 1))
    16
    """
    return hashlib.sha256(f"{world_hash}:{seed}".encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Register:
    """The runs that a plan asks for.

    Attributes
    ----------
    points
        Of the plan.
    seeds
        The plan's seeds.
    """

    points: tuple[PointPlan, ...]
    seeds: range

    def name_of(self, run: Run) -> str:
        """Return the name of a run of the plan."""
        return run_id(self.world_hash(run), run.seed)

    def world_hash(self, run: Run) -> str:
        """Return the hash of a run's world, the same for all seeds."""
        return self._hashes[run.point][run.arm]

    @cached_property
    def runs(self) -> dict[str, Run]:
        """Every run by its name, in the order in which they are lived."""
        return {self.name_of(run): run for run in self._listed()}

    @cached_property
    def world_hashes(self) -> frozenset[str]:
        """The hashes of all worlds, whatever the seed."""
        return frozenset(one for hashes in self._hashes.values() for one in hashes.values())

    @cached_property
    def _hashes(self) -> Mapping[int, Mapping[str, str]]:
        return {point.number: point.hashes for point in self.points}

    def _listed(self) -> Iterator[Run]:
        for point in self.points:
            for seed in point.seed_numbers(self.seeds):
                for arm in point.hashes:
                    yield Run(point.number, arm, seed)

"""Points of a study: the study as it is written, and beside it what is varied.

Point 0 is the study as written. Every other point changes some settings in all worlds that have
them, and is lived with the study's seeds or with some of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from experiments.worlds.detail import AS_WRITTEN, Detail

__all__ = ["Kind", "PointPlan", "as_written"]

#: Why a point is lived.
Kind = Literal["as written", "sweep", "draw", "tornado", "morris", "sobol"]

_DETAILS: Mapping[Kind, Detail] = {"as written": "all", "sweep": "outcomes"}


@dataclass(frozen=True)
class PointPlan:
    """One point.

    Attributes
    ----------
    number
        0 for the study as written.
    kind
        Why it is lived.
    values
        New values by setting path.
    hashes
        For each arm, a hash of all that its rows depend on but the seed.
    seeds
        The seeds it is lived with; None is all of the study's.
    """

    number: int
    kind: Kind
    values: Mapping[str, Any] = field(default_factory=dict)
    hashes: Mapping[str, str] = field(default_factory=dict)
    seeds: tuple[int, ...] | None = None

    @property
    def detail(self) -> Detail:
        """What is kept of its worlds."""
        return _DETAILS.get(self.kind, "ends")

    def seed_numbers(self, study_seeds: Sequence[int]) -> Sequence[int]:
        """Return the seeds it is lived with.

        Examples
        --------
        >>> list(PointPlan(3, "draw", seeds=(1,)).seed_numbers(range(9)))
        [1]
        """
        return study_seeds if self.seeds is None else self.seeds

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> PointPlan:
        """Return the point that was written to a file."""
        seeds = content["seeds"]
        return cls(**{**content, "seeds": None if seeds is None else tuple(seeds)})


def as_written(hashes: Mapping[str, str]) -> PointPlan:
    """Return the point of a study as it is written."""
    return PointPlan(AS_WRITTEN, "as written", hashes=dict(hashes))

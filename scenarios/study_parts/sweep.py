"""Sweeps: settings that a study varies, in one of four ways."""

from __future__ import annotations

import itertools
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from scenarios.base import Settings
from scenarios.problems import ComplaintError, Location
from scenarios.setting_paths import Value

__all__ = ["SampleSettings", "SweepSettings"]

_Values = Annotated[tuple[Value, ...], Field(min_length=1)]
_Range = tuple[float, float]


class SampleSettings(Settings):
    """Points spread over ranges."""

    method: Literal["latin", "morris", "sobol"] = "latin"
    """How points are spread: a latin hypercube lived with every seed; or the designs of Morris and
    of Sobol, each point lived with one seed that is itself drawn, so that luck is seen beside
    what is varied."""
    n: int = Field(ge=1, le=100_000)
    """Number of points of a latin hypercube, of trajectories (morris), or of base points (sobol:
    n (k + 2) points for k settings, luck included)."""
    seed: int = Field(1, ge=0, le=2**31 - 1)
    """Seed of the design; it has nothing to do with the luck of the worlds."""
    ranges: dict[str, _Range] = Field(min_length=1)
    """Lowest and highest value of each setting, by path, in the setting's own unit."""

    @model_validator(mode="after")
    def _ranges_have_a_width(self) -> Self:
        complaints: list[tuple[Location, str]] = [
            (("ranges", path), f"the first must be below the second, got [{low:g}, {high:g}]")
            for path, (low, high) in self.ranges.items()
            if not low < high
        ]
        if complaints:
            raise ComplaintError(complaints)
        return self


class SweepSettings(Settings):
    """Settings that are varied, named by path such as `programmes[group_therapy].uptake`.

    Examples
    --------
    >>> SweepSettings(grid={"parameters.contagion": (0, 0.2)}).points()
    [{'parameters.contagion': 0}, {'parameters.contagion': 0.2}]
    """

    grid: dict[str, _Values] | None = Field(None, min_length=1)
    """Every combination of the listed values."""
    listed: tuple[dict[str, Value], ...] | None = Field(None, min_length=1, alias="list")
    """Combinations written out one by one."""
    zip: dict[str, _Values] | None = Field(None, min_length=1)
    """The first values together, then the second, and so on; as many of each."""
    sample: SampleSettings | None = None
    """Points spread over ranges."""

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        given = [name for name in ("grid", "listed", "zip", "sample") if getattr(self, name)]
        if len(given) != 1:
            raise ValueError(
                f"must have exactly one of grid, list, zip and sample, got "
                f"{' and '.join(given) if given else 'none'}"
            )
        if self.zip is not None:
            lengths = {path: len(values) for path, values in self.zip.items()}
            if len(set(lengths.values())) > 1:
                told = ", ".join(f"{path} has {n}" for path, n in lengths.items())
                raise ValueError(f"zip needs as many values of each setting: {told}")
        return self

    def paths(self) -> list[str]:
        """Return every path that is varied, in the order of the file."""
        if self.sample is not None:
            return [*self.sample.ranges]
        rows = self.listed or (self.grid or self.zip,)
        return [*dict.fromkeys(path for row in rows for path in row or ())]

    def points(self) -> list[dict[str, Any]]:
        """Return the combinations that are written out; none for a sample."""
        if self.grid is not None:
            every = itertools.product(*self.grid.values())
            return [dict(zip(self.grid, values, strict=True)) for values in every]
        if self.zip is not None:
            together = zip(*self.zip.values(), strict=True)
            return [dict(zip(self.zip, values, strict=True)) for values in together]
        return [dict(row) for row in self.listed or ()]

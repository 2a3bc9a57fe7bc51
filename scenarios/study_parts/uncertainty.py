"""What a study says of its uncertain inputs: how they are drawn, varied and set aside."""

from __future__ import annotations

import math
import re
from typing import Literal, Self

from pydantic import Field, field_validator, model_validator

from scenarios.base import Settings
from scenarios.outcome_names import OUTCOME_NAMES
from scenarios.problems import ComplaintError, Location, suggestion

__all__ = ["INPUT_PATH", "InputDistribution", "UncertaintySettings"]

#: How the path of a setting is written.
INPUT_PATH = re.compile(
    r"(?P<part>parameters|population)\.(?P<name>\w+)"
    r"|(?P<list>programmes|policies)\[(?P<label>[^\[\]]+)\]\.(?P<setting>\w+(?:\.\w+)*)"
)

_PATHS = "parameters.contagion, population.cohesion, programmes[group_therapy].uptake"


class InputDistribution(Settings):
    """The distribution of one uncertain input."""

    distribution: Literal["normal", "lognormal", "beta", "gamma", "uniform", "triangular"]
    """Its shape."""
    low: float
    """Lower end of the central 95 % interval; for uniform and triangular, the lowest value (in the
    unit of the setting)."""
    high: float
    """Upper end of the central 95 % interval; for uniform and triangular, the highest value (in the
    unit of the setting)."""
    mode: float | None = None
    """Most likely value, of a triangular distribution only; the middle if left out (in the unit of
    the setting)."""
    source: str = ""
    """Where the interval comes from; the report says so where this is left empty."""

    @model_validator(mode="after")
    def _possible(self) -> Self:
        shape = self.distribution
        complaints: list[tuple[Location, str]] = []
        if not self.low < self.high:
            complaints.append((("high",), f"must be above low ({self.low:g}), got {self.high:g}"))
        if shape in ("lognormal", "gamma", "beta") and self.low <= 0:
            complaints.append((("low",), f"must be above 0 for {shape}, got {self.low:g}"))
        if shape == "beta" and self.high >= 1:
            complaints.append((("high",), f"must be below 1 for beta, got {self.high:g}"))
        if self.mode is not None and shape != "triangular":
            complaints.append((("mode",), f"goes with triangular, not with {shape}"))
        elif self.mode is not None and not self.low <= self.mode <= self.high:
            complaints.append(
                (("mode",), f"must be from {self.low:g} to {self.high:g}, got {self.mode:g}")
            )
        if complaints:
            raise ComplaintError(complaints)
        return self


class UncertaintySettings(Settings):
    """Uncertain inputs of a study.

    Examples
    --------
    >>> UncertaintySettings(inputs={"parameters.contagion": "register"}).draws
    100
    """

    draws: int = Field(100, ge=2, le=100_000)
    """Draws of all uncertain inputs together (draws)."""
    seeds_per_draw: int = Field(1, ge=1, le=10_000)
    """Seeds lived for each draw, the same for all of them (seeds)."""
    method: Literal["latin", "random"] = "latin"
    """Latin hypercube, which covers every input evenly, or independent draws, of which a smaller
    number is the beginning of a larger one."""
    seed: int = Field(1, ge=0, le=2**31 - 1)
    """What the draws are made from: the same number, the same draws."""
    parameters: Literal["measured", "fitted", "assumed", "all"] | tuple[str, ...] = ()
    """Parameters drawn from the register's distributions: their names, or all of a status. What
    `inputs` states goes before."""
    inputs: dict[str, Literal["register"] | InputDistribution] = Field(default_factory=dict)
    """Distribution of each uncertain input by the path of its setting; `register` takes that of
    the parameter."""
    groups: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Inputs whose joint worth of knowing is asked for: name of the group, and paths."""
    accept: dict[str, tuple[float, float]] = Field(default_factory=dict)
    """Lowest and highest value of outcomes at week 0 in the world without programmes. A draw
    outside is set aside, counted and reported (in the unit of the outcome)."""
    tornado: bool = False
    """Whether each input is also varied alone, from its 2.5 % to its 97.5 % point."""

    @field_validator("parameters")
    @classmethod
    def _parameters_exist(cls, named: str | tuple[str, ...]) -> str | tuple[str, ...]:
        if isinstance(named, tuple):
            complaints: list[tuple[Location, str]] = [
                ((place,), problem)
                for place, name in enumerate(named)
                if (problem := _no_parameter(name))
            ]
            complaints += [
                ((place,), f"{name} is given twice")
                for place, name in enumerate(named)
                if name in named[:place]
            ]
            if complaints:
                raise ComplaintError(complaints)
        return named

    @field_validator("inputs")
    @classmethod
    def _paths_are_paths(
        cls, inputs: dict[str, Literal["register"] | InputDistribution]
    ) -> dict[str, Literal["register"] | InputDistribution]:
        complaints: list[tuple[Location, str]] = []
        for path, stated in inputs.items():
            found = INPUT_PATH.fullmatch(path)
            if found is None:
                complaints.append(((path,), f"is no path of a setting; write {_PATHS}"))
            elif found["part"] == "parameters":
                if problem := _no_parameter(found["name"]):
                    complaints.append(((path,), problem))
            elif stated == "register":
                complaints.append(((path,), "register holds parameters only; state a distribution"))
        if complaints:
            raise ComplaintError(complaints)
        return inputs

    @field_validator("accept")
    @classmethod
    def _ranges_of_outcomes(
        cls, accept: dict[str, tuple[float, float]]
    ) -> dict[str, tuple[float, float]]:
        complaints: list[tuple[Location, str]] = []
        for name, (low, high) in accept.items():
            if name not in OUTCOME_NAMES:
                complaints.append(((name,), f"no such outcome{suggestion(name, OUTCOME_NAMES)}"))
            elif not (math.isfinite(low) and math.isfinite(high) and low < high):
                complaints.append(((name,), f"must be [low, high], got [{low:g}, {high:g}]"))
        if complaints:
            raise ComplaintError(complaints)
        return accept

    @model_validator(mode="after")
    def _something_is_uncertain(self) -> Self:
        if not self.inputs and not self.parameters:
            raise ValueError("names nothing that is uncertain; give inputs or parameters")
        complaints: list[tuple[Location, str]] = []
        if self.groups:
            known = self.paths()
            complaints = [
                (("groups", group, place), f"{path} is no input{suggestion(path, known)}")
                for group, paths in self.groups.items()
                for place, path in enumerate(paths)
                if path not in known
            ]
        if complaints:
            raise ComplaintError(complaints)
        return self

    def paths(self) -> tuple[str, ...]:
        """Return the path of every uncertain input, those of ``inputs`` first.

        Parameters that the register holds to be fixed are left out of ``parameters``.

        Examples
        --------
        >>> UncertaintySettings(parameters=("contagion", "group_opening")).paths()
        ('parameters.contagion',)
        """
        from simulation.registry import PARAMETERS  # pulls in every process: only when asked

        if isinstance(self.parameters, tuple):
            names: tuple[str, ...] = self.parameters
        else:
            names = tuple(
                name for name, one in PARAMETERS.items() if self.parameters in ("all", one.status)
            )
        drawn = [
            f"parameters.{name}"
            for name in names
            if PARAMETERS[name].distribution.doubt.kind != "fixed"
        ]
        return tuple(dict.fromkeys([*self.inputs, *drawn]))


def _no_parameter(name: str) -> str:
    from simulation.registry import PARAMETERS  # pulls in every process: only when asked

    return "" if name in PARAMETERS else f"no parameter {name}{suggestion(name, PARAMETERS)}"

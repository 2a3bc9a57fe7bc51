"""One what-if world: its people, parameters, programmes, policies, and how long it lives."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self, Union

from pydantic import Field, PlainValidator, field_validator, model_validator
from pydantic_core import CoreSchema

from scenarios.base import Settings
from scenarios.problems import ComplaintError, Location, shown
from simulation import ParameterSet, PopulationSettings
from simulation.parameters import ParameterError
from simulation.policies import POLICIES, Policy
from simulation.programmes import PROGRAMMES, Programme

if TYPE_CHECKING:
    from simulation import ConnectivityModel

    AnyProgramme = Programme
    AnyPolicy = Policy
else:
    AnyProgramme = Annotated[
        Union[tuple(PROGRAMMES.values())],  # noqa: UP007 - the members are known at run time
        Field(discriminator="type"),
    ]
    AnyPolicy = Annotated[
        Union[tuple(POLICIES.values())],  # noqa: UP007 - the members are known at run time
        Field(discriminator="type"),
    ]


def _checked_parameters(value: Any) -> dict[str, float]:
    if not isinstance(value, dict):
        raise ComplaintError([((), f"must be a mapping of name: number lines, got {shown(value)}")])
    checked: dict[str, float] = {}
    complaints: list[tuple[Location, str]] = []
    for name, number in value.items():
        try:
            checked[name] = ParameterSet({name: number})[name]
        except ParameterError as error:
            complaints.append(((name,), error.message))
    if complaints:
        raise ComplaintError(complaints)
    return checked


def _check_labels(kind: str, labels: list[str]) -> None:
    seen: dict[str, int] = {}
    for i, label in enumerate(labels):
        first = seen.setdefault(label, i)
        if first != i:
            message = (
                f"two {kind} are called {label} (the other is {kind}[{first}]); "
                f"give one of them a name of its own"
            )
            raise ComplaintError([((i, "name"), message)])


class _ParameterHelp:
    """Lets editors complete the names of parameters, with meaning, range and source."""

    @staticmethod
    def __get_pydantic_json_schema__(_core: CoreSchema, _handler: Any) -> dict[str, Any]:
        from simulation.registry import PARAMETERS  # pulls in every process: only when asked

        return {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                name: {
                    "type": "number",
                    "minimum": one.low,
                    "maximum": one.high,
                    "default": one.default,
                    "description": f"{one.meaning} [{one.unit}; {one.status}: {one.source}]",
                }
                for name, one in sorted(PARAMETERS.items())
            },
        }


class RunSettings(Settings):
    """How long the world lives."""

    burn_in_weeks: int = Field(260, ge=0, le=5200)
    """Weeks lived before the programmes, until friendships and moods have settled."""
    weeks: int = Field(104, ge=1, le=5200)
    """Weeks lived after the burn-in, in which outcomes are recorded."""


class ScenarioFile(Settings):
    """One what-if world as it stands in a file."""

    kith: Literal[1]
    """Version of the file format."""
    title: str = Field(min_length=1)
    """Name of the world in tables and figures."""
    description: str = ""
    """What this world is about, in plain words."""
    population: PopulationSettings = PopulationSettings()
    """Who lives in this world."""
    parameters: Annotated[dict[str, float], PlainValidator(_checked_parameters), _ParameterHelp] = (
        Field(default_factory=dict)
    )
    """Constants of the model that differ from their defaults; `kith list parameters` shows all."""
    programmes: tuple[AnyProgramme, ...] = ()
    """What is offered to people; `kith list programmes` shows all kinds. Weeks count from the end
    of the burn-in."""
    policies: tuple[AnyPolicy, ...] = ()
    """What else changes the world: levers and shocks that are no programmes; `kith list policies`
    shows all kinds. Weeks count from the end of the burn-in."""
    run: RunSettings = RunSettings()
    """How long the world lives."""

    @field_validator("programmes")
    @classmethod
    def _labels_differ(cls, programmes: tuple[Programme, ...]) -> tuple[Programme, ...]:
        _check_labels("programmes", [one.label for one in programmes])
        return programmes

    @field_validator("policies")
    @classmethod
    def _policy_labels_differ(cls, policies: tuple[Policy, ...]) -> tuple[Policy, ...]:
        _check_labels("policies", [one.label for one in policies])
        return policies

    @model_validator(mode="after")
    def _begin_in_time(self) -> Self:
        starts = [
            *((("programmes", i), one.start_week) for i, one in enumerate(self.programmes)),
            *((("policies", i), one.start_week) for i, one in enumerate(self.policies)),
        ]
        late: list[tuple[Location, str]] = [
            (
                (*place, "start_week"),
                f"week {week} is after the end of the run ({self.run.weeks} weeks)",
            )
            for place, week in starts
            if week >= self.run.weeks
        ]
        if late:
            raise ComplaintError(late)
        return self


class Scenario(ScenarioFile):
    """One what-if world, read, merged and checked.

    Examples
    --------
    >>> from scenarios import load_scenario
    >>> load_scenario("group-therapy").run.weeks
    104
    """

    name: str
    """Short name: that of the file."""
    source: Path
    """The file."""
    ancestry: tuple[Path, ...] = ()
    """The files it extends, nearest first."""

    def build(self, rng: int = 1, people: int | None = None) -> ConnectivityModel:
        """Return the world in week 0, before its burn-in.

        Parameters
        ----------
        rng
            Seed. Worlds of one seed hold the same people with the same luck.
        people
            Number of people, if another than the file's.

        Returns
        -------
        ConnectivityModel
            Its programmes and policies start ``run.burn_in_weeks`` after week 0, and their own
            start week later.

        Examples
        --------
        >>> from scenarios import load_scenario
        >>> load_scenario("baseline").build(rng=1, people=200).week
        0
        """
        from simulation import ConnectivityModel  # compiles and pulls in Mesa: only when needed

        settings = self.population.model_dump()
        population = PopulationSettings(**settings | ({"people": people} if people else {}))
        past = self.run.burn_in_weeks
        return ConnectivityModel(
            people=population.people,
            rng=rng,
            population=population,
            parameters=ParameterSet(self.parameters),
            programmes=[
                one.model_copy(update={"start_week": one.start_week + past})
                for one in self.programmes
            ],
            policies=[
                one.model_copy(update={"start_week": one.start_week + past})
                for one in self.policies
            ],
        )

    def world(self) -> Self:
        """Return the same world without programmes and policies."""
        return self.model_copy(update={"programmes": (), "policies": ()})

    def burn_in_identity(self) -> dict[str, Any]:
        """Return all that the past of this world depends on, as data for JSON.

        Two scenarios with equal identities share their burn-in, whatever their programmes, policies
        and texts. A parameter that is set to its default counts as not set.
        """
        defaults = ParameterSet() if self.parameters else {}
        return {
            "population": self.population.model_dump(mode="json"),
            "parameters": {
                name: value
                for name, value in sorted(self.parameters.items())
                if value != defaults[name]
            },
            "burn_in_weeks": self.run.burn_in_weeks,
        }

    def resolved(self) -> dict[str, Any]:
        """Return the scenario after merging, with every default, as data for JSON.

        It holds no paths, so it is the same on every machine.
        """
        return self.model_dump(mode="json", exclude={"source", "ancestry"})

"""One what-if world: its people, parameters, programmes, policies, and how long it lives."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import Field, PlainValidator, SerializeAsAny, TypeAdapter, field_validator
from pydantic_core import CoreSchema

from scenarios.base import Settings, one_of
from scenarios.origins import Origin, origins
from scenarios.own_data.files import OwnDataFiles
from scenarios.problems import ComplaintError, Location, Problem, ScenarioError, shown
from simulation import ParameterSet, PopulationSettings
from simulation.parameters import ParameterError
from simulation.policies import POLICIES, Policy
from simulation.programmes import PROGRAMMES, Programme

#: What tables of costs call the sum over a world's programmes: no programme may be called so.
ALL_PROGRAMMES = "all"

if TYPE_CHECKING:
    from simulation import ConnectivityModel

    AnyProgramme = Programme
    AnyPolicy = Policy
else:
    AnyProgramme = one_of(PROGRAMMES.values())
    AnyPolicy = one_of(POLICIES.values())


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
        labels = [one.label for one in programmes]
        if ALL_PROGRAMMES in labels:
            message = "tables call all programmes of a world so; give it another name"
            raise ComplaintError([((labels.index(ALL_PROGRAMMES), "name"), message)])
        _check_labels("programmes", labels)
        return programmes

    @field_validator("policies")
    @classmethod
    def _policy_labels_differ(cls, policies: tuple[Policy, ...]) -> tuple[Policy, ...]:
        _check_labels("policies", [one.label for one in policies])
        return policies


def _programme(value: Any) -> Programme:
    """Take any programme as it is, and settings for one that is built in."""
    if isinstance(value, Programme):
        return value
    return _BUILT_IN.validate_python(value)


_BUILT_IN: TypeAdapter[Programme] = TypeAdapter(AnyProgramme)


class Scenario(ScenarioFile):
    """One what-if world, read, merged and checked.

    Examples
    --------
    >>> from scenarios import load_scenario
    >>> load_scenario("group-therapy").run.weeks
    104
    """

    programmes: tuple[SerializeAsAny[Annotated[Programme, PlainValidator(_programme)]], ...] = ()
    """What is offered to people, of whatever kind."""
    name: str
    """Short name: that of the file."""
    source: Path
    """The file."""
    ancestry: tuple[Path, ...] = ()
    """The files it extends, nearest first."""
    own_data: OwnDataFiles | None = None
    """Files of people and ties, where those are the user's own."""

    def build(self, rng: int = 1, people: int | None = None) -> ConnectivityModel:
        """Return the world in week 0, before its burn-in.

        Parameters
        ----------
        rng
            Seed. Worlds of one seed hold the same people with the same luck.
        people
            Number of people, if another than the file's.

        Raises
        ------
        ScenarioError
            When another number of people is asked for than there are in a file of people.

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

        self.check_people(people)
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
            own_data=None if self.own_data is None else self.own_data.content,
        )

    def check_people(self, people: int | None) -> None:
        """Refuse another number of people than a file of people holds.

        Raises
        ------
        ScenarioError
            When the people are those of a file, and ``people`` says otherwise.
        """
        if self.own_data is not None and people not in (None, self.own_data.people.rows):
            file = self.own_data.people
            message = f"{people} people are asked for, but {file.name} holds {file.rows}"
            raise ScenarioError([Problem(self.source, 0, 0, "population.people", message)])

    def world(self) -> Self:
        """Return the same world without programmes and policies."""
        return self.model_copy(update={"programmes": (), "policies": ()})

    def burn_in_identity(self) -> dict[str, Any]:
        """Return all that the past of this world depends on, as data for JSON.

        Two scenarios with equal identities share their burn-in, whatever their programmes, policies
        and texts. A parameter that is set to its default counts as not set.
        """
        defaults = ParameterSet() if self.parameters else {}
        own = {} if self.own_data is None else {"own_data": self.own_data.identity()}
        return {
            "population": self.population.model_dump(mode="json"),
            "parameters": {
                name: value
                for name, value in sorted(self.parameters.items())
                if value != defaults[name]
            },
            "burn_in_weeks": self.run.burn_in_weeks,
            **own,
        }

    def code(self) -> tuple[Origin, ...]:
        """Return which programmes are not built in, with the hash of their source."""
        return origins(self.programmes)

    def resolved(self) -> dict[str, Any]:
        """Return the scenario after merging, with every default, as data for JSON.

        It holds no paths, so it is the same on every machine; of people from a file it holds name,
        hash and number of rows.
        """
        hidden = {"source", "ancestry"} | ({"own_data"} if self.own_data is None else set())
        settings = self.model_dump(mode="json", exclude=hidden)
        code = [asdict(one) for one in self.code()]
        return settings | ({"code": code} if code else {})

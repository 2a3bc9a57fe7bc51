"""A study: several worlds compared with one of them, over the same seeds."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from scenarios.base import Settings
from scenarios.outcome_names import MAIN_OUTCOMES, OutcomeName
from scenarios.problems import ComplaintError, Location, suggestion
from scenarios.scenario import Scenario
from scenarios.study_parts.economics import EconomicsSettings
from scenarios.study_parts.mixes import MixesSettings
from scenarios.study_parts.reporting import ReportingSettings
from scenarios.study_parts.stop import StopSettings
from scenarios.study_parts.sweep import SweepSettings
from scenarios.study_parts.trial import TrialSettings, trial_complaints
from scenarios.study_parts.uncertainty import UncertaintySettings


class RecordSettings(Settings):
    """What is kept beside outcomes, deliveries and their costs."""

    people_costs: bool = False
    """Whether to keep what was spent on each person, in every world: some megabytes of tables."""
    own_data: bool = False
    """Whether files of your own people and ties are copied beside the results; never unless asked,
    since they may tell of real people."""


class StudySettings(Settings):
    """What a study says beside which worlds it compares."""

    kith: Literal[1]
    """Version of the file format."""
    title: str = Field(min_length=1)
    """Name of the study in reports."""
    question: str = ""
    """What the study asks, in plain words; the report answers it."""
    seeds: int = Field(12, ge=1, le=100_000)
    """Number of seeds: how many times each world is lived, with other people and other luck."""
    first_seed: int = Field(1, ge=0, le=2**31 - 1)
    """The first seed; the others follow it one by one."""
    people: int | None = Field(None, ge=10, le=2_000_000)
    """Number of people in each world, if another than the scenarios'."""
    burn_in_weeks: int | None = Field(None, ge=0, le=5200)
    """Weeks lived before the programmes, if other than the scenarios'."""
    weeks: int | None = Field(None, ge=1, le=5200)
    """Weeks lived after the burn-in, if other than the scenarios'."""
    outcomes: tuple[OutcomeName, ...] = Field(MAIN_OUTCOMES, min_length=1)
    """What is compared; `kith list outcomes` shows all."""
    smallest_difference: dict[OutcomeName, Annotated[float, Field(gt=0)]] = Field(
        default_factory=dict
    )
    """Smallest difference that would matter, by outcome and in its unit. A report gives a verdict
    only where the interval clears it."""
    record: RecordSettings = RecordSettings()
    """What is kept beside outcomes, deliveries and their costs."""
    stop: StopSettings | None = None
    """Live seeds until one difference is known closely enough, instead of a fixed number."""
    sweep: SweepSettings | None = None
    """Settings that are varied beside the study as it is written."""
    economics: EconomicsSettings = EconomicsSettings()
    """How money is counted and set against effects."""
    uncertainty: UncertaintySettings | None = None
    """What is not known of the model and the programmes, drawn anew for many points."""
    mixes: MixesSettings | None = None
    """The search for the best mix of programmes within a budget, for `kith optimise`."""
    trial: TrialSettings | None = None
    """A trial that is run inside the simulated world."""
    reporting: ReportingSettings = ReportingSettings()
    """What only you can say, for the checklists of reporting at the end of the report."""


class StudyFile(StudySettings):
    """A study as it stands in a file."""

    arms: tuple[str, ...] = Field(min_length=2)
    """The worlds: names of scenarios, or files beside the study."""
    baseline: str | None = None
    """The arm that the others are compared with; the first by default."""

    @model_validator(mode="after")
    def _names_differ(self) -> Self:
        names = [Path(arm).stem for arm in self.arms]
        complaints: list[tuple[Location, str]] = [
            (("arms", i), f"two arms are called {name}")
            for i, name in enumerate(names)
            if name in names[:i]
        ]
        complaints += [
            (("outcomes", i), f"{outcome} is given twice")
            for i, outcome in enumerate(self.outcomes)
            if outcome in self.outcomes[:i]
        ]
        if self.baseline is not None and self.baseline not in names:
            message = f"no arm called {self.baseline}{suggestion(self.baseline, names)}"
            complaints.append((("baseline",), message))
        elif self.trial is not None:
            found = trial_complaints(self.trial, names, self.baseline or names[0])
            complaints += [(("trial", *place), text) for place, text in found]
        if complaints:
            raise ComplaintError(complaints)
        return self


class Study(StudySettings):
    """A study, read and checked, with its worlds.

    Examples
    --------
    >>> from scenarios import load_study
    >>> load_study("quickstart").seeds
    12
    """

    name: str
    """Short name: that of the file."""
    source: Path
    """The file."""
    arms: tuple[Scenario, ...] = Field(min_length=1)
    """The worlds."""
    baseline: str
    """Name of the arm that the others are compared with."""

    @classmethod
    def from_scenario(cls, scenario: Scenario, *, allow_code: bool = False) -> Study:
        """Return the study that compares one scenario with its baseline.

        The baseline is the farthest of the files it extends that has the same people, else the
        farthest, else the ``baseline`` that comes with Kith.

        Parameters
        ----------
        scenario
            What is compared.
        allow_code
            Whether Python files that the baseline names with ``use`` may be run.

        Raises
        ------
        ScenarioError
            When the scenario is its own baseline: there is nothing to compare.

        Examples
        --------
        >>> from scenarios import load_scenario
        >>> [arm.name for arm in Study.from_scenario(load_scenario("group-therapy")).arms]
        ['baseline', 'group-therapy']
        """
        from scenarios.loading import baseline_of  # loading makes studies, so it stands above

        baseline = baseline_of(scenario, allow_code=allow_code)
        return cls(
            kith=1,
            name=scenario.name,
            title=scenario.title,
            question=f"What does “{scenario.title}” change, compared with “{baseline.title}”?",
            source=scenario.source,
            arms=(baseline, scenario),
            baseline=baseline.name,
        )

    def resolved(self) -> dict[str, Any]:
        """Return the study with its worlds and every default, as data for JSON, without paths."""
        settings = self.model_dump(mode="json", by_alias=True, exclude={"source", "arms"})
        return settings | {"arms": [arm.resolved() for arm in self.arms]}

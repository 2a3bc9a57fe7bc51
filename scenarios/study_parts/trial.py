"""What a study says of a randomised trial that is run inside its worlds."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from scenarios.base import Settings
from scenarios.problems import ComplaintError, Location, suggestion
from simulation.conditions.conditions import ConditionText

__all__ = ["AttritionSettings", "Design", "TrialSettings", "trial_complaints"]

Design = Literal["individual", "cluster", "stepped_wedge", "waiting_list"]
Analysis = Literal["change", "ancova"]
InstrumentName = Literal["ucla3", "lsns6", "pss10", "phq9", "gad7", "life_satisfaction"]

#: Surveys where a trial names none (weeks after randomisation).
_USUAL_SURVEYS = (0, 26, 52)

#: Designs that alone have a setting, by setting.
_OF_DESIGN: dict[str, tuple[Design, ...]] = {
    "allocation": ("individual", "cluster", "waiting_list"),
    "neighbourhoods": ("cluster", "stepped_wedge"),
    "steps": ("stepped_wedge",),
    "weeks_between_steps": ("stepped_wedge",),
    "wait_weeks": ("waiting_list",),
}


class AttritionSettings(Settings):
    """Who is lost to a trial: they answer no survey from then on, and may still take part."""

    chance_a_survey: float = Field(0.0, ge=0.0, lt=1.0)
    """Chance that somebody with an average outcome is lost at a survey after the first (chance)."""
    per_point: float = Field(0.0, ge=-5.0, le=5.0)
    """What each point of the outcome at that survey, above the mean of those recruited at the
    first survey, adds to the odds of being lost (log odds a point)."""


class TrialSettings(Settings):
    """A randomised trial of one arm's programmes: whom it recruits, and how it is analysed.

    Examples
    --------
    >>> TrialSettings(arm="group-therapy", people=120).survey_weeks
    (0, 26, 52)
    >>> TrialSettings(arm="x", people=60, design="stepped_wedge", steps=2,
    ...               weeks_between_steps=13).survey_weeks
    (0, 13, 26)
    """

    arm: str = Field(min_length=1)
    """The arm whose programmes are tried; what the baseline offers too is usual care for all."""
    design: Design = "individual"
    """What is drawn by lot: people; whole neighbourhoods (cluster); when each neighbourhood begins
    (stepped_wedge); or people, of whom the controls begin later (waiting_list)."""
    eligibility: ConditionText = ""
    """Who may be recruited, such as `loneliness_ucla3 >= 6`, by what they answer when asked;
    everybody if left empty. It stands in place of the programmes' own eligibility."""
    people: int = Field(ge=4, le=1_000_000)
    """People recruited in all, or as many as are eligible and consent (people)."""
    consent: float = Field(1.0, gt=0.0, le=1.0)
    """Chance that somebody eligible who is asked takes part in the trial (chance)."""
    allocation: float = Field(0.5, gt=0.0, lt=1.0)
    """Share of the people, or of the neighbourhoods, given the programmes at once (share)."""
    recruitment_week: int = Field(0, ge=0, le=5200)
    """When people are recruited, asked for the first time and allocated (weeks after the
    burn-in)."""
    surveys: Annotated[tuple[int, ...], Field(min_length=2)] | None = None
    """When people are asked (weeks after randomisation), 0 first; 0, 26 and 52 if left out, and in
    a stepped wedge before the first step and at the end of each."""
    outcome: InstrumentName = "ucla3"
    """The instrument whose score is compared."""
    analysis: Analysis = "ancova"
    """What is compared between those who answer: the outcome adjusted for the first survey
    (ancova), or the change since then (change). A stepped wedge has its own."""
    attrition: AttritionSettings = AttritionSettings()
    """Who is lost to the trial."""
    response_noise: float = Field(0.0, ge=0.0, le=50.0)
    """Standard deviation of error added to each answer of the outcome that the trial writes down,
    beside that of the instrument (points); eligibility is judged without it."""
    crossover: float = Field(0.0, ge=0.0, lt=1.0)
    """Share of the controls who are offered the programmes all the same (share)."""
    neighbourhoods: int | None = Field(None, ge=2, le=100_000)
    """Neighbourhoods that take part, drawn by lot (neighbourhoods); all if left out."""
    steps: int | None = Field(None, ge=2, le=520)
    """Steps of a stepped wedge: at each, an equal share of the neighbourhoods begins (steps)."""
    weeks_between_steps: int | None = Field(None, ge=1, le=520)
    """From a step to the next (weeks)."""
    wait_weeks: int | None = Field(None, ge=1, le=5200)
    """When the controls of a waiting list are offered the programmes (weeks after
    randomisation)."""

    @property
    def survey_weeks(self) -> tuple[int, ...]:
        """When people are asked (weeks after randomisation), 0 first."""
        if self.surveys is not None:
            return self.surveys
        if self.steps is not None and self.weeks_between_steps is not None:
            return tuple(step * self.weeks_between_steps for step in range(self.steps + 1))
        if self.wait_weeks is not None:
            return (0, self.wait_weeks)
        return _USUAL_SURVEYS

    @property
    def compared_weeks(self) -> tuple[int, ...]:
        """The surveys after the first at which the arms can be compared."""
        until = self.survey_weeks[-1] if self.wait_weeks is None else self.wait_weeks
        return tuple(week for week in self.survey_weeks if 0 < week <= until)

    @model_validator(mode="after")
    def _fits_its_design(self) -> Self:
        complaints: list[tuple[Location, str]] = []
        for name, designs in _OF_DESIGN.items():
            if self.design in designs:
                if getattr(self, name) is None and name != "neighbourhoods":
                    complaints.append(((name,), f"is needed for the design {self.design}"))
            elif name in self.model_fields_set and getattr(self, name) is not None:
                few = " or ".join(designs)
                complaints.append(((name,), f"is for the design {few}, not for {self.design}"))
        complaints += _survey_complaints(self.survey_weeks) or self._timing_complaints()
        if complaints:
            raise ComplaintError(complaints)
        return self

    def _timing_complaints(self) -> list[tuple[Location, str]]:
        if not self.compared_weeks:
            told = f"must have one after week 0 and by wait_weeks ({self.wait_weeks})"
            return [(("surveys",), told)]
        if self.steps is not None and self.weeks_between_steps is not None:
            last = (self.steps - 1) * self.weeks_between_steps
            if self.survey_weeks[-1] <= last:
                told = f"must go on after the last step (week {last})"
                return [(("surveys",), told)]
            if self.neighbourhoods is not None and self.neighbourhoods < self.steps:
                told = f"must be at least as many as steps ({self.steps})"
                return [(("neighbourhoods",), told)]
        return []


def _survey_complaints(weeks: Sequence[int]) -> list[tuple[Location, str]]:
    if weeks[0] != 0:
        return [(("surveys", 0), f"must be 0, the week of randomisation, got {weeks[0]}")]
    return [
        (("surveys", place), f"must be later than the one before ({before}), got {week}")
        for place, (before, week) in enumerate(pairwise(weeks), start=1)
        if week <= before
    ]


def trial_complaints(
    trial: TrialSettings, arms: Sequence[str], baseline: str
) -> list[tuple[Location, str]]:
    """Return what is wrong with a trial in a study of these arms, with places below the trial.

    Parameters
    ----------
    trial
        As read.
    arms
        Names of the study's arms.
    baseline
        The arm with which the others are compared.

    Examples
    --------
    >>> trial_complaints(TrialSettings(arm="baseline", people=60), ["baseline", "x"], "baseline")
    [(('arm',), 'is the baseline; name the arm whose programmes are tried')]
    """
    if trial.arm not in arms:
        others = [arm for arm in arms if arm != baseline]
        return [(("arm",), f"no arm called {trial.arm}{suggestion(trial.arm, others)}")]
    if trial.arm == baseline:
        return [(("arm",), "is the baseline; name the arm whose programmes are tried")]
    return []

"""One world of a calibration: a scenario with other parameters, lived through its burn-in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from experiments.validation.targets import Target

if TYPE_CHECKING:
    from scenarios import Scenario

__all__ = ["WorldJob", "live_world", "needs_years"]

#: Measures of a year, or of two: a world that is to show them lives two years more.
_OF_YEARS = ("drift_", "stability_", "weak_friend_", "strong_friend_loss", "strong_friend_slip")


@dataclass(frozen=True)
class WorldJob:
    """What a worker needs to live one world.

    Attributes
    ----------
    draw
        Which values.
    seed
        Which luck.
    scenario
        Whose people and parameters, without programmes and policies.
    parameters
        Values in place of the scenario's.
    people
        How many people, if another number than the scenario's.
    years
        Whether two years are lived and measured after the burn-in.
    """

    draw: int
    seed: int
    scenario: Scenario
    parameters: Mapping[str, float]
    people: int | None
    years: bool


def needs_years(targets: Sequence[Target]) -> bool:
    """Return whether any target is about what happens over a year.

    Examples
    --------
    >>> needs_years([Target("drift_ucla3", "", 0, 1, "", "own")])
    True
    """
    return any(one.name.startswith(_OF_YEARS) for one in targets)


def live_world(job: WorldJob) -> dict[str, float]:
    """Let a world live its burn-in and return every measure of it.

    Levels are those at the end of the burn-in, or of the two years after it if ``job.years``.
    """
    from experiments.validation.measures import measure_life
    from experiments.validation.person_measures import measure_people
    from experiments.validation.snapshot import take_snapshot
    from experiments.validation.tie_measures import measure_ties

    scenario = job.scenario.world()
    parameters = {**scenario.parameters, **job.parameters}
    model = scenario.model_copy(update={"parameters": parameters}).build(job.seed, job.people)
    if job.years:
        return measure_life(model, scenario.run.burn_in_weeks)
    model.run_weeks(scenario.run.burn_in_weeks, observe=False)
    now = take_snapshot(model)
    return measure_people(now) | measure_ties(now)

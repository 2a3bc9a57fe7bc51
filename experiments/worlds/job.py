"""One job is one seed: a past that is lived once, and every world of the study forked from it."""

from __future__ import annotations

import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.outcomes import outcome_means
from experiments.worlds.cache import WorldCache, canonical_hash
from experiments.worlds.delivered import Delivered, what_was_delivered
from experiments.worlds.groups import GroupSeries
from experiments.worlds.history import EVERYBODY, PARTICIPANTS, Followed, WeeklyAnswers
from experiments.worlds.indicators import IndicatorWatch

if TYPE_CHECKING:
    from scenarios import Scenario
    from simulation import ConnectivityModel

__all__ = ["Failure", "Job", "JobResult", "RunRecord", "run_job"]


@dataclass(frozen=True)
class Job:
    """What a worker needs to live one seed of a study.

    ``people`` replaces the number in the scenarios if given; ``weeks`` are lived after the burn-in;
    with ``people_costs`` it is kept what was spent on each person.
    """

    seed: int
    scenarios: tuple[Scenario, ...]
    baseline: str
    weeks: int
    people: int | None
    cache_folder: Path
    people_costs: bool = False


@dataclass(frozen=True)
class RunRecord:
    """One world that was lived to its end."""

    arm: str
    seed: int
    people: int
    seconds: float
    burn_in_seconds: float
    burn_in_cached: bool


@dataclass(frozen=True)
class Failure:
    """One world, or all worlds of a seed, that did not get to the end."""

    seed: int
    arm: str
    kind: str
    message: str
    traceback: str = ""
    command: str = ""


@dataclass
class JobResult:
    """Everything that comes back from one seed."""

    seed: int
    runs: list[RunRecord] = field(default_factory=list)
    series: list[GroupSeries] = field(default_factory=list)
    indicators: list[GroupSeries] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    delivered: list[Delivered] = field(default_factory=list)


@dataclass
class _Past:
    """A burnt-in world, or the reason why there is none, and how many arms still need it."""

    world: Any
    error: Exception | None
    seconds: float
    cached: bool
    needed: int


def run_job(job: Job) -> JobResult:
    """Live every world of one seed; a fault in one world is recorded and spares the others.

    Parameters
    ----------
    job : Job
        The seed and the scenarios.

    Returns
    -------
    JobResult
        Weekly outcomes and indicators by group, what each programme delivered and cost, a record
        for each world and for each failure.
    """
    result = JobResult(job.seed)
    pasts: dict[str, _Past] = {}
    keys = {s.name: canonical_hash(s.world().burn_in_identity()) for s in job.scenarios}
    followed: list[Followed] = []
    # The baseline lives last: by then everybody to be followed in it is known.
    for scenario in sorted(job.scenarios, key=lambda scenario: scenario.name == job.baseline):
        key = keys[scenario.name]
        try:
            past = pasts.get(key)
            if past is None:
                past = pasts[key] = _burn_in(job, scenario, needed=list(keys.values()).count(key))
            past.needed -= 1
            if past.error is not None:
                raise past.error
            started = time.perf_counter()
            model = past.world.fork(
                programmes=list(scenario.programmes), policies=list(scenario.policies)
            )
            if not past.needed:
                past.world = None  # the last world of this past: its memory is wanted now
            if scenario.name == job.baseline:
                everybody, shown = _live(model, scenario.name, job.weeks, followed)
                series = [everybody, *(one for group in followed for one in group.series())]
                shown += [one for group in followed for one in group.indicators()]
            else:
                weekly = WeeklyAnswers()
                everybody, shown = _live(model, scenario.name, job.weeks, (), weekly)
                series = [everybody]
            delivered = what_was_delivered(
                model, scenario.name, job.weeks, people_costs=job.people_costs
            )
            if scenario.name != job.baseline and key == keys[job.baseline]:
                followed += _participants(model, scenario, job.baseline, weekly)
            result.series += series
            result.indicators += shown
            result.delivered += delivered
        except Exception as error:  # recorded with its traceback; the other worlds go on
            told = _message(error)
            result.failures.append(
                Failure(job.seed, scenario.name, "failed", told, traceback.format_exc())
            )
        else:
            result.runs.append(
                RunRecord(
                    arm=scenario.name,
                    seed=job.seed,
                    people=len(model.people.ids),
                    seconds=time.perf_counter() - started,
                    burn_in_seconds=past.seconds,
                    burn_in_cached=past.cached,
                )
            )
    return result


def _message(error: Exception) -> str:
    from simulation.delivery.inputs import ProgrammeError

    # What a programme's own code did wrong is said in words, with its file and line.
    return str(error) if isinstance(error, ProgrammeError) else repr(error)


def _burn_in(job: Job, scenario: Scenario, needed: int) -> _Past:
    from simulation import ConnectivityModel
    from simulation.fingerprint import source_fingerprint

    def build() -> ConnectivityModel:
        world = scenario.world().build(rng=job.seed, people=job.people)
        world.run_weeks(scenario.run.burn_in_weeks, observe=False)
        return world

    started = time.perf_counter()
    cache = WorldCache(job.cache_folder)
    people = job.people if job.people is not None else scenario.population.people
    path = cache.path(scenario.world().burn_in_identity(), people, job.seed, source_fingerprint())
    try:
        world, cached = cache.fetch(path, load=ConnectivityModel.load, build=build)
    except Exception as error:  # kept: each arm of this past fails with it, and only once lived
        return _Past(None, error, time.perf_counter() - started, False, needed)
    return _Past(world, None, time.perf_counter() - started, cached, needed)


def _live(
    model: ConnectivityModel,
    arm: str,
    weeks: int,
    followed: Sequence[Followed],
    weekly: WeeklyAnswers | None = None,
) -> tuple[GroupSeries, list[GroupSeries]]:
    """Return the outcomes of everybody, and the indicators of every subgroup."""
    everybody = GroupSeries(arm, "", EVERYBODY)
    watch = IndicatorWatch(arm, weeks)
    for week in range(weeks + 1):
        if week:
            model.run_weeks(1, observe=False)  # the survey below is the observation
        ids, answers = model.people.ids, model.survey_arrays()
        marks = watch.note(week, model.people.records)
        everybody.add(week, len(ids), outcome_means(answers))
        for group in followed:
            group.meet(week, ids, answers, marks)
        if weekly is not None:
            weekly.add(ids, answers, marks)
    return everybody, watch.series()


def _participants(
    model: ConnectivityModel, scenario: Scenario, baseline: str, weekly: WeeklyAnswers
) -> list[Followed]:
    import numpy as np

    labels = list(dict.fromkeys(programme.label for programme in scenario.programmes))
    members = {label: np.unique(model.participants(label)) for label in labels}
    if not labels:
        return []
    groups = [(PARTICIPANTS, np.unique(np.concatenate(list(members.values()))))]
    if len(labels) > 1:
        groups += [(f"{PARTICIPANTS} of {label}", members[label]) for label in labels]
    return [
        Followed(scenario.name, baseline, population, ids, weekly) for population, ids in groups
    ]

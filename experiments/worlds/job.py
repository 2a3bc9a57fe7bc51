"""One job of a worker: worlds of one seed, forked from their past, and at last their baseline."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.worlds.delivered import what_was_delivered
from experiments.worlds.detail import AS_WRITTEN, Detail
from experiments.worlds.history import Followed
from experiments.worlds.living import Lived, live, participants_of
from experiments.worlds.pasts import Past, Pasts, past_key
from experiments.worlds.results import Failure, JobResult, PointResult, RunRecord

if TYPE_CHECKING:
    from scenarios import Scenario
    from simulation import ConnectivityModel

__all__ = ["Job", "JobPoint", "run_job"]


@dataclass(frozen=True)
class JobPoint:
    """The worlds of one point to be lived beside the baseline, and what is kept of them."""

    number: int
    arms: tuple[Scenario, ...]
    detail: Detail = "all"


@dataclass(frozen=True)
class Job:
    """What a worker needs to live worlds of one seed.

    Attributes
    ----------
    seed
        The seed.
    baseline
        The world that all others are compared with; it is lived once, last.
    points
        The other worlds, by point; at every point the baseline is the same.
    weeks
        Weeks lived after the burn-in.
    people
        Replaces the number in the scenarios if given.
    cache_folder
        Where burnt-in worlds are kept; None keeps none.
    people_costs
        Whether it is kept what was spent on each person.
    """

    seed: int
    baseline: Scenario
    points: tuple[JobPoint, ...]
    weeks: int
    people: int | None
    cache_folder: Path | None
    people_costs: bool = False

    @property
    def worlds(self) -> int:
        """How many worlds are lived, the baseline included."""
        return 1 + sum(len(point.arms) for point in self.points)

    def runs(self) -> Iterator[tuple[int, str]]:
        """Yield point and arm of every run, the baseline's at each point."""
        for point in self.points:
            yield point.number, self.baseline.name
            for arm in point.arms:
                yield point.number, arm.name


def run_job(job: Job) -> JobResult:
    """Live every world of a job; a fault in one world is recorded and spares the others.

    Parameters
    ----------
    job : Job
        The seed and the worlds.

    Returns
    -------
    JobResult
        By point: weekly outcomes and indicators by group, what each programme delivered and cost, a
        record for each world; and a record for each failure.
    """
    result = JobResult(job.seed)
    every = [*(arm for point in job.points for arm in point.arms), job.baseline]
    pasts = Pasts(every, job.seed, job.people, job.cache_folder)
    followed: dict[int, list[Followed]] = {point.number: [] for point in job.points}
    for point in job.points:
        for arm in point.arms:
            try:
                past, model = pasts.of(arm)
                kept, followed_here = _live_arm(job, point, arm, past, model)
            except Exception as error:  # recorded with its traceback; the other worlds go on
                result.failures.append(_failure(job, point.number, arm, error))
            else:
                _add(result.at(point.number), kept)
                followed[point.number] += followed_here
    # The baseline lives last: by then everybody to be followed in it is known.
    try:
        past, model = pasts.of(job.baseline)
        lived = _live_baseline(job, model, [one for some in followed.values() for one in some])
        for point in job.points:
            kept = _kept(job, point, job.baseline, past, model, lived)
            _add(result.at(point.number), kept)
            for group in followed[point.number]:
                result.at(point.number).series += group.series()
                if point.detail == "all":
                    result.at(point.number).indicators += group.indicators()
    except Exception as error:  # without a baseline nothing can be compared: no world counts
        result.failures += [_failure(job, one.number, job.baseline, error) for one in job.points]
        result.points.clear()
    return result


def _live_arm(
    job: Job, point: JobPoint, arm: Scenario, past: Past, model: ConnectivityModel
) -> tuple[PointResult, list[Followed]]:
    lived = live(model, arm.name, job.weeks, keep_answers=True)
    assert lived.weekly is not None
    followed: list[Followed] = []
    if past_key(arm) == past_key(job.baseline):
        followed = [
            Followed(arm.name, job.baseline.name, population, ids, lived.weekly)
            for population, ids in participants_of(model, arm)
        ]
    return _kept(job, point, arm, past, model, lived), followed


def _live_baseline(job: Job, model: ConnectivityModel, followed: list[Followed]) -> Lived:
    return live(model, job.baseline.name, job.weeks, followed=followed)


def _kept(
    job: Job,
    point: JobPoint,
    arm: Scenario,
    past: Past,
    model: ConnectivityModel,
    lived: Lived,
) -> PointResult:
    """Return what is kept of one world at one point."""
    delivered = what_was_delivered(
        model,
        arm.name,
        job.weeks,
        people_costs=job.people_costs and point.number == AS_WRITTEN,
    )
    record = RunRecord(
        arm=arm.name,
        seed=job.seed,
        people=len(model.people.ids),
        seconds=lived.seconds,
        step_seconds=lived.step_seconds,
        burn_in_seconds=past.seconds,
        burn_in_cached=past.cached,
    )
    shown = lived.indicators if point.detail == "all" else []
    return PointResult(point.number, [record], [lived.everybody], shown, delivered)


def _add(whole: PointResult, part: PointResult) -> None:
    whole.runs += part.runs
    whole.series += part.series
    whole.indicators += part.indicators
    whole.delivered += part.delivered


def _failure(job: Job, point: int, arm: Scenario, error: Exception) -> Failure:
    told = "".join(traceback.format_exception(error))
    return Failure(job.seed, arm.name, "failed", _message(error), told, point=point)


def _message(error: Exception) -> str:
    from simulation.delivery.inputs import ProgrammeError

    # What a programme's own code did wrong is said in words, with its file and line.
    return str(error) if isinstance(error, ProgrammeError) else repr(error)

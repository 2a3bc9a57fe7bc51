"""One job of a worker: worlds of one seed, forked from their past, and at last their baseline."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from experiments.worlds.around import Around, groups_at_start
from experiments.worlds.delivered import what_was_delivered
from experiments.worlds.detail import AS_WRITTEN, Detail
from experiments.worlds.history import PARTICIPANTS, Followed, Waiting
from experiments.worlds.living import Lived, live, participants_of
from experiments.worlds.panels import Panel
from experiments.worlds.pasts import Past, Pasts, past_key
from experiments.worlds.results import ArmTable, Failure, JobResult, PointResult, RunRecord

if TYPE_CHECKING:
    from scenarios import Scenario
    from scenarios.study_parts.trial import TrialSettings
    from simulation import ConnectivityModel

__all__ = ["Job", "JobPoint", "run_job"]


@dataclass(frozen=True)
class JobPoint:
    """The worlds of one point to be lived beside the baseline, and what is kept of them.

    ``moments`` are weeks in which the participants of an arm are met one by one, beside the last.
    """

    number: int
    arms: tuple[Scenario, ...]
    detail: Detail = "all"
    moments: Mapping[str, Sequence[int]] = field(default_factory=dict)


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
    trial
        A trial of one of the arms that is run in the same past, at the study as written.
    """

    seed: int
    baseline: Scenario
    points: tuple[JobPoint, ...]
    weeks: int
    people: int | None
    cache_folder: Path | None
    people_costs: bool = False
    trial: TrialSettings | None = None

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
    waiting: list[_Waiting] = []
    for point in job.points:
        for arm in point.arms:
            try:
                kept, waiting_here = _live_arm(job, point, arm, *pasts.of(arm))
            except Exception as error:  # recorded with its traceback; the other worlds go on
                result.failures.append(_failure(job, point.number, arm, error))
            else:
                _add(result.at(point.number), kept)
                waiting += waiting_here
                _try_trial(job, point, arm, pasts, result)
    # The baseline lives last: by then everybody to be met in it is known.
    try:
        _live_baseline(job, *pasts.of(job.baseline), waiting, result)
    except Exception as error:  # without a baseline nothing can be compared: no world counts
        result.failures += [_failure(job, one.number, job.baseline, error) for one in job.points]
        result.points.clear()
    return result


def _try_trial(job: Job, point: JobPoint, arm: Scenario, pasts: Pasts, result: JobResult) -> None:
    """Run the study's trial, if it is of this arm, in the past that its worlds share."""
    past = pasts.known(arm)
    if job.trial is None or job.trial.arm != arm.name or point.number != AS_WRITTEN:
        return
    from experiments.trials.emulation import emulate

    try:
        if past.world is None:
            raise ValueError(f"{arm.name} does not share the past of {job.baseline.name}")
        rows = emulate(past.world, job.baseline, arm, job.trial, job.seed).rows()
        result.at(point.number).tables.append(ArmTable(arm.name, "trials", rows))
    except Exception as error:  # the worlds of the study are healthy all the same
        told = "".join(traceback.format_exception(error))
        result.failures.append(
            Failure(job.seed, arm.name, "trial", str(error), told, point=point.number)
        )


class _Waiting(NamedTuple):
    """People of one world who wait for the baseline, and where what is found belongs."""

    point: JobPoint
    arm: str
    people: Waiting


def _live_arm(
    job: Job, point: JobPoint, arm: Scenario, past: Past, model: ConnectivityModel
) -> tuple[PointResult, list[_Waiting]]:
    is_comparable = past_key(arm) == past_key(job.baseline)
    panel = _panel(point, arm.name, past) if is_comparable else None
    lived = live(model, arm.name, job.weeks, panel=panel, keep_answers=True)
    assert lived.weekly is not None
    kept = _kept(job, point, arm, past, model, lived, panel)
    if not is_comparable:
        return kept, []
    baseline = job.baseline.name
    waiting: list[Waiting] = []
    for population, ids in participants_of(model, arm):
        waiting.append(Followed(arm.name, baseline, population, ids, lived.weekly))
        if population == PARTICIPANTS and past.start is not None and past.world is not None:
            ends = tuple(sorted({*point.moments.get(arm.name, ()), job.weeks}))
            waiting.append(
                Around(arm.name, baseline, past.world, past.start, ids, lived.weekly, ends)
            )
    return kept, [_Waiting(point, arm.name, one) for one in waiting]


def _live_baseline(
    job: Job,
    past: Past,
    model: ConnectivityModel,
    waiting: Sequence[_Waiting],
    result: JobResult,
) -> None:
    """Live the baseline, meet everybody who waits, and add what was found at every point."""
    name = job.baseline.name
    panel = next((one for point in job.points if (one := _panel(point, name, past))), None)
    people = [one.people for one in waiting]
    lived = live(model, name, job.weeks, waiting=people, panel=panel)
    for point in job.points:
        kept = _kept(job, point, job.baseline, past, model, lived, panel)
        _add(result.at(point.number), kept)
    for point, arm, found in waiting:
        kept = result.at(point.number)
        kept.series += found.series()
        if point.detail == "all":
            kept.indicators += found.indicators()
            kept.tables += [ArmTable(arm, table, rows) for table, rows in found.tables().items()]


def _panel(point: JobPoint, arm: str, past: Past) -> Panel | None:
    """Return the panel of a world's strata, where all is kept of it."""
    if point.detail != "all" or past.start is None:
        return None
    return Panel(arm, "", groups_at_start(past.start), len(past.start.people))


def _kept(
    job: Job,
    point: JobPoint,
    arm: Scenario,
    past: Past,
    model: ConnectivityModel,
    lived: Lived,
    panel: Panel | None,
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
    kept = PointResult(point.number, [record], [lived.everybody], delivered=delivered)
    if point.detail == "all":
        kept.indicators += lived.indicators
        if panel is not None:
            kept.tables.append(ArmTable(arm.name, "panels", panel.table()))
    return kept


def _add(whole: PointResult, part: PointResult) -> None:
    whole.runs += part.runs
    whole.series += part.series
    whole.indicators += part.indicators
    whole.delivered += part.delivered
    whole.tables += part.tables


def _failure(job: Job, point: int, arm: Scenario, error: Exception) -> Failure:
    told = "".join(traceback.format_exception(error))
    return Failure(job.seed, arm.name, "failed", _message(error), told, point=point)


def _message(error: Exception) -> str:
    from simulation.delivery.inputs import ProgrammeError

    # What a programme's own code did wrong is said in words, with its file and line.
    return str(error) if isinstance(error, ProgrammeError) else repr(error)

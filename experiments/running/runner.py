"""Run a study: jobs side by side, rows kept as they come, then tables and the report."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack, closing, redirect_stdout
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.comparison.stopping import StoppingRule, decide
from experiments.designs.making import make_plan, with_options
from experiments.designs.plan import StudyPlan
from experiments.designs.sources import people_setting
from experiments.errors import KithError
from experiments.running.again import command_to_repeat
from experiments.running.estimate import Pace, seconds_needed
from experiments.running.finishing import StudyResult, finish
from experiments.running.jobs import blocks_of, job_of, missing_worlds
from experiments.running.locks import hold_folder
from experiments.running.means import Means
from experiments.running.memory import check_memory
from experiments.running.pool import Crash, Crew, StoppedError
from experiments.running.preparing import prepare
from experiments.running.progress import Progress, SilentProgress
from experiments.running.results import (
    finished_manifest,
    record_manifest,
    record_sources,
)
from experiments.running.shards import Shard
from experiments.running.waiting import duration_text
from experiments.running.writing import WRITERS, import_writing
from experiments.storage.store import ResultsFolder
from experiments.worlds.cache import default_cache_folder
from experiments.worlds.detail import AS_WRITTEN
from experiments.worlds.job import Job, run_job
from experiments.worlds.results import Failure, JobResult

if TYPE_CHECKING:
    from scenarios import Study
    from scenarios.study_parts.stop import StopSettings

__all__ = ["run_plan", "run_study"]

#: A study that takes longer than this says how long before it starts (seconds).
LONG = 60.0


def run_study(
    study: Study,
    *,
    out: Path | str,
    workers: int = 1,
    people: int | None = None,
    seeds: int | None = None,
    first_seed: int | None = None,
    weeks: int | None = None,
    burn_in_weeks: int | None = None,
    quick: bool = False,
    progress: Progress | None = None,
    command: Sequence[str] = (),
    cache_folder: Path | None = None,
    shard: Shard | None = None,
    make_executor: Callable[[], Executor] | None = None,
) -> StudyResult:
    """Run every world of a study with every seed and write tables, figures and the report.

    Parameters
    ----------
    study : scenarios.Study
        What to compare.
    out : Path or str
        The results folder. Finished runs of the same study in it are kept.
    workers : int
        Processes; with 1 everything runs in this process. A script that uses more needs the
        ``if __name__ == "__main__":`` guard.
    people, seeds, first_seed, weeks, burn_in_weeks : int, optional
        Replace what the files say.
    quick : bool
        Short burn-in, for trying a file out; every output is marked.
    progress : Progress, optional
        Told how far it is; silent by default.
    command : sequence of str
        For the manifest.
    cache_folder : Path, optional
        Where burnt-in worlds are kept.
    shard : Shard, optional
        Do only this part of the work; tables and the report are made when all shards are done.
    make_executor : callable, optional
        Makes the executor of one worker, as for a cluster.

    Returns
    -------
    StudyResult
        With the exit code that the command ends with.

    Raises
    ------
    KithError
        If the folder cannot be written, or the worlds do not fit into memory.

    Examples
    --------
    >>> from scenarios import load_study
    >>> result = run_study(load_study("quickstart"), out="results/quickstart")  # doctest: +SKIP
    """
    effective = with_options(
        study,
        people=people,
        seeds=seeds,
        first_seed=first_seed,
        weeks=weeks,
        burn_in_weeks=burn_in_weeks,
        quick=quick,
    )
    means = Means(
        workers, shard, make_executor, cache_folder, progress or SilentProgress(), command
    )
    return run_plan(effective, make_plan(effective, quick=quick), Path(out), means, asked=people)


def run_plan(
    study: Study, plan: StudyPlan, out: Path, means: Means, *, asked: int | None = None
) -> StudyResult:
    """Run what is missing of a plan.

    Parameters
    ----------
    study : scenarios.Study
        The worlds, with every option applied.
    plan : StudyPlan
        Made from it.
    out : Path
        The results folder.
    means : Means
        How to run it.
    asked : int, optional
        The number of people if an option gave it, for messages.
    """
    fitting = _fitting_workers(study, plan, asked, means)
    if fitting < means.workers:
        means.progress.note(
            f"memory holds {fitting} of {means.workers} workers: going on with {fitting}"
        )
    means = replace(means, workers=fitting)
    details = {point.number: point.detail for point in plan.points}
    writer = "run" if means.shard is None else means.shard.name
    folder = ResultsFolder(out, plan.register, details, writer)
    folder.prepare()
    # What a programme of one's own prints is not the result of the command.
    with ExitStack() as stack:
        stack.enter_context(hold_folder(out, means.shard))
        stack.enter_context(redirect_stdout(sys.stderr))
        folder.clear_unfinished(of_everybody=means.shard is None)
        crew = near = stack.enter_context(Crew(means.workers, means.make_executor))
        if means.make_executor is not None:
            near = stack.enter_context(Crew(WRITERS))
        return _Run(study, plan, folder, means, crew, near).go()


def _fitting_workers(study: Study, plan: StudyPlan, asked: int | None, means: Means) -> int:
    from simulation import memory_needed

    if means.make_executor is not None:
        return means.workers  # the memory is that of other machines
    largest = max(range(len(plan.arms)), key=lambda i: plan.arms[i].people)
    return check_memory(
        plan.arms[largest].people,
        plan.weeks,
        len(plan.arms),
        min(means.workers, max(plan.seeds * len(plan.points), 1)),
        setting=people_setting(study, study.arms[largest], asked),
        memory_needed=memory_needed,
    )


@dataclass
class _Run:
    """One call of :func:`run_plan` while it works.

    Who prepares and writes is ``near``, on this machine: the same who live the worlds, unless those
    are on a cluster.
    """

    study: Study
    plan: StudyPlan
    folder: ResultsFolder
    means: Means
    crew: Crew
    near: Crew
    told: set[str] = field(default_factory=set)

    def go(self) -> StudyResult:
        note = self.means.progress.note
        record_sources(self.folder, self.study, self.plan)
        self.folder.set_damaged_parts_aside(note)
        finished = self.folder.finished()
        if self.study.stop is not None and self.means.shard is not None:
            raise KithError("--shard: a study with stop decides batch by batch; give it seeds")
        jobs = self._missing_jobs(finished)
        self._announce(finished, jobs)
        if not jobs and (earlier := finished_manifest(self.folder, self.plan)) is not None:
            return self._finish(earlier)
        about: dict[str, Any] = {
            "started": _now(),
            "workers": self.means.workers,
            "command": self.means.command,
            "shard": self.means.shard,
        }
        record_manifest(self.folder, self.plan, state="running", ended=None, **about)
        state, stopped = "finished", ""
        try:
            if jobs:
                # Whoever lives worlds far away is not made ready from here.
                ready = len(jobs) if self.near is self.crew else 1
                pace = prepare(self.study.arms, ready, self.near, note)
                self._say_how_long(jobs, pace)
            if self.study.stop is None:
                self._run(jobs)
            else:
                self._run_until_sure(self.study.stop, jobs)
        except KeyboardInterrupt:
            state, stopped = "interrupted", "interrupted: what is finished is kept"
        except StoppedError as error:
            state, stopped = "stopped", str(error)
        self.folder.flush()
        if state == "finished" and self.means.shard is None:
            self.folder.drop_stale()
        manifest = record_manifest(self.folder, self.plan, state=state, ended=_now(), **about)
        return self._finish(manifest, stopped)

    def _finish(self, manifest: Mapping[str, Any], stopped: str = "") -> StudyResult:
        writers = None if self.means.shard else self.near  # other shards have still to run
        return finish(self.plan, self.folder, writers, manifest, stopped)

    def _missing_jobs(self, finished: set[str]) -> list[Job]:
        cache_folder = self.means.cache_folder or default_cache_folder()
        blocks = blocks_of(self.study, self.plan)
        if self.means.shard is not None:
            blocks = self.means.shard.part(blocks)
        if self.means.only is not None:
            run = self.plan.register.runs[self.means.only]
            finished = set(self.plan.register.runs) - {self.means.only}
            blocks = [
                replace(block, points=tuple(p for p in block.points if p.number == run.point))
                for block in blocks
                if block.seed == run.seed
                and any(point.number == run.point for point in block.points)
            ]
        missing = [(block, missing_worlds(self.plan, block, finished)) for block in blocks]
        return [
            job_of(self.study, self.plan, block, worlds, cache_folder)
            for block, worlds in missing
            if worlds
        ]

    def _run_until_sure(self, stop: StopSettings, jobs: Sequence[Job]) -> None:
        """Run the study as written batch by batch until it is known closely enough, then the rest.

        A batch is finished before the next begins, so that the decision does not depend on which
        worker was faster.
        """
        rule, first = StoppingRule(**stop.model_dump()), self.plan.first_seed
        written = [job for job in jobs if job.points[0].number == AS_WRITTEN]
        seeds = range(0)
        while True:
            self.folder.flush()
            decision = decide(
                self.folder.table("weekly", AS_WRITTEN),
                rule,
                baseline=self.plan.baseline,
                first_seed=first,
                week=self.plan.weeks,
                finished=self._settled_seeds(),
            )
            if decision.stop:
                break
            seeds = range(first, first + decision.next_seeds)
            batch = [job for job in written if job.seed in seeds]
            if not batch:
                break
            written = [job for job in written if job.seed not in seeds]
            self._run(batch)
        self.means.progress.note(
            f"{self.plan.name}: {rule.outcome} is "
            f"{'known to' if decision.precise else 'not yet known to'} ± {rule.half_width:g} in "
            f"every arm, with {len(seeds) or decision.next_seeds} seeds"
        )
        self._run([job for job in jobs if job.points[0].number != AS_WRITTEN])

    def _settled_seeds(self) -> set[int]:
        """Return the seeds that will bring no more rows of the study as written."""
        finished, runs = self.folder.finished(), self.plan.register.runs
        done: dict[int, int] = Counter(
            run.seed for name, run in runs.items() if run.point == AS_WRITTEN and name in finished
        )
        failed = {int(one["seed"]) for one in self.folder.failures() if one["point"] == AS_WRITTEN}
        return {seed for seed, worlds in done.items() if worlds == len(self.plan.arms)} | failed

    def _run(self, jobs: Sequence[Job]) -> None:
        if not jobs:
            return
        progress = self.means.progress
        progress.start(self.plan.name, sum(job.worlds for job in jobs))
        spare = import_writing if self.crew is self.near and self.means.shard is None else None
        with closing(self.crew.run(run_job, jobs, meanwhile=spare)) as results:
            try:
                for job, outcome in results:
                    self.folder.add(self._as_result(job, outcome))
                    progress.advance(job.worlds)
            finally:
                progress.stop()

    def _as_result(self, job: Job, outcome: JobResult | Crash) -> JobResult:
        if isinstance(outcome, Crash):
            crashed = [
                Failure(job.seed, arm, "crashed", outcome.message, point=point)
                for point, arm in job.runs()
            ]
            outcome = JobResult(job.seed, failures=crashed)
        outcome.failures = [
            replace(failure, command=command_to_repeat(self.folder.path, self.plan, failure))
            for failure in outcome.failures
        ]
        for failure in outcome.failures:
            what = f"{failure.arm}: {failure.kind}: {failure.message}"
            if what not in self.told:  # a fault that strikes every seed is said once
                self.means.progress.note(f"seed {failure.seed}, {what}")
            self.told.add(what)
        return outcome

    def _announce(self, finished: set[str], jobs: Sequence[Job]) -> None:
        note, plan = self.means.progress.note, self.plan
        if self.folder.stale_parts:
            note(
                f"{self.folder.path}: rows of another study or an older model are replaced "
                f"({self.folder.stale_parts} parts)"
            )
        for arm in plan.arms:
            for label, why in plan.late_starts(arm).items():
                note(f"{arm.name}: {label} {why}")
        for why in self._missing_prices():
            note(f"{plan.name}: no economic tables, since {why}")
        if finished:
            note(f"{self.folder.path}: {len(finished)} finished worlds are kept")
        if jobs:
            worlds = sum(job.worlds for job in jobs)
            seeds = len({job.seed for job in jobs})
            points = len({point.number for job in jobs for point in job.points})
            varied = f" at {points} points" if points > 1 else ""
            note(
                f"{plan.name}: {worlds} worlds ({seeds} seed{'s' * (seeds != 1)}{varied}), "
                f"{self.means.workers} at a time"
            )

    def _missing_prices(self) -> list[str]:
        programmes = [one for arm in self.study.arms for one in arm.programmes]
        prices = {(one.currency, one.price_year) for one in programmes}
        return self.study.economics.missing_prices(sorted(prices))

    def _say_how_long(self, jobs: Sequence[Job], pace: Pace | None) -> None:
        if pace is None:
            return
        seconds = seconds_needed(jobs, pace, self.means.workers)
        if seconds > LONG:
            self.means.progress.note(
                f"{self.plan.name}: {duration_text(seconds)}; Ctrl-C keeps what is finished"
            )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")

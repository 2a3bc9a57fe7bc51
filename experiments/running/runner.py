"""Run a study: every seed as one job, rows kept as they come, then tables and the report."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.designs.plan import StudyPlan, make_plan
from experiments.designs.sources import people_setting
from experiments.errors import ExitCode
from experiments.report.findings import Findings
from experiments.running.memory import check_memory
from experiments.running.pool import Crash, TooManyCrashesError, run_jobs
from experiments.running.progress import Progress, SilentProgress
from experiments.running.results import (
    count_runs,
    finished_manifest,
    record_manifest,
    record_sources,
    write_results,
)
from experiments.storage.manifest import Counts
from experiments.storage.store import ResultsFolder
from experiments.worlds.cache import default_cache_folder
from experiments.worlds.compiling import compile_once
from experiments.worlds.job import Failure, Job, JobResult, run_job

if TYPE_CHECKING:
    from scenarios import Scenario, Study

__all__ = ["StudyResult", "run_study"]


@dataclass(frozen=True)
class StudyResult:
    """What became of a study.

    ``findings`` is None when no world got to its end.
    """

    plan: StudyPlan
    folder: Path
    findings: Findings | None
    counts: Counts
    exit_code: ExitCode
    stopped: str = ""


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
) -> StudyResult:
    """Run every world of a study with every seed and write tables, figures and the report.

    Parameters
    ----------
    study : scenarios.Study
        What to compare.
    out : Path or str
        The results folder. Finished seeds of the same study in it are kept.
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
    progress = progress or SilentProgress()
    plan, scenarios = make_plan(
        study,
        people=people,
        seeds=seeds,
        first_seed=first_seed,
        weeks=weeks,
        burn_in_weeks=burn_in_weeks,
        quick=quick,
    )
    fitting = _fitting_workers(study, plan, scenarios, people, workers)
    if fitting < workers:
        progress.note(f"memory holds {fitting} of {workers} workers: going on with {fitting}")
    folder = ResultsFolder(Path(out), plan.study_hash)
    folder.prepare()
    run = _Run(study, plan, scenarios, folder, fitting, progress, list(command))
    return run.go(people, cache_folder or default_cache_folder())


def _fitting_workers(
    study: Study,
    plan: StudyPlan,
    scenarios: Sequence[Scenario],
    asked: int | None,
    workers: int,
) -> int:
    from simulation import memory_needed

    largest = max(range(len(plan.arms)), key=lambda i: plan.arms[i].people)
    return check_memory(
        plan.arms[largest].people,
        plan.weeks,
        len(plan.arms),
        min(workers, plan.seeds),
        setting=people_setting(study, scenarios[largest], asked),
        memory_needed=memory_needed,
    )


@dataclass
class _Run:
    """One call of :func:`run_study` while it works."""

    study: Study
    plan: StudyPlan
    scenarios: tuple[Scenario, ...]
    folder: ResultsFolder
    workers: int
    progress: Progress
    command: list[str]
    told: set[str] = field(default_factory=set)

    def go(self, people: int | None, cache_folder: Path) -> StudyResult:
        record_sources(self.folder, self.study, self.plan)
        kept = self.folder.finished_seeds(arm.name for arm in self.plan.arms)
        missing = [seed for seed in self.plan.seed_numbers if seed not in kept]
        self._announce(kept, missing)
        if not missing and (earlier := finished_manifest(self.folder)) is not None:
            return self._finish(earlier, "")
        about: dict[str, Any] = {
            "started": _now(),
            "workers": self.workers,
            "command": self.command,
        }
        record_manifest(self.folder, self.plan, state="running", ended=None, **about)
        state, stopped = "finished", ""
        try:
            if missing:
                compile_once(self.scenarios, self.progress.note)
                jobs = (self._job(seed, people, cache_folder) for seed in missing)
                self._run(jobs, len(missing))
        except KeyboardInterrupt:
            state, stopped = "interrupted", "interrupted: what is finished is kept"
        except TooManyCrashesError as error:
            state, stopped = "stopped", str(error)
        self.folder.flush()
        self.folder.drop_stale()
        manifest = record_manifest(self.folder, self.plan, state=state, ended=_now(), **about)
        return self._finish(manifest, stopped)

    def _finish(self, manifest: Mapping[str, Any], stopped: str) -> StudyResult:
        findings = write_results(self.folder, self.plan, manifest)
        counts = count_runs(self.folder)
        if manifest["state"] == "interrupted":
            exit_code = ExitCode.INTERRUPTED
        elif counts.failed or counts.crashed or stopped or findings is None:
            exit_code = ExitCode.SOME_RUNS_FAILED
        else:
            exit_code = ExitCode.DONE
        return StudyResult(self.plan, self.folder.path, findings, counts, exit_code, stopped)

    def _job(self, seed: int, people: int | None, cache_folder: Path) -> Job:
        plan = self.plan
        return Job(
            seed,
            self.scenarios,
            plan.baseline,
            plan.weeks,
            people,
            cache_folder,
            people_costs=plan.people_costs,
        )

    def _run(self, jobs: Iterator[Job], total: int) -> None:
        self.progress.start(self.plan.name, total)
        with closing(run_jobs(run_job, jobs, workers=self.workers)) as results:
            try:
                for job, outcome in results:
                    self.folder.add(self._as_result(job, outcome))
                    self.progress.advance()
            finally:
                self.progress.stop()

    def _as_result(self, job: Job, outcome: JobResult | Crash) -> JobResult:
        if isinstance(outcome, Crash):
            crashed = [
                Failure(job.seed, scenario.name, "crashed", outcome.message)
                for scenario in job.scenarios
            ]
            outcome = JobResult(job.seed, failures=crashed)
        outcome.failures = [
            replace(failure, command=self._again(job)) for failure in outcome.failures
        ]
        for failure in outcome.failures:
            what = f"{failure.arm}: {failure.kind}: {failure.message}"
            if what not in self.told:  # a fault that strikes every seed is said once
                self.progress.note(f"seed {failure.seed}, {what}")
            self.told.add(what)
        return outcome

    def _again(self, job: Job) -> str:
        words = ["kith", "run", str(self.study.source), "--first-seed", str(job.seed)]
        words += ["--seeds", "1", "--weeks", str(job.weeks), "--workers", "1"]
        if job.people is not None:
            words += ["--people", str(job.people)]
        if self.plan.code:
            words += ["--allow-code"]
        burn_in = {scenario.run.burn_in_weeks for scenario in job.scenarios}
        if len(burn_in) == 1:
            words += ["--burn-in", str(burn_in.pop())]
        return shlex.join([*words, "--out", str(self.folder.path)])

    def _announce(self, kept: set[int], missing: list[int]) -> None:
        note = self.progress.note
        if self.folder.stale_parts:
            note(
                f"{self.folder.path}: rows of another study or an older model are replaced "
                f"({self.folder.stale_parts} parts)"
            )
        for arm in self.plan.arms:
            for label, why in self.plan.late_starts(arm).items():
                note(f"{arm.name}: {label} {why}")
        if kept:
            note(f"{self.folder.path}: {len(kept)} finished seeds are kept")
        if missing:
            worlds = len(missing) * len(self.plan.arms)
            note(
                f"{self.plan.name}: {worlds} worlds ({len(self.plan.arms)} for each of "
                f"{len(missing)} seeds), {self.workers} at a time"
            )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")

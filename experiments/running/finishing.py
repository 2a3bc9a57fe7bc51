"""The end of a study: tables, figures and the report, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from experiments.designs.plan import StudyPlan
from experiments.errors import ExitCode, KithError
from experiments.report.findings import Findings
from experiments.running.means import Means
from experiments.running.pool import process_pool
from experiments.running.results import (
    count_runs,
    read_findings,
    write_results,
    write_results_of,
)
from experiments.storage.manifest import Counts
from experiments.storage.store import ResultsFolder

__all__ = ["StudyResult", "finish"]


@dataclass(frozen=True)
class StudyResult:
    """What became of a study; what it found is read from its folder when it is asked for."""

    plan: StudyPlan
    folder: Path
    read_findings: Callable[[], Findings | None]
    counts: Counts
    exit_code: ExitCode
    stopped: str = ""

    @cached_property
    def findings(self) -> Findings | None:
        """What was found; None when no world got to its end, or other shards have still to run."""
        return self.read_findings()


def finish(
    plan: StudyPlan,
    folder: ResultsFolder,
    means: Means,
    manifest: Mapping[str, Any],
    stopped: str = "",
) -> StudyResult:
    """Write what was found, unless other shards have still to run, and say what became of it.

    Parameters
    ----------
    plan : StudyPlan
        What was asked for.
    folder : ResultsFolder
        Where its rows lie.
    means : Means
        How it was run.
    manifest : mapping
        As in ``manifest.json``.
    stopped : str
        Why the study ended before its end.

    Raises
    ------
    KithError
        When the process that writes dies.
    """
    counts = count_runs(folder)
    written = means.shard is None and _write(folder, plan, manifest, means.workers)
    if manifest["state"] == "interrupted":
        exit_code = ExitCode.INTERRUPTED
    elif counts.failed or counts.crashed or stopped or not (counts.ok or written):
        exit_code = ExitCode.SOME_RUNS_FAILED
    else:
        exit_code = ExitCode.DONE
    read = partial(read_findings, folder, plan) if written else _nothing
    return StudyResult(plan, folder.path, read, counts, exit_code, stopped)


def _write(
    folder: ResultsFolder, plan: StudyPlan, manifest: Mapping[str, Any], workers: int
) -> bool:
    """Write tables and the report; return whether there were any rows.

    Where workers have processes, so does this: tables and figures of a large study take several
    times the memory of this process.
    """
    if workers == 1:
        return write_results(folder, plan, manifest)
    with process_pool(1) as pool:
        try:
            return pool.submit(write_results_of, folder.path, manifest).result()
        except BrokenExecutor as error:
            raise KithError(
                f"the process that writes the report died ({error}); every run is kept: "
                f"kith report {folder.path}"
            ) from None


def _nothing() -> None:
    return None

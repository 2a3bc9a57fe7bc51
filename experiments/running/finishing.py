"""The end of a study: tables, figures and the report, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from experiments.designs.plan import StudyPlan
from experiments.errors import ExitCode
from experiments.report.findings import Findings
from experiments.running.pool import Crew
from experiments.running.results import count_runs, read_findings, write_results
from experiments.running.writing import write_apart
from experiments.storage.manifest import Counts
from experiments.storage.store import ResultsFolder

__all__ = ["StudyResult", "finish"]


@dataclass(frozen=True)
class StudyResult:
    """What became of a study; what it found is read from its folder when it is asked for.

    Indicators of subgroups, which are most of the rows, stay in the tables of the folder.
    """

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
    crew: Crew | None,
    manifest: Mapping[str, Any],
    stopped: str = "",
) -> StudyResult:
    """Write what was found, and say what became of it.

    Parameters
    ----------
    plan : StudyPlan
        What was asked for.
    folder : ResultsFolder
        Where its rows lie.
    crew : Crew, optional
        Workers of this machine, who write; None while other shards have still to run.
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
    written = False
    if crew is not None:
        written = (
            write_results(folder, plan, manifest)
            if crew.workers == 1
            else write_apart(folder.path, manifest, crew)
        )
    if manifest["state"] == "interrupted":
        exit_code = ExitCode.INTERRUPTED
    elif counts.failed or counts.crashed or stopped or not (counts.ok or written):
        exit_code = ExitCode.SOME_RUNS_FAILED
    else:
        exit_code = ExitCode.DONE
    read = partial(read_findings, folder, plan, indicators=False) if written else _nothing
    return StudyResult(plan, folder.path, read, counts, exit_code, stopped)


def _nothing() -> None:
    return None

"""What running a study costs beyond living its worlds, and what its parent process holds.

    python -m benchmarks.study --people 5000 --seeds 40 --workers 2

The ideal is the time in which weeks were lived and people asked, summed over all worlds and divided
by the workers. What comes on top is starting workers, handing rows over, writing and the report.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.table import Table

from benchmarks.tables import new_console, new_table

__all__ = ["StudyTime", "main", "measure", "table"]


@dataclass(frozen=True)
class StudyTime:
    """Time and memory of one study.

    Attributes
    ----------
    worlds, workers
        How many were lived, and how many at a time.
    wall_seconds
        From the first job to the report.
    ideal_seconds
        Burn-ins and weeks of all worlds, divided by the workers.
    parent_megabytes
        Most memory that the parent process held at any time.
    """

    worlds: int
    workers: int
    wall_seconds: float
    ideal_seconds: float
    parent_megabytes: float

    @property
    def overhead(self) -> float:
        """Share of the ideal that comes on top of it."""
        return self.wall_seconds / self.ideal_seconds - 1.0


def measure(study: str, *, people: int, seeds: int, workers: int, folder: Path) -> StudyTime:
    """Run a study with a fresh cache of burnt-in worlds.

    Parameters
    ----------
    study
        Its name, or a file.
    people, seeds, workers
        Size of every world, how many of each, and processes.
    folder
        For results and burnt-in worlds.
    """
    from experiments.designs.sources import resolve_study
    from experiments.running.pool import Crew
    from experiments.running.preparing import prepare
    from experiments.running.progress import choose_progress
    from experiments.running.results import open_results
    from experiments.running.runner import run_study

    resolved = resolve_study(study)
    with Crew(workers) as crew:  # compiling is no part of what is measured
        prepare(resolved.arms, 1, crew, lambda _: None)
    started = time.perf_counter()
    result = run_study(
        resolved,
        out=folder / "results",
        people=people,
        seeds=seeds,
        workers=workers,
        cache_folder=folder / "worlds",
        progress=choose_progress(quiet=False),
    )
    wall = time.perf_counter() - started
    assert result.findings is not None
    result.findings.final_differences()  # what the command prints is in the parent's memory too
    runs = open_results(result.folder)[0].table("runs")
    # Worlds of one seed tell the same burn-in each.
    burn_in = runs.groupby(["seed", "point"])["burn_in_seconds"].max().sum()
    ideal = float(runs["step_seconds"].sum() + burn_in) / workers
    return StudyTime(len(runs), workers, wall, ideal, _peak_megabytes())


def _peak_megabytes() -> float:
    # Linux counts in KiB, macOS in bytes.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


def table(found: StudyTime) -> Table:
    """Return the figures as a table."""
    shown = new_table(f"A study of {found.worlds} worlds, {found.workers} at a time", "figure", "")
    shown.add_row("time", f"{found.wall_seconds:,.0f} s")
    shown.add_row("ideal: steps / workers", f"{found.ideal_seconds:,.0f} s")
    shown.add_row("overhead", f"{found.overhead:.1%}")
    shown.add_row("parent process at most", f"{found.parent_megabytes:,.0f} MB")
    return shown


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure one study and print it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.study", description=__doc__)
    parser.add_argument("--study", default="quickstart")
    parser.add_argument("--people", type=int, default=5000)
    parser.add_argument("--seeds", type=int, default=40)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        found = measure(
            options.study,
            people=options.people,
            seeds=options.seeds,
            workers=options.workers,
            folder=Path(folder),
        )
    new_console().print(table(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""What is done once before the first job: compiling kernels, and timing a small world."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from experiments.running.estimate import Pace, measure_pace
from experiments.running.pool import process_pool
from experiments.worlds.compiling import compile_once, nothing_compiled

if TYPE_CHECKING:
    from scenarios import Scenario

__all__ = ["prepare"]


def prepare(scenarios: Sequence[Scenario], workers: int, note: Callable[[str], None]) -> Pace:
    """Compile what the worlds of a study need, and return how fast this machine lives them.

    With several workers this has a process of its own, which ends: so this one, which will only
    hand out jobs and gather rows, never holds the compiled model in its memory.

    Parameters
    ----------
    scenarios : sequence of Scenario
        The worlds of the study.
    workers : int
        How many there will be; with 1 the jobs run in this process, and so does this.
    note : callable
        Told when nothing is compiled yet, because the first time takes longer.
    """
    if nothing_compiled():
        note("compiling once, this takes half a minute ...")
    if workers == 1:
        return _prepare(scenarios)
    with process_pool(1) as pool:
        return pool.submit(_prepare, scenarios).result()


def _prepare(scenarios: Sequence[Scenario]) -> Pace:
    compile_once(scenarios)
    return measure_pace()

"""What is done once before the first job: compiling kernels, and timing a small world."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from experiments.running.estimate import Pace, measure_pace
from experiments.running.pool import Crew
from experiments.worlds.compiling import compile_once, nothing_compiled

if TYPE_CHECKING:
    from scenarios import Scenario

__all__ = ["prepare"]


def prepare(
    scenarios: Sequence[Scenario], jobs: int, crew: Crew, note: Callable[[str], None]
) -> Pace | None:
    """Compile what the worlds of a study need, and return how fast this machine lives them.

    The first worker compiles while those beside it import the model. So a process that only hands
    out jobs and gathers rows never holds the compiled model in its memory.

    Parameters
    ----------
    scenarios : sequence of Scenario
        The worlds of the study.
    jobs : int
        How many there are to do: no more workers are started than these need.
    crew : Crew
        Who will do them.
    note : callable
        Told when nothing is compiled yet, because the first time takes longer.

    Returns
    -------
    Pace or None
        None when the worker died of it; what is wrong will show in the jobs.
    """
    if nothing_compiled():
        note("compiling once, this takes half a minute ...")
    beside = max(min(crew.workers, jobs) - 1, 0)
    done = [outcome for _, outcome in crew.run(_prepare, [scenarios, *[()] * beside])]
    return next((outcome for outcome in done if isinstance(outcome, Pace)), None)


def _prepare(scenarios: Sequence[Scenario]) -> Pace | None:
    if not scenarios:
        import_module("simulation.model")
        return None
    compile_once(scenarios)
    return measure_pace()

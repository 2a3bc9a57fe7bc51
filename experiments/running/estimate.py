"""How long a study will take, judged by a few weeks of a small world."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass

from experiments.worlds.job import Job
from experiments.worlds.living import live

__all__ = ["Pace", "measure_pace", "seconds_needed"]

_PEOPLE = 400
_WEEKS = 4


@dataclass(frozen=True)
class Pace:
    """Seconds for each person and week: of a burn-in, and of life in which people are asked."""

    burn_in: float
    life: float


def measure_pace() -> Pace:
    """Live a few weeks of a small world, with every kernel compiled already."""
    from simulation import ConnectivityModel

    world = ConnectivityModel(people=_PEOPLE, rng=1)
    world.run_weeks(2, observe=False)
    begun = time.perf_counter()
    world.run_weeks(_WEEKS, observe=False)
    middle = time.perf_counter()
    live(world, "", _WEEKS)
    ended = time.perf_counter()
    person_weeks = _PEOPLE * _WEEKS
    return Pace((middle - begun) / person_weeks, (ended - middle) / person_weeks)


def seconds_needed(jobs: Iterable[Job], pace: Pace, workers: int) -> float:
    """Return the seconds that jobs will take; burnt-in worlds of the cache are not counted on.

    Parameters
    ----------
    jobs : iterable of Job
        Everything to do.
    pace : Pace
        From :func:`measure_pace`.
    workers : int
        Jobs at a time.

    Examples
    --------
    >>> seconds_needed([], Pace(1e-6, 1e-6), 2)
    0.0
    """
    total = 0.0
    for job in jobs:
        arms = [job.baseline, *(arm for point in job.points for arm in point.arms)]
        people = max(job.people or arm.population.people for arm in arms)
        pasts = {str(arm.burn_in_identity()): arm.run.burn_in_weeks for arm in arms}
        total += people * pace.burn_in * sum(pasts.values())
        total += people * pace.life * job.weeks * job.worlds
    return total / workers

"""Will the worlds of a study fit into memory? Answered before the first of them is built."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from experiments.errors import KithError

__all__ = ["available_memory", "check_memory", "job_memory"]

#: A worker holds the burnt-in world and the world that is living.
_WORLDS_IN_MEMORY = 2

#: The unique id, six answers and the marks of indicators of a person in one week.
_BYTES_PER_ANSWER = 8 + 6 + 2

#: Python, compiled kernels and libraries of one worker.
_BYTES_PER_WORKER = 200 * 1024**2


def job_memory(world_bytes: int, people: int, weeks: int, arms: int) -> int:
    """Return the bytes one worker needs for one seed.

    Parameters
    ----------
    world_bytes : int
        Bytes of one world.
    people, weeks, arms : int
        Size of the world, weeks of life, and worlds of the study.

    Examples
    --------
    >>> job_memory(1_000_000, people=1000, weeks=100, arms=4) > 2_000_000
    True
    """
    # One world keeps the answers of everybody while it lives; the others keep their participants'.
    answers = people * (weeks + 1) * _BYTES_PER_ANSWER * (1 + 0.25 * max(arms - 2, 0))
    return _BYTES_PER_WORKER + _WORLDS_IN_MEMORY * world_bytes + int(answers)


def available_memory() -> int:
    """Return the bytes this process may still use, as far as the system tells."""
    free = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    meminfo = Path("/proc/meminfo")
    if meminfo.exists():
        for line in meminfo.read_text().splitlines():
            if line.startswith("MemAvailable:"):
                free = int(line.split()[1]) * 1024
    limit = Path("/sys/fs/cgroup/memory.max")
    used = Path("/sys/fs/cgroup/memory.current")
    if limit.exists() and used.exists() and (text := limit.read_text().strip()) != "max":
        free = min(free, int(text) - int(used.read_text()))
    return min(free, _process_limit())


def _process_limit() -> int:
    """Return the bytes one process may take (``ulimit -v``); workers inherit that limit."""
    try:
        import resource
    except ImportError:  # not a Unix system: it has no such limit
        return sys.maxsize
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    return sys.maxsize if limit == resource.RLIM_INFINITY else limit


def check_memory(
    people: int,
    weeks: int,
    arms: int,
    workers: int,
    *,
    setting: str,
    memory_needed: Callable[[int], int],
    available: int | None = None,
) -> int:
    """Return how many workers fit into memory, at most ``workers``.

    Parameters
    ----------
    people, weeks, arms : int
        Size of the largest world, weeks of life, and worlds of the study.
    workers : int
        How many are wanted.
    setting : str
        What the user would change, for the message: ``--people``, or file and key.
    memory_needed : callable
        Bytes of one world of so many people.
    available : int, optional
        Bytes; asked from the system by default.

    Raises
    ------
    KithError
        If not even one worker fits.

    Examples
    --------
    >>> check_memory(1000, 52, 2, 4, setting="--people", memory_needed=lambda n: 2000 * n,
    ...              available=8 * 1024**3)
    4
    """
    available = available_memory() if available is None else available
    need = job_memory(memory_needed(people), people, weeks, arms)
    fitting = available // need
    if fitting < 1:
        raise KithError(
            f"{setting}: {people:,} people for {weeks:,} weeks need about {_gigabytes(need)} of "
            f"memory for one worker, and {_gigabytes(available)} are free; ask for fewer people"
        )
    return min(workers, int(fitting))


def _gigabytes(size: int) -> str:
    return f"{size / 1e9:,.1f} GB"

"""Small jobs for the pool, importable by name in a worker."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from experiments.running.pool import run_jobs


def square(number: int) -> int:
    return number * number


def square_or_die(number: int) -> int:
    """Kill the own worker on every fourth number."""
    if number % 4 == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def die_once(folder: str) -> str:
    """Kill the own worker the first time, succeed the second."""
    mark = Path(folder) / "died"
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "lived"


def process(_: int) -> int:
    return os.getpid()


def process_after_a_moment(_: int) -> int:
    """Keep this worker long enough for another to get a job."""
    time.sleep(0.3)
    return os.getpid()


def die_if_odd(number: int) -> int:
    """Kill the own worker on odd numbers."""
    if number % 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return os.getpid()


def die() -> None:
    """Kill the own worker."""
    os.kill(os.getpid(), signal.SIGKILL)


def threads(_: int) -> str:
    return os.environ["NUMBA_NUM_THREADS"]


def leave_a_mark(folder: str) -> None:
    """Leave the own process id in the folder."""
    (Path(folder) / str(os.getpid())).touch()


def sleep_and_tell(folder: str) -> None:
    """Leave the own process id in the folder and stay."""
    (Path(folder) / str(os.getpid())).touch()
    time.sleep(120)


def hold_two_workers(folder: str) -> None:
    """Run until killed: what a parent with two busy workers looks like."""
    list(run_jobs(sleep_and_tell, [folder, folder], workers=2))


if __name__ == "__main__":
    import sys

    hold_two_workers(sys.argv[1])

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


def threads(_: int) -> str:
    return os.environ["NUMBA_NUM_THREADS"]


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

"""What every worker process does first: one thread each, and no life without its parent.

Nothing here may import NumPy or Numba: the number of threads is read when they are imported.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
import signal
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.connection import wait

__all__ = ["pin_threads", "process_pool", "start_worker"]

_THREAD_SETTINGS = (
    "NUMBA_NUM_THREADS",
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)


def process_pool(workers: int) -> ProcessPoolExecutor:
    """Return fresh processes with one thread each, which end when this process ends."""
    return ProcessPoolExecutor(
        workers, mp_context=multiprocessing.get_context("spawn"), initializer=start_worker
    )


def pin_threads(threads: int = 1) -> None:
    """Let numerical libraries that are imported later use ``threads`` threads."""
    for name in _THREAD_SETTINGS:
        os.environ[name] = str(threads)


def start_worker() -> None:
    """Prepare a worker: pin its threads, leave Ctrl-C to the parent, end when the parent ends.

    What it prints goes to standard error: standard output is the result of the command.
    """
    pin_threads()
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    atexit.register(_leave)  # first to be registered, so done last
    parent = multiprocessing.parent_process()
    if parent is not None:
        sentinel = parent.sentinel
        threading.Thread(target=_leave_with, args=(sentinel,), daemon=True).start()


def _leave() -> None:
    # The parent waits: taking a compiled model apart object by object would take a second.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def _leave_with(sentinel: int) -> None:
    # A parent killed outright cannot tell its workers; its end of this pipe closes all the same.
    wait([sentinel])
    os._exit(1)

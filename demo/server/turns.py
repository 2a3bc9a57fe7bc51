"""A few threads in which the worlds of all visitors take turns.

A visitor has at most one week of play waiting at a time and asks for the next only when it is
lived, so the queue is a round of the visitors: nobody is served twice before another once.
"""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

__all__ = ["Turns"]

Result = TypeVar("Result")


class Turns:
    """Threads for work on worlds; the loops over people let go of Python's lock.

    Parameters
    ----------
    threads
        By default as many as there are cores, from two to four.
    """

    def __init__(self, threads: int | None = None) -> None:
        self.threads = threads or min(4, max(2, os.cpu_count() or 2))
        self._pool = ThreadPoolExecutor(self.threads, thread_name_prefix="kith-world")
        self._running = 0
        self._lock = threading.Lock()

    async def do(self, job: Callable[[], Result]) -> Result:
        """Return what ``job`` returns, when its turn has come.

        When whoever waits for it is gone, a job that has begun ends all the same.
        """
        return await asyncio.wrap_future(self._pool.submit(self._counted, job))

    @property
    def busy(self) -> bool:
        """Whether a job is being done now."""
        return self._running > 0

    def close(self) -> None:
        """Take no more jobs and forget those that wait."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _counted(self, job: Callable[[], Result]) -> Result:
        with self._lock:
            self._running += 1
        try:
            return job()
        finally:
            with self._lock:
                self._running -= 1

"""A few threads in which the worlds of all visitors take turns.

A visitor has at most one week of play waiting at a time and asks for the next only when it is
lived, so the queue is a round of the visitors: nobody is served twice before another once.
"""

from __future__ import annotations

import asyncio
import os
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

    async def do(self, job: Callable[[], Result]) -> Result:
        """Return what ``job`` returns, when its turn has come.

        When whoever waits for it is gone, a job that has begun ends all the same.
        """
        return await asyncio.wrap_future(self._pool.submit(job))

    def close(self) -> None:
        """Take no more jobs and forget those that wait."""
        self._pool.shutdown(wait=False, cancel_futures=True)

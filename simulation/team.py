"""Threads that share a pass: each takes chunks of rows, and no result depends on who took which."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

__all__ = ["CHUNK", "Team"]

#: Rows of one piece of work; below this a pass is not shared at all.
CHUNK = 4096


class Team:
    """A number of threads.

    Parameters
    ----------
    threads
        At least 1. One thread runs passes without any pool.

    Examples
    --------
    >>> Team(2).threads
    2
    """

    def __init__(self, threads: int = 1) -> None:
        if threads < 1:
            raise ValueError(f"threads must be at least 1, got {threads}")
        self.threads = threads
        self._pool: ThreadPoolExecutor | None = None

    def __getstate__(self) -> dict[str, Any]:
        """Copy and pickle without the pool; it is made again when needed."""
        return {"threads": self.threads, "_pool": None}

    def run(self, kernel: Callable[..., Any], rows: int, *arguments: Any) -> None:
        """Call ``kernel(*arguments, first, last)`` for all rows, in one piece or in chunks."""
        if self.threads == 1 or rows <= CHUNK:
            kernel(*arguments, 0, rows)
            return
        if self._pool is None:
            self._pool = ThreadPoolExecutor(self.threads, thread_name_prefix="kith")
        chunks = [
            self._pool.submit(kernel, *arguments, first, min(first + CHUNK, rows))
            for first in range(0, rows, CHUNK)
        ]
        for chunk in chunks:
            chunk.result()

"""One worker with one job at a time, replaced when it dies.

Each worker is an executor of its own (any :class:`concurrent.futures.Executor` will do) with one
job at a time. So when a worker is killed it is known which job it ran: that job alone is tried a
second time, on a new worker, and recorded as crashed if it kills that one too. One pool of many
processes would forget every job in flight with each killed worker. And Python 3.11 may wait for
ever when a job is handed to such a pool at the moment it breaks: it starts a process that nobody
ends.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from dataclasses import dataclass
from typing import Any, TypeVar

__all__ = ["Crash", "GivenUpError", "Slot", "outcome_of"]

ResultType = TypeVar("ResultType")


@dataclass(frozen=True)
class Crash:
    """A job whose workers died while running it; ``final`` if no other will be tried."""

    message: str
    final: bool = False


class GivenUpError(BrokenExecutor):
    """Raised by an executor that has tried a job on several workers, all of which died."""


class Slot:
    """A worker, its replacement when it dies, and the job it has now."""

    def __init__(self, make_executor: Callable[[], Executor]) -> None:
        self._make_executor = make_executor
        self._executor = make_executor()

    def start(self, function: Callable[[Any], Any], job: Any) -> Future[Any]:
        """Hand out a job that nobody has tried."""
        self._function, self.job = function, job
        self._tried_before = False
        return self._submit()

    def try_again(self, *, final: bool) -> Future[Any] | None:
        """Get a new worker and return its attempt at the job; None after the second, or never."""
        self._replace()
        if self._tried_before or final:
            return None
        self._tried_before = True
        return self._submit()

    def rest(self, meanwhile: Callable[[], object]) -> None:
        """Let the worker do something that nobody waits for; it may fail."""
        with contextlib.suppress(BrokenExecutor):
            self._executor.submit(meanwhile)

    def _submit(self) -> Future[Any]:
        try:
            return self._executor.submit(self._function, self.job)
        except BrokenExecutor:  # the worker died while it had nothing to do
            self._replace()
            return self._executor.submit(self._function, self.job)

    def _replace(self) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._executor = self._make_executor()

    def stop(self) -> None:
        """Wait for the worker to end; what it has not begun is cancelled."""
        self._executor.shutdown(wait=True, cancel_futures=True)


def outcome_of(future: Future[ResultType]) -> ResultType | Crash:
    """Return what a future has, or that its worker did not survive."""
    try:
        return future.result()
    except GivenUpError as error:
        return Crash(str(error), final=True)
    except (BrokenExecutor, CancelledError) as error:
        return Crash(f"the worker process died twice on this job ({error})")

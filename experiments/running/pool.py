"""Run many jobs so that a killed worker costs no healthy job.

Each worker is an executor of its own (any :class:`concurrent.futures.Executor` will do) with one
job at a time. So when a worker is killed it is known which job it ran: that job alone is tried a
second time, on a new worker, and recorded as crashed if it kills that one too. One pool of many
processes would forget every job in flight with each killed worker. And Python 3.11 may wait for
ever when a job is handed to such a pool at the moment it breaks: it starts a process that nobody
ends.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from experiments.running.worker import start_worker

__all__ = [
    "MOST_CRASHES",
    "Crash",
    "GivenUpError",
    "StoppedError",
    "TooManyCrashesError",
    "process_pool",
    "run_jobs",
]

#: After so many crashed jobs the rest is not tried: something is wrong with the machine.
MOST_CRASHES = 10

JobType = TypeVar("JobType")
ResultType = TypeVar("ResultType")


@dataclass(frozen=True)
class Crash:
    """A job whose workers died while running it; ``final`` if no other will be tried."""

    message: str
    final: bool = False


class GivenUpError(BrokenExecutor):
    """Raised by an executor that has tried a job on several workers, all of which died."""


class StoppedError(Exception):
    """Going on makes no sense; what is finished is kept."""


class TooManyCrashesError(StoppedError):
    """So many workers died that something is wrong with the machine."""


def process_pool(workers: int) -> ProcessPoolExecutor:
    """Return fresh processes with one thread each, which end when this process ends."""
    return ProcessPoolExecutor(
        workers, mp_context=multiprocessing.get_context("spawn"), initializer=start_worker
    )


class _Slot(Generic[JobType, ResultType]):
    """A worker, its replacement when it dies, and the job it has now."""

    def __init__(
        self, function: Callable[[JobType], ResultType], make_executor: Callable[[], Executor]
    ) -> None:
        self._function = function
        self._make_executor = make_executor
        self._executor = make_executor()

    def start(self, job: JobType) -> Future[ResultType]:
        self.job = job
        self._tried_before = False
        return self._submit()

    def try_again(self, *, final: bool) -> Future[ResultType] | None:
        """Get a new worker and return its attempt at the job; None after the second, or never."""
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._executor = self._make_executor()
        if self._tried_before or final:
            return None
        self._tried_before = True
        return self._submit()

    def _submit(self) -> Future[ResultType]:
        try:
            return self._executor.submit(self._function, self.job)
        except BrokenExecutor:  # the worker died while it had nothing to do
            self._executor = self._make_executor()
            return self._executor.submit(self._function, self.job)

    def stop(self, *, wait: bool) -> None:
        self._executor.shutdown(wait=wait, cancel_futures=True)


def run_jobs(
    function: Callable[[JobType], ResultType],
    jobs: Iterable[JobType],
    *,
    workers: int,
    make_executor: Callable[[], Executor] | None = None,
) -> Generator[tuple[JobType, ResultType | Crash]]:
    """Yield every job with its result, in the order in which they finish.

    Parameters
    ----------
    function : callable
        Importable by name; catches its own exceptions (one that escapes ends the whole run).
    jobs : iterable
        Read lazily: at most ``workers`` jobs are in flight, so memory stays flat.
    workers : int
        With 1 and no ``make_executor`` the jobs run in this process.
    make_executor : callable, optional
        Makes the executor of one worker, and makes it again after it broke; a process by default.

    Yields
    ------
    tuple
        The job and its result, or a :class:`Crash`.

    Raises
    ------
    TooManyCrashesError
        After :data:`MOST_CRASHES` crashed jobs.
    StoppedError
        Raised by an executor that cannot go on.

    Examples
    --------
    >>> [result for _, result in run_jobs(abs, [-1, 2], workers=1)]
    [1, 2]
    """
    if make_executor is None and workers == 1:
        for job in jobs:
            yield job, function(job)
        return
    others = set(multiprocessing.active_children())
    slots: list[_Slot[JobType, ResultType]] = []
    finished = False
    try:
        yield from _drive(slots, function, jobs, workers, make_executor or partial(process_pool, 1))
        finished = True
    finally:
        if not finished:
            for process in set(multiprocessing.active_children()) - others:
                process.terminate()
        for slot in slots:
            slot.stop(wait=True)


def _drive(
    slots: list[_Slot[JobType, ResultType]],
    function: Callable[[JobType], ResultType],
    jobs: Iterable[JobType],
    workers: int,
    make_executor: Callable[[], Executor],
) -> Generator[tuple[JobType, ResultType | Crash]]:
    waiting = iter(jobs)
    running: dict[Future[ResultType], _Slot[JobType, ResultType]] = {}
    crashes = 0
    for job in waiting:
        slots.append(_Slot(function, make_executor))
        running[slots[-1].start(job)] = slots[-1]
        if len(slots) == workers:
            break
    while running:
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            slot = running.pop(future)
            job, outcome = slot.job, _outcome(future)
            if isinstance(outcome, Crash):
                again = slot.try_again(final=outcome.final)
                if again is not None:
                    running[again] = slot
                    continue
                crashes += 1
            for following in waiting:
                running[slot.start(following)] = slot
                break
            yield job, outcome
            if crashes >= MOST_CRASHES:
                raise TooManyCrashesError(
                    f"stopped after {crashes} crashed jobs: is the machine out of memory?"
                )


def _outcome(future: Future[ResultType]) -> ResultType | Crash:
    try:
        return future.result()
    except GivenUpError as error:
        return Crash(str(error), final=True)
    except (BrokenExecutor, CancelledError) as error:
        return Crash(f"the worker process died twice on this job ({error})")

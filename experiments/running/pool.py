"""Run many jobs so that a killed worker costs no healthy job."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from functools import partial
from typing import Self, TypeVar

from experiments.running.slot import Crash, GivenUpError, Slot, outcome_of
from experiments.running.worker import process_pool

__all__ = [
    "MOST_CRASHES",
    "Crash",
    "Crew",
    "GivenUpError",
    "StoppedError",
    "TooManyCrashesError",
    "run_jobs",
]

#: After so many crashed jobs the rest is not tried: something is wrong with the machine.
MOST_CRASHES = 10

JobType = TypeVar("JobType")
ResultType = TypeVar("ResultType")


class StoppedError(Exception):
    """Going on makes no sense; what is finished is kept."""


class TooManyCrashesError(StoppedError):
    """So many workers died that something is wrong with the machine."""


class Crew:
    """Workers that stay for several rounds of jobs: each is started, and imports, only once.

    Use it in a ``with`` statement: at its end no worker is left.

    Parameters
    ----------
    workers : int
        With 1 and no ``make_executor`` the jobs run in this process.
    make_executor : callable, optional
        Makes the executor of one worker, and makes it again after it broke; a process by default.

    Examples
    --------
    >>> with Crew(1) as crew:
    ...     [result for _, result in crew.run(abs, [-1, 2])]
    [1, 2]
    """

    def __init__(self, workers: int, make_executor: Callable[[], Executor] | None = None) -> None:
        self.workers = workers
        self._make_executor = make_executor or partial(process_pool, 1)
        self._is_here = make_executor is None and workers == 1
        self._slots: list[Slot] = []
        self._others = set(multiprocessing.active_children())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._stop()

    def run(
        self,
        function: Callable[[JobType], ResultType],
        jobs: Iterable[JobType],
        *,
        meanwhile: Callable[[], object] | None = None,
    ) -> Generator[tuple[JobType, ResultType | Crash]]:
        """Yield every job with its result, in the order in which they finish.

        Parameters
        ----------
        function : callable
            Importable by name; catches its own exceptions (one that escapes ends all workers).
        jobs : iterable
            Read lazily: at most as many jobs are in flight as there are workers, so memory stays
            flat.
        meanwhile : callable, optional
            Done by a worker for which no job is left while others are still busy; nobody waits for
            it. Importable by name.

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
        """
        if self._is_here:
            for job in jobs:
                yield job, function(job)
            return
        finished = False
        try:
            yield from self._drive(function, jobs, meanwhile)
            finished = True
        finally:
            if not finished:
                # What they do now nobody will ask for.
                for process in set(multiprocessing.active_children()) - self._others:
                    process.terminate()
                self._stop()

    def shrink_to(self, workers: int) -> None:
        """Let workers beyond this number go, and have no more from now on."""
        self.workers = min(self.workers, workers)
        for slot in self._slots[workers:]:
            slot.stop()
        del self._slots[workers:]

    def _stop(self) -> None:
        while self._slots:
            self._slots.pop().stop()

    def _drive(
        self,
        function: Callable[[JobType], ResultType],
        jobs: Iterable[JobType],
        meanwhile: Callable[[], object] | None,
    ) -> Generator[tuple[JobType, ResultType | Crash]]:
        waiting = iter(jobs)
        running: dict[Future[ResultType], Slot] = {}
        crashes = 0
        # Taken from the numbers first: a job that is read has a worker.
        for place, job in zip(range(self.workers), waiting, strict=False):
            if place == len(self._slots):
                self._slots.append(Slot(self._make_executor))
            running[self._slots[place].start(function, job)] = self._slots[place]
        while running:
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                slot = running.pop(future)
                job, outcome = slot.job, outcome_of(future)
                if isinstance(outcome, Crash):
                    again = slot.try_again(final=outcome.final)
                    if again is not None:
                        running[again] = slot
                        continue
                    crashes += 1
                for following in waiting:
                    running[slot.start(function, following)] = slot
                    break
                else:
                    if meanwhile is not None:
                        slot.rest(meanwhile)
                yield job, outcome
                if crashes >= MOST_CRASHES:
                    raise TooManyCrashesError(
                        f"stopped after {crashes} crashed jobs: is the machine out of memory?"
                    )


def run_jobs(
    function: Callable[[JobType], ResultType],
    jobs: Iterable[JobType],
    *,
    workers: int,
    make_executor: Callable[[], Executor] | None = None,
) -> Generator[tuple[JobType, ResultType | Crash]]:
    """Yield every job with its result, done by a :class:`Crew` that ends with the last.

    Parameters
    ----------
    function, jobs
        As :meth:`Crew.run` takes them.
    workers, make_executor
        As :class:`Crew` takes them.

    Examples
    --------
    >>> [result for _, result in run_jobs(abs, [-1, 2], workers=1)]
    [1, 2]
    """
    with Crew(workers, make_executor) as crew:
        yield from crew.run(function, jobs)

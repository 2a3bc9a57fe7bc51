"""Send jobs to a Dask cluster: its scheduler's address is enough."""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, InvalidStateError
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from experiments.errors import KithError
from experiments.running.pool import GivenUpError, StoppedError
from experiments.running.worker import pin_threads

__all__ = ["Cluster", "dask_cluster"]

_SECONDS_TO_ANSWER = 15
_SECONDS_TO_LOOK = 1.0

Result = TypeVar("Result")


@dataclass(frozen=True)
class Cluster:
    """A cluster that has answered.

    Attributes
    ----------
    workers
        Jobs it can do at a time: its threads.
    make_executor
        Makes an executor for one job at a time.
    """

    workers: int
    make_executor: Callable[[], Executor]


@contextlib.contextmanager
def dask_cluster(address: str) -> Iterator[Cluster]:
    """Connect to a Dask scheduler; its workers must have this version of Kith installed.

    A job whose worker is killed is tried on others by Dask itself, and given up when it has killed
    several.

    Parameters
    ----------
    address : str
        Such as ``tcp://10.0.0.1:8786``.

    Raises
    ------
    KithError
        If Dask is not installed, nobody answers, or there are no workers.
    """
    try:
        import distributed
    except ImportError as error:
        raise KithError(
            "--dask needs the extra cluster: python -m pip install 'kith[cluster]'"
        ) from error
    connect: Any = distributed.Client
    try:
        client = connect(address, timeout=_SECONDS_TO_ANSWER, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise KithError(
            f"--dask {address}: no scheduler answers there ({error}); start one with `dask "
            "scheduler` and workers with `dask worker ADDRESS --nthreads 1`"
        ) from error
    with client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise KithError(
                f"--dask {address}: the scheduler has no workers; start some with `dask worker "
                f"{address} --nthreads 1`"
            )
        with _watched(client) as unfinished:
            yield Cluster(threads, partial(_ClusterExecutor, client, unfinished))


class _ClusterExecutor(Executor):
    """Sends jobs by a client that is shared, and tells what a cluster loses as processes do."""

    def __init__(self, client: Any, unfinished: set[Future[Any]]) -> None:
        self._client, self._unfinished = client, unfinished
        # Never pure: a job that is tried again is lived again.
        self._inner: Executor = client.get_executor(pure=False)

    def submit(
        self, function: Callable[..., Result], /, *arguments: Any, **named: Any
    ) -> Future[Result]:
        if self._client.status != "running":
            raise StoppedError("the Dask scheduler is gone: what is finished is kept")
        told: Future[Result] = Future()
        told.set_running_or_notify_cancel()
        self._unfinished.add(told)
        told.add_done_callback(self._unfinished.discard)
        sent: Future[Result] = self._inner.submit(_run_pinned, function, *arguments, **named)
        sent.add_done_callback(partial(_tell, told))
        return told

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Give up what is not done; a worker of a cluster ends the job it has begun."""
        if self._client.status == "running":
            self._inner.shutdown(wait=wait and not cancel_futures)


@contextlib.contextmanager
def _watched(client: Any) -> Iterator[set[Future[Any]]]:
    """Let nobody wait for ever for a scheduler that is gone; jobs are put into what is yielded."""
    unfinished: set[Future[Any]] = set()
    over = threading.Event()

    def watch() -> None:
        while not over.wait(_SECONDS_TO_LOOK):
            if client.status != "running":
                for told in list(unfinished):
                    _finish(told, error=BrokenExecutor("the Dask scheduler is gone"))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield unfinished
    finally:
        over.set()
        watcher.join()


def _run_pinned(function: Callable[..., Result], *arguments: Any) -> Result:
    """Run a job in a worker of a cluster, with one thread."""
    numba: Any = sys.modules.get("numba")
    if numba is None:
        pin_threads()
    else:
        # Numba refuses another number in the environment once it has started its threads.
        numba.set_num_threads(1)
    return function(*arguments)


def _tell(told: Future[Result], sent: Future[Result]) -> None:
    """Pass on what became of a job; one that its workers did not survive broke its executor."""
    from distributed import KilledWorker

    if sent.cancelled():
        _finish(told, error=BrokenExecutor("the cluster has lost it"))
        return
    error = sent.exception()
    if isinstance(error, KilledWorker):
        died = error.allowed_failures + 1
        error = GivenUpError(f"{died} workers of the cluster died on this job")
    if error is None:
        _finish(told, result=sent.result())
    else:
        _finish(told, error=error)


def _finish(told: Future[Any], *, result: Any = None, error: BaseException | None = None) -> None:
    with contextlib.suppress(InvalidStateError):  # the other thread was faster
        if error is None:
            told.set_result(result)
        else:
            told.set_exception(error)

"""Send jobs to a Dask cluster: its scheduler's address is enough."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any

from experiments.errors import KithError

__all__ = ["Cluster", "dask_cluster"]

_SECONDS_TO_ANSWER = 15


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
        yield Cluster(threads, client.get_executor)

"""What every command that runs worlds has in common: its options, and how it ends."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from typing import TYPE_CHECKING, Annotated

import typer

from experiments.errors import ExitCode, KithError

if TYPE_CHECKING:
    from experiments.running.finishing import StudyResult
    from experiments.running.means import Means
    from experiments.running.shards import Shard

__all__ = [
    "MANY_WORLDS",
    "ClusterOption",
    "JsonOption",
    "QuietOption",
    "ShardOption",
    "WorkersOption",
    "YesOption",
    "ask_before_many",
    "means_of",
    "show",
]

#: More worlds than this are started only after a question, or with ``--yes``.
MANY_WORLDS = 2000

WorkersOption = Annotated[
    int | None, typer.Option("--workers", min=1, max=1024, help="Processes; one a core by default.")
]
QuietOption = Annotated[bool, typer.Option("--quiet", help="Print no progress.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
YesOption = Annotated[
    bool, typer.Option("--yes", help=f"Do not ask before {MANY_WORLDS:,} worlds or more.")
]
ShardOption = Annotated[
    str | None,
    typer.Option(
        "--shard",
        metavar="I/N",
        help="Do the I-th of N parts of the work; N such commands fill one folder. Then: kith "
        "report FOLDER.",
    ),
]
ClusterOption = Annotated[
    str | None,
    typer.Option(
        "--dask",
        metavar="ADDRESS",
        help="Send the work to the Dask scheduler there, as tcp://10.0.0.1:8786 (extra: cluster).",
    ),
]


@contextlib.contextmanager
def means_of(
    *,
    workers: int | None,
    quiet: bool,
    shard: str | None = None,
    dask: str | None = None,
    only: str | None = None,
) -> Iterator[Means]:
    """Give a command the means to run a study.

    Parameters
    ----------
    workers, quiet, shard, dask
        As its options were given.
    only
        Name of a single run, if no other is to be lived.
    """
    from experiments.running.means import Means
    from experiments.running.progress import choose_progress
    from experiments.running.shards import parse_shard

    part: Shard | None = None if shard is None else parse_shard(shard)
    with contextlib.ExitStack() as stack:
        make_executor: Callable[[], Executor] | None = None
        number = workers or _cores()
        if dask is not None:
            from experiments.running.cluster import dask_cluster

            cluster = stack.enter_context(dask_cluster(dask))
            make_executor, number = cluster.make_executor, workers or cluster.workers
        yield Means(
            number,
            part,
            make_executor,
            progress=choose_progress(quiet=quiet),
            command=["kith", *sys.argv[1:]],
            only=only,
        )


def show(results: list[StudyResult], *, json_output: bool, several: bool = False) -> None:
    """Print what became of studies."""
    if json_output:
        from experiments.commands.terminal import as_json

        documents = [as_json(result) for result in results]
        print(json.dumps(documents if several else documents[0], indent=2))
        return
    from rich.console import Console

    from experiments.commands.terminal import print_result

    for result in results:
        print_result(result, Console())


def ask_before_many(worlds: int, *, yes: bool) -> None:
    """Ask before a great many worlds are started.

    Raises
    ------
    KithError
        If nobody is there to be asked.
    """
    if worlds < MANY_WORLDS or yes:
        return
    text = f"{worlds:,} worlds"
    if not sys.stdin.isatty():
        raise KithError(f"{text}: add --yes to run so many")
    if not typer.confirm(f"Run {text}?", err=True):
        raise typer.Exit(int(ExitCode.DONE))


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return max(len(os.sched_getaffinity(0)), 1)
    return os.cpu_count() or 1

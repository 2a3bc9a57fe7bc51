"""How a study is run: what changes no row of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from pathlib import Path

from experiments.running.progress import Progress, SilentProgress
from experiments.running.shards import Shard

__all__ = ["Means"]


@dataclass(frozen=True)
class Means:
    """How a study is run: what changes no row of it.

    Attributes
    ----------
    workers
        Processes; with 1 everything runs in this process.
    shard
        The part of the work that is done here; the whole by default.
    make_executor
        Makes the executor of one worker; a process by default.
    cache_folder
        Where burnt-in worlds are kept; the user's cache by default.
    progress
        Told how far it is.
    command
        As typed, for the manifest.
    only
        Name of a single run to live, whether it was lived before or not.
    """

    workers: int = 1
    shard: Shard | None = None
    make_executor: Callable[[], Executor] | None = None
    cache_folder: Path | None = None
    progress: Progress = field(default_factory=SilentProgress)
    command: Sequence[str] = ()
    only: str | None = None

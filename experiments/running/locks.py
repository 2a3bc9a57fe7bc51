"""Who may write into a results folder: one run, or the shards of one study side by side.

The system gives a lock back when its process ends, however it ends, so no lock is ever left over.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from experiments.errors import StoreError
from experiments.running.shards import Shard

__all__ = ["hold_folder", "writers_at_work"]

_WHOLE = "run"

#: Others hold a lock for a moment only to see whether it is free: shards that begin together do.
_SECONDS_TO_LOOK = 2.0


@contextlib.contextmanager
def hold_folder(folder: Path, shard: Shard | None = None) -> Iterator[None]:
    """Hold a results folder while writing into it.

    Parameters
    ----------
    folder : Path
        It must exist.
    shard : Shard, optional
        Shards of one study may write at the same time, but no run of the whole beside them.

    Raises
    ------
    StoreError
        If another process holds it.
    """
    locks = folder / ".locks"
    own = locks / f"{_WHOLE if shard is None else shard.name}.lock"
    with contextlib.ExitStack() as held:
        try:
            locks.mkdir(exist_ok=True)
            held.enter_context(_held(own, folder))
            # First the own lock, then a look at the others: of two that begin at the same moment
            # at least one sees the other.
            for other in _others(locks, own, shard):
                with _held(other, folder):
                    pass
            own.with_suffix(".pid").write_text(f"{os.getpid()}\n", encoding="utf-8")
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            raise StoreError(f"{folder}: cannot be locked ({why})") from error
        yield


def writers_at_work(folder: Path) -> list[str]:
    """Return who writes into a folder now: ``run``, or names of shards.

    Examples
    --------
    >>> writers_at_work(Path("results/of-no-study"))
    []
    """
    found = []
    for path in sorted((folder / ".locks").glob("*.lock")):
        try:
            with FileLock(path, timeout=0):
                pass
        except Timeout:
            found.append(path.stem)
    return found


def _others(locks: Path, own: Path, shard: Shard | None) -> list[Path]:
    if shard is not None:
        return [locks / f"{_WHOLE}.lock"]
    return [path for path in sorted(locks.glob("*.lock")) if path != own]


@contextlib.contextmanager
def _held(path: Path, folder: Path) -> Iterator[None]:
    lock = FileLock(path, timeout=_SECONDS_TO_LOOK)
    try:
        lock.acquire()
    except Timeout:
        raise StoreError(
            f"{folder}: another process writes here{_named(path)}; wait for it, choose another "
            "folder with --out, or share the work with --shard 1/2 and --shard 2/2"
        ) from None
    try:
        yield
    finally:
        lock.release()


def _named(path: Path) -> str:
    with contextlib.suppress(OSError, ValueError):
        return f" (process {int(path.with_suffix('.pid').read_text())})"
    return ""

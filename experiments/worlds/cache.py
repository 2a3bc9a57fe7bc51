"""Burnt-in worlds on disk, found again by what went into them.

A world's key is a hash over its population, parameters, burn-in, number of people, seed and the
source of the model, so a changed equation never meets an old world. A file that cannot be read is
built again; the cache never makes a run fail.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol, TypeVar

__all__ = ["LIMIT_BYTES", "SavedWorld", "WorldCache", "canonical_hash", "default_cache_folder"]

#: The oldest worlds are removed once all of them together are larger than this.
LIMIT_BYTES = 2 * 1024**3

_FORMAT = 1


class SavedWorld(Protocol):
    """What the cache asks of a world."""

    def save(self, path: str | Path) -> None:
        """Write the world to ``path``."""


World = TypeVar("World", bound=SavedWorld)


def canonical_hash(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 (hexadecimal) of the one way to write ``content`` as JSON.

    Examples
    --------
    >>> canonical_hash({"a": 1, "b": 2}) == canonical_hash({"b": 2, "a": 1})
    True
    """
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def default_cache_folder() -> Path:
    """Return where burnt-in worlds are kept.

    ``KITH_CACHE`` moves the whole cache of Kith; otherwise it is ``kith`` in ``XDG_CACHE_HOME`` or
    in ``~/.cache``.
    """
    named = os.environ.get("KITH_CACHE")
    if named:
        return Path(named) / "worlds"
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(base) / "kith" / "worlds"


class WorldCache:
    """A folder of burnt-in worlds.

    Parameters
    ----------
    folder : Path
        Made when the first world is kept.
    limit_bytes : int
        Total size above which the least recently used worlds are removed.
    """

    def __init__(self, folder: Path, limit_bytes: int = LIMIT_BYTES) -> None:
        self.folder = folder
        self.limit_bytes = limit_bytes

    def path(self, identity: Mapping[str, Any], people: int, seed: int, fingerprint: str) -> Path:
        """Return where the world with this content lies or will lie."""
        content = {
            "format": _FORMAT,
            "identity": identity,
            "people": people,
            "seed": seed,
            "fingerprint": fingerprint,
        }
        return self.folder / f"{canonical_hash(content)}.kith"

    def fetch(
        self, path: Path, *, load: Callable[[Path], World], build: Callable[[], World]
    ) -> tuple[World, bool]:
        """Return the world at ``path``, or build and keep it.

        Returns
        -------
        world
            The burnt-in world.
        bool
            True if it came from the cache.
        """
        if path.exists():
            try:
                world = load(path)
            except Exception:  # any fault of a cached file has one cure: build the world again
                with contextlib.suppress(OSError):
                    path.unlink()
            else:
                with contextlib.suppress(OSError):
                    os.utime(path)
                return world, True
        world = build()
        self._keep(world, path)
        return world, False

    def _keep(self, world: SavedWorld, path: Path) -> None:
        beside = path.with_name(f".{path.stem[:16]}-{uuid.uuid4().hex[:8]}.tmp")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            world.save(beside)
            os.replace(beside, path)
            self._prune(path)
        except OSError:
            with contextlib.suppress(OSError):
                beside.unlink()

    def _prune(self, newest: Path) -> None:
        found: list[tuple[float, int, Path]] = []
        for path in self.folder.glob("*.kith"):
            with contextlib.suppress(OSError):  # another process may have removed it
                status = path.stat()
                found.append((status.st_mtime, status.st_size, path))
        total = sum(size for _, size, _ in found)
        for _, size, path in sorted(found):
            if total <= self.limit_bytes:
                break
            if path == newest:
                continue
            with contextlib.suppress(OSError):
                path.unlink()
            total -= size

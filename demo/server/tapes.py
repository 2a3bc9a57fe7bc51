"""Tapes that wait to be fetched: each once, by a key that only its visitor was told."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["Tapes"]


@dataclass(frozen=True, slots=True)
class _Waiting:
    data: bytes
    owner: str
    until: float


class Tapes:
    """In memory, one a visitor, and not for long.

    Parameters
    ----------
    keep_seconds
        How long a tape waits.
    clock
        Seconds, for tests.

    Examples
    --------
    >>> tapes = Tapes()
    >>> key = tapes.put(b"<!doctype html>", owner="visit 1")
    >>> tapes.take(key), tapes.take(key)
    (b'<!doctype html>', None)
    """

    def __init__(
        self, keep_seconds: float = 300.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._keep_seconds = keep_seconds
        self._clock = clock
        self._waiting: dict[str, _Waiting] = {}

    def put(self, data: bytes, owner: str) -> str:
        """Keep a tape in place of the owner's last; return its key."""
        self.forget(owner)
        key = secrets.token_urlsafe(24)
        self._waiting[key] = _Waiting(data, owner, self._clock() + self._keep_seconds)
        return key

    def take(self, key: str) -> bytes | None:
        """Return a tape and forget it; None for a key that is not known or no longer valid."""
        now = self._clock()
        self._waiting = {name: one for name, one in self._waiting.items() if one.until >= now}
        found = self._waiting.pop(key, None)
        return None if found is None else found.data

    def forget(self, owner: str) -> None:
        """Forget what an owner has not fetched."""
        self._waiting = {name: one for name, one in self._waiting.items() if one.owner != owner}

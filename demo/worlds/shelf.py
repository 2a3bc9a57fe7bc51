"""Pasts that were lived a moment ago, for the next visitor who asks for the same.

A class opens one link on thirty screens: the past is lived once, and each screen gets a fork of its
own. What stands on the shelf is only ever forked, never lived on.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulation import ConnectivityModel

__all__ = ["Shelf"]


class Shelf:
    """A few pasts, the least recently asked for leaving first.

    Parameters
    ----------
    limit_people
        How many people all pasts together may hold; one past is kept whatever its size. A person
        takes a few kilobytes.
    """

    def __init__(self, limit_people: int = 16_000) -> None:
        self._limit = limit_people
        self._pasts: OrderedDict[str, ConnectivityModel] = OrderedDict()
        self._making: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        """Return how many pasts there are."""
        return len(self._pasts)

    def fetch(self, key: str, live: Callable[[], ConnectivityModel]) -> ConnectivityModel:
        """Return the past of a key, lived now if it is not there; fork it, never step it.

        Two who ask for the same at the same time wait for one past; whoever lives it and is
        interrupted leaves it to the next.
        """
        with self._lock:
            turn = self._making.setdefault(key, threading.Lock())
        with turn:
            with self._lock:
                if key in self._pasts:
                    self._pasts.move_to_end(key)
                    return self._pasts[key]
            past = live()
            with self._lock:
                self._pasts[key] = past
                self._making.pop(key, None)
                while len(self._pasts) > 1 and self._people() > self._limit:
                    self._pasts.popitem(last=False)
            return past

    def _people(self) -> int:
        return sum(len(one.people) for one in self._pasts.values())

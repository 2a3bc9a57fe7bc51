"""Timing on machines that are never quiet: contestants take turns, and medians are compared."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

__all__ = ["alternate", "ratios"]


def alternate(
    contestants: Mapping[str, Callable[[], Any]],
    rounds: int,
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, list[float]]:
    """Time each contestant once a round, so that whatever else the machine does meets all of them.

    Every other round goes backwards, and a first round is not counted: it fills caches.

    Parameters
    ----------
    contestants
        What to call, by name.
    rounds
        How many are counted, at least 1.
    clock
        Tells the time in seconds.

    Returns
    -------
    dict of list of float
        Seconds of each round, by name.

    Examples
    --------
    >>> seconds = alternate({"sum": lambda: sum(range(100)), "nothing": lambda: None}, rounds=3)
    >>> [len(taken) for taken in seconds.values()]
    [3, 3]
    """
    names = list(contestants)
    seconds: dict[str, list[float]] = {name: [] for name in names}
    for name in names:
        contestants[name]()
    for turn in range(rounds):
        for name in names if turn % 2 == 0 else reversed(names):
            begun = clock()
            contestants[name]()
            seconds[name].append(clock() - begun)
    return seconds


def ratios(seconds: Sequence[float], beside: Sequence[float]) -> list[float]:
    """Return one contestant's time as a multiple of another's, round by round.

    Examples
    --------
    >>> ratios([2.0, 8.0, 6.0], [1.0, 2.0, 2.0])
    [2.0, 4.0, 3.0]
    """
    return [one / other for one, other in zip(seconds, beside, strict=True)]

"""Time for one visitor's worlds: a week after the other, at the asked pace, as fast as drawn."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from functools import partial

from demo.server.limits import Limits

__all__ = ["Player"]


class Player:
    """Plays until it is told otherwise, the run ends, or the page falls behind.

    Parameters
    ----------
    live_week
        Lives one week and sends its frame, if that is still wanted when it is its turn; returns
        whether the run goes on after it.
    stopped
        Called when play has stopped by itself.
    limits
        How many weeks may be sent and not yet drawn.
    clock
        Seconds, for tests.
    """

    def __init__(
        self,
        live_week: Callable[[Callable[[], bool]], Awaitable[bool]],
        stopped: Callable[[], Awaitable[None]],
        limits: Limits,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._live_week = live_week
        self._stopped = stopped
        self._limits = limits
        self._clock = clock
        self._stir = asyncio.Event()
        self._in_flight: deque[int] = deque()
        self._due = 0.0
        self._owed = 0
        self._order = 0
        self.playing = False
        self.speed = 5.0

    def play(self, speed: float | None) -> None:
        """Go on at a pace (weeks a second)."""
        self._obey(playing=True, owed=0)
        self.set_speed(self.speed if speed is None else speed)

    def set_speed(self, speed: float) -> None:
        """Change the pace."""
        self.speed = speed
        self._due = min(self._due, self._clock() + 1 / speed)
        self._stir.set()

    def step(self, weeks: int) -> None:
        """Live some weeks without waiting between them, then stand still."""
        self._obey(playing=False, owed=weeks)
        self._stir.set()

    def stop(self) -> None:
        """Stand still."""
        self._obey(playing=False, owed=0)

    def sent(self, week: int, *, first: bool = False) -> None:
        """Note that a week is on its way; ``first`` forgets what was sent of other worlds."""
        if first:
            self._in_flight.clear()
        self._in_flight.append(week)

    def drawn(self, week: int) -> None:
        """Note that the page has drawn a week, and with it those before."""
        if week in self._in_flight:
            while self._in_flight.popleft() != week:
                pass
            self._stir.set()

    async def run(self) -> None:
        """Play for ever; cancelled when the visit ends."""
        while True:
            wait = self._wait()
            if wait is None or wait > 0:
                self._stir.clear()
                try:
                    async with asyncio.timeout(wait):
                        await self._stir.wait()
                except TimeoutError:
                    pass
                continue
            now = self._clock()
            # A slow week is not made up for by a rush after it.
            self._due = max(self._due, now - 1 / self.speed) + 1 / self.speed
            self._owed = max(0, self._owed - 1)
            order = self._order
            goes_on = await self._live_week(partial(self._wanted, order))
            if order == self._order and not (goes_on and (self.playing or self._owed)):
                self.stop()
                await self._stopped()

    def _wanted(self, order: int) -> bool:
        return order == self._order

    def _obey(self, *, playing: bool, owed: int) -> None:
        self.playing, self._owed = playing, owed
        self._order += 1

    def _wait(self) -> float | None:
        """Return seconds until the next week, or None when something must happen first."""
        if not (self.playing or self._owed):
            return None
        if len(self._in_flight) >= self._limits.frames_in_flight:
            return None
        return 0.0 if self._owed else max(0.0, self._due - self._clock())

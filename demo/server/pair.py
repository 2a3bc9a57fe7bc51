"""The worlds of one visitor, touched by one thing at a time.

Every touch holds the lock until its thread is done and what it made is sent, so that a reset during
a step waits for the step, and the page never sees frames of two worlds mixed.
"""

from __future__ import annotations

import asyncio
import struct
from collections.abc import Awaitable, Callable
from typing import TypeVar

from demo.server.parts import Setting, Twins
from demo.server.problems import MessageError
from demo.server.turns import Turns

__all__ = ["Pair"]

Result = TypeVar("Result")
Send = Callable[[bytes, int], Awaitable[None]]


class Pair:
    """Holds no worlds at first.

    Parameters
    ----------
    turns
        Where work on the worlds is done.
    """

    def __init__(self, turns: Turns) -> None:
        self._turns = turns
        self._lock = asyncio.Lock()
        self._twins: Twins | None = None
        self.setting: Setting | None = None

    @property
    def week(self) -> int:
        """Weeks lived, or 0 without worlds."""
        return 0 if self._twins is None else self._twins.week

    @property
    def ended(self) -> bool:
        """Whether the run has lived all weeks of its setting."""
        return self.setting is not None and self.week >= self.setting.weeks

    def opened(self) -> Setting:
        """Return the setting of the worlds.

        Raises
        ------
        MessageError
            When there are none yet.
        """
        if self.setting is None:
            raise MessageError("No worlds are open yet; open some first.", "do")
        return self.setting

    async def take(
        self,
        twins: Twins | None,
        setting: Setting,
        begin: Callable[[Twins], bytes],
        greet: Callable[[], Awaitable[None]],
        send: Send,
    ) -> None:
        """Show week 0: of other worlds, or of those that are there when no others are given.

        Parameters
        ----------
        twins, setting
            Fresh worlds, or None for the same again; and what they were made of.
        begin
            Returns the first frame of worlds at week 0.
        greet
            Awaited before the frame is sent.
        send
            Given the frame and its week.
        """
        async with self._lock:
            again = self._twins
            if twins is None and again is not None:
                await self._turns.do(again.reset)
            chosen = again if twins is None else twins
            assert chosen is not None
            frame = await self._turns.do(lambda: begin(chosen))
            self._twins, self.setting = chosen, setting
            await greet()
            await send(frame, _week_of(frame))

    async def live_week(self, wanted: Callable[[], bool], send: Send) -> bool:
        """Live a week and show it; return whether the run goes on after it."""
        async with self._lock:
            twins = self._twins
            if twins is None or self.ended or not wanted():
                return False
            frame = await self._turns.do(lambda: _next_frame(twins))
            await send(frame, _week_of(frame))
            return not self.ended

    async def ask(self, question: Callable[[Twins], Result]) -> Result:
        """Return what a question about the worlds gives.

        Raises
        ------
        MessageError
            When there are no worlds yet.
        """
        async with self._lock:
            self.opened()
            twins = self._twins
            assert twins is not None
            return await self._turns.do(lambda: question(twins))

    async def rest(self) -> None:
        """Return when nobody touches the worlds any more."""
        async with self._lock:
            pass

    def let_go(self) -> None:
        """Forget the worlds; a week that is being lived ends and is forgotten too."""
        self._twins, self.setting = None, None


def _next_frame(twins: Twins) -> bytes:
    twins.step()
    return twins.frame()


def _week_of(frame: bytes) -> int:
    """Return the week in a frame's head.

    Examples
    --------
    >>> _week_of(bytes([1, 2, 244, 1, 41, 0, 0, 0, 0, 0, 0, 0]))
    41
    """
    week: int = struct.unpack_from("<I", frame, 4)[0]
    return week

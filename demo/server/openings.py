"""Worlds being made: a few at a time, so that those who play already go on; one before it is asked.

Making a world takes a second or two of one thread, a week of life a few thousandths.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Awaitable, Callable

from demo.server.parts import Parts, Setting, Twins
from demo.server.turns import Turns

__all__ = ["Openings"]

Progress = Callable[[float], Awaitable[None]]

_log = logging.getLogger("kith.demo")


class _LeftError(Exception):
    """Whoever asked for these worlds has left."""


class Openings:
    """The door through which all worlds come.

    Parameters
    ----------
    parts
        Makes them.
    turns
        Where they are made; one of its threads is always left to those who play.
    """

    def __init__(self, parts: Parts, turns: Turns) -> None:
        self._parts = parts
        self._turns = turns
        self._places = asyncio.Semaphore(max(1, turns.threads - 1))
        self._prepared: asyncio.Task[None] | None = None

    def prepare(self, setting: Setting) -> None:
        """Make worlds that somebody will ask for soon, live and show a week, and let them go.

        What they share with the worlds of the first visitor is then there: the common past, and
        compiled loops.
        """
        self._prepared = asyncio.create_task(self._prepare(setting))

    async def open(self, setting: Setting, progress: Progress | None = None) -> Twins:
        """Return new worlds at week 0 of a setting.

        Parameters
        ----------
        setting
            Checked already.
        progress
            Told the share that is done, from 0 to 1.
        """
        loop = asyncio.get_running_loop()
        left = threading.Event()
        news: asyncio.Queue[float] = asyncio.Queue()

        def tell(share: float) -> None:  # in the thread
            if left.is_set():
                raise _LeftError
            loop.call_soon_threadsafe(news.put_nowait, share)

        async with self._places:
            passing = asyncio.create_task(_pass_on(news, progress))
            try:
                return await self._turns.do(lambda: self._parts.open_twins(setting, tell))
            finally:
                left.set()
                passing.cancel()

    def close(self) -> None:
        """Stop preparing."""
        if self._prepared is not None:
            self._prepared.cancel()

    async def _prepare(self, setting: Setting) -> None:
        try:
            twins = await self.open(setting)
            await self._turns.do(lambda: _try_out(self._parts, twins))
        except Exception:
            # Whoever asks for these worlds is told what is wrong with them.
            _log.exception("the first worlds could not be prepared")


async def _pass_on(news: asyncio.Queue[float], progress: Progress | None) -> None:
    while True:
        share = await news.get()
        if progress is not None:
            await progress(share)


def _try_out(parts: Parts, twins: Twins) -> None:
    parts.begin(twins)
    twins.step()
    twins.frame()

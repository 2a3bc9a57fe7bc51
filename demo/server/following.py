"""The person a visitor follows: told at once, after weeks of play, and when play stands still."""

from __future__ import annotations

import time
from collections.abc import Callable

from demo.server.channel import Channel
from demo.server.limits import Limits
from demo.server.pair import Pair
from demo.server.parts import Parts
from demo.server.problems import MessageError

__all__ = ["Following"]

_REMEMBERED = 23


class Following:
    """Follows nobody at first.

    Parameters
    ----------
    pair
        Where the person lives.
    parts
        Tells the story.
    limits
        How often at most.
    channel
        Whom it is told.
    clock
        Seconds, for tests.
    """

    def __init__(
        self,
        pair: Pair,
        parts: Parts,
        limits: Limits,
        channel: Channel,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._pair = pair
        self._parts = parts
        self._gap = 1 / limits.stories_a_second
        self._channel = channel
        self._clock = clock
        self._followed: int | None = None
        self._told_at = 0.0
        self._told_week = -1
        self._looked_at: list[int] = []

    @property
    def looked_at(self) -> list[int]:
        """Whose stories were told in these worlds, the last first."""
        return self._looked_at[::-1]

    def begin(self) -> None:
        """Follow nobody in other worlds."""
        self.forget()
        self._looked_at = []

    async def follow(self, unique_id: int | None) -> None:
        """Tell of somebody now and from now on; None follows nobody.

        Raises
        ------
        MessageError
            When nobody has that number; who was followed still is.
        """
        if unique_id is None:
            self.forget()
            return
        self._pair.opened()
        before, self._followed = self._followed, unique_id
        try:
            await self._tell()
        except LookupError:
            self._followed = before
            text = f"Nobody with the number {unique_id} lives here."
            raise MessageError(text, "id") from None
        self._looked_at = [one for one in self._looked_at if one != unique_id][-_REMEMBERED:]
        self._looked_at.append(unique_id)

    def forget(self) -> None:
        """Follow nobody."""
        self._followed = None

    async def after_week(self) -> None:
        """Tell the story, unless it was told a moment ago."""
        if self._followed is not None and self._clock() - self._told_at >= self._gap:
            await self._tell_or_forget()

    async def catch_up(self) -> None:
        """Tell the story if weeks have been lived since it was told."""
        if self._followed is not None and self._told_week != self._pair.week:
            await self._tell_or_forget()

    async def _tell_or_forget(self) -> None:
        try:
            await self._tell()
        except LookupError:
            self.forget()

    async def _tell(self) -> None:
        followed = self._followed
        if followed is None:
            return
        tell = self._parts.story
        self._told_at = self._clock()
        story = await self._pair.ask(lambda twins: tell(twins, followed))
        self._told_week = self._pair.week
        await self._channel.tell(story)

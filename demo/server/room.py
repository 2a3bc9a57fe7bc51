"""The room: everything that all visitors share, and the door that counts them."""

from __future__ import annotations

import asyncio
import gc
from contextlib import suppress

from starlette.websockets import WebSocket

from demo.server.channel import FULL, Channel, GoneError
from demo.server.limits import Limits
from demo.server.lucks import Lucks
from demo.server.openings import Openings
from demo.server.parts import Parts
from demo.server.tapes import Tapes
from demo.server.turns import Turns
from demo.server.visit import Visit

__all__ = ["Room"]

#: Seconds after worlds were let go until their memory is collected.
_TIDY_AFTER = 0.5


class Room:
    """Made inside the running event loop.

    Parameters
    ----------
    parts
        The other parts of the classroom.
    limits
        What may be asked of it.
    turns
        Where worlds live; made here by default.
    """

    def __init__(self, parts: Parts, limits: Limits, turns: Turns | None = None) -> None:
        self.parts = parts
        self.limits = limits
        self.turns = turns or Turns()
        self.openings = Openings(parts, self.turns)
        self.lucks = Lucks(parts, self.openings, self.turns)
        self.tapes = Tapes()
        self.visits: set[Visit] = set()
        self._tidying: asyncio.TimerHandle | None = None

    async def receive(self, socket: WebSocket) -> None:
        """Serve one page from its coming to its leaving, or tell it that the room is full."""
        await socket.accept()
        channel = Channel(socket, self.limits)
        if len(self.visits) >= self.limits.visitors:
            count = self.limits.visitors
            text = (
                f"The room is full: {count} visitor{'s have' if count > 1 else ' has'} worlds of "
                "their own here already. Look on with somebody, or try again in a while."
            )
            with suppress(GoneError):
                await channel.tell({"tell": "full", "text": text})
                await channel.send_away(FULL, "The room is full.")
            return
        visit = Visit(channel, self)
        self.visits.add(visit)
        try:
            await visit.live()
        finally:
            self.visits.discard(visit)
            self.tidy_soon()

    def tidy_soon(self) -> None:
        """Collect the memory of worlds that were let go: a model and its people hold each other."""
        if self._tidying is None:
            self._tidying = asyncio.get_running_loop().call_later(_TIDY_AFTER, self._tidy)

    def close(self) -> None:
        """Take no more work."""
        if self._tidying is not None:
            self._tidying.cancel()
        self.openings.close()
        self.turns.close()

    def _tidy(self) -> None:
        self._tidying = None
        gc.collect()

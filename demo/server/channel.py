"""The line to one page: text comes in at a bearable pace, text and frames go out."""

from __future__ import annotations

import asyncio
import json
import math
import time
from collections.abc import Callable, Mapping
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from demo.server.limits import Limits

__all__ = ["FULL", "IDLE", "Channel", "GoneError", "as_json"]

#: Close codes of our own: too many visitors; nobody there any more.
FULL, IDLE = 4001, 4002


class GoneError(Exception):
    """The page has left, or has been sent away."""


def as_json(value: Any) -> str:
    """Return compact JSON that every browser reads: what is no number becomes null.

    Examples
    --------
    >>> as_json({"share": float("nan"), "name": "Zoë"})
    '{"share":null,"name":"Zoë"}'
    """
    try:
        return json.dumps(value, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    except ValueError:
        return json.dumps(_finite(value), separators=(",", ":"), ensure_ascii=False)


def _finite(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {key: _finite(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(one) for one in value]
    return value


class Channel:
    """A WebSocket with manners.

    Parameters
    ----------
    socket
        Accepted already.
    limits
        How many messages a second are read, and how long a silence may be.
    clock
        Seconds, for tests.
    """

    def __init__(
        self, socket: WebSocket, limits: Limits, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._socket = socket
        self._limits = limits
        self._clock = clock
        self._allowance = limits.messages_at_once
        self._counted = clock()

    async def receive(self) -> str | bytes:
        """Return the next message; one that comes too fast waits.

        Raises
        ------
        GoneError
            When the page has left, or has been silent for too long.
        """
        await self._wait_for_allowance()
        try:
            async with asyncio.timeout(self._limits.idle_seconds):
                message = await self._socket.receive()
        except TimeoutError:
            minutes = max(1, round(self._limits.idle_seconds / 60))
            text = (
                f"Not used for {minutes} minutes, so these worlds were let go. Load the page again."
            )
            await self.send_away(IDLE, text)
            raise GoneError from None
        except (WebSocketDisconnect, RuntimeError):
            raise GoneError from None
        if message["type"] == "websocket.disconnect":
            raise GoneError
        told: str | None = message.get("text")
        return told if told is not None else message.get("bytes") or b""

    async def tell(self, message: Mapping[str, Any]) -> None:
        """Send a message."""
        await self._send({"type": "websocket.send", "text": as_json(message)})

    async def frame(self, data: bytes) -> None:
        """Send a frame."""
        await self._send({"type": "websocket.send", "bytes": data})

    async def send_away(self, code: int, reason: str) -> None:
        """Close the line, and say why (at most 123 bytes)."""
        await self._send({"type": "websocket.close", "code": code, "reason": reason})

    async def _send(self, message: dict[str, Any]) -> None:
        try:
            await self._socket.send(message)
        except (WebSocketDisconnect, RuntimeError, OSError):
            raise GoneError from None

    async def _wait_for_allowance(self) -> None:
        now = self._clock()
        earned = (now - self._counted) * self._limits.messages_a_second
        self._allowance = min(self._limits.messages_at_once, self._allowance + earned) - 1
        self._counted = now
        if self._allowance < 0:
            await asyncio.sleep(-self._allowance / self._limits.messages_a_second)

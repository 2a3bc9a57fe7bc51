"""The web application: a page, its files, two lists, and one live line to each visitor."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket

from demo.server.access import Access
from demo.server.channel import as_json
from demo.server.guard import Guard
from demo.server.limits import Limits
from demo.server.parts import Parts
from demo.server.room import Room
from demo.server.shelf import Shelf

__all__ = ["Classroom"]


class Classroom:
    """The application behind its guard.

    Parameters
    ----------
    parts
        The other parts of the classroom.
    access
        Who may come in.
    limits
        What may be asked of it.
    shelf
        Where the page lies.

    Attributes
    ----------
    room : Room
        There from the start of the server on.
    """

    room: Room

    def __init__(
        self,
        parts: Parts,
        access: Access,
        limits: Limits | None = None,
        shelf: Shelf | None = None,
    ) -> None:
        self._parts = parts
        self._limits = limits or Limits()
        page = shelf or Shelf()
        inside = Starlette(
            routes=[
                Route("/", page.page),
                Route("/static/{path:path}", page.file),
                Route("/choices.json", _given(parts.choices)),
                Route("/lessons.json", _given(list(parts.lessons))),
                Route("/tape/{key}", self._tape),
                WebSocketRoute("/live", self._live),
            ],
            lifespan=self._life,
        )
        self._guard = Guard(inside, access)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        await self._guard(scope, receive, send)

    @property
    def busy(self) -> bool:
        """Whether a world is being worked on now."""
        return hasattr(self, "room") and self.room.turns.busy

    @asynccontextmanager
    async def _life(self, _: Starlette) -> AsyncIterator[None]:
        self.room = Room(self._parts, self._limits)
        if self._parts.first is not None:
            self.room.openings.prepare(self._parts.first)
        try:
            yield
        finally:
            self.room.close()

    async def _live(self, socket: WebSocket) -> None:
        await self.room.receive(socket)

    async def _tape(self, request: Request) -> Response:
        # A browser that only asks whether it is there must not use the key up.
        data = self.room.tapes.take(request.path_params["key"]) if request.method == "GET" else None
        if data is None:
            text = "This tape has been fetched, or its time is over. Make it again on the page."
            return PlainTextResponse(text, 404)
        headers = {"content-disposition": 'attachment; filename="kith-tape.html"'}
        return Response(data, media_type="text/html; charset=utf-8", headers=headers)


def _given(value: Any) -> Any:
    data = as_json(value).encode()

    async def answer(_: Request) -> Response:
        return Response(data, media_type="application/json")

    return answer

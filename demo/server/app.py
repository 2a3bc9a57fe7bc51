"""The web application: a page, its files, three lists, and one live line to each visitor."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp
from starlette.websockets import WebSocket

from demo.server.access import Access
from demo.server.channel import as_json
from demo.server.guard import Guard
from demo.server.limits import Limits
from demo.server.parts import Parts
from demo.server.room import Room
from demo.server.shelf import Shelf

__all__ = ["make_app"]


def make_app(
    parts: Parts, access: Access, limits: Limits | None = None, shelf: Shelf | None = None
) -> ASGIApp:
    """Return the application behind its guard; its room is ``app.state.room`` once it runs.

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
    """
    bounds = limits or Limits()
    page = shelf or Shelf()

    @asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        room = app.state.room = Room(parts, bounds)
        if parts.first is not None:
            room.openings.prepare(parts.first)
        try:
            yield
        finally:
            room.close()

    async def live(socket: WebSocket) -> None:
        room: Room = socket.app.state.room
        await room.receive(socket)

    async def tape(request: Request) -> Response:
        room: Room = request.app.state.room
        data = room.tapes.take(request.path_params["key"]) if request.method == "GET" else None
        if data is None:
            text = "This tape has been fetched, or its time is over. Make it again on the page."
            return PlainTextResponse(text, 404)
        return Response(
            data,
            media_type="text/html; charset=utf-8",
            headers={"content-disposition": 'attachment; filename="kith-tape.html"'},
        )

    choices, lessons = as_json(parts.choices).encode(), as_json(list(parts.lessons)).encode()

    def given(data: bytes) -> Response:
        return Response(data, media_type="application/json")

    async def give_choices(_: Request) -> Response:
        return given(choices)

    async def give_lessons(_: Request) -> Response:
        return given(lessons)

    app = Starlette(
        routes=[
            Route("/", page.page),
            Route("/static/{path:path}", page.file),
            Route("/choices.json", give_choices),
            Route("/lessons.json", give_lessons),
            Route("/tape/{key}", tape),
            WebSocketRoute("/live", live),
        ],
        lifespan=life,
    )
    return Guard(app, access)

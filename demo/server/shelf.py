"""The files of the page: what lies in the package, under names that cannot lead elsewhere."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from importlib.resources.abc import Traversable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

__all__ = ["Shelf"]

#: Not asked of the system, whose own table may call a module plain text.
_TYPES = {
    "css": "text/css; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "ico": "image/x-icon",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "woff2": "font/woff2",
}


class Shelf:
    """Gives files of a folder.

    Parameters
    ----------
    folder
        By default the page's own in the package ``demo``.
    """

    def __init__(self, folder: Traversable | None = None) -> None:
        self._folder = folder if folder is not None else files("demo") / "static"

    async def page(self, request: Request) -> Response:
        """Answer ``/``."""
        return self._given("index.html", request)

    async def file(self, request: Request) -> Response:
        """Answer ``/static/...``."""
        return self._given(request.path_params["path"], request)

    def _given(self, name: str, request: Request) -> Response:
        kind = _TYPES.get(name.rpartition(".")[2])
        place = self._place(name)
        if kind is None or place is None:
            return PlainTextResponse("There is no such file.", 404)
        data = place.read_bytes()
        tag = f'"{hashlib.sha256(data).hexdigest()[:20]}"'
        headers = {"etag": tag, "cache-control": "no-cache", "content-type": kind}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return Response(data, headers=headers)

    def _place(self, name: str) -> Traversable | None:
        place = self._folder
        for part in name.split("/"):
            # Names are compared with those that are there, so none can lead out.
            found = [one for one in place.iterdir() if one.name == part] if place.is_dir() else []
            if not found or part.startswith("."):
                return None
            place = found[0]
        return place if place.is_file() else None

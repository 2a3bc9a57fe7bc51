"""Stands before the server: refuses what does not come from its own page, and adds safe headers."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from demo.server.access import Access

__all__ = ["Guard"]

_NO_KEY = (
    "This classroom is open to those who have its link: the address with a key in it that stands "
    "in the terminal where kith demo was started. Open that link once."
)
#: Half a day: a school day, and a lesson tomorrow needs the link again.
_COOKIE_SECONDS = 12 * 3600


def safe_headers(host: str) -> dict[str, str]:
    """Return the headers of every answer: nothing is loaded from elsewhere, and framed nowhere.

    Parameters
    ----------
    host
        The ``Host`` that was asked for, checked; older browsers do not count a WebSocket to it as
        ``'self'``.
    """
    policy = (
        "default-src 'self'",
        f"connect-src 'self' ws://{host} wss://{host}",
        "img-src 'self' data:",
        "style-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
    return {
        "content-security-policy": "; ".join(policy),
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "x-frame-options": "DENY",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=()",
    }


class Guard:
    """A wrapper around the application.

    Parameters
    ----------
    app
        Behind the guard.
    access
        Who may come in.
    """

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, or answer it here."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers)
        if scope["type"] == "websocket":
            if refusal is None:
                await self._app(scope, receive, send)
            else:
                await receive()
                await send({"type": "websocket.close", "code": 1008, "reason": ""})
            return
        extra = safe_headers(headers["host"] if self._knows_host(headers) else "localhost")

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                added = MutableHeaders(raw=message.setdefault("headers", []))
                for name, value in extra.items():
                    added[name] = value
                added.setdefault("cache-control", "no-store")
            await send(message)

        await (refusal or self._app)(scope, receive, send_safely)

    def _knows_host(self, headers: Headers) -> bool:
        named = headers.getlist("host")
        return len(named) == 1 and self._access.knows_host(named[0])

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        if not self._knows_host(headers):
            return PlainTextResponse("This server is not known by that name.", 400)
        origin, live = headers.get("origin"), scope["type"] == "websocket"
        if (live or origin is not None) and not self._access.believes_origin(
            origin, headers["host"]
        ):
            return PlainTextResponse("Asked for by a page of another site.", 403)
        if not live and scope["method"] not in ("GET", "HEAD"):
            return PlainTextResponse("Nothing is sent to this server.", 405, {"allow": "GET, HEAD"})
        return self._without_key(scope, headers, live=live)

    def _without_key(self, scope: Scope, headers: Headers, *, live: bool) -> Response | None:
        access = self._access
        query = parse_qsl(scope["query_string"].decode("latin-1"))
        if not live and access.opens(dict(query).get("token")):
            kept = urlencode([(name, value) for name, value in query if name != "token"])
            # The key leaves the address bar, so that a projector does not show it for long.
            answer = RedirectResponse("/?" + kept if kept else "/", 303)
            answer.set_cookie(
                access.cookie, access.session,
                max_age=_COOKIE_SECONDS, httponly=True, samesite="lax",
            )  # fmt: skip
            return answer
        if access.remembers(cookie_parser(headers.get("cookie", "")).get(access.cookie)):
            return None
        return PlainTextResponse(_NO_KEY, 403)

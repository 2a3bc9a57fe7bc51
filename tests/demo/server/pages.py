"""A plain WebSocket client that does what the page does, and a server to talk to."""

from __future__ import annotations

import contextlib
import json
import struct
import threading
import time

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from demo.server.access import Access
from demo.server.app import Classroom
from demo.server.limits import Limits
from demo.server.serving import listen, server_on


class Page:
    """Acknowledges every frame at once unless told not to."""

    def __init__(self, port: int, *, draws: bool = True, **options) -> None:
        self.draws = draws
        self.frames: list[bytes] = []
        self.heard: list[dict] = []
        options.setdefault("origin", f"http://127.0.0.1:{port}")
        self._stack = contextlib.ExitStack()
        self.line = self._stack.enter_context(
            connect(
                f"ws://127.0.0.1:{port}/live",
                compression=None, max_size=None, proxy=None, open_timeout=120, **options,
            )
        )  # fmt: skip

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self) -> None:
        self._stack.close()

    def ask(self, do: str, **what) -> None:
        self.line.send(json.dumps({"do": do, **what}))

    def next(self, timeout: float = 10.0) -> dict | bytes:
        """Return what comes next: a message, or a frame."""
        told = self.line.recv(timeout)
        if isinstance(told, bytes):
            self.frames.append(told)
            if self.draws:
                self.ask("drawn", week=week_of(told))
            return told
        message = json.loads(told)
        self.heard.append(message)
        return message

    def hear(self, kind: str, timeout: float = 10.0) -> dict:
        """Return the next message of a kind."""
        end = time.monotonic() + timeout
        while True:
            told = self.next(max(0.01, end - time.monotonic()))
            if isinstance(told, dict) and told["tell"] == kind:
                return told

    def frame(self, timeout: float = 10.0) -> bytes:
        """Return the next frame."""
        while True:
            told = self.next(timeout)
            if isinstance(told, bytes):
                return told

    def open(self, timeout: float = 60.0, **setting) -> dict:
        """Open worlds and return what was told of them, the first frame drawn."""
        self.ask("open", setting=setting)
        told = self.hear("opened", timeout)
        self.frames.clear()
        assert week_of(self.frame()) == 0
        return told

    def weeks(self, until: int, timeout: float = 30.0) -> list[bytes]:
        """Return all frames since the last full one, once a week has come."""
        while not self.frames or week_of(self.frames[-1]) < until:
            self.frame(timeout)
        return self.frames

    def silence(self, seconds: float) -> list:
        """Return what comes within a time."""
        came = []
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            with contextlib.suppress(TimeoutError):
                came.append(self.next(left))
        return came

    def closed(self, timeout: float = 10.0) -> ConnectionClosed:
        """Return how the server closes the line."""
        try:
            while True:
                self.next(timeout)
        except ConnectionClosed as closed:
            return closed


def week_of(frame: bytes) -> int:
    return struct.unpack_from("<I", frame, 4)[0]


class Served:
    """A server in a thread of this process."""

    def __init__(self, parts, limits=None, access=None, shelf=None) -> None:
        self.limits = limits or Limits()
        place = listen("127.0.0.1", None)
        self.port = place.getsockname()[1]
        self.access = access(self.port) if access else Access.on("127.0.0.1", self.port)
        self.app = Classroom(parts, self.access, self.limits, shelf)
        self._server = server_on(self.app, self.limits)
        self._thread = threading.Thread(target=self._server.run, args=([place],))
        self._place = place

    @property
    def room(self):
        return self.app.room

    def __enter__(self):
        self._thread.start()
        while not self._server.started:
            time.sleep(0.005)
        return self

    def __exit__(self, *_):
        self._server.should_exit = True
        self._thread.join(20)
        assert not self._thread.is_alive(), "the server does not end"
        self._place.close()

    def page(self, **options) -> Page:
        return Page(self.port, **options)

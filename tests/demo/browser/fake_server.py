"""A server that speaks the page's language with made-up frames: for what real worlds never do.

Names full of markup, a room without places, a line that breaks, a setting that is refused.
"""

from __future__ import annotations

import asyncio
import json
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import uvicorn
from starlette.applications import Starlette
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

STATIC = Path(__file__).resolve().parents[3] / "demo" / "static"
POLICY = "default-src 'self'; style-src 'self'; object-src 'none'; base-uri 'none'"
HOSTILE = '<img src=x onerror="window.hurt = 1"><script>window.hurt = 1</script>'
GROUP = {
    "type": "group_therapy", "title": "Group therapy", "summary": "Eight people and a leader.",
    "settings": [
        {"key": "uptake", "title": "Say yes when asked", "about": "", "unit": "share", "low": 0.0,
         "high": 1.0, "step": 0.05, "default": 0.69, "kind": "share"},
        {"key": "facilitators", "title": "Facilitators", "about": "", "unit": "people", "low": 0,
         "high": 20, "step": 1, "default": None, "none": "as many as needed", "kind": "number"},
    ],
}  # fmt: skip
CHOICES: dict[str, Any] = {
    "scenarios": [
        {"name": "group-therapy", "title": "Group therapy", "about": "Groups for lonely people.",
         "programmes": [{"type": "group_therapy", "title": "Group therapy", "start_week": 8,
                         "settings": {"uptake": 0.69}}], "policies": []},
        {"name": "baseline", "title": "Baseline", "about": "No help.", "programmes": [],
         "policies": []},
    ],
    "programmes": [
        GROUP,
        GROUP | {"type": "community_events", "title": "Community events", "summary": "Open fairs."},
    ],
    "levers": [
        {"key": "mobility", "title": "Moving house", "about": "How many move in a year.",
         "unit": "share", "low": 0.0, "high": 0.4, "step": 0.01, "default": 0.06},
        {"key": "hardship", "title": "Hardship", "about": "How poor the town is.", "unit": "SD",
         "low": -2.0, "high": 2.0, "step": 0.1, "default": 0.0},
    ],
    "people": {"low": 100, "high": 2000, "default": 500},
    "default": {"scenario": "group-therapy"},
    "version": "0",
}  # fmt: skip


class FakeWorlds:
    """Two worlds of random ties; reproducible, and different once help has begun."""

    def __init__(self, setting: dict[str, Any]) -> None:
        self.setting = setting
        self.n = setting["people"]
        self.worlds = 1 if setting["scenario"] == "baseline" else 2
        self.week = 0
        self.draw = np.random.default_rng(setting["luck"])
        pairs = np.sort(self.draw.integers(0, self.n, (self.n * 4, 2)), axis=1)
        pairs = np.unique(pairs[pairs[:, 0] < pairs[:, 1]], axis=0)
        self.ties = [pairs.copy() for _ in range(2)]
        self.states = self.draw.integers(0, 256, (4, self.n)).astype(np.uint8)
        self.styles = self.draw.integers(0, 4, self.n)

    def meta(self) -> dict[str, Any]:
        compared = self.worlds == 2
        period = {"label": "g", "title": "Group therapy", "start_week": 8, "end_week": 40}
        return {
            "tell": "opened", "setting": self.setting, "title": "Group therapy",
            "description": "", "people": self.n, "weeks": self.setting["weeks"],
            "compared": compared, "currency": "GBP", "help": [period] if compared else [],
            "homes": (np.arange(self.n) // 50).tolist(),
            "households": (np.arange(self.n) // 2).tolist(), "outcomes": [], "visit": "v",
            "limits": {"people": [100, 2000], "speed": [0.5, 60]},
        }  # fmt: skip

    def numbers(self, world: int) -> list[float]:
        gain = max(0, self.week - 8) * world
        isolated = 189 - 0.2 * gain + 5 * np.sin(self.week / 6)
        lonely = 260 - 0.4 * gain + 4 * np.cos(self.week / 5)
        return [isolated, lonely, 16.2 - 0.01 * gain, 5.0, 6.5, 210.0 * gain]

    def step(self) -> bytes:
        self.week += 1
        return self.frame(full=False)

    def frame(self, full: bool) -> bytes:
        parts = [struct.pack("<BBHIBxxx", 1, self.worlds, self.n, self.week, full)]
        for world in range(self.worlds):
            new, lost = self.ties[world], np.empty((0, 2), dtype=int)
            if not full:
                gone = self.draw.integers(0, len(new), 6)
                lost = np.unique(new[gone], axis=0)
                self.ties[world] = np.delete(new, gone, axis=0)
                new = np.empty((0, 2), dtype=int)
            arrived = np.arange(self.n) if full else np.empty(0, dtype=int)
            block = struct.pack("<6f4I", *self.numbers(world), len(new), 0, len(lost), len(arrived))
            told = np.zeros(len(new), dtype=[("i", "<u2"), ("j", "<u2"), ("k", "u1"), ("c", "u1")])
            told["i"], told["j"], told["k"], told["c"] = new[:, 0], new[:, 1], 1, 128
            block += told.tobytes() + lost.astype("<u2").tobytes()
            rows = np.zeros(len(arrived), dtype=[("row", "<u2"), ("x", "<u2"), ("id", "<f8")])
            rows["row"] = rows["id"] = arrived
            marks = (self.states[0] > 205).astype(np.uint8) | (self.styles << 4).astype(np.uint8)
            block += rows.tobytes() + self.states.tobytes() + marks.tobytes()
            block += np.full(self.n, 40, dtype=np.uint8).tobytes()
            parts.append(block + bytes(-len(block) % 4))
        return b"".join(parts)

    def story(self, person: int, name: str) -> dict[str, Any]:
        other = {"id": (person + 1) % self.n, "name": name}
        tie = {**other, "what": "friend", "closeness": 0.6, "trust": 0.5, "since_week": -4,
               "words": name}  # fmt: skip
        life = {
            "here": True, "now": [f"Sees {name}."], "ties": [tie],
            "events": [{"week": week, "kind": "met", "other": other, "text": f"Met {name}."}
                       for week in range(max(1, self.week))],
            "loneliness": [0.4] * (self.week + 1), "stress": [14.0] * (self.week + 1),
        }  # fmt: skip
        lives = [life | {"title": title} for title in ("As it is", "With help")[: self.worlds]]
        return {"tell": "person", "id": person, "row": person, "name": f"{name} {person}",
                "week": self.week, "about": "40 years old.", "lives": lives,
                "difference": name}  # fmt: skip


class FakeServer:
    """What the tests may change, and what the page has asked."""

    def __init__(self) -> None:
        self.name = "Eve"
        self.full = False
        self.refuse = ""
        self.break_at = -1
        self.asked: list[dict[str, Any]] = []

    def app(self) -> Starlette:
        def static(request: Any) -> Response:
            path = STATIC / request.path_params["path"]
            return answer(FileResponse(path) if path.is_file() else Response(status_code=404))

        def page(_: Any) -> Response:
            return answer(FileResponse(STATIC / "index.html"))

        def answer(response: Response) -> Response:
            response.headers["Content-Security-Policy"] = POLICY
            return response

        return Starlette(routes=[
            Route("/", page),
            Route("/choices.json", lambda _: JSONResponse(CHOICES)),
            Route("/lessons.json", lambda _: JSONResponse([])),
            Route("/static/{path:path}", static),
            WebSocketRoute("/live", self.live),
        ])  # fmt: skip

    async def live(self, line: WebSocket) -> None:
        await line.accept()
        if self.full:
            await line.send_json({"tell": "full", "text": "All 30 places are taken."})
            await line.close(4001)
            return
        worlds: FakeWorlds | None = None
        play: asyncio.Task[None] | None = None

        async def run(speed: float) -> None:
            assert worlds is not None
            while worlds.week < worlds.setting["weeks"]:
                await asyncio.sleep(1 / speed)
                await line.send_bytes(worlds.step())
                if worlds.week == self.break_at:
                    await line.close(1011)
                    return
            await line.send_json({"tell": "playing", "playing": False, "speed": speed})

        try:
            while True:
                message = json.loads(await line.receive_text())
                self.asked.append(message)
                do = message["do"]
                if play is not None and do in ("pause", "reset", "open", "step", "play"):
                    play.cancel()
                if do == "open" and self.refuse:
                    told = {"tell": "problem", "text": self.refuse, "where": "setting.people"}
                    await line.send_json(told)
                elif do == "open" or (do == "reset" and worlds is not None):
                    told = {"tell": "opening", "share": 0.4, "text": "The community comes to life."}
                    await line.send_json(told)
                    await asyncio.sleep(0.05)
                    worlds = FakeWorlds(message["setting"] if do == "open" else worlds.setting)
                    await line.send_json(worlds.meta())
                    await line.send_bytes(worlds.frame(full=True))
                elif worlds is None:
                    continue
                elif do == "play":
                    speed = message["speed"]
                    await line.send_json({"tell": "playing", "playing": True, "speed": speed})
                    play = asyncio.create_task(run(speed))
                elif do == "pause":
                    await line.send_json({"tell": "playing", "playing": False, "speed": 5})
                elif do == "step":
                    await line.send_bytes(worlds.step())
                elif do == "find":
                    found = {"id": 7, "row": 7, "name": f"{self.name} 7", "why": self.name}
                    await line.send_json({"tell": "found", "people": [found]})
                elif do == "person" and message["id"] is not None:
                    await line.send_json(worlds.story(message["id"], self.name))
        except WebSocketDisconnect:
            pass
        finally:
            if play is not None:
                play.cancel()


@contextmanager
def serving(app: Any) -> Iterator[str]:
    """Serve an application on a free port of this computer, and give its address."""
    config = uvicorn.Config(
        app, host="127.0.0.1", port=0, log_level="warning", ws="websockets-sansio"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 10
    while not server.started:
        assert time.monotonic() < deadline, "the server did not start"
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}/"
    server.should_exit = True
    thread.join(timeout=10)

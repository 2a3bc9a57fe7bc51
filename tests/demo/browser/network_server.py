"""The network's harness page on loopback, with frames of a made-up or a real town."""

from __future__ import annotations

import json
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).parents[3]
STATIC = ROOT / "demo" / "static"
HARNESS = Path(__file__).parent / "harness"
KINDS = {".html": "text/html", ".js": "text/javascript", ".css": "text/css"}
POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'"


@contextmanager
def serve(meta: dict[str, object], frames: list[bytes]) -> Iterator[str]:
    """Serve the harness under the page's own strict policy; yield its address."""
    made = {
        "/meta.json": ("application/json", json.dumps(meta).encode()),
        "/frames.bin": (
            "application/octet-stream",
            b"".join(struct.pack("<I", len(one)) + one for one in frames),
        ),
    }

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.split("?")[0]
            if path == "/favicon.ico":
                self.answer(204, "image/x-icon", b"")
                return
            if path in made:
                self.answer(200, *made[path])
                return
            base = STATIC if path.startswith("/static/") else HARNESS
            name = path.removeprefix("/static/").lstrip("/") or "index.html"
            file = (base / name).resolve()
            if base in file.parents and file.is_file():
                self.answer(200, KINDS.get(file.suffix, "text/plain"), file.read_bytes())
            else:
                self.answer(404, "text/plain", b"no such file")

        def answer(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Security-Policy", POLICY)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *told: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

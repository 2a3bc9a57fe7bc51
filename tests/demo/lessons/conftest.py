"""A page with the lessons in a real Chromium, without a server and without a network."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import demo
from demo.lesson_files import load_lessons

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

STATIC = Path(demo.__file__).parent / "static"
HARNESS = Path(__file__).with_name("harness.js")
SITE = "http://kith.test"
#: What the server of the classroom sends with every page.
POLICY = "default-src 'self'; style-src 'self'"
KINDS = {".js": "text/javascript", ".css": "text/css", ".html": "text/html"}
PAGE = """<!doctype html>
<html lang="en" data-theme="{theme}">
<head><meta charset="utf-8"><title>Lessons</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/theme.css"><link rel="stylesheet" href="/static/lessons/lessons.css">
<script type="module" src="/harness.js"></script></head>
<body><header><h1>kith</h1></header><main></main></body></html>
"""
THEME = """
html { background: #fff; color: #1a2033; color-scheme: light; font-family: sans-serif; }
html[data-theme="dark"] { background: #0a0f1c; color: #eceff7; color-scheme: dark; }
"""


@pytest.fixture
def open_lessons(browser: Browser) -> Iterator[Any]:
    """Open the page with some lessons; fails on any complaint of the page and any other request."""
    contexts = []
    told: list[str] = []

    def open_page(
        lessons: list[dict[str, Any]] | None = None,
        *,
        width: int = 1366,
        height: int = 900,
        theme: str = "light",
    ) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height})
        contexts.append(context)
        given = load_lessons() if lessons is None else lessons

        def answer(route, request) -> None:
            path = request.url.removeprefix(SITE)
            if not request.url.startswith(SITE):
                told.append(f"asked for {request.url}")
                route.abort()
            elif path == "/":
                respond(route, PAGE.format(theme=theme), "text/html")
            elif path == "/theme.css":
                respond(route, THEME, "text/css")
            elif path == "/harness.js":
                respond(route, HARNESS.read_text(encoding="utf-8"), "text/javascript")
            elif path == "/lessons.json":
                respond(route, json.dumps(given), "application/json")
            elif path == "/favicon.ico":
                route.fulfill(status=204)
            else:
                file = STATIC / path.removeprefix("/static/")
                respond(route, file.read_text(encoding="utf-8"), KINDS[file.suffix])

        context.route("**/*", answer)
        page = context.new_page()
        page.on("console", lambda message: told.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.goto(f"{SITE}/", wait_until="load")
        page.wait_for_function("() => window.mounted")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert told == []


def respond(route: Any, body: str, kind: str) -> None:
    """Answer a request as the server of the classroom would."""
    headers = {"Content-Security-Policy": POLICY}
    route.fulfill(body=body, content_type=f"{kind}; charset=utf-8", headers=headers)

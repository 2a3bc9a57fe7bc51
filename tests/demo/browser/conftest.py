"""A real Chromium that may ask nobody but the classroom, and that must not complain."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from tests.demo.browser.fake_server import FakeServer, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

READY = "() => window.kith !== undefined && window.kith.state.ready"


@pytest.fixture
def server() -> FakeServer:
    """A server that plays by the book, until a test tells it otherwise."""
    return FakeServer()


@pytest.fixture
def address(server: FakeServer) -> Iterator[str]:
    """Where the made-up worlds are served."""
    with serving(server.app()) as place:
        yield place


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open pages; at the end, none may have asked elsewhere or complained."""
    contexts, asked, told = [], [], []

    def go(
        address: str, *, width: int = 1366, height: int = 768, ready: bool = True, **how
    ) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **how)
        contexts.append(context)
        own = address.split("#")[0].rstrip("/")

        def answer(route, request) -> None:
            if request.url.startswith((own, "blob:", "data:")):
                route.continue_()
            else:
                asked.append(request.url)
                route.abort()

        context.route("**/*", answer)
        page = context.new_page()
        page.on("console", lambda message: told.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.goto(address)
        if ready:
            page.wait_for_function(READY)
        return page

    yield go
    for context in contexts:
        context.close()
    assert asked == []
    assert told == []

"""Opening the network's harness page in a real Chromium, refusing every other address."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tests.demo.browser.network_server import serve
from tests.demo.network.frame_bytes import Town

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

#: Nothing is drawn quickly where eight others work; a test that hangs ends here.
PATIENCE_MS = 60_000


def meta_of(town: Town) -> dict[str, object]:
    return {
        "people": town.people,
        "homes": town.homes,
        "households": town.households,
        "worlds": town.worlds,
    }


def week_by_week(town: Town, weeks: int) -> list[bytes]:
    return [town.full_frame(), *(town.next_frame() for _ in range(weeks))]


class Shown:
    """The network on its page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.told: list[str] = []

    def play(self, weeks: int) -> None:
        """Draw the weeks up to this one, week 0 first."""
        self.page.evaluate("n => harness.play(n)", weeks + 1)
        self.page.wait_for_function("n => harness.drawn.length > n", arg=weeks, timeout=PATIENCE_MS)

    def ask(self, what: str = "stat", **detail: Any) -> Any:
        return self.page.evaluate(
            "([what, detail]) => harness.network.ask(what, detail)", [what, detail]
        )

    def do(self, call: str) -> None:
        self.page.evaluate(f"() => {{ harness.network.{call}; }}")

    def last(self, which: str) -> Any:
        return self.page.evaluate("which => harness[which].at(-1) ?? null", which)

    def wait(self, condition: str) -> None:
        """Wait until a condition on the engine's own account `stat` holds."""
        end = time.monotonic() + PATIENCE_MS / 1000
        while not self.page.evaluate(
            f"async () => {{ const stat = await harness.network.ask('stat'); return {condition}; }}"
        ):
            assert time.monotonic() < end, f"never came about: {condition}"
            self.page.wait_for_timeout(20)


@contextmanager
def shown(
    browser: Browser,
    meta: dict[str, object],
    frames: list[bytes],
    *,
    width: int = 1000,
    height: int = 560,
    query: str = "",
    before: str = "",
    **context: Any,
) -> Iterator[Shown]:
    """Yield the network; fail on any message of the console and any request elsewhere."""
    with serve(meta, frames) as address:
        opened = browser.new_context(viewport={"width": width, "height": height}, **context)
        page = opened.new_page()
        found = Shown(page)
        elsewhere: list[str] = []

        def answer(route: Any, request: Any) -> None:
            if request.url.startswith(address):
                route.continue_()
            else:
                elsewhere.append(request.url)
                route.abort()

        opened.route("**/*", answer)
        page.on("console", lambda one: found.told.append(f"{one.type}: {one.text}"))
        page.on("pageerror", lambda error: found.told.append(str(error)))
        if before:
            page.add_init_script(before)
        page.goto(f"{address}?{query}")
        page.wait_for_function("() => globalThis.harness !== undefined", timeout=PATIENCE_MS)
        try:
            yield found
        finally:
            opened.close()
        assert elsewhere == []
        assert found.told == []

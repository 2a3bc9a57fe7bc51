"""A real Chromium, and the report of a real small study."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

USUAL = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def chromium() -> str:
    """Return where Chromium is; skip without it, or fail where it must be there."""
    named = os.environ.get("KITH_CHROMIUM", "")
    path = shutil.which(named or USUAL)
    if path is not None:
        return path
    told = (
        f"no Chromium at {named or USUAL}; name one in KITH_CHROMIUM, or on Debian and Ubuntu: "
        "apt install chromium"
    )
    if os.environ.get("KITH_REQUIRE_CHROMIUM"):
        pytest.fail(told, pytrace=False)
    pytest.skip(told)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, without a network of its own."""
    path = chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Live the quickstart in small, and return its results folder."""
    from experiments.running.runner import run_study
    from scenarios import load_study

    base = tmp_path_factory.mktemp("browser")
    run_study(
        load_study("quickstart"),
        out=base / "quickstart",
        people=120,
        seeds=3,
        weeks=60,
        quick=True,
        workers=1,
        cache_folder=base / "cache",
        command=["kith", "run", "quickstart", "--quick"],
    )
    return base / "quickstart"


@pytest.fixture(scope="session")
def text(results: Path) -> str:
    """The report's source."""
    return (results / "report.html").read_text(encoding="utf-8")


@pytest.fixture
def opened(browser: Browser, results: Path) -> Iterator[Page]:
    """The report, opened from its file with every other request refused."""
    context = browser.new_context(viewport={"width": 1366, "height": 900})
    page = context.new_page()
    address = (results / "report.html").as_uri()
    asked: list[str] = []
    told: list[str] = []

    def answer(route, request) -> None:
        if request.url == address:
            route.continue_()
        else:
            asked.append(request.url)
            route.abort()

    context.route("**/*", answer)
    page.on("console", lambda message: told.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.goto(address, wait_until="load")
    page.asked, page.told = asked, told  # for tests that look at them
    yield page
    context.close()

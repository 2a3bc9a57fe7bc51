"""The network in a real notebook: marimo serves it, Chromium draws it, the kernel lives on."""

from __future__ import annotations

import importlib.util
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import ARGUMENTS, chromium

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parents[3]
PATIENCE = 120

NOTEBOOK = """
import marimo
app = marimo.App()

@app.cell
def _():
    import marimo as mo
    from simulation import ConnectivityModel
    from demo.notebook import network
    model = ConnectivityModel(people=100, rng=1)
    twin = model.fork()
    shown = mo.ui.anywidget(network(model, twin, colour="loneliness"))
    return mo, model, shown, twin

@app.cell
def _(shown):
    shown
    return

@app.cell
def _(mo, model, shown, twin):
    def live(_):
        model.step()
        twin.step()
        shown.update()
    mo.ui.button(label="A week", on_click=live)
    return

if __name__ == "__main__":
    app.run()
"""

#: marimo shows widgets within shadow roots.
STAT = """async () => {
    const within = (root) => [...root.querySelectorAll("*")].flatMap(
        (one) => [one, ...(one.shadowRoot ? within(one.shadowRoot) : [])]);
    const found = within(document).find((one) => one.kithNetwork);
    if (!found) return null;
    const stat = await found.kithNetwork().ask("stat");
    return { ...stat, thread: found.kithNetwork().thread };
}"""


@pytest.fixture
def address(tmp_path) -> Iterator[str]:
    if importlib.util.find_spec("marimo") is None:
        pytest.skip("marimo is not installed")
    path = tmp_path / "notebook.py"
    path.write_text(NOTEBOOK, encoding="utf-8")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    command = [
        sys.executable, "-m", "marimo", "run", str(path),
        "--headless", "--no-token", "--host", "127.0.0.1", "--port", str(port),
    ]  # fmt: skip
    output = (tmp_path / "marimo.log").open("w")
    host = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        end = time.monotonic() + PATIENCE
        while True:
            assert host.poll() is None, (tmp_path / "marimo.log").read_text()
            assert time.monotonic() < end, "marimo did not start"
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
        yield f"http://127.0.0.1:{port}/"
    finally:
        os.killpg(host.pid, signal.SIGTERM)
        host.wait(20)
        output.close()


def until(page: Page, week: int) -> dict:
    end = time.monotonic() + PATIENCE
    while True:
        stat = page.evaluate(STAT)
        if stat and stat["drawnWeek"] == week:
            return stat
        assert time.monotonic() < end, f"week {week} was never drawn: {stat}"
        page.wait_for_timeout(200)


@pytest.mark.slow
def test_marimo_draws_the_network_and_follows_the_model(address):
    path = chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1000, "height": 900})
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(address)
        stat = until(page, 0)
        assert stat["thread"] == "worker"  # from one text, without an address of its own
        assert stat["pixels"] > 5_000
        before = stat["tiesOfWorlds"]
        page.get_by_role("button", name="A week").click()
        stat = until(page, 1)
        assert stat["tiesOfWorlds"] != before
        assert stat["tiesOfWorlds"][0] == stat["tiesOfWorlds"][1] > 0
        page.locator(".network-frame").focus()
        page.keyboard.press("]")
        page.locator(".who", has_text="years old").wait_for()
        assert faults == []
        browser.close()

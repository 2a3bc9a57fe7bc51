"""A tape opened from a folder in Chromium: modules, worker and recording all work."""

from __future__ import annotations

import json

import numpy as np

from demo.tape import make_tape
from tests.browser.conftest import ARGUMENTS, chromium
from tests.demo.fake_page import write_page
from tests.demo.worlds.small import twins, weeks


def test_a_tape_plays_from_a_folder_with_the_numbers_of_the_run(tmp_path):
    path = chromium()
    from playwright.sync_api import sync_playwright

    lives = twins()
    for _ in weeks(lives, 8):
        lives.frame()
    story = {"name": "</script><b>Eve 1</b>"}
    page_files = write_page(tmp_path / "static")
    file = tmp_path / "tape.html"
    file.write_bytes(make_tape(lives.meta(), lives.recording.frames, [story], page_files))
    faults, asked = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        page = browser.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda line: faults.append(line.text))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(file.as_uri())
        page.wait_for_function("() => document.getElementById('told').textContent")
        page.wait_for_function("() => document.getElementById('worker').textContent")
        told = json.loads(page.locator("#told").text_content())
        said = page.locator("#worker").text_content()
        colour = page.locator("#told").evaluate("(one) => getComputedStyle(one).color")
        browser.close()
    assert faults == []
    assert [one for one in asked if not one.startswith(("data:", "blob:"))] == [file.as_uri()]
    assert said == "twice 40 </script>"
    assert colour == "rgb(1, 2, 3)"
    numbers = lives.numbers()["worlds"][0]
    assert told.pop("isolated") == float(np.float32(numbers["isolated_per_1000"]))
    assert told == {
        "title": "Group therapy", "frames": 9, "week": 8, "story": story["name"], "name": "Ada",
        "mark": "</script><!--",
    }  # fmt: skip

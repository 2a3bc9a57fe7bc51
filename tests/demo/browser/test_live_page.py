"""The class page on the real classroom: worlds, stories, lessons and the tape."""

from __future__ import annotations

import base64
import json

import pytest

from demo.server.joined import joined_parts
from demo.settings import read_setting
from demo.worlds.twins import open_twins
from tests.demo.browser.test_page import STANDARD, WEEK, WIDTHS, play_to
from tests.demo.server.pages import Served

SETTING = {
    "scenario": "group-therapy",
    "people": 120,
    "luck": 3,
    "levers": {},
    "help": [{"type": "group_therapy", "start_week": 3, "settings": {"uptake": 1.0}}],
    "weeks": 16,
}
HISTORY = """() => Array.from({length: window.kith.history.length()},
  (_, at) => window.kith.history.at(at))"""
CHARTED = ("isolated_per_1000", "lonely_per_1000", "pss10", "cost")


@pytest.fixture(scope="module")
def classroom():
    with Served(joined_parts()) as one:
        yield f"http://127.0.0.1:{one.port}/"


@pytest.fixture
def page(visit, classroom):
    return visit(classroom + "#" + link_to(SETTING))


def link_to(setting):
    text = base64.urlsafe_b64encode(json.dumps(setting).encode()).decode()
    return "setting=" + text.rstrip("=")


def play_out(page):
    page.get_by_label("Speed").select_option("60")
    page.locator("button.play").click()
    page.wait_for_function(WEEK, arg=SETTING["weeks"])
    page.wait_for_function("() => !window.kith.state.playing")


def numbers_alone():
    """The same weeks without any page."""
    twins = open_twins(read_setting(SETTING))
    told = [twins.numbers()]
    for _ in range(SETTING["weeks"]):
        twins.step()
        told.append(twins.numbers())
    return told


def same_numbers(rows, told):
    assert [row["week"] for row in rows] == [one["week"] for one in told]
    for row, one in zip(rows, told, strict=True):
        for shown, lived in zip(row["worlds"], one["worlds"], strict=True):
            for key in CHARTED:
                assert shown[key] == pytest.approx(lived[key], rel=1e-6), (row["week"], key)


def test_the_numbers_of_the_page_are_those_of_the_worlds(page):
    assert page.evaluate("() => window.kith.state.meta.people") == SETTING["people"]
    play_out(page)
    assert page.locator("button.play").is_disabled()
    told = numbers_alone()
    same_numbers(page.evaluate(HISTORY), told)
    before = [one["worlds"] for one in told if one["week"] < 3]
    assert all(one[0] == one[1] for one in before)
    assert told[-1]["worlds"][0] != told[-1]["worlds"][1]


def test_the_choices_of_the_model_are_on_the_page(page):
    scenarios = page.get_by_label("Scenario", exact=True).locator("option").count()
    programmes = page.get_by_label("Add a programme").locator("option").count()
    assert scenarios >= 30
    assert programmes >= 10
    page.get_by_text("How life goes here").click()
    assert page.get_by_label("Moving house", exact=True).is_visible()


def test_somebody_s_story_is_told_in_both_lives(page):
    play_to(page, 8)
    for who in ("Someone lonely", "Someone well connected", "Who gained most", "Surprise me"):
        page.get_by_role("button", name=who).first.click()
        page.wait_for_function("() => /^Week/.test(document.querySelector('.about')?.textContent)")
    name = page.locator("#story h2").inner_text()
    lives = page.locator("#story .life")
    assert lives.locator("h3").all_inner_texts() == ["As it is", "With help"]
    page.get_by_label("Name or number").fill(name.split()[-1])
    page.get_by_role("button", name="Find", exact=True).click()
    page.locator(".found button").filter(has_text=name).first.wait_for()
    assert page.evaluate("() => document.querySelectorAll('.closeness').length") > 0


def test_a_lesson_opens_and_sets_the_page_up(page):
    page.get_by_role("button", name="Lessons").click()
    assert page.locator(".lesson-open").count() >= 6
    page.locator(".lesson-open").first.click()
    page.get_by_role("button", name="3 Do").click()
    before = page.evaluate("() => JSON.stringify(window.kith.state.setting)")
    page.locator(".lesson-do").first.click()
    page.wait_for_function(
        "(before) => JSON.stringify(window.kith.state.setting) !== before", arg=before
    )
    page.wait_for_function("() => window.kith.state.ready && window.kith.state.week >= 2")
    page.locator("button.play").click()


@pytest.mark.parametrize(("scheme", "widths"), [("light", [360]), ("dark", [1366])])
def test_no_barriers_with_lessons_and_stories_of_the_model(visit, classroom, scheme, widths):
    look_for_barriers(visit(classroom + "#" + link_to(SETTING), color_scheme=scheme), widths)


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barriers_with_lessons_and_stories_on_any_screen(visit, classroom, scheme):
    look_for_barriers(visit(classroom + "#" + link_to(SETTING), color_scheme=scheme), WIDTHS)


def look_for_barriers(page, widths):
    """Find none by WCAG 2.1 A and AA, with axe."""
    from axe_playwright_python.sync_playwright import Axe

    play_to(page, 6)
    page.get_by_role("button", name="Who gained most").first.click()
    page.locator("#story h3").first.wait_for()
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        if not page.locator(".lessons").is_visible():
            page.get_by_role("button", name="Lessons").click()
        if width == widths[0]:
            page.locator(".lesson-open").first.click()
        assert page.locator(".lessons").is_visible()
        found = Axe().run(page, options=STANDARD).response["violations"]
        told = [
            f"{one['id']}: {node['target']} {node['failureSummary']}"
            for one in found
            for node in one["nodes"][:3]
        ]
        assert told == [], width
        sizes = page.evaluate("() => [document.documentElement.scrollWidth, innerWidth]")
        assert sizes[0] <= sizes[1]


def test_a_tape_plays_alone_with_the_same_numbers(page, browser, tmp_path):
    play_out(page)
    page.get_by_role("button", name="Surprise me").first.click()
    page.locator("#story h3").first.wait_for()
    page.get_by_role("button", name="Teacher").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save this run").click()
    file = tmp_path / "tape.html"
    saved.value.save_as(file)
    assert file.stat().st_size < 3_000_000
    context = browser.new_context(offline=True)
    tape = context.new_page()
    told, asked = [], []
    tape.on("console", lambda message: told.append(message.text))
    tape.on("pageerror", lambda error: told.append(str(error)))
    tape.on("request", lambda one: asked.append(one.url))
    tape.goto(file.as_uri())
    tape.wait_for_function("() => window.kith !== undefined && window.kith.state.ready")
    tape.get_by_label("Speed").select_option("60")
    tape.locator("button.play").click()
    tape.wait_for_function(WEEK, arg=SETTING["weeks"])
    assert tape.evaluate(HISTORY) == page.evaluate(HISTORY)
    tape.wait_for_function(
        "async (week) => (await window.kith.ask('stat')).drawnWeek === week", arg=SETTING["weeks"]
    )
    tape.locator(".found button").first.click()
    tape.locator("#story h3").first.wait_for()
    tape.get_by_role("button", name="Reset").click()
    tape.wait_for_function("() => window.kith.state.week === 0")
    context.close()
    assert told == []
    assert [one for one in asked if not one.startswith(("file:", "blob:", "data:"))] == []

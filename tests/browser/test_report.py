"""The report of a real study in a real browser: alone, readable for everybody, on any screen."""

from __future__ import annotations

import re

import pytest

WIDTHS = (1366, 768, 360)
STANDARD = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "resultTypes": ["violations"]}

#: How many places lie off the page sideways, with the first few of them.
OVERFLOWING = """() => ({
  page: document.documentElement.scrollWidth, window: window.innerWidth,
})"""


def at_width(page, width):
    page.set_viewport_size({"width": width, "height": 900})


def open_all(page):
    """Open what is folded, so that it is looked at too."""
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")


def test_it_opens_alone_and_without_a_complaint(opened):
    open_all(opened)
    opened.wait_for_timeout(200)
    assert opened.asked == []
    assert opened.told == []
    assert opened.title()
    assert opened.locator("h1").count() == 1
    assert opened.locator("#answer").is_visible()


def barriers(page, scheme, width):
    """Return what axe has against a page by WCAG 2.1 A and AA."""
    from axe_playwright_python.sync_playwright import Axe

    page.emulate_media(color_scheme=scheme)
    open_all(page)
    at_width(page, width)
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in Axe().run(page, options=STANDARD).response["violations"]
        for node in one["nodes"][:3]
    ]


# The layout does not follow the colours: quickly, each scheme is looked at on one screen.
@pytest.mark.parametrize(("scheme", "width"), [("light", WIDTHS[-1]), ("dark", WIDTHS[0])])
def test_there_are_no_barriers_that_a_machine_can_find(opened, scheme, width):
    assert barriers(opened, scheme, width) == []


@pytest.mark.slow
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_there_are_no_barriers_on_any_screen(opened, scheme, width):
    assert barriers(opened, scheme, width) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_never_scrolls_sideways(opened, width):
    at_width(opened, width)
    open_all(opened)
    sizes = opened.evaluate(OVERFLOWING)
    assert sizes["page"] <= sizes["window"]


def test_the_keyboard_reaches_every_region_that_scrolls(opened):
    at_width(opened, 360)
    open_all(opened)
    wanted = opened.evaluate(
        """() => [...document.querySelectorAll('main *')].filter((one) => {
            const how = getComputedStyle(one).overflowX;
            return (how === 'auto' || how === 'scroll') && one.scrollWidth > one.clientWidth;
        }).map((one, place) => { one.dataset.place = place; return one.dataset.place; })"""
    )
    assert len(wanted) >= 3
    names = opened.evaluate(
        "() => [...document.querySelectorAll('[data-place]')].map(o => o.ariaLabel)"
    )
    assert all(names)
    reached = []
    for _ in range(20 * len(wanted) + 200):
        opened.keyboard.press("Tab")
        place = opened.evaluate("() => document.activeElement.dataset.place ?? null")
        if place is not None:
            reached.append(place)
        if set(reached) == set(wanted):
            break
    assert sorted(set(reached), key=int) == wanted
    assert list(dict.fromkeys(reached)) == wanted  # in the order of the page


def test_the_first_stop_of_the_keyboard_skips_to_the_answer(opened):
    opened.keyboard.press("Tab")
    opened.keyboard.press("Enter")
    assert opened.evaluate("() => location.hash") == "#answer"


def test_on_paper_the_first_page_shows_the_answer(opened):
    printed = opened.pdf(format="A4", print_background=False)
    assert printed.startswith(b"%PDF")
    pages = len(re.findall(rb"/Type\s*/Page\b(?!s)", printed))
    assert 2 <= pages <= 40
    opened.emulate_media(media="print")
    at_width(opened, 718)  # A4 between margins of 1 cm, in pixels of CSS
    box = opened.locator("#answer p").first.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 1047


def test_on_paper_ink_is_dark_on_white_for_readers_of_dark_screens_too(opened):
    opened.emulate_media(media="print", color_scheme="dark")
    shown = opened.evaluate(
        "() => { const s = getComputedStyle(document.body); return [s.color, s.backgroundColor]; }"
    )
    assert shown == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]

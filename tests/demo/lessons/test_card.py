from __future__ import annotations

import json

import pytest
from scipy import stats

from tests.demo.lessons.examples import WHOLE, changed

MINUS, NONE = "\N{MINUS SIGN}", "\N{EN DASH}"
LUCKS = {
    **WHOLE,
    "do": [
        {
            "set": {"scenario": "group-therapy", "people": 300},
            "play_to": 20,
            "lucks": list(range(1, 11)),
            "outcome": "lonely_per_1000",
        }
    ],
}
#: With help minus as it is, in ten towns; as it is before that.
DIFFERENCES = [-12.0, -20.0, 0.0, -8.0, 4.0, -16.0, -10.0, -30.0, -2.0, -14.0]
LEVELS = [200.0, 231.0, 180.0, 222.0, 250.0, 210.0, 190.0, 240.0, 205.0, 215.0]


def step(page, name):
    page.get_by_role("button", name=name, exact=False).first.click()


def go_to(page, number):
    page.locator(".lesson-steps button").nth(number).click()


def asked(page):
    return page.evaluate("() => window.asked")


def tell_lucks(page, with_levels):
    for at, (difference, level) in enumerate(zip(DIFFERENCES, LEVELS, strict=True)):
        told = {"luck": at + 1, "differences": {"lonely_per_1000": difference}}
        if with_levels:
            told["worlds"] = [
                {"lonely_per_1000": level}, {"lonely_per_1000": level + difference},
            ]  # fmt: skip
        page.evaluate("told => window.tell('luck', told)", told)
    page.evaluate("() => window.tell('lucks_done', {})")


def test_every_lesson_that_comes_with_kith_can_be_gone_through(open_lessons):
    page = open_lessons()
    titles = page.locator(".lesson-open").all_text_contents()
    assert len(titles) == 7
    for at, title in enumerate(titles):
        page.locator(".lesson-open").nth(at).click()
        assert page.locator("h2").text_content() == title
        for number in range(5):
            here = page.locator(".lesson-steps [aria-current=step]").text_content()
            assert here[0] == str(number + 1)
            assert page.locator(".lesson-body").inner_text().strip()
            if number < 4:
                page.get_by_role("button", name="Next").click()
        page.get_by_role("button", name="Another lesson").click()


def test_hands_are_counted_and_shown_again_beside_what_happened(open_lessons):
    page = open_lessons([WHOLE])
    step(page, "My lesson")
    go_to(page, 1)
    for _ in range(3):
        page.get_by_role("button", name="One hand more for: Much").click()
    page.get_by_role("button", name="One hand more for: Little").click()
    page.get_by_role("button", name="One hand fewer for: Much").click()
    assert page.locator(".lesson-hands").text_content() == "3 hands so far"
    go_to(page, 4)
    rows = page.locator(".lesson-counted li")
    assert "2 of 3 hands (67\N{NO-BREAK SPACE}%)" in rows.nth(0).inner_text()
    assert "✓ fits best what these towns show" in rows.nth(0).inner_text()
    assert "1 of 3 hands (33\N{NO-BREAK SPACE}%)" in rows.nth(1).inner_text()
    assert "✓" not in rows.nth(1).inner_text()
    go_to(page, 1)  # they are still there
    assert page.locator(".lesson-count").all_text_contents() == ["2", "1"]
    page.reload()
    page.wait_for_function("() => window.mounted")
    step(page, "My lesson")
    go_to(page, 1)
    assert page.locator(".lesson-count").all_text_contents() == ["0", "0"]  # kept nowhere


def test_no_fewer_hands_than_none(open_lessons):
    page = open_lessons([WHOLE])
    step(page, "My lesson")
    go_to(page, 1)
    assert page.get_by_role("button", name="One hand fewer for: Much").is_disabled()
    go_to(page, 4)
    assert "no hands were counted" in page.locator(".lesson-counted").inner_text()


def test_do_sets_the_page_up_plays_to_its_week_and_opens_a_story(open_lessons):
    item = {
        "set": {"scenario": "group-therapy", "people": 300, "luck": 4},
        "play_to": 20, "colour": "trust", "find": "gained", "speed": 8,
    }  # fmt: skip
    page = open_lessons([changed(("do",), [item])])
    step(page, "My lesson")
    go_to(page, 2)
    page.get_by_role("button", name="Set up and play to week 20").click()
    setting = {**item["set"], "weeks": 20}
    assert asked(page) == [["colour", "trust"], ["apply", setting]]
    page.evaluate("() => window.tell('opening', {share: .4, text: 'The past is lived …'})")
    assert page.locator(".lesson-status").text_content() == "The past is lived …"
    page.evaluate("() => window.tell('opened', {})")
    assert asked(page)[-1] == ["play", 8]
    page.evaluate("() => { window.week = 19; window.tell('frame', null); }")
    assert asked(page)[-1] == ["play", 8]
    page.evaluate("() => { window.week = 20; window.tell('frame', null); }")
    assert asked(page)[-2:] == [["pause"], ["find", "gained"]]
    assert page.locator(".lesson-status").text_content() == "Week 20. Now look."
    page.evaluate("() => { window.tell('frame', null); window.tell('opened', {}); }")
    assert len(asked(page)) == 5  # what happens afterwards is the class's own


def test_a_town_that_cannot_be_opened_is_said_and_can_be_tried_again(open_lessons):
    page = open_lessons([WHOLE])
    step(page, "My lesson")
    go_to(page, 2)
    page.locator(".lesson-do").click()
    page.evaluate("() => window.tell('problem', {text: 'Too many people.'})")
    assert page.locator(".lesson-status").text_content() == "This did not work: Too many people."
    page.locator(".lesson-do").click()
    assert [one[0] for one in asked(page)] == ["apply", "apply"]


@pytest.mark.parametrize("with_levels", [False, True])
def test_ten_lucks_are_drawn_with_their_mean_and_interval(open_lessons, with_levels):
    page = open_lessons([LUCKS])
    step(page, "My lesson")
    go_to(page, 2)
    page.get_by_role("button", name="Live 10 lucks to week 20").click()
    assert asked(page) == [
        ["pause"],
        ["lucks", list(range(1, 11)), {**LUCKS["do"][0]["set"], "weeks": 20}, 20],
    ]
    tell_lucks(page, with_levels)
    # The same figures as scipy's, to the last digit shown.
    low, high = stats.t.interval(
        0.95, 9, loc=sum(DIFFERENCES) / 10, scale=stats.sem(DIFFERENCES)
    )  # fmt: skip
    sentence = page.locator(".lucks-status").text_content()
    assert f"{MINUS}{-sum(DIFFERENCES) / 10:.0f} of 1,000 people on average of 10 lucks" in sentence
    assert f"(95 % interval {MINUS}{-low:.0f} to {MINUS}{-high:.0f})" in sentence
    assert "lower with help in 8 of 10 towns" in sentence
    assert page.locator("figure").count() == (2 if with_levels else 1)
    dots = page.locator("figure").last.locator("circle")
    places = [float(dots.nth(at).get_attribute("cx")) for at in range(10)]
    order = sorted(range(10), key=DIFFERENCES.__getitem__)
    assert [places[at] for at in order] == sorted(places), "further left is less"
    scale = (places[0] - places[1]) / (DIFFERENCES[0] - DIFFERENCES[1])
    ends = page.locator("figure").last.locator("line.lucks-mean").first
    drawn = float(ends.get_attribute("x2")) - float(ends.get_attribute("x1"))
    assert drawn == pytest.approx((high - low) * scale, abs=1.0)
    if with_levels:
        pairs = page.locator("figure").first
        assert pairs.locator("circle.lucks-without").count() == 10
        assert pairs.locator("line.lucks-line").count() == 10
    page.get_by_text("The numbers as a table").click()
    second = page.locator(".lucks-table tbody tr").nth(1).locator("td").all_text_contents()
    assert second == (["231", "211", f"{MINUS}20"] if with_levels else [NONE, NONE, f"{MINUS}20"])


def test_fewer_lucks_can_be_counted_and_the_drawing_outlives_the_step(open_lessons):
    page = open_lessons([LUCKS])
    step(page, "My lesson")
    go_to(page, 2)
    page.locator(".lesson-do").click()
    tell_lucks(page, False)
    width = (
        "() => { const line = document.querySelector('line.lucks-mean');"
        " return line.x2.baseVal.value - line.x1.baseVal.value; }"
    )
    wide_for_ten = page.evaluate(width)
    names = page.locator(".lucks-choice button").all_text_contents()
    assert names == [
        "all 10", "lucks 1 to 3", "lucks 4 to 6", "lucks 7 to 9", "lucks 1 to 5", "lucks 6 to 10",
    ]  # fmt: skip
    page.get_by_role("button", name="lucks 4 to 6").click()
    low, high = stats.t.interval(
        0.95, 2, loc=sum(DIFFERENCES[3:6]) / 3, scale=stats.sem(DIFFERENCES[3:6])
    )  # fmt: skip
    assert f"{MINUS}{-low:.0f} to +{high:.0f}" in page.locator(".lucks-status").text_content()
    assert page.evaluate(width) > wide_for_ten * 0.9
    assert page.locator("circle.lucks-out").count() == 7
    go_to(page, 3)
    go_to(page, 2)
    assert page.locator("circle.lucks-out").count() == 7


def test_everything_works_by_keyboard_alone(open_lessons):
    page = open_lessons([WHOLE])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    focused = "() => document.activeElement.textContent"
    assert page.evaluate(focused) == "Say: What this is about"

    def tab_to(label):
        for _ in range(30):
            page.keyboard.press("Tab")
            got = page.evaluate(
                "() => document.activeElement.getAttribute('aria-label')"
                " ?? document.activeElement.textContent"
            )
            if got == label:
                return
        pytest.fail(f"{label} cannot be reached by Tab")

    tab_to("Next")
    page.keyboard.press("Enter")
    assert page.evaluate(focused).startswith("Predict")
    tab_to("One hand more for: Little")
    page.keyboard.press("Space")
    page.keyboard.press("Space")
    assert page.locator(".lesson-count").all_text_contents() == ["0", "2"]
    tab_to("Next")
    page.keyboard.press("Enter")
    tab_to("Set up and play to week 20")
    page.keyboard.press("Enter")
    assert asked(page)[0][0] == "apply"
    tab_to("Back")
    page.keyboard.press("Enter")
    assert page.evaluate(focused).startswith("Predict")


def test_the_worksheet_asks_and_does_not_answer_and_prints_alone(open_lessons):
    lesson = changed(("predict", "choices", 0, "why"), "BECAUSE-SO")
    lesson["explain"] = ["THE-ANSWER"]
    page = open_lessons([lesson])
    step(page, "My lesson")
    page.get_by_role("button", name="Worksheet").click()
    paper = page.get_by_role("dialog")
    text = paper.inner_text()
    for part in ("Name:", "Class:", "What did you see?", "What will happen?", "Much", "Little"):
        assert part in text
    assert "BECAUSE-SO" not in text
    assert "THE-ANSWER" not in text
    page.emulate_media(media="print")
    assert not page.locator("main").is_visible()
    assert not page.get_by_role("button", name="Print").is_visible()
    assert paper.is_visible()
    page.emulate_media(media="screen")
    page.keyboard.press("Escape")
    assert page.get_by_role("dialog").count() == 0
    page.emulate_media(media="print")
    assert page.locator("main").is_visible()


def test_markup_in_a_lesson_is_text(open_lessons):
    evil = '<img src=x onerror="document.title=1"><b>bold</b>'
    text = json.dumps(WHOLE).replace("My lesson", json.dumps(evil)[1:-1])
    text = text.replace("Much", json.dumps(evil)[1:-1]).replace("Look at the town.", "<script>")
    page = open_lessons([json.loads(text)])
    page.locator(".lesson-open").click()
    for number in range(5):
        go_to(page, number)
        assert page.locator("main img, main b, main script").count() == 0
    assert evil in page.locator("h2").text_content()
    assert page.title() == "Lessons"


@pytest.mark.parametrize(("width", "theme"), [(360, "light"), (1366, "dark")])
def test_readable_for_everybody(open_lessons, width, theme):
    look_for_barriers(open_lessons([LUCKS], width=width, theme=theme))


@pytest.mark.slow
@pytest.mark.parametrize(("width", "theme"), [(360, "dark"), (768, "light"), (768, "dark")])
def test_readable_for_everybody_at_other_widths(open_lessons, width, theme):
    look_for_barriers(open_lessons([LUCKS], width=width, theme=theme))


def look_for_barriers(page):
    """Go through a lesson and find none by WCAG 2.1 A and AA, with axe."""
    from axe_playwright_python.sync_playwright import Axe

    overflow = "() => document.documentElement.scrollWidth - innerWidth"
    options = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
    step(page, "My lesson")
    for number in range(5):
        go_to(page, number)
        if number == 2:
            page.locator(".lesson-do").click()
            tell_lucks(page, True)
        faults = Axe().run(page, options=options).response["violations"]
        assert faults == [], (number, [one["id"] for one in faults])
        assert page.evaluate(overflow) <= 0, number
        sizes = page.evaluate(
            "() => [...document.querySelectorAll('.lessons button')]"
            ".map(one => Math.min(one.offsetWidth, one.offsetHeight))"
        )
        assert min(sizes) >= 44
    page.get_by_role("button", name="Worksheet").click()
    faults = Axe().run(page, options=options).response["violations"]
    assert faults == [], [one["id"] for one in faults]

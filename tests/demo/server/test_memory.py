"""Closing a page frees its worlds: nothing holds them, and many visits take no more than one."""

from __future__ import annotations

import gc
import time
import tracemalloc
import weakref


def until_gone(references, seconds=5.0):
    end = time.monotonic() + seconds
    while any(one() is not None for one in references) and time.monotonic() < end:
        time.sleep(0.02)
    return [one for one in references if one() is not None]


def released(fake, page):
    references = [weakref.ref(one) for one in fake.opened]
    fake.opened.clear()
    page.close()
    return until_gone(references)


def test_closing_a_page_lets_its_worlds_go(fake, served):
    page = served.page()
    page.open()
    page.ask("person", id=3)
    page.ask("play", speed=60)
    page.weeks(5)
    assert released(fake, page) == []
    assert served.room.visits == set()


def test_closing_in_the_middle_of_everything_does_too(fake, served):
    page = served.page(draws=False)
    page.open()
    page.ask("lucks", lucks=list(range(20)), setting={}, weeks=520)
    page.ask("play", speed=60)
    page.ask("tape")
    page.hear("tape_ready")
    page.ask("open", setting={"luck": 2})
    assert released(fake, page) == []
    assert served.room.tapes._waiting == {}


def test_worlds_that_hold_themselves_are_collected_soon(fake, served):
    """As models and their people do; only a collection finds that nobody else holds them."""
    page = served.page()
    page.open()
    (twins,) = fake.opened
    twins.itself = twins
    del twins
    gc.disable()
    try:
        assert released(fake, page) == []
    finally:
        gc.enable()


def test_opening_others_lets_the_former_go(fake, served):
    with served.page() as page:
        page.open()
        former = weakref.ref(fake.opened.pop())
        page.open(luck=2)
        assert until_gone([former]) == []
        assert len(fake.opened) == 1


def test_fifty_visits_take_no_more_than_a_few(fake, served):
    def visit():
        with served.page() as page:
            page.open(people=1000)
            page.ask("step", weeks=3)
            page.weeks(3)
        fake.opened.clear()

    def settled():
        end = time.monotonic() + 5
        while served.room.visits and time.monotonic() < end:
            time.sleep(0.01)
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    for _ in range(5):
        visit()
    tracemalloc.start()
    try:
        before = settled()
        for _ in range(50):
            visit()
        grown = settled() - before
    finally:
        tracemalloc.stop()
    assert grown < 1_000_000  # the worlds of one visit take as much, those of fifty fifty times

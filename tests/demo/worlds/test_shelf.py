"""Pasts that visitors share."""

from __future__ import annotations

import threading
import time
from types import SimpleNamespace

import pytest

from demo.worlds.offers import Offer
from demo.worlds.shelf import Shelf
from demo.worlds.twins import open_twins
from tests.demo.worlds.small import scenario, setting, state, weeks


def past(people):
    return SimpleNamespace(people=range(people))


def test_those_who_ask_at_the_same_time_wait_for_one_past():
    shelf, lived, found = Shelf(), [], []

    def live():
        lived.append(1)
        time.sleep(0.05)
        return past(10)

    askers = [
        threading.Thread(target=lambda: found.append(shelf.fetch("a", live))) for _ in range(8)
    ]
    for one in askers:
        one.start()
    for one in askers:
        one.join()
    assert len(lived) == 1
    assert all(one is found[0] for one in found)


def test_a_past_that_failed_is_left_to_the_next():
    shelf = Shelf()

    def leave():
        raise ConnectionError

    with pytest.raises(ConnectionError):
        shelf.fetch("a", leave)
    assert len(shelf) == 0
    assert len(shelf.fetch("a", lambda: past(3)).people) == 3


def test_the_least_recently_asked_for_leaves_first():
    shelf = Shelf(limit_people=25)
    for key in ("a", "b"):
        shelf.fetch(key, lambda: past(10))
    shelf.fetch("a", lambda: pytest.fail("it is there"))
    shelf.fetch("c", lambda: past(10))
    shelf.fetch("a", lambda: pytest.fail("it is there"))
    assert len(shelf) == 2
    huge = shelf.fetch("d", lambda: past(1000))
    assert shelf.fetch("d", lambda: pytest.fail("it is there")) is huge
    assert len(shelf) == 1


def test_whoever_lives_on_changes_nobody_elses_world():
    shelf, offer = Shelf(), [Offer("file:1", scenario("group-therapy"))]
    one, other = (open_twins(setting(), offer, shelf=shelf) for _ in range(2))
    assert len(shelf) == 1
    before = state(other.world(0))
    for _ in weeks(one, 8):
        pass
    assert state(other.world(0)) == before
    other_frames = [other.frame() for _ in weeks(other, 8)]
    one.reset()
    assert [one.frame() for _ in weeks(one, 8)] == other_frames


def test_another_luck_people_or_lever_is_another_past():
    shelf, offer = Shelf(), [Offer("file:1", scenario("baseline"))]
    for changes in ({}, {"luck": 4}, {"people": 130}, {"levers": {"mobility": 0.2}}):
        open_twins(setting(**changes), offer, shelf=shelf)
    assert len(shelf) == 4
    open_twins(setting(levers={"mobility": 0.06}), offer, shelf=shelf)  # as it is anyhow
    open_twins(setting(help=[{"type": "volunteering"}]), offer, shelf=shelf)
    assert len(shelf) == 4

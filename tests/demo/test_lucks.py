"""Ten lucks: the same help for other people with other luck."""

from __future__ import annotations

from demo.lucks import COMPARED, differences, with_luck
from demo.worlds.offers import Offer
from demo.worlds.twins import open_twins
from tests.demo.worlds.small import scenario, setting, weeks

FILES = [Offer("file:1", scenario("group-therapy"))]


def test_differences_are_with_help_minus_as_it_is():
    lives = open_twins(setting(luck=2), FILES)
    for _ in weeks(lives, 10):
        one, other = lives.numbers()["worlds"]
    found = differences(lives.numbers())
    assert found == {name: other[name] - one[name] for name in COMPARED}
    assert set(found.values()) != {0.0}


def test_before_help_there_is_no_difference():
    lives = open_twins(setting(luck=5), FILES)
    lives.step()
    assert differences(lives.numbers()) == dict.fromkeys(COMPARED, 0.0)


def test_only_the_luck_changes():
    asked = setting(help=[{"type": "volunteering", "settings": {"uptake": 0.5}}], weeks=40)
    assert with_luck(asked, 9).data() == asked.data() | {"luck": 9}

"""Ten lucks: the same help for other people with other luck."""

from __future__ import annotations

import pytest

from demo.lucks import COMPARED, differences, lived_lucks, with_luck
from demo.settings import SettingError
from demo.worlds.offers import Offer
from demo.worlds.twins import open_twins
from tests.demo.worlds.small import scenario, setting, weeks

FILES = [Offer("file:1", scenario("group-therapy"))]


def test_each_luck_is_a_pair_of_worlds_of_its_own():
    found = dict(lived_lucks(setting(), [1, 2], 10, FILES))
    assert list(found) == [1, 2]
    assert found[1] != found[2]
    lives = open_twins(setting(luck=2), FILES)
    for _ in weeks(lives, 10):
        one, other = lives.numbers()["worlds"]
    assert found[2] == {name: other[name] - one[name] for name in COMPARED}
    assert found[2] == differences(lives.numbers())


def test_before_help_there_is_no_difference():
    assert dict(lived_lucks(setting(), [5], 4, FILES))[5] == dict.fromkeys(COMPARED, 0.0)


def test_without_help_there_is_nothing_to_compare():
    with pytest.raises(SettingError, match="these two worlds do not differ; choose some help"):
        next(lived_lucks(setting(help=[]), [1], 4, FILES))


def test_only_the_luck_changes():
    asked = setting(help=[{"type": "volunteering", "settings": {"uptake": 0.5}}], weeks=40)
    assert with_luck(asked, 9).data() == asked.data() | {"luck": 9}

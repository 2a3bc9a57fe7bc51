"""Whom the page finds, against NumPy's own extremes."""

from __future__ import annotations

import numpy as np
import pytest

from demo.stories import find
from demo.stories.finder import FINDERS, nobody_found
from demo.stories.tie_changes import FRIEND


def look(lived, who, text=""):
    return find(who, text, lived.week, lived.models, lived.chronicle)


def ids(found):
    return [one["id"] for one in found]


def test_the_loneliest_come_first(lived):
    people = lived.models[0].people
    lonely = people.array("loneliness")
    found = look(lived, "lonely")
    assert len(found) == 12
    assert found[0]["id"] == people.ids[np.argmax(lonely)]
    assert sorted(ids(found)) == sorted(people.ids[np.argsort(lonely)[-12:]])
    assert found[0]["why"] == "Feels very lonely."


def test_the_best_connected_have_most_friends(lived):
    table = lived.models[0].ties.table()
    ends = [
        (person, near)
        for one in "ab"
        for person, near in zip(table[f"person_{one}"], table[f"closeness_{one}"], strict=True)
        if near >= np.float32(FRIEND)
    ]
    people, friends = np.unique([person for person, _ in ends], return_counts=True)
    found = look(lived, "connected")
    of = dict(zip(people.tolist(), friends.tolist(), strict=True))
    assert [of[one] for one in ids(found)] == sorted(friends.tolist(), reverse=True)[:12]
    assert found[0]["why"] == f"Has {friends.max()} friends and close relatives."


@pytest.mark.parametrize(
    ("worlds", "who", "sign"), [("lived", "gained", 1), ("wave", "lost", -1), ("wave", "gained", 1)]
)
def test_who_differs_most_between_the_worlds(worlds, who, sign, request):
    lived = request.getfixturevalue(worlds)
    one, other = (model.people for model in lived.models)
    same = np.intersect1d(one.ids, other.ids)
    rows = same % len(one)
    gain = sign * (one.array("loneliness") - other.array("loneliness"))[rows]
    found = look(lived, who)
    assert found
    assert found[0]["id"] == same[np.argmax(gain)]
    by_id = dict(zip(same.tolist(), gain.tolist(), strict=True))
    gains = [by_id[one] for one in ids(found)]
    assert gains == sorted(gains, reverse=True)
    assert min(gains) >= 0.01
    assert all(("less lonely" in one["why"].lower()) is (sign > 0) for one in found)
    assert all(one["why"].endswith("with help.") for one in found)


def test_before_the_worlds_part_nobody_has_gained_or_lost(before_help):
    for who in ("gained", "lost"):
        assert look(before_help, who) == []
        said = nobody_found(who, before_help.chronicle)
        assert said == "So far both lives of everybody are the same: the help has not begun."


def test_a_surprise_is_keyed_by_luck_week_and_press(lived):
    first = look(lived, "surprise", "1")
    assert first == look(lived, "surprise", "1")
    presses = [look(lived, "surprise", str(press))[0]["id"] for press in range(60)]
    assert len(set(presses)) > 30
    assert set(presses) <= set(lived.models[0].people.ids.tolist())


@pytest.mark.parametrize("make", [str.upper, str.lower, str.title, "  {} ".format])
def test_everybody_is_found_by_name_whatever_the_letters(lived, make):
    for unique_id in lived.everybody()[::7]:
        name = lived.story(unique_id)["name"]
        found = look(lived, "name", make(name))
        assert found[0]["id"] == unique_id
        assert found[0]["name"] == name
        assert found[0]["row"] == unique_id % 120


def test_a_number_finds_its_person_first_and_then_those_it_is_part_of(lived):
    found = look(lived, "name", "11")
    assert found[0]["id"] == 11
    assert all("11" in one["name"] for one in found)
    assert len(found) > 5


def test_accents_need_not_be_typed(lived):
    named = [(one, lived.story(one)["name"]) for one in lived.everybody()]
    accented = [(one, name) for one, name in named if not name.isascii()]
    assert accented
    for unique_id, name in accented:
        plain = name.translate(str.maketrans("éíóáúöäëüşãñ", "eioauoaeusan"))
        if plain.isascii():
            assert look(lived, "name", plain)[0]["id"] == unique_id


@pytest.mark.parametrize("text", ["", "   ", "zzzz", "<script>", "\0", "9" * 500, "%s", "'"])
def test_nonsense_finds_nobody(lived, text):
    assert look(lived, "name", text) == []
    assert nobody_found("name", lived.chronicle) == "Nobody of that name or number lives in town."


def test_every_finder_gives_at_most_twelve_with_a_reason(lived):
    for who in FINDERS:
        found = look(lived, who, "a")
        assert (who not in ("gained", "lost")) <= len(found) <= 12
        assert len(set(ids(found))) == len(found)
        for one in found:
            assert set(one) == {"id", "row", "name", "why"}
            assert one["why"]
            assert type(one["id"]) is type(one["row"]) is int


def test_what_cannot_be_found_is_refused(lived):
    with pytest.raises(ValueError, match="nobody can be found by 'rich'; there are name, lonely"):
        look(lived, "rich")
    with pytest.raises(ValueError, match=f"as of week {lived.week}, not 1"):
        find("lonely", "", 1, lived.models, lived.chronicle)

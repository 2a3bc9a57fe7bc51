"""The real worlds through the wire: each visitor's are those of its own luck, lived alone."""

from __future__ import annotations

import threading
import time
import weakref

import pytest

from demo.server.joined import joined_parts
from demo.server.limits import Limits
from demo.server.messages import Lucks, Open
from demo.settings import read_setting
from demo.worlds.twins import Twins, open_twins
from tests.demo.fake_page import write_page
from tests.demo.server.nonsense import nonsense
from tests.demo.server.pages import Served, week_of
from tests.demo.server.test_fuzz import understood
from tests.demo.server.test_guard import get
from tests.demo.test_tape import unpacked

SMALL = {"people": 100, "help": [{"type": "group_therapy", "start_week": 2, "settings": {}}]}
FAST = Limits(messages_a_second=1e6, messages_at_once=1e6)


@pytest.fixture(scope="module")
def server():
    with Served(joined_parts(), FAST) as one:
        yield one


def frames_alone(weeks, **setting):
    twins = open_twins(read_setting(SMALL | setting))
    frames = [twins.frame()]
    for _ in range(weeks):
        twins.step()
        frames.append(twins.frame())
    return frames


def test_worlds_of_several_visitors_never_mix(server):
    pages = [(server.page(), luck) for luck in (1, 2, 3)]
    try:
        for page, luck in pages:
            page.open(**SMALL, luck=luck)
            page.ask("play", speed=60)
        for page, luck in pages:
            page.ask("person", id=luck)
            assert page.weeks(12)[:13] == frames_alone(12, luck=luck)
    finally:
        for page, _ in pages:
            page.close()


def test_nonsense_and_resets_during_steps_change_no_number(server, caplog):
    with server.page() as page:
        page.open(**SMALL, luck=4)
        sent = [text for text in nonsense(2000, seed=3)]
        sent = [text for text in sent if not isinstance(understood(text), Open | Lucks)]
        page.ask("play", speed=60)
        refused = 0
        for text in sent:
            page.line.send(text)
            if understood(text) is None:
                refused += 1
                page.hear("problem", 30)
        assert refused > 1300
        page.ask("find", who="name", text="nobody is called so")
        while "text" not in page.hear("found"):
            pass
        for _ in range(5):
            page.ask("play", speed=60)
            time.sleep(0.03)
            page.ask("reset")
        page.ask("pause")
        page.ask("tape")
        page.ask("find", who="name", text="nobody is called thus")
        page.hear("found")
        page.frames.clear()
        page.ask("reset")
        page.ask("step", weeks=8)
        page.weeks(0)
        page.weeks(8)
        assert page.frames[-9:] == frames_alone(8, luck=4)
    assert [one for one in caplog.records if one.levelname == "ERROR"] == []


def test_a_story_and_people_are_told_of_the_week_that_is_shown(server):
    with server.page() as page:
        page.open(**SMALL)
        page.ask("step", weeks=6)
        page.hear("playing")
        for who in ("lonely", "connected", "surprise", "gained", "lost"):
            page.ask("find", who=who)
            people = page.hear("found")["people"]
        page.ask("find", who="lonely")
        people = page.hear("found")["people"]
        assert 1 <= len(people) <= 12
        page.ask("person", world=1, id=people[0]["id"])
        story = page.hear("person")
        assert (story["id"], story["week"], len(story["lives"])) == (people[0]["id"], 6, 2)
        page.ask("person", id=10**9)
        assert page.hear("problem")["where"] == "id"


def test_a_tape_holds_the_frames_that_were_shown_and_who_was_looked_at(
    server, monkeypatch, tmp_path
):
    folder = write_page(tmp_path / "static")
    monkeypatch.setattr("demo.server.joined._static", lambda: folder)
    with server.page() as page:
        told = page.open(**SMALL, luck=11)
        page.ask("step", weeks=5)
        page.hear("playing")
        page.ask("person", id=77)
        page.hear("person")
        page.ask("tape")
        answer, body = get(server.port, page.hear("tape_ready")["address"])
        assert answer.status == 200
        content, frames = unpacked(body.decode())
        assert frames == page.frames
        assert content["meta"]["setting"] == told["setting"]
        ids = [one["id"] for one in content["stories"]]
        assert ids[0] == 77
        assert 12 <= len(ids) == len(set(ids)) <= 24
        (folder / "tape.html").unlink()
        page.ask("tape")
        assert page.hear("problem")["text"].startswith("The tape cannot be made: ")


def test_opening_says_where_a_setting_is_wrong(server):
    with server.page() as page:
        for setting, where in (
            ({"people": 20}, "setting.people"),
            ({"scenario": "<script>"}, "setting.scenario"),
            ({"levers": {"mobility": 5000}}, "setting.levers.mobility"),
            ({"help": [{"type": "magic"}]}, "setting.help[0].type"),
            ({"luck": -1}, "setting.luck"),
        ):
            page.ask("open", setting=setting)
            told = page.hear("problem")
            assert told["where"] == where
            assert told["text"].startswith(where)
            assert len(told["text"].splitlines()) == 1


def test_lucks_differ_as_they_do_without_a_server(server):
    from demo.lucks import differences

    with server.page() as page:
        page.ask("lucks", lucks=[5, 6], setting=SMALL, weeks=6)
        page.hear("lucks_done", 30)
        told = {one["luck"]: one["differences"] for one in page.heard if one["tell"] == "luck"}
    for luck in (5, 6):
        twins = open_twins(read_setting(SMALL | {"luck": luck}))
        for _ in range(6):
            twins.step()
        assert told[luck] == pytest.approx(differences(twins.numbers()))


def test_closing_frees_real_worlds(server, monkeypatch):
    made = []
    whole = Twins.__init__

    def noted(self, *arguments):
        whole(self, *arguments)
        made.append(weakref.ref(self))
        made.append(weakref.ref(self.models[0]))

    monkeypatch.setattr(Twins, "__init__", noted)
    with server.page() as page:
        page.open(**SMALL, luck=9)
        page.ask("person", id=3)
        page.ask("step", weeks=4)
        page.weeks(4)
    end = time.monotonic() + 5
    while any(one() is not None for one in made) and time.monotonic() < end:
        time.sleep(0.05)
    assert len(made) == 2
    assert [one() for one in made] == [None, None]


def test_many_open_the_same_link_at_once_and_the_past_is_lived_once(server):
    told = []

    def visit():
        with server.page() as page:
            page.open(**SMALL, luck=31)
            page.ask("step", weeks=3)
            told.append([week_of(one) for one in page.weeks(3)])

    threads = [threading.Thread(target=visit) for _ in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(30)
    assert told == [[0, 1, 2, 3]] * 6

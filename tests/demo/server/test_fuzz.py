"""Two thousand messages that no page would send: nothing falls over, worlds stay what they are."""

from __future__ import annotations

import json
import threading

import pytest

from demo.server.limits import Limits
from demo.server.messages import Drawn, Lucks, Open, read_message
from demo.server.problems import MessageError
from tests.demo.server.fakes import FakeParts, states_alone
from tests.demo.server.nonsense import nonsense
from tests.demo.server.pages import Served

FAST = Limits(messages_a_second=1e6, messages_at_once=1e6)


def understood(text):
    try:
        return read_message(text)
    except MessageError:
        return None


def test_most_of_it_is_refused_and_some_is_understood_and_comes_at_a_bad_time():
    read = [understood(text) for text in nonsense(2000)]
    kinds = {type(one).__name__ for one in read if one is not None}
    assert 1300 < sum(one is None for one in read) < 1950
    assert {"Play", "Pause", "Step", "Reset", "Tape", "Drawn"} <= kinds


def test_two_thousand_messages_of_nonsense_change_no_world(caplog):
    fake = FakeParts()
    with Served(fake.parts(), FAST) as server, server.page() as quiet, server.page() as page:
        for one in (quiet, page):
            one.open(luck=5)
        quiet.ask("play", speed=60)
        heard = threading.Thread(target=lambda: quiet.weeks(60))
        heard.start()
        sent = [text for text in nonsense(2000) if not isinstance(understood(text), Open | Lucks)]
        refused = 0
        for text in sent:
            page.line.send(text)
            if understood(text) is None:
                refused += 1
                assert page.hear("problem")["text"]
        page.ask("reset")
        page.ask("pause")
        page.ask("find", who="name", text="end")
        while page.hear("found")["people"][0]["name"] != "Eve 0 end":
            pass
        assert refused > 1300
        page.frames.clear()
        page.ask("step", weeks=20)
        page.weeks(20)
        heard.join(20)
        assert [one[12:] for one in page.frames[-20:]] == states_alone(5, 20)[1:]
        assert [one[12:] for one in quiet.frames][:61] == states_alone(5, 60)
        assert len(server.room.visits) == 2
    assert caplog.text == ""


def test_nonsense_before_anything_is_open_and_all_at_once_is_answered_line_by_line(caplog):
    fake = FakeParts()
    with Served(fake.parts(), FAST) as server, server.page() as page:
        sent = list(nonsense(400, seed=2))
        answers = [understood(text) for text in sent]
        sender = threading.Thread(target=lambda: [page.line.send(text) for text in sent])
        sender.start()
        refused = sum(one is None for one in answers)
        for _ in range(refused):
            page.hear("problem")
        sender.join()
        page.ask("open", setting={"luck": 3})
        page.hear("opened")
        assert not any(isinstance(one, Drawn) and one.week > 2**53 for one in answers)
    assert caplog.text == ""


def test_problems_carry_markup_as_text_and_shortened():
    for text in (one for one in nonsense(2000) if understood(one) is None):
        with pytest.raises(MessageError) as refused:
            read_message(text)
        assert len(json.dumps(refused.value.text)) < 1000

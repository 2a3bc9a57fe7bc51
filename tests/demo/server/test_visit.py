"""Each message of the page, and what it is told."""

from __future__ import annotations

import itertools
import threading
import time

import pytest

from demo.server.limits import Limits
from tests.demo.server.fakes import FakeParts, states_alone
from tests.demo.server.pages import Served, week_of


def states(frames):
    return [frame[12:] for frame in frames]


def test_opening_tells_how_far_it_is_then_what_it_is_then_week_0(served):
    with served.page() as page:
        page.ask("open", setting={"people": 120, "luck": 3})
        told = page.hear("opened")
        assert [one["tell"] for one in page.heard[:-1]] == ["opening"] * (len(page.heard) - 1)
        shares = [one["share"] for one in page.heard[:-1]]
        assert shares[0] == 0.0
        assert shares == sorted(shares)
        assert told["setting"] == {"people": 120, "luck": 3, "weeks": 104, "help": None}
        assert told["limits"] == {"people": [100, 2000], "speed": [0.5, 60.0]}
        assert len(told["visit"]) >= 12
        frame = page.frame()
        assert (week_of(frame), frame[8]) == (0, 1)


def test_play_goes_on_at_its_pace_until_pause(page):
    started = time.monotonic()
    page.ask("play", speed=20)
    assert page.hear("playing")["playing"] is True
    page.weeks(10)
    assert 0.3 < time.monotonic() - started < 3
    page.ask("pause")
    assert page.hear("playing") == {"tell": "playing", "playing": False, "speed": 20.0}
    assert page.silence(0.2) == []
    assert [week_of(one) for one in page.frames] == list(range(len(page.frames)))
    assert states(page.frames) == states_alone(1, len(page.frames) - 1)


def test_speed_changes_while_playing(page):
    page.ask("play", speed=0.5)
    page.weeks(1)
    page.ask("speed", speed=60)
    assert page.hear("playing")["speed"] == 60
    started = time.monotonic()
    page.weeks(12)
    assert time.monotonic() - started < 1.5  # eleven weeks at half a week a second take 22


def test_steps_live_that_many_weeks_and_stand_still(page):
    page.ask("step", weeks=7)
    assert page.hear("playing")["playing"] is False
    assert week_of(page.frames[-1]) == 7
    page.ask("step")
    page.hear("playing")
    assert week_of(page.frames[-1]) == 8
    assert page.silence(0.1) == []


def test_play_stops_by_itself_at_the_last_week_and_says_so(served):
    with served.page() as page:
        page.open(weeks=6)
        page.ask("play", speed=60)
        page.hear("playing")
        assert page.hear("playing")["playing"] is False
        assert week_of(page.frames[-1]) == 6
        for what in ({"do": "play", "speed": 5}, {"do": "step"}):
            page.ask(**what)
            told = page.hear("problem")
            assert told["text"] == "This run ends at week 6. Reset it, or choose more weeks."
        page.ask("reset")
        assert week_of(page.frame()) == 0
        page.ask("step", weeks=6)
        page.hear("playing")
        assert week_of(page.frames[-1]) == 6


def test_reset_gives_the_same_weeks_again(page):
    page.ask("step", weeks=5)
    page.hear("playing")
    first = list(page.frames)
    page.frames.clear()
    page.ask("reset")
    assert page.hear("playing")["playing"] is False
    page.ask("step", weeks=5)
    page.weeks(5)
    assert page.frames[0][8] == 1
    assert page.frames == first


def test_a_reset_during_a_step_waits_for_it(fake, served):
    """The fake worlds refuse to be touched while they live."""
    with served.page() as page:
        page.open()
        (twins,) = fake.opened
        twins.gate = threading.Event()
        page.ask("play", speed=60)
        page.hear("playing")
        while not twins.living:
            time.sleep(0.005)
        page.ask("reset")
        page.ask("person", id=7)
        assert page.silence(0.15) == []
        twins.gate.set()
        assert page.hear("person")["week"] == 0
        assert [week_of(one) for one in page.frames] == [0, 1, 0]
        assert page.silence(0.1) == []


def test_at_most_three_weeks_are_sent_that_are_not_drawn(served):
    with served.page(draws=False) as page:
        page.ask("open", setting={})
        page.hear("opened")
        page.ask("play", speed=60)
        page.silence(0.4)
        assert [week_of(one) for one in page.frames] == [0, 1, 2]
        page.ask("drawn", week=1)
        page.silence(0.2)
        assert [week_of(one) for one in page.frames] == [0, 1, 2, 3, 4]
        page.ask("drawn", week=4000)
        assert page.silence(0.2) == []


def test_a_page_that_draws_nothing_holds_nobody_else_back(served):
    with served.page(draws=False) as slow, served.page() as quick:
        slow.open()
        slow.ask("play", speed=60)
        quick.open()
        quick.ask("play", speed=60)
        assert len(quick.weeks(20)) == 21


def test_a_followed_person_is_told_now_after_weeks_and_at_rest(page):
    page.ask("person", world=0, id=42)
    assert page.hear("person")["name"] == "Eve 42"
    page.ask("play", speed=60)
    page.weeks(40)
    page.ask("pause")
    page.hear("playing")
    page.silence(0.3)
    told = [one["week"] for one in page.heard if one["tell"] == "person"]
    assert told[-1] == week_of(page.frames[-1])
    assert (
        3 <= len(told) <= 7
    )  # forty weeks last two thirds of a second, at most four told a second
    page.ask("person", id=None)
    page.ask("step", weeks=2)
    page.hear("playing")
    page.silence(0.3)
    assert len([one for one in page.heard if one["tell"] == "person"]) == len(told)


def test_somebody_who_does_not_live_here_is_a_problem_and_the_followed_stays(page):
    page.ask("person", id=5)
    page.hear("person")
    page.ask("person", id=5000)
    told = page.hear("problem")
    assert told == {
        "tell": "problem", "text": "Nobody with the number 5000 lives here.", "where": "id",
    }  # fmt: skip
    page.ask("step", weeks=2)
    page.hear("playing")
    page.silence(0.3)
    assert [one["id"] for one in page.heard if one["tell"] == "person"][1:] != []


def test_at_most_twelve_people_are_found_and_nobody_is_said_kindly(page):
    page.ask("find", who="name", text="<b>eve</b>")
    people = page.hear("found")["people"]
    assert len(people) == 12
    assert people[0]["name"] == "Eve 0 <b>eve</b>"  # data, which the page shows as text
    page.ask("find", who="gained", text="nobody")
    assert page.hear("found") == {"tell": "found", "people": [], "text": "Nobody."}


def test_lucks_are_lived_beside_play_each_as_if_alone(page):
    page.ask("play", speed=60)
    page.ask("lucks", lucks=[4, 9, 2], setting={"people": 100}, weeks=20)
    page.hear("lucks_done")
    told = [one for one in page.heard if one["tell"] == "luck"]
    assert [one["luck"] for one in told] == [4, 9, 2]
    assert all(one["differences"] == {"pss10": -1.0} for one in told)
    assert states(page.frames) == states_alone(1, len(page.frames) - 1)


def test_lucks_without_help_and_too_many_of_them_are_problems(page):
    page.ask("lucks", lucks=[1, 2], setting={"help": []}, weeks=20)
    assert page.hear("problem") == {
        "tell": "problem",
        "text": "lucks: these worlds do not differ; choose some help first.",
        "where": "setting.help",
    }
    page.ask("lucks", lucks=list(range(21)), setting={}, weeks=20)
    assert page.hear("problem")["text"] == "lucks: at most 20 at once, got 21."


BEFORE_OPENING = [
    {"do": "play", "speed": 5}, {"do": "step"}, {"do": "reset"}, {"do": "person", "id": 1},
    {"do": "find", "who": "lonely"}, {"do": "tape"},
]  # fmt: skip


@pytest.mark.parametrize("message", BEFORE_OPENING, ids=lambda one: one["do"])
def test_before_worlds_are_open_there_is_nothing_to_do(served, message):
    with served.page() as page:
        page.ask(**message)
        assert page.hear("problem") == {
            "tell": "problem", "text": "No worlds are open yet; open some first.", "where": "do",
        }  # fmt: skip


def test_pause_and_drawn_before_worlds_are_open_are_no_fault(served):
    with served.page() as page:
        page.ask("drawn", week=3)
        page.ask("pause")
        assert page.hear("playing")["playing"] is False


def test_worlds_that_fail_are_told_and_others_open(fake, served, caplog):
    with served.page() as page:
        page.open()
        fake.opened[0].fault = ZeroDivisionError("inside")
        page.ask("play", speed=20)
        told = page.hear("problem")
        assert told["text"] == "Something went wrong inside these worlds. Reset, or open others."
        assert page.hear("playing")["playing"] is False
        page.open(luck=2)
        page.ask("step", weeks=2)
        assert states(page.weeks(2)) == states_alone(2, 2)
    assert "a week could not be lived" in caplog.text


def test_a_refused_setting_leaves_the_worlds_as_they_were(page):
    page.ask("step", weeks=3)
    page.hear("playing")
    page.ask("open", setting={"people": 3000})
    assert page.hear("problem") == {
        "tell": "problem",
        "text": "setting.people: this room has worlds of 100 to 2,000 people, not 3,000.",
        "where": "setting.people",
    }
    page.ask("step", weeks=2)
    assert states(page.weeks(5)) == states_alone(1, 5)


def test_worlds_play_on_while_others_are_made_and_never_mix(served):
    with served.page() as one, served.page() as other, served.page() as third:
        pages = [(one, 1), (other, 7), (third, 12)]
        for page, luck in pages:
            page.open(luck=luck)
            page.ask("play", speed=60)
        for page, luck in pages:
            assert states(page.weeks(30))[:31] == states_alone(luck, 30)


def test_other_worlds_in_the_middle_of_play_begin_whole(page):
    page.ask("play", speed=60)
    page.weeks(3)
    page.ask("open", setting={"luck": 8})
    page.hear("opened")
    page.frames.clear()
    page.frame()
    page.ask("step", weeks=3)
    assert states(page.weeks(3)) == states_alone(8, 3)
    assert page.frames[0][8] == 1


def test_of_many_worlds_asked_for_at_once_the_last_is_made():
    fake, first = FakeParts(), threading.Event()

    def slowly(setting, tell):
        assert first.wait(10)
        return fake.open_twins(setting, tell)

    with Served(fake.parts(open_twins=slowly)) as server, server.page() as page:
        page.ask("open", setting={"luck": 1})
        page.hear("opening")
        for luck in range(2, 30):
            page.ask("open", setting={"luck": luck})
        page.ask("open", setting={"people": 1})
        page.ask("open", setting={"luck": 30})
        page.silence(0.2)
        first.set()
        assert page.hear("opened")["setting"]["luck"] == 1
        assert page.hear("problem")["where"] == "setting.people"
        assert page.hear("opened")["setting"]["luck"] == 30
        assert [one.setting.luck for one in fake.opened] == [1, 30]


def test_a_silent_visit_is_closed_with_a_word(fake):
    with Served(fake.parts(), Limits(idle_seconds=0.2)) as server, server.page() as page:
        page.open()
        closed = page.closed(5)
        assert closed.rcvd.code == 4002
        assert closed.rcvd.reason == (
            "Not used for 1 minutes, so these worlds were let go. Load the page again."
        )


def test_messages_that_come_too_fast_wait(fake):
    limits = Limits(messages_a_second=50, messages_at_once=10)
    with Served(fake.parts(), limits) as server, server.page() as page:
        started = time.monotonic()
        for _ in range(40):
            page.ask("pause")
        for _ in range(40):
            page.hear("playing")
        assert 0.5 < time.monotonic() - started < 5


def test_a_message_that_is_too_long_ends_the_line_and_nothing_else(served):
    with served.page() as page, served.page() as other:
        other.open()
        page.line.send('{"do":"find","who":"name","text":"' + "x" * 70_000 + '"}')
        assert page.closed().rcvd.code == 1009
        other.ask("step", weeks=2)
        assert states(other.weeks(2)) == states_alone(1, 2)


def test_the_visitor_beyond_the_last_gets_a_friendly_word(fake):
    with Served(fake.parts(), Limits(visitors=30)) as server:
        pages = [server.page() for _ in range(30)]
        for page in pages:
            page.open()
        with server.page() as late:
            told = late.hear("full")
            assert told["text"] == (
                "The room is full: 30 visitors have worlds of their own here already. Look on "
                "with somebody, or try again in a while."
            )
            assert late.closed().rcvd.code == 4001
        pages.pop().close()
        for _ in range(100):
            with server.page() as again:
                again.ask("pause")
                told = again.next()
                if told["tell"] == "playing":
                    break
            time.sleep(0.02)
        assert told["tell"] == "playing"
        for page in pages:
            page.close()


def test_a_visitor_who_leaves_while_worlds_are_made_stops_their_making():
    fake = FakeParts()
    told, ended = itertools.count(), threading.Event()

    def forever(setting, tell):
        try:
            while next(told) < 2000:
                time.sleep(0.005)
                tell(0.5)
        finally:
            ended.set()

    with Served(fake.parts(open_twins=forever)) as server:
        page = server.page()
        page.ask("open", setting={})
        page.hear("opening")
        page.close()
        assert ended.wait(2)
    assert next(told) < 1000

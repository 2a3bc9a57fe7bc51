"""Weeks of a course without a session: the part that is led, and what people go on with."""

from __future__ import annotations

from typing import ClassVar, Literal

import pytest
from pydantic import ValidationError

from simulation.delivery.inputs import ProgrammeError
from simulation.programmes import Programme
from simulation.programmes.sessions import Sessions
from tests.simulation.programmes.everybody import EVERYBODY, dose_each_week


class Diary(Programme):
    """A session, and a diary at home."""

    content: ClassVar[dict[str, float]] = {"emotion_work": 0.8}
    at_home: ClassVar[object] = {"emotion_work": 0.4}
    type: Literal["diary"] = "diary"
    weeks: int = 5

    def inputs_between_sessions(self, people, enrolment, week):
        return self.at_home


@pytest.mark.parametrize(("settings", "sessions"), [
    ({"weeks": 10}, 10),
    ({"weeks": 10, "guided_weeks": 3}, 3),
    ({"weeks": 10, "guided_weeks": 4, "weeks_between_sessions": 3}, 2),
    ({"weeks": 10, "guided_weeks": 4, "sessions_a_week": 2}, 8),
])  # fmt: skip
def test_sessions_of_a_course_are_those_of_the_weeks_led(settings, sessions):
    assert Sessions(**settings).course_sessions == sessions


def test_the_weeks_led_lie_in_the_course():
    message = r"guided_weeks \(6\) must not exceed weeks \(5\)"
    with pytest.raises(ValidationError, match=message):
        Diary(guided_weeks=6)


def test_people_go_on_alone_with_what_a_programme_leaves_them(village):
    diary = Diary(**EVERYBODY, guided_weeks=2, session_hours=3.0, fidelity=0.5)
    found = dose_each_week(village.fork([diary]), "emotion_work", 6)
    assert found == [pytest.approx(x, abs=1e-4) for x in (0.64, 0.64, 0.2, 0.2, 0.2, 0)]


def test_nothing_is_left_by_default(village):
    class Talk(Diary):
        """A session and nothing else."""

        at_home: ClassVar[object] = {}

    found = dose_each_week(village.fork([Talk(**EVERYBODY, guided_weeks=1)]), "emotion_work", 3)
    assert found == [pytest.approx(0.8), 0, 0]


@pytest.mark.parametrize(("left", "message"), [
    ({"charm": 1.0}, "inputs_between_sessions returned 'charm', which is no mechanism"),
    ({"skill": 2.0}, "inputs_between_sessions returned skill = 2; it must be from 0 to 1"),
    (3, "inputs_between_sessions must return a mapping of mechanism to dose, got int"),
])  # fmt: skip
def test_what_it_leaves_is_checked(village, left, message):
    class Wrong(Diary):
        """A mistake."""

        at_home: ClassVar[object] = left

    with pytest.raises(ProgrammeError, match=message):
        village.fork([Wrong(**EVERYBODY, guided_weeks=1)]).run_weeks(2)

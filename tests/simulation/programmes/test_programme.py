"""Programmes as settings: checked, frozen, and limited to mechanisms."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import numpy as np
import pytest
from pydantic import ValidationError

from simulation.conditions.census import Census
from simulation.programmes import PROGRAMMES, CommunityEvents, GroupTherapy, Programme


class Walks(Programme):
    """A programme of one's own."""

    content: ClassVar[dict[str, float]] = {"threshold": 0.4, "checking": 1.0}
    type: Literal["walks"] = "walks"


def test_every_kind_is_listed_under_its_type():
    kinds: dict[str, Any] = dict(PROGRAMMES)
    for name, kind in kinds.items():
        one = kind()
        assert one.type == name
        assert one.label == name
        assert kind(name="Tuesday").label == "Tuesday"
        assert kind.summary
        assert kind.content
        for field in kind.model_fields.values():
            assert field.annotation is not None
        undescribed = [n for n, f in kind.model_fields.items() if not f.description and n != "type"]
        assert undescribed == []


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"weeks": 0}, "greater than or equal to 1"),
        ({"weeks": 6000}, "less than or equal to 5200"),
        ({"start_week": -1}, "greater than or equal to 0"),
        ({"uptake": 1.2}, "less than or equal to 1"),
        ({"attendance": -0.1}, "greater than or equal to 0"),
        ({"offered_share": "70 %"}, "valid number"),
        ({"eligibility": "loneliness >= 6 and"}, "at character"),
        ({"need": "loneliness_ucla3 >= 6"}, "expected a quantity"),
        ({"sessions_a_week": 8}, "less than or equal to 7"),
        ({"fidelity": 1.1}, "less than or equal to 1"),
        ({"places": -1}, "greater than or equal to 0"),
        ({"name": ""}, "at least 1 character"),
        ({"upteak": 0.5}, "Extra inputs are not permitted"),
        ({"type": "choir"}, "Input should be"),
        (
            {"minimum_to_start": 6, "group_size": 5},
            r"minimum_to_start \(6\) must not exceed group_size \(5\)",
        ),
        (
            {"repeats": 1, "repeat_every_weeks": 4, "intake_weeks": 5},
            r"repeat_every_weeks \(4\) must be at least intake_weeks \(5\)",
        ),
    ],
)
@pytest.mark.parametrize("kind", [GroupTherapy, CommunityEvents])
def test_wrong_settings_are_refused(kind, settings, message):
    with pytest.raises(ValidationError, match=message):
        kind(**settings)


def test_settings_cannot_be_changed_afterwards():
    with pytest.raises(ValidationError, match="frozen"):
        setattr(GroupTherapy(), "weeks", 3)  # noqa: B010


@pytest.mark.parametrize(
    "content", [{"charm": 0.5}, {"skill": 1.5}, {"skill": -0.1}, {"skill": float("nan")}]
)
def test_a_content_must_name_mechanisms(content):
    with pytest.raises(TypeError, match=r"Sorcery.content: \w+=.* must be one of safe_contact, "):
        type("Sorcery", (Programme,), {"content": content, "__module__": "x"})


def test_eligibility():
    people = np.zeros(6, [("age", np.float32), ("unique_id", np.int64)])
    people["age"] = [18, 30, 40, 50, 65, 90]
    scores = {
        "ucla3": np.array([3, 5, 6, 7, 9, 6], np.uint8),
        "lsns6": np.array([30, 12, 11, 20, 0, 11], np.uint8),
    }
    census = Census.of(people, scores)

    def who(eligibility=""):
        return np.flatnonzero(Walks(eligibility=eligibility).eligible(census)).tolist()

    assert who() == [0, 1, 2, 3, 4, 5]
    assert who("loneliness_ucla3 >= 6") == [2, 3, 4, 5]
    assert who("isolated and 41 <= age <= 80") == [4]
    assert who("false") == []


def test_a_course_in_numbers():
    walks = Walks(weeks=10, weeks_between_sessions=3, sessions_a_week=2, dropout_share=0.36)
    assert walks.course_sessions == 8
    assert walks.weekly_dropout == pytest.approx(1 - 0.64**0.25)
    assert Walks(session_hours=0.75).relative_length == pytest.approx(0.5)
    assert Walks(dropout_share=1.0).weekly_dropout == 1.0


def test_rounds_of_offers():
    walks = Walks(intake_weeks=2, repeats=1, repeat_every_weeks=10, waves=2, weeks_between_waves=3)
    began = [walks.round_at(week) for week in range(17)]
    assert began == [0] * 5 + [None] * 5 + [10] * 5 + [None] * 2
    assert walks.last_intake_week == 14

"""Programmes as settings: checked, frozen, and limited to mechanisms."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import numpy as np
import pytest
from pydantic import ValidationError

from simulation.mechanisms import MECHANISM_COLUMNS, MECHANISMS
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
        ({"minimum_ucla3": 2}, "greater than or equal to 3"),
        ({"minimum_ucla3": 10}, "less than or equal to 9"),
        ({"places": -1}, "greater than or equal to 0"),
        ({"name": ""}, "at least 1 character"),
        ({"eligibility": "agee > 40"}, "unknown name 'agee' at character 1, did you mean age?"),
        ({"eligibility": "age"}, "found the quantity 'age' at character 1, expected a condition"),
        ({"upteak": 0.5}, "Extra inputs are not permitted"),
        ({"type": "choir"}, "Input should be"),
        (
            {"minimum_age": 60, "maximum_age": 50},
            r"minimum_age \(60\) must not exceed maximum_age \(50\)",
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


def test_a_dose_is_one_record_of_mechanisms():
    dose = Walks().dose()
    assert dose.shape == (1,)
    assert dose.dtype == MECHANISMS
    assert dose["threshold"][0] == np.float32(0.4)
    assert dose["checking"][0] == 1.0
    assert dose["skill"][0] == 0.0
    assert set(MECHANISMS.names or ()) == {one.name for one in MECHANISM_COLUMNS}


def test_eligibility():
    people = np.zeros(6, [("age", np.float32)])
    people["age"] = [18, 30, 40, 50, 65, 90]
    scores = {
        "ucla3": np.array([3, 5, 6, 7, 9, 6], np.uint8),
        "lsns6": np.array([30, 12, 11, 20, 0, 11], np.uint8),
    }

    def who(**settings):
        return np.flatnonzero(Walks(**settings).eligible(people, scores)).tolist()

    assert who() == [0, 1, 2, 3, 4, 5]
    assert who(minimum_ucla3=6) == [2, 3, 4, 5]
    assert who(maximum_lsns6=11) == [2, 4, 5]
    assert who(minimum_age=40) == [2, 3, 4, 5]
    assert who(maximum_age=40) == [0, 1, 2]
    assert who(minimum_ucla3=6, maximum_lsns6=11, minimum_age=41, maximum_age=80) == [4]
    assert who(minimum_age=40, maximum_age=40) == [2]
    assert who(eligibility="loneliness_ucla3 >= 6 and 41 <= age <= 80") == [3, 4]
    assert who(eligibility="isolated or age < 20", minimum_age=30) == [2, 4, 5]


def test_a_programme_without_a_venue_gathers_nobody():
    nowhere: Any = None
    assert Walks().venue(nowhere, 5) is None
    with pytest.raises(TypeError, match=r"^walks gathers nobody$"):
        Walks().meeting_place(nowhere, np.array([1]))

"""Policies as settings: checked, frozen, dated, and of partial effect."""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from pydantic import ValidationError

from simulation.policies import (
    POLICIES,
    BereavementWave,
    Disaster,
    Lockdown,
    MeetingPlaces,
    OnlinePlatform,
    ParameterChange,
    RemoteWork,
    Transport,
    WorkingHours,
)
from simulation.registry import PARAMETERS

NEEDED: dict[str, dict[str, Any]] = {
    "parameter_change": {"parameter": "contagion", "value": 0.1},
}


def example(kind, **settings):
    """Return a policy of a kind with its defaults, and with what it cannot do without."""
    return POLICIES[kind](**NEEDED.get(kind, {}) | settings)


@pytest.mark.parametrize("kind", POLICIES)
def test_every_kind_is_listed_under_its_type(kind):
    one = example(kind)
    assert one.type == kind
    assert one.label == ("contagion" if kind == "parameter_change" else kind)
    assert example(kind, name="Tuesday").label == "Tuesday"
    assert one.summary
    assert one.strength == 1.0
    undescribed = [name for name, field in type(one).model_fields.items() if not field.description]
    assert undescribed == []
    assert type(one).__doc__
    assert pickle.loads(pickle.dumps(one)) == one
    assert type(one)(**one.model_dump()) == one


@pytest.mark.parametrize("kind", POLICIES)
def test_what_a_policy_names_are_parameters_with_values_in_range(kind):
    one = example(kind)
    for name, value in one.values().items():
        assert PARAMETERS[name].checked(value) == value
    for name, factor in one.factors().items():
        assert PARAMETERS[name].checked(PARAMETERS[name].default * factor) >= 0.0
    assert 0.0 <= one.sessions_held() <= 1.0


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"weeks": 0}, "greater than or equal to 1"),
        ({"weeks": 6000}, "less than or equal to 5200"),
        ({"start_week": -1}, "greater than or equal to 0"),
        ({"strength": 1.2}, "less than or equal to 1"),
        ({"strength": -0.1}, "greater than or equal to 0"),
        ({"strength": float("nan")}, "finite number"),
        ({"build_up_weeks": -1}, "greater than or equal to 0"),
        ({"wind_down_weeks": 2.5}, "valid integer"),
        (
            {"weeks": None, "wind_down_weeks": 4},
            "a policy for good never winds down; give it weeks, or leave this out",
        ),
        ({"name": ""}, "at least 1 character"),
        ({"strenght": 0.5}, "Extra inputs are not permitted"),
        ({"type": "curfew"}, "Input should be"),
    ],
)
@pytest.mark.parametrize("kind", POLICIES)
def test_wrong_settings_are_refused(kind, settings, message):
    with pytest.raises(ValidationError, match=message):
        example(kind, **settings)


@pytest.mark.parametrize(
    ("kind", "settings", "message"),
    [
        (MeetingPlaces, {"neighbourhood_share": 1.1}, "less than or equal to 1"),
        (MeetingPlaces, {"first": "richest"}, "'random' or 'least_cohesion'"),
        (Transport, {"ease": 3.5}, "less than or equal to 3"),
        (RemoteWork, {"days_at_home": 5}, "less than or equal to 1"),
        (RemoteWork, {"free_time": 0.4}, "greater than or equal to 0.5"),
        (WorkingHours, {"free_time": 2.1}, "less than or equal to 2"),
        (WorkingHours, {"minimum_age": 17}, "greater than or equal to 18"),
        (
            WorkingHours,
            {"minimum_age": 50, "maximum_age": 40},
            r"must be at least minimum_age \(50\), got 40",
        ),
        (WorkingHours, {"minimum_age": 70, "maximum_age": 66}, r"minimum_age \(70\), got 66"),
        (Lockdown, {"groups": -0.1}, "greater than or equal to 0"),
        (BereavementWave, {"mortality": 0.9}, "greater than or equal to 1"),
        (BereavementWave, {"age_slope": 0.3}, "less than or equal to 0.2"),
        (Disaster, {"displaced": 2}, "less than or equal to 1"),
        (OnlinePlatform, {"passive": -1}, "greater than or equal to 0"),
        (ParameterChange, {}, "Field required"),
        (
            ParameterChange,
            {"parameter": "contagoin", "value": 1},
            "unknown parameter, did you mean contagion?",
        ),
        (
            ParameterChange,
            {"parameter": "friend_decay", "value": 0.6},
            r"must be from 0 to 0.5 \(share a week\), got 0.6",
        ),
    ],
)
def test_wrong_settings_of_a_kind_are_refused(kind, settings, message):
    with pytest.raises(ValidationError, match=message):
        kind(**settings)


def test_ages_are_compared_with_the_default_too():
    with pytest.raises(ValidationError, match=r"must be at least minimum_age \(70\), got 66"):
        WorkingHours(minimum_age=70)


def test_settings_cannot_be_changed_afterwards():
    with pytest.raises(ValidationError, match="frozen"):
        setattr(Lockdown(), "weeks", 3)  # noqa: B010


def effects(policy, weeks):
    return [policy.effect(week) for week in weeks]


def test_a_policy_for_good_has_full_effect_from_its_first_week_on():
    assert effects(Transport(), (-5, -1, 0, 1, 5000)) == [0.0, 0.0, 1.0, 1.0, 1.0]
    assert Transport().total_weeks is None


def test_a_policy_ends_after_its_weeks():
    one = Transport(weeks=3)
    assert effects(one, range(-1, 5)) == [0.0, 1.0, 1.0, 1.0, 0.0, 0.0]
    assert one.total_weeks == 3


def test_it_builds_up_and_winds_down_in_equal_steps():
    one = Transport(weeks=6, build_up_weeks=3, wind_down_weeks=1, strength=0.8)
    expected = [0.0, 0.2, 0.4, 0.6, 0.8, 0.8, 0.8, 0.4, 0.0]
    assert effects(one, range(-1, 8)) == pytest.approx(expected)
    assert one.effect(7) == 0.0
    assert one.total_weeks == 7


def test_one_that_ends_while_it_builds_up_winds_down_from_there():
    one = Transport(weeks=2, build_up_weeks=3, wind_down_weeks=1)
    assert effects(one, range(5)) == pytest.approx([0.25, 0.5, 0.25, 0.0, 0.0])


def test_a_lockdown_for_good_needs_no_end():
    """The reopening a lockdown has by default says nothing about one without an end."""
    assert Lockdown(weeks=None).effect(4000) == 1.0
    assert Lockdown(weeks=None, wind_down_weeks=0).total_weeks is None

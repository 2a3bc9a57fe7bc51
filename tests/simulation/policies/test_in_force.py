"""Policies on parameters: how they compose, whatever their order."""

from __future__ import annotations

from itertools import permutations

import pytest

from simulation import ParameterSet
from simulation.policies import Lockdown, OnlinePlatform, ParameterChange, Transport
from simulation.policies.in_force import dated, parameters_in_week, share_of_programmes_held
from simulation.registry import PARAMETERS

BASE = ParameterSet({"social_time": 5.0})


def change(parameter, value, **settings):
    return ParameterChange(parameter=parameter, value=value, **settings)


def in_week(week, *policies, parameters=BASE):
    return parameters_in_week(parameters, dated(policies, 100), 100 + week)


def test_without_policies_parameters_are_the_worlds_own():
    assert in_week(0).tobytes() == BASE.record()[0].tobytes()


def test_the_worlds_own_are_not_changed():
    assert in_week(0, change("social_time", 9.0))["social_time"] == 9.0
    assert BASE["social_time"] == 5.0
    assert BASE.record()[0]["social_time"] == 5.0


@pytest.mark.parametrize("week", [-1, 4, 99])
def test_before_and_after_every_bit_is_as_it_was(week):
    policies = change("social_time", 9.0, weeks=4), Lockdown(weeks=2, wind_down_weeks=2)
    assert in_week(week, *policies).tobytes() == BASE.record()[0].tobytes()


def test_a_strength_of_nought_leaves_every_bit():
    policies = [
        change("social_time", 9.0, strength=0.0),
        Lockdown(strength=0.0),
        Transport(strength=0.0, ease=0.3),
    ]
    assert in_week(0, *policies).tobytes() == BASE.record()[0].tobytes()


@pytest.mark.parametrize(("strength", "expected"), [(1.0, 9.0), (0.5, 7.0), (0.25, 6.0)])
def test_a_value_is_approached_in_proportion(strength, expected):
    assert in_week(0, change("social_time", 9.0, strength=strength))[
        "social_time"
    ] == pytest.approx(expected, rel=1e-15)


def test_a_value_builds_up_and_winds_down():
    one = change("social_time", 9.0, weeks=2, build_up_weeks=1, wind_down_weeks=1)
    found = [in_week(week, one)["social_time"] for week in range(-1, 4)]
    assert found == pytest.approx([5.0, 7.0, 9.0, 7.0, 5.0])


@pytest.mark.parametrize(("strength", "expected"), [(1.0, 0.6), (0.5, 0.8)])
def test_a_factor_counts_in_proportion(strength, expected):
    found = in_week(0, Transport(ease=0.6, strength=strength))["travel_ease"]
    assert found == pytest.approx(expected)


def test_factors_multiply():
    found = in_week(0, Transport(ease=0.6), Transport(ease=1.5, strength=0.5, name="b"))
    assert found["travel_ease"] == pytest.approx(0.6 * 1.25)


def test_values_weigh_as_much_as_their_effects():
    half = change("social_time", 9.0, strength=0.5, name="a")
    quarter = change("social_time", 1.0, strength=0.25, name="b")
    assert in_week(0, half, quarter)["social_time"] == pytest.approx(0.25 * 5 + 0.5 * 9 + 0.25)
    whole = [change("social_time", value, name=str(value)) for value in (9.0, 1.0, 2.0)]
    assert in_week(0, *whole)["social_time"] == pytest.approx(4.0)


def test_factors_act_on_what_values_make():
    found = in_week(0, change("online_meeting", 0.2), OnlinePlatform(discovery=2.0, strength=0.5))
    assert found["online_meeting"] == pytest.approx(0.3)


def test_a_parameter_stays_within_its_range():
    found = in_week(0, Transport(ease=3.0), Transport(ease=3.0, name="b"))
    assert found["travel_ease"] == PARAMETERS["travel_ease"].high
    assert (
        in_week(0, change("online_meeting", 0.9), OnlinePlatform(discovery=5.0))["online_meeting"]
        == 1.0
    )


def test_their_order_does_not_matter():
    policies = [
        change("social_time", 7.3, strength=0.3, name="z"),
        change("social_time", 2.1, strength=0.9, name="a"),
        Transport(ease=0.7),
        Transport(ease=1.31, strength=0.77, name="trains"),
        Lockdown(strength=0.6),
    ]
    found = {in_week(0, *order).tobytes() for order in permutations(policies)}
    assert len(found) == 1
    held = {share_of_programmes_held(dated(order, 0), 0) for order in permutations(policies)}
    assert held == {1 - 0.6 * 0.9}


def test_sessions_that_can_be_held_multiply():
    two = dated([Lockdown(programmes=0.4), Lockdown(programmes=0.5, strength=0.5, name="b")], 0)
    assert share_of_programmes_held(two, 0) == pytest.approx(0.4 * 0.75)
    assert share_of_programmes_held(two, -1) == 1.0
    assert share_of_programmes_held(two, 24) == 1.0


def test_two_of_one_label_are_refused():
    with pytest.raises(
        ValueError, match=r"^two policies are called 'lockdown'; give one of them a name$"
    ):
        dated([Lockdown(), Transport(), Lockdown(weeks=3)], 0)

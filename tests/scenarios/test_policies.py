"""Policies in scenario files: read, checked at their place, dated after the burn-in."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from scenarios import Scenario, load_scenario
from simulation.policies import POLICIES, Lockdown, ParameterChange, Transport

HEAD = "kith: 1\ntitle: x\npolicies:\n"
KINDS = sorted(POLICIES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  - type: lockdown\n    weeks: null\n", []),
        ("  - type: parameter_change\n    parameter: contagion\n    value: 0\n", []),
        (
            "  - type: lokdown\n",
            ["x.yaml:4:11 policies[0].type: unknown policy 'lokdown', did you mean lockdown?"],
        ),
        (
            "  - weeks: 3\n",
            [
                "x.yaml:4:5 policies[0].type: missing; say which policy it is, one of: "
                + ", ".join(KINDS)
            ],
        ),
        (
            "  - type: lockdown\n    home_visit: 0.1\n",
            ["x.yaml:5:5 policies[0].home_visit: unknown key, did you mean home_visits?"],
        ),
        (
            "  - type: lockdown\n    strength: 60%\n",
            ["x.yaml:5:15 policies[0].strength: must be a number, got '60%' (write 0.6)"],
        ),
        (
            "  - type: lockdown\n    groups: 5\n",
            ["x.yaml:5:13 policies[0].groups: must be at most 1, got 5 (5 % is written 0.05)"],
        ),
        (
            "  - type: transport\n    wind_down_weeks: 4\n",
            [
                "x.yaml:5:22 policies[0].wind_down_weeks: a policy for good never winds down; "
                "give it weeks, or leave this out"
            ],
        ),
        (
            "  - type: working_hours\n    minimum_age: 50\n    maximum_age: 40\n",
            ["x.yaml:6:18 policies[0].maximum_age: must be at least minimum_age (50), got 40"],
        ),
        (
            "  - type: parameter_change\n    parameter: contagoin\n    value: 0\n",
            ["x.yaml:5:16 policies[0].parameter: unknown parameter, did you mean contagion?"],
        ),
        (
            "  - type: parameter_change\n    parameter: friend_decay\n    value: 2\n",
            ["x.yaml:6:12 policies[0].value: must be from 0 to 0.5 (share a week), got 2.0"],
        ),
        (
            "  - type: parameter_change\n    parameter: contagion\n",
            ["x.yaml:4:5 policies[0].value: missing"],
        ),
        (
            "  - type: lockdown\n  - type: transport\n  - type: lockdown\n",
            [
                "x.yaml:6:5 policies[2].name: two policies are called lockdown (the other is "
                "policies[0]); give one of them a name of its own"
            ],
        ),
        (
            "  - type: lockdown\n    start_week: 104\n",
            [
                "x.yaml:5:17 policies[0].start_week: week 104 is after the end of the run "
                "(104 weeks)"
            ],
        ),
    ],
)
def test_a_mistake_in_a_policy_is_said_at_its_place(check, text, expected):
    assert check(HEAD + text) == expected


def test_late_programmes_and_late_policies_are_both_named(check):
    text = (
        "kith: 1\ntitle: x\nrun: {weeks: 10}\n"
        "programmes: [{type: group_therapy, start_week: 11}]\n"
        "policies: [{type: transport, start_week: 10}]\n"
    )
    assert [message.split(" ")[1] for message in check(text)] == [
        "programmes[0].start_week:",
        "policies[0].start_week:",
    ]


def with_policies(*policies) -> Scenario:
    return Scenario(**(dict(load_scenario("group-therapy")) | {"policies": policies}))


@pytest.fixture
def scenario():
    return with_policies(
        Lockdown(start_week=6), ParameterChange(parameter="contagion", value=0.1, start_week=2)
    )


def test_the_past_does_not_depend_on_policies(scenario):
    plain = load_scenario("group-therapy")
    assert scenario.world().policies == ()
    assert scenario.burn_in_identity() == plain.burn_in_identity()
    assert scenario.world().burn_in_identity() == plain.world().burn_in_identity()


def test_policies_begin_after_the_burn_in(scenario):
    model = scenario.build(rng=3, people=60)
    past = scenario.run.burn_in_weeks
    assert [(one.label, one.start_week - past) for one in model.policies] == [
        ("contagion", 2),
        ("lockdown", 6),
    ]


def test_resolved_settings_make_the_same_scenario_again(scenario):
    resolved = json.loads(json.dumps(scenario.resolved()))
    assert Scenario(**resolved, source=scenario.source, ancestry=scenario.ancestry) == scenario


def test_policies_are_replaced_as_a_list_by_a_file_that_extends_another(write):
    write("one.yaml", "kith: 1\ntitle: one\npolicies: [{type: lockdown}, {type: transport}]\n")
    path = write("two.yaml", "kith: 1\nextends: one\npolicies: [{type: transport, ease: 0.5}]\n")
    assert load_scenario(path).policies == (Transport(ease=0.5),)


def test_a_scenario_made_in_python_is_checked_too():
    with pytest.raises(ValidationError, match="two policies are called transport"):
        with_policies(Transport(), Transport())

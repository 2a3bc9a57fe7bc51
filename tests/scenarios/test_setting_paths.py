from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from scenarios import load_scenario
from scenarios.setting_paths import PathError, SettingPath, applies, changed, parse_path
from simulation.parameters import ParameterError

THERAPY = load_scenario("group-therapy")
LOCKDOWN = load_scenario("lockdown")
UPTAKE = "programmes[group_therapy].uptake"


def read(scenario, text):
    """Read a setting by its path, in the plainest way."""
    path = parse_path(text)
    part = getattr(scenario, path.part)
    if path.part == "parameters":
        return part[path.name]
    if path.label:
        (part,) = (one for one in part if one.label == path.label)
    return getattr(part, path.name)


SHARES = st.floats(0, 1, allow_subnormal=False)
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "parameters.contagion": st.floats(0, 2, allow_subnormal=False),
        "population.people": st.integers(10, 10_000),
        "population.employed_share": st.floats(0.1, 0.9),
        UPTAKE: SHARES,
        "programmes[group_therapy].group_size": st.integers(4, 12),
        "programmes[group_therapy].start_week": st.integers(0, 100),
    },
)


@given(VALUES)
def test_what_was_changed_is_read_again_and_nothing_else_has_changed(values):
    before = THERAPY.model_dump()
    world = changed(THERAPY, values)
    assert {text: read(world, text) for text in values} == values
    assert THERAPY.model_dump() == before
    back = {text: read(THERAPY, text) for text in values if not text.startswith("parameters")}
    if not any(text.startswith("parameters") for text in values):
        assert changed(world, back).model_dump() == before


@given(
    st.sampled_from(["parameters", "population"]), st.from_regex("[a-z][a-z0-9_]*", fullmatch=True)
)
def test_a_plain_path_is_written_as_it_is_read(part, name):
    assert str(parse_path(f"{part}.{name}")) == f"{part}.{name}"


def test_a_path_of_a_list_names_whose_it_is():
    path = parse_path("policies[first lockdown].strength")
    assert path == SettingPath("policies", "first lockdown", "strength")
    assert str(path) == "policies[first lockdown].strength"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "contagion",
        "parameters",
        "parameters.",
        "programmes.uptake",
        "programmes[0]",
        "run.weeks",
        "programmes[].uptake",
        "parameters.contagion.more",
        "population[a].people",
    ],
)
def test_what_is_no_path_is_refused(text):
    with pytest.raises(PathError, match=r"is no path of a setting; write parameters\.NAME, popu"):
        parse_path(text)


def test_a_change_concerns_the_worlds_that_have_the_setting():
    baseline = load_scenario("baseline")
    assert applies(THERAPY, parse_path(UPTAKE))
    assert not applies(baseline, parse_path(UPTAKE))
    assert changed(baseline, {UPTAKE: 0.3}) is baseline
    assert changed(baseline, {UPTAKE: 0.3, "population.people": 99}).population.people == 99
    (policy,) = LOCKDOWN.policies
    assert (
        changed(LOCKDOWN, {f"policies[{policy.label}].strength": 0.25}).policies[0].strength == 0.25
    )


def test_a_changed_parameter_is_another_past_and_a_programme_is_not():
    other = changed(THERAPY, {"parameters.contagion": 0.4})
    assert other.burn_in_identity() != THERAPY.burn_in_identity()
    assert changed(THERAPY, {UPTAKE: 0.1}).burn_in_identity() == THERAPY.burn_in_identity()


@pytest.mark.parametrize(
    ("text", "value", "error", "message"),
    [
        ("population.poeple", 60, PathError, "no setting poeple, did you mean people"),
        (UPTAKE.replace("uptake", "uptak"), 0.5, PathError, "no setting uptak, did you"),
        (UPTAKE.replace("uptake", "type"), "walks", PathError, "has no setting type"),
        ("parameters.contagoin", 0.1, ParameterError, "contagoin"),
        ("parameters.contagion", 9.0, ParameterError, "from 0 to 2"),
        (UPTAKE, 1.5, ValidationError, "less than or equal to 1"),
        (UPTAKE, "0.5", ValidationError, "should be a valid number"),
        (UPTAKE, True, ValidationError, "should be a valid number"),
        ("population.people", 60.5, ValidationError, "should be a valid integer"),
        ("population.people", "60", ValidationError, "should be a valid integer"),
    ],
)  # fmt: skip
def test_names_and_types_are_strict(text, value, error, message):
    with pytest.raises(error, match=message):
        changed(THERAPY, {text: value})

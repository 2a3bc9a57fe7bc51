from __future__ import annotations

import pytest

from experiments.errors import KithError
from experiments.uncertainty.setting_paths import current_values, setting_digits
from scenarios import load_scenario


@pytest.fixture(scope="module")
def worlds():
    return [load_scenario(name) for name in ("baseline", "group-therapy", "lockdown")]


def test_values_are_found_wherever_a_setting_stands(worlds):
    assert current_values(worlds, "parameters.contagion") == [0.4574]
    assert current_values(worlds, "population.people") == [worlds[0].population.people]
    (lockdown,) = worlds[2].policies
    path = f"policies[{lockdown.label}].strength"
    assert current_values(worlds, path) == [lockdown.strength]


@pytest.mark.parametrize(
    ("path", "digits"),
    [
        ("parameters.contagion", None),
        ("population.people", 0),
        ("population.employed_share", None),
        ("programmes[group_therapy].group_size", 0),
        ("programmes[group_therapy].places", 0),  # none by default, whole numbers otherwise
        ("programmes[group_therapy].uptake", None),
        ("programmes[group_therapy].cost_facilitator_hour", 2),
    ],
)
def test_what_a_setting_can_hold_is_known(worlds, path, digits):
    assert setting_digits(worlds, path) == digits


@pytest.mark.parametrize(
    ("path", "message"),
    [
        (
            "programmes[group_therpy].uptake",
            "no world .* has group_therpy among its programmes, did",
        ),
        ("programmes[group_therapy].uptak", "no setting uptak, did you mean uptake?"),
        ("programmes[group_therapy].need", "holds 'loneliness_ucla3', which is no number"),
        ("population.cohesio", "no setting cohesio"),
        ("nonsense", "is no path of a setting"),
    ],
)
def test_a_path_that_leads_nowhere_is_refused(worlds, path, message):
    with pytest.raises(KithError, match=message):
        setting_digits(worlds, path)

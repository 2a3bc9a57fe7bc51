from __future__ import annotations

import pytest

from scenarios import ScenarioError, load_scenario, new_scenario
from scenarios.study import Study


@pytest.mark.parametrize("name", ["evening-groups", "a", "2030"])
def test_a_new_scenario_is_ready_to_run(write, name):
    scenario = load_scenario(write(f"{name}.yaml", new_scenario(name)))
    assert scenario.name == name
    assert scenario.programmes
    assert Study.from_scenario(scenario).baseline == "baseline"


@pytest.mark.parametrize("name", ["", "Evening", "evening groups", "../x", "a--b", "x.yaml"])
def test_a_name_that_makes_no_good_file_name_is_refused(name):
    with pytest.raises(ScenarioError) as caught:
        new_scenario(name)
    assert str(caught.value).endswith(
        "a name has small letters, digits and hyphens, as in evening-groups"
    )


def test_what_the_new_file_offers_to_change_can_be_changed(write):
    text = new_scenario("evening-groups")
    given, offered = text.split("# More to change:\n")
    offered = "\n".join(line.removeprefix("# ") for line in offered.splitlines())
    scenario = load_scenario(write("evening-groups.yaml", given + offered))
    assert scenario.population.people == 5000
    assert scenario.parameters == {"contagion": 0.0}

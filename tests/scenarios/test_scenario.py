from __future__ import annotations

import json
import pickle

import pytest
from pydantic import ValidationError

from scenarios import Scenario, load_scenario, scenario_names
from simulation.registry import PARAMETERS


def parameter() -> tuple[str, float, float]:
    """A parameter, its default, and another value that it may have."""
    one = next(one for one in PARAMETERS.values() if one.low < one.default)
    return one.name, one.default, one.low


def changed(scenario: Scenario, **values) -> Scenario:
    return Scenario(**(dict(scenario) | values))


@pytest.mark.parametrize("field", sorted(Scenario.model_fields))
def test_a_scenario_cannot_be_changed(field):
    scenario = load_scenario("baseline")
    with pytest.raises(ValidationError, match="frozen"):
        setattr(scenario, field, getattr(scenario, field))


def test_worlds_share_a_past_whatever_their_programmes_and_texts():
    baseline, therapy = load_scenario("baseline"), load_scenario("group-therapy")
    assert therapy.programmes
    assert therapy.world().programmes == ()
    assert therapy.world().burn_in_identity() == baseline.burn_in_identity()


def test_worlds_do_not_share_a_past_that_differs():
    baseline = load_scenario("baseline")
    name, default, low = parameter()
    pasts = [
        baseline,
        changed(baseline, population={"people": 999}),
        changed(baseline, parameters={name: low}),
        changed(baseline, run={"burn_in_weeks": 259}),
    ]
    texts = {json.dumps(one.burn_in_identity(), sort_keys=True) for one in pasts}
    assert len(texts) == len(pasts)
    as_default = changed(baseline, parameters={name: default})
    assert as_default.burn_in_identity() == baseline.burn_in_identity()


def test_length_of_life_after_the_burn_in_is_no_part_of_the_past():
    baseline = load_scenario("baseline")
    longer = changed(baseline, run={"weeks": 500})
    assert longer.burn_in_identity() == baseline.burn_in_identity()


def test_resolved_settings_make_the_same_scenario_again():
    for name in scenario_names():
        scenario = load_scenario(name)
        resolved = json.loads(json.dumps(scenario.resolved()))
        again = Scenario(**resolved, source=scenario.source, ancestry=scenario.ancestry)
        assert again == scenario


def test_resolved_settings_name_no_place_on_this_machine():
    scenario = load_scenario("group-therapy")
    assert str(scenario.source.parent) not in json.dumps(scenario.resolved())


def test_scenario_crosses_process_borders():
    scenario = load_scenario("group-therapy-and-events")
    assert pickle.loads(pickle.dumps(scenario)) == scenario


def test_a_scenario_made_in_python_is_checked_too():
    baseline = load_scenario("baseline")
    with pytest.raises(ValidationError, match="nonsense: unknown parameter"):
        changed(baseline, parameters={"nonsense": 1.0})


def test_built_world_is_in_week_zero_with_programmes_after_the_burn_in():
    scenario = load_scenario("group-therapy")
    first = scenario.programmes[0]
    model = scenario.build(rng=3, people=100)
    assert model.week == 0
    assert len(model.people.ids) == 100
    (programme,) = model.programmes
    assert programme.start_week == first.start_week + scenario.run.burn_in_weeks
    assert programme.label == first.label


def test_a_world_of_too_few_people_is_not_built():
    with pytest.raises(ValidationError, match="people"):
        load_scenario("baseline").build(people=3)

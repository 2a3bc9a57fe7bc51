"""What holds for every kind of programme, as it comes."""

from __future__ import annotations

import pytest

from simulation import ConnectivityModel
from simulation.conditions.census import Census
from simulation.programmes import PROGRAMMES
from tests.properties.twins import difference, world_of
from tests.simulation.programmes.everybody import doses

KINDS = sorted(PROGRAMMES)


def test_kinds_are_listed_in_order():
    assert list(PROGRAMMES) == KINDS
    assert len(PROGRAMMES) == 12


@pytest.mark.parametrize("kind", KINDS)
def test_defaults_are_valid_and_explained(kind):
    programme = PROGRAMMES[kind]()
    assert programme.type == programme.label == kind
    assert programme.summary
    assert 0 < programme.uptake <= 1
    assert 0 < programme.attendance <= 1
    assert programme.course_sessions >= 3
    for name, field in type(programme).model_fields.items():
        assert field.description or name == "type", name
        if name in type(programme).__annotations__ and name != "type":
            assert field.description.rstrip().endswith("."), name


@pytest.mark.parametrize("kind", KINDS)
def test_numbers_of_its_own_say_their_unit(kind):
    own = PROGRAMMES[kind].__annotations__
    for name, field in PROGRAMMES[kind].model_fields.items():
        if name in own and isinstance(field.default, (int, float)):
            assert "(" in field.description, name


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_meant_for_some_people(town, kind):
    who = PROGRAMMES[kind]().eligible(Census(world_of(town)))
    assert 0.04 < who.mean() <= 1.0
    assert (who.mean() == 1.0) == (kind == "community_events")


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_paid_for(kind):
    programme = PROGRAMMES[kind]()
    assert programme.price("facilitator_hour") + programme.price("referral") > 0
    assert programme.payer_of("facilitator_hour") == programme.payer != "participant"


def test_all_kinds_run_together_and_are_kept_in_a_file(town, tmp_path):
    model = town.fork([kind() for kind in PROGRAMMES.values()])
    model.run_weeks(4)
    for delivery in model.deliveries:
        assert delivery.roster.cases["sessions_attended"].sum() > 0, delivery.programme.label
        for mechanism in delivery.programme.content:
            if delivery.programme.label != "social_prescribing":
                assert doses(model, mechanism).max() > 0
    model.save(tmp_path / "world.kith")
    again = ConnectivityModel.load(tmp_path / "world.kith")
    assert again.programmes == model.programmes
    model.run_weeks(2)
    again.run_weeks(2)
    assert difference(model, again) == []

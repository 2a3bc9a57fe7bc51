"""Online platforms, and changes of any parameter."""

from __future__ import annotations

from simulation import ConnectivityModel
from simulation.policies import OnlinePlatform, ParameterChange
from tests.properties.twins import differing_rows
from tests.simulation.policies.lives import lived


def test_a_platform_makes_time_online_passive_and_strangers_meet(town):
    life = lived(town, OnlinePlatform(passive=2.0, discovery=4.0), weeks=12)
    other = lived(town, weeks=12)
    passive = [x.world.scratch.shown["passive_share"].mean() for x in (life, other)]
    assert passive[0] > 1.5 * passive[1]
    assert life.people["vigilance"].mean() > other.people["vigilance"].mean()
    assert life.new_ties("online") > 2 * other.new_ties("online")


def test_a_rule_against_passive_feeds_calms(town, usual):
    life = lived(town, OnlinePlatform(passive=0.5, discovery=1.0))
    assert life.people["vigilance"].mean() < usual.people["vigilance"].mean()
    shallow = [x.world.scratch.received["shallow_contacts"].sum() for x in (life, usual)]
    assert shallow[0] < 0.7 * shallow[1]


def test_any_parameter_can_be_changed_for_a_time(town):
    fresh = lived(town, ParameterChange(parameter="group_joining", value=0.2))
    other = lived(town)
    assert (fresh.people["group"] >= 0).sum() > (other.people["group"] >= 0).sum() + 100
    assert fresh.model.parameters["group_joining"] == other.model.parameters["group_joining"]


def test_a_change_for_good_is_a_world_with_that_value():
    """A change in full force from the first week on is the parameter itself."""
    changed = ConnectivityModel(
        people=200, rng=3, policies=[ParameterChange(parameter="social_time", value=2.0)]
    )
    other = ConnectivityModel(people=200, rng=3, parameters={"social_time": 2.0})
    for model in (changed, other):
        model.run_weeks(8, observe=False)
    assert differing_rows(changed, other).tolist() == []

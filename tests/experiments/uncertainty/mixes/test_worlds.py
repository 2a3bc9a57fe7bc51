from __future__ import annotations

import pytest

from experiments.errors import KithError
from experiments.uncertainty.mixes.worlds import mix_space, mixed_world
from scenarios import load_scenario


@pytest.fixture(scope="module")
def baseline():
    return load_scenario("baseline")


@pytest.fixture(scope="module")
def arms():
    return tuple(load_scenario(name) for name in ("group-therapy", "befriending"))


def test_a_mix_offers_each_arm_to_a_part_of_those_it_reaches(baseline, arms):
    space = mix_space(baseline, arms, steps=4, places={"befriending": (10, 50)})
    assert space.names == ("group-therapy", "befriending", "places[befriending]")
    mix = {"group-therapy": 0.25, "befriending": 1.0, "places[befriending]": 30.0}
    world = mixed_world(baseline, arms, mix, "mix-3")
    therapy, befriending = world.programmes
    before = arms[0].programmes[0]
    assert therapy.offered_share == before.offered_share / 4
    assert therapy.model_copy(update={"offered_share": before.offered_share}) == before
    assert befriending.places == 30
    assert isinstance(befriending.places, int)
    assert befriending.offered_share == arms[1].programmes[0].offered_share
    assert world.name == "mix-3"
    assert world.burn_in_identity() == baseline.burn_in_identity()


def test_what_is_not_offered_is_not_there(baseline, arms):
    space = mix_space(baseline, arms, steps=2)
    assert mixed_world(baseline, arms, space.nothing(), "mix").programmes == ()
    alone = mixed_world(baseline, arms, space.alone("befriending"), "mix")
    assert alone.programmes == arms[1].programmes


def test_what_the_baseline_offers_stays_in_every_mix(baseline, arms):
    usual = baseline.model_copy(update={"programmes": arms[0].programmes})
    both = arms[1].model_copy(update={"programmes": (*arms[0].programmes, *arms[1].programmes)})
    space = mix_space(usual, [both], steps=2)
    half = mixed_world(usual, [both], {both.name: 0.5}, "mix")
    assert half.programmes[0] == arms[0].programmes[0]
    assert half.programmes[1].offered_share == arms[1].programmes[0].offered_share / 2
    assert mixed_world(usual, [both], space.nothing(), "mix").programmes == usual.programmes


def test_arms_that_cannot_live_in_one_world_are_refused(baseline, arms):
    therapy = arms[0]
    other = therapy.model_copy(update={"name": "again"})
    with pytest.raises(KithError, match="group_therapy: a programme of group-therapy and of again"):
        mix_space(baseline, [therapy, other], steps=2)
    moved = therapy.model_copy(update={"parameters": {"contagion": 0.1}})
    with pytest.raises(KithError, match="group-therapy: lives in another town than baseline"):
        mix_space(baseline, [moved], steps=2)
    with pytest.raises(KithError, match="lockdown: has policies of its own"):
        mix_space(baseline, [load_scenario("lockdown")], steps=2)
    with pytest.raises(KithError, match="baseline: offers nothing that baseline does not"):
        mix_space(baseline, [baseline], steps=2)
    with pytest.raises(KithError, match="nothing to mix"):
        mix_space(baseline, [], steps=2)
    with pytest.raises(KithError, match="no mixed programme group_therpy, did you mean"):
        mix_space(baseline, [therapy], steps=2, places={"group_therpy": (1, 2)})

"""Conservation in every scenario of the library: nobody is lost and every penny has its place."""

from __future__ import annotations

import numpy as np
import pytest

from scenarios import load_scenario, scenario_names
from simulation.conditions.census import Census
from tests.properties.test_conservation import (
    assert_conserved,
    assert_money_adds_up,
    assert_only_eligible_served,
)
from tests.properties.twins import world_of

NAMES = scenario_names()


def live_and_count(name: str, seed: int, people: int, weeks: int) -> dict[str, int]:
    """Live a scenario from its first week, hold every week to account; return who was offered."""
    scenario = load_scenario(name)
    run = scenario.run.model_copy(update={"burn_in_weeks": 0})
    model = scenario.model_copy(update={"run": run}).build(rng=seed, people=people)
    world = world_of(model)
    gone: set[int] = set()
    for _ in range(weeks):
        before, week = world.people["unique_id"].copy(), model.week
        census = Census(world)
        eligible = {one.programme.label: one.programme.eligible(census) for one in model.deliveries}
        model.run_weeks(1, observe=False)
        now = world.people["unique_id"]
        gone |= set(before.tolist()) - set(now.tolist())
        assert len(now) == len(np.unique(now)) == people
        assert not gone & set(now.tolist())
        for one in model.deliveries:
            assert_conserved(one, before)
            assert_only_eligible_served(one, week, eligible[one.programme.label])
    for one in model.deliveries:
        assert_money_adds_up(one)
    return {one.programme.label: len(one.roster.cases) for one in model.deliveries}


@pytest.mark.parametrize("name", NAMES)
def test_everybody_and_every_penny_is_accounted_for(name):
    offered = live_and_count(name, seed=5, people=150, weeks=36)
    started = [one.label for one in load_scenario(name).programmes]
    assert all(offered[label] > 0 for label in started)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_the_same_for_ten_seeds_of_a_larger_village(name):
    for seed in range(20, 30):
        live_and_count(name, seed, people=300, weeks=36)

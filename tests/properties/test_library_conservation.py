"""Conservation in every scenario of the library: nobody is lost and every penny has its place."""

from __future__ import annotations

import numpy as np
import pytest

from scenarios import Scenario, load_scenario, scenario_names
from simulation.conditions.census import Census
from tests.properties.test_conservation import (
    assert_conserved,
    assert_money_adds_up,
    assert_only_eligible_served,
)
from tests.properties.twins import world_of

NAMES = scenario_names()


def live_and_count(scenario: Scenario, seed: int, people: int, weeks: int) -> dict[str, int]:
    """Live a scenario from its first week, hold every week to account; return who was offered."""
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
    scenario = load_scenario(name)
    offered = live_and_count(scenario, seed=5, people=150, weeks=36)
    assert all(offered[one.label] > 0 for one in scenario.programmes)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_the_same_for_five_seeds_of_a_town_four_times_as_large(name):
    """Three thousand people a scenario: what they are offered is held to account, not the seeds."""
    scenario = load_scenario(name)
    for seed in range(20, 25):
        live_and_count(scenario, seed, people=600, weeks=36)

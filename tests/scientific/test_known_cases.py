"""Cases whose answer is known before the model runs."""

from __future__ import annotations

import numpy as np

from tests.scientific.worlds import end_every_tie, fork_with, mean_of


def test_people_who_lose_everybody_grow_lonelier_than_their_twins(town):
    home = town.people.array("household")
    alone = np.flatnonzero(np.bincount(home)[home] == 1)[:40]
    twin, stripped = town.fork(), town.fork()
    end_every_tie(stripped, alone)
    assert stripped.people.array("tie_count")[alone].sum() == 0
    for model in (twin, stripped):
        model.run_weeks(12, observe=False)
    there = alone[twin.people.ids[alone] == town.people.ids[alone]]
    there = there[stripped.people.ids[there] == town.people.ids[there]]
    more = stripped.people.array("loneliness")[there] - twin.people.array("loneliness")[there]
    assert more.mean() > 0.05
    assert (more > 0).mean() > 0.9
    assert mean_of(stripped, "companionship", there) < mean_of(twin, "companionship", there)


def test_a_lockdown_of_friends_raises_loneliness_and_its_end_lowers_it(town):
    twin, locked = town.fork(), fork_with(town, friend_contact=0.0)
    twin.run_weeks(12, observe=False)
    locked.run_weeks(12, observe=False)
    during = mean_of(locked, "loneliness") - mean_of(twin, "loneliness")
    assert during > 0.01
    freed = fork_with(locked, friend_contact=twin.parameters["friend_contact"])
    for model in (twin, freed):
        model.run_weeks(52, observe=False)
    assert mean_of(freed, "loneliness") - mean_of(twin, "loneliness") < during


def test_without_contagion_friends_no_longer_pull_each_other_along(town):
    twin, immune = town.fork(), fork_with(town, contagion=0.0)
    for model in (twin, immune):
        model.run_weeks(26, observe=False)
    assert abs(mean_of(immune, "loneliness") - mean_of(twin, "loneliness")) > 0.01


def test_nobody_who_dies_is_missed_where_nobody_dies(town):
    immortal = fork_with(town, death_level=-14.0, emigration=0.0)
    before = immortal.people.array("bereavement")
    immortal.run_weeks(2, observe=False)
    after = immortal.people.array("bereavement")
    assert before.shape == after.shape
    assert (after > 0).sum() <= 30  # even at that level a few of the oldest die


def test_isolation_does_not_feel_worse_than_it_is_without_vigilance(town):
    twin, trusting = town.fork(), fork_with(town, perception_bias=0.0)
    for model in (twin, trusting):
        model.run_weeks(8, observe=False)
    assert mean_of(trusting, "loneliness") < mean_of(twin, "loneliness")

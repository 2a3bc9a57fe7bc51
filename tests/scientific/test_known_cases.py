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


def test_a_lockdown_raises_loneliness_the_more_the_wider_it_is_and_its_end_lowers_it(town):
    twin = town.fork()
    friends, everybody = (
        fork_with(town, friend_contact=0.0),
        fork_with(town, friend_contact=0.0, kin_contact=0.0),
    )
    for model in (twin, friends, everybody):
        model.run_weeks(26, observe=False)
    usual = mean_of(twin, "loneliness")
    assert mean_of(friends, "loneliness") - usual > 0.003
    assert mean_of(friends, "companionship") < mean_of(twin, "companionship") - 0.03
    during = mean_of(everybody, "loneliness") - usual
    assert during > 0.02
    assert during > mean_of(friends, "loneliness") - usual
    rates = ("friend_contact", "kin_contact")
    freed = fork_with(everybody, **{name: twin.parameters[name] for name in rates})
    for model in (twin, freed):
        model.run_weeks(52, observe=False)
    assert mean_of(freed, "loneliness") - mean_of(twin, "loneliness") < 0.5 * during


def test_without_contagion_friends_no_longer_pull_each_other_along(town):
    twin, immune = town.fork(), fork_with(town, contagion=0.0)
    for model in (twin, immune):
        model.run_weeks(26, observe=False)
    assert abs(mean_of(immune, "loneliness") - mean_of(twin, "loneliness")) > 0.01


def test_losing_somebody_weighs_on_those_they_leave_behind(town):
    twin, gone = town.fork(), np.zeros(len(town.people), bool)
    for _ in range(20):
        before, ids = twin.people.array("life_events"), twin.people.ids
        neighbour = twin.ties.arrays.neighbour.copy()
        twin.run_weeks(1, observe=False)
        gone = twin.people.ids != ids
        if gone.any():
            break
    bereaved = ((neighbour >= 0) & gone[neighbour]).any(axis=1) & ~gone
    felt = twin.people.array("life_events") - before
    assert bereaved.sum() > 3
    assert felt[bereaved].mean() > felt[~bereaved & ~gone].mean() + 0.02


def test_isolation_does_not_feel_worse_than_it_is_without_vigilance(town):
    twin, trusting = town.fork(), fork_with(town, perception_bias=0.0)
    for model in (twin, trusting):
        model.run_weeks(8, observe=False)
    assert mean_of(trusting, "loneliness") < mean_of(twin, "loneliness")

"""Health: illness, physical health, cognition and age."""

from __future__ import annotations

import numpy as np


def test_illness_follows_its_equation(random_lives, close):
    b, v = random_lives.before, random_lives.defaults
    after = random_lives.after(illness_rate=0.15)
    chance = 0.15 * np.exp(
        v.illness_ageing * (b.age - 45) + v.illness_inflammation * b.inflammation
    )
    struck = random_lives.uniform("illness") < chance
    assert 0.1 < struck.mean() < 0.6
    passed = b.illness * (1 - v.illness_recovery * (v.illness_recovery_alone + b.support))
    close(after.illness, np.minimum(40, passed + v.illness_size * struck))


def test_health_follows_its_equation_with_this_weeks_illness(random_lives, close):
    b, v = random_lives.before, random_lives.defaults
    after = random_lives.after()
    aim = (
        v.health_base
        - v.health_ageing * np.maximum(0, b.age - v.health_ageing_from) ** 1.75
        - v.health_load * (b.allostatic_load - 1)
        - after.illness
        + v.health_spread * random_lives.normal("health disposition")
    )
    expected = np.clip(b.health + v.health_speed * (aim - b.health), 0, 100)
    np.testing.assert_allclose(after.health, expected, rtol=1e-6, atol=1e-5)
    close(after.age, b.age + 1 / 52)


def test_cognition_follows_its_equation(random_lives, close):
    b, v = random_lives.before, random_lives.defaults
    isolation = np.maximum(0, 1 - b.tie_count / v.cognition_full_network)
    pace = (
        1
        + v.cognition_loneliness * (b.chronic_loneliness - 0.25)
        + v.cognition_isolation * isolation
    )
    ageing = np.maximum(0, (b.age - v.cognition_ageing_from) / 20)
    close(random_lives.after().cognition, b.cognition - v.cognition_ageing / 52 * ageing * pace)


def test_the_isolated_old_decline_faster_the_young_not_at_all(two):
    ties = two.changed(tie_count=[0, 20])
    old = ties.changed(age=80.0).after(weeks=260)
    young = ties.changed(age=25.0).after(weeks=260)
    assert old.cognition[0] < old.cognition[1] < 0
    assert young.cognition[0] == young.cognition[1] == 0


def test_illness_passes_sooner_with_support(two):
    ill = two.changed(illness=20.0, support=[0.0, 1.0]).after(illness_rate=0.0)
    assert ill.illness[1] < ill.illness[0] < 20.0


def test_dispositions_spread_health_but_hardly_move_its_mean(random_lives):
    lives = random_lives.changed(illness=0.0, allostatic_load=1.0, health=85.0)
    bare = lives.after(weeks=100, health_spread=0.0, allostatic_spread=0.0, allostatic_base=0.8)
    spread = lives.after(weeks=100)
    assert abs(spread.health.mean() - bare.health.mean()) < 2.5
    assert spread.health.std() > bare.health.std() + 1


def test_a_year_makes_people_a_year_older(two):
    np.testing.assert_allclose(two.after(weeks=52).age, 46.0, atol=1e-3)

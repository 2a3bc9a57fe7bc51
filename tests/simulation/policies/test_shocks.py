"""Shocks: people die and are missed; a disaster strikes a place."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from simulation.policies import BereavementWave, Disaster
from tests.properties.twins import half_ties, world_of
from tests.simulation.policies.lives import Life, lived, neighbours


def test_a_wave_of_deaths_bereaves_those_who_had_ties_with_the_dead(town, usual):
    life = lived(town, BereavementWave(mortality=30.0))
    gone, fewer = (
        set(town.people.ids.tolist()) - set(x.model.people.ids.tolist()) for x in (life, usual)
    )
    assert len(gone) > 4 * len(fewer)
    assert fewer <= gone
    left = np.isin(life.model.people.ids, usual.model.people.ids)
    table = half_ties(town)
    dead = np.array(sorted(gone - fewer))
    bereaved = np.unique(table["me"][np.isin(table["other"], dead) & (table["closeness"] > 0.3)])
    known = np.isin(life.model.people.ids, bereaved) & left
    worse = life.people["life_events"] - usual.people["life_events"]
    assert known.sum() > 30
    assert worse[known].mean() > 0.2
    assert abs(worse[left & ~known].mean()) < 0.1


def test_the_excess_rises_with_age_as_the_slope_says(town):
    life = lived(town, BereavementWave(mortality=3.0, age_slope=0.05, strength=0.5), weeks=1)
    age = town.people.array("age").astype(np.float64)
    stayed = life.model.people.ids == town.people.ids
    np.testing.assert_allclose(
        life.dose["excess_mortality"][stayed],
        0.5 * 2.0 * np.exp(0.05 * (age[stayed] - 75.0)),
        rtol=1e-5,
    )


def test_two_waves_add_up_and_stay_within_bounds(town):
    waves = [BereavementWave(mortality=3.0), BereavementWave(mortality=2.0, name="heat")]
    assert np.median(lived(town, *waves, weeks=1).dose["excess_mortality"]) == 3.0
    worst = BereavementWave(mortality=50.0, age_slope=0.2)
    assert lived(town, worst, weeks=1).dose["excess_mortality"].max() == 100.0


def test_a_disaster_strikes_once_and_draws_neighbours_together(town):
    one = Disaster(neighbourhood_share=0.3, displaced=0.2, weeks=2, wind_down_weeks=2)
    struck = one.residents(world_of(town))
    life, other = Life(town, [one], weeks=1), lived(town, weeks=1)
    stayed = life.model.people.ids == town.people.ids
    worse = life.people["life_events"] - other.people["life_events"]
    least = other.people["life_events"] < 3.0
    assert (worse[struck & stayed & least] >= 2.49).all()
    assert np.median(worse[~struck]) == 0.0
    moved = life.people["neighbourhood"] != town.people.array("neighbourhood")
    homes = np.unique(town.people.array("household")[struck])
    lost = np.unique(town.people.array("household")[moved & struck])
    # One in ten of those who move find a home in the same neighbourhood.
    assert stats.binomtest(len(lost), len(homes), 0.2 * 0.9).pvalue > 0.001
    assert moved[~struck].mean() < 0.01
    rally = [float(life.dose["local_cohesion"].max())]
    shocks = [float(life.dose["shock"].max())]
    for _ in range(4):
        life.model.run_weeks(1, observe=False)
        rally.append(float(life.dose["local_cohesion"].max()))
        shocks.append(float(life.dose["shock"].max()))
    assert rally == pytest.approx([0.6, 0.6, 0.4, 0.2, 0.0], rel=1e-6)
    assert shocks == [1.0, 0.0, 0.0, 0.0, 0.0]


def test_after_a_disaster_neighbours_meet_more(town, usual):
    life = lived(town, Disaster(neighbourhood_share=1.0, displaced=0.0, meeting=1.0))
    assert life.between(neighbours) > usual.between(neighbours)


def test_a_disaster_of_half_strength_is_half_a_disaster(town):
    one = Disaster(neighbourhood_share=1.0, displaced=1.0, strength=0.5)
    life = lived(town, one, weeks=1)
    assert life.dose["shock"].max() == 0.5
    homes = np.unique(town.people.array("household"))
    lost = np.unique(town.people.array("household")[life.dose["displaced"] > 0])
    assert stats.binomtest(len(lost), len(homes), 0.5).pvalue > 0.001

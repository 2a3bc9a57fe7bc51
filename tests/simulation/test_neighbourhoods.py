"""Neighbourhoods: culture, cohesion and deprivation as the town's settings say."""

from __future__ import annotations

import numpy as np
import pytest

from simulation import ParameterSet, PopulationSettings
from simulation.neighbourhoods import COHESION, COLLECTIVISM, DEPRIVATION, draw_neighbourhoods
from simulation.purposes import week_keys

KEYS = week_keys(3, 0)
COUNT = 4000


def drawn(parameters=None, **settings):
    p = ParameterSet(parameters)
    return draw_neighbourhoods(PopulationSettings(**settings), COUNT, p, KEYS)


def test_the_usual_town():
    usual = drawn()
    assert usual.shape == (COUNT, 3)
    assert not usual[:, DEPRIVATION].any()
    assert usual[:, COLLECTIVISM].mean() == pytest.approx(0, abs=0.01)
    assert usual[:, COLLECTIVISM].std() == pytest.approx(0.2, rel=0.05)
    assert usual[:, COHESION].mean() == pytest.approx(0, abs=0.03)
    assert usual[:, COHESION].std() == pytest.approx(0.5, rel=0.05)


def test_means_shift_every_neighbourhood_alike():
    usual, other = drawn(), drawn(cohesion=-0.7, collectivism=0.1)
    np.testing.assert_allclose(other[:, COHESION] - usual[:, COHESION], -0.7, atol=1e-6)
    inside = np.abs(usual[:, COLLECTIVISM]) < 0.35
    shift = (other - usual)[inside, COLLECTIVISM]
    np.testing.assert_allclose(shift, 0.1, atol=1e-6)
    assert np.abs(other[:, COLLECTIVISM]).max() <= 0.5


def test_deprivation_has_the_mean_and_spread_asked_for_and_takes_cohesion():
    usual, deprived = drawn(), drawn(deprivation=1.4, deprivation_spread=0.5)
    deprivation = deprived[:, DEPRIVATION]
    assert deprivation.mean() == pytest.approx(1.4, abs=0.03)
    assert deprivation.std() == pytest.approx(0.5, rel=0.05)
    lost = usual[:, COHESION] - deprived[:, COHESION]
    np.testing.assert_allclose(lost, 0.4 * deprivation, atol=1e-5)
    kept = drawn({"cohesion_deprivation": 0.0}, deprivation=1.4)
    np.testing.assert_array_equal(kept[:, COHESION], usual[:, COHESION])
    extreme = drawn(deprivation=3.0, deprivation_spread=2.0)
    assert extreme[:, DEPRIVATION].max() == 5.0

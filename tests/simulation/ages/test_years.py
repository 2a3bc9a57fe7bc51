"""Years of age: who survives, and how ages fall into bands."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.ages.years import (
    AGES,
    BANDS,
    age_quantiles,
    band_shares,
    survivors,
    yearly_death_rate,
)


def test_survivors_fall_by_the_death_rates():
    alive = np.array(survivors())
    assert len(alive) == len(AGES)
    rates = 1 - alive[1:] / alive[:-1]
    np.testing.assert_allclose(rates, [yearly_death_rate(age) for age in range(19, 100)])


@pytest.mark.parametrize(
    ("age", "band"),
    [(18, 0), (29, 0), (30, 1), (44, 1), (45, 2), (64, 2), (65, 3), (79, 3), (80, 4), (99, 4)],
)
def test_every_age_belongs_to_its_band(age, band):
    shares = band_shares((age == AGES).astype(float))
    assert shares.tolist() == [float(n == band) for n in range(len(BANDS))]


def test_ages_are_drawn_as_often_as_their_weights_say():
    weights = np.zeros(82)
    weights[[2, 50]] = 1.0, 3.0
    ages = age_quantiles((np.arange(4000) + 0.5) / 4000, weights)
    assert ((ages >= 20) & (ages < 21)).sum() == 1000
    assert ((ages >= 68) & (ages < 69)).sum() == 3000
    assert age_quantiles(np.array([1.0]), np.eye(82)[81])[0] == 99.9

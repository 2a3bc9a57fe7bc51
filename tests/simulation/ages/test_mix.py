"""A mix of ages: heads of homes whose people add up to what was asked for."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.ages.mix import UnreachableMixError, fit_age_mix
from simulation.ages.years import AGES, band_shares

USUAL = (0.30, 0.52, 0.13, 0.05)
SMALL = (0.62, 0.36, 0.02, 0.0)


@pytest.mark.parametrize(
    ("shares", "homes"),
    [
        ((0.06, 0.09, 0.22, 0.41, 0.22), SMALL),
        ((0.50, 0.20, 0.20, 0.08, 0.02), USUAL),
        ((0.27, 0.25, 0.26, 0.15, 0.07), USUAL),
        ((0.05, 0.15, 0.30, 0.30, 0.20), (0.5, 0.5, 0.0, 0.0)),
    ],
)
@pytest.mark.parametrize("alone", [None, 0.4])
def test_bands_and_those_alone_are_met(shares, homes, alone):
    mix = fit_age_mix(shares, alone, homes)
    np.testing.assert_allclose(band_shares(mix.persons), shares, atol=0.01)
    assert mix.persons.sum() == pytest.approx(1)
    assert mix.heads.sum(axis=1) == pytest.approx([1, 1])
    assert (mix.heads >= 0).all()
    mean_size = np.dot(homes, [1, 2, 3, 4])
    assert mix.alone == pytest.approx(homes[0] / mean_size)
    if alone is not None:
        assert mix.older_alone == pytest.approx(alone, abs=0.01)


def test_nothing_asked_for_is_the_usual_town():
    mix = fit_age_mix(None, None, USUAL)
    np.testing.assert_allclose(mix.heads[0], mix.heads[1])
    assert (np.diff(mix.heads[0]) < 0).all(), "survivors"
    assert 44 < mix.persons @ (AGES + 0.5) < 52


def test_old_people_alone_are_older_than_old_couples():
    mix = fit_age_mix(None, 0.4, USUAL)
    old = AGES >= 65
    alone, together = (heads[old] @ AGES[old] / heads[old].sum() for heads in mix.heads)
    assert alone > together + 1


def test_what_no_homes_can_hold_is_refused_with_what_comes_nearest():
    with pytest.raises(UnreachableMixError) as caught:
        fit_age_mix((0.05, 0.25, 0.40, 0.20, 0.10), None, USUAL)
    assert caught.value.shares[0] > 0.08
    assert str(caught.value).startswith("18-29 0.1")
    assert str(caught.value).endswith("of those of 65 and above alone")
    with pytest.raises(UnreachableMixError):
        fit_age_mix(None, 0.95, USUAL)

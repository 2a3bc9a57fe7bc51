"""Homes of older people: with these chances, as many live alone in the long run as at the start."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.ages.flows import age_flows, smooth_ages
from simulation.ages.mix import fit_age_mix
from simulation.ages.older_homes import older_homes, share_alone, share_that_lasts

USUAL = (0.30, 0.52, 0.13, 0.05)
SMALL = (0.62, 0.36, 0.02, 0.0)
OLDER = (0.06, 0.09, 0.22, 0.41, 0.22)


@pytest.mark.parametrize(
    ("shares", "alone", "homes"),
    [(OLDER, 0.6, SMALL), (OLDER, 0.4, SMALL), (None, 0.35, USUAL), (None, 0.2, USUAL)],
)
def test_the_share_alone_lasts(shares, alone, homes):
    key = (shares, alone, homes)
    assert share_that_lasts(key, 0.012) == pytest.approx(alone, abs=0.01)
    chances = older_homes(key, 0.012)
    assert 0 <= chances.older_alone <= 1
    assert 0 <= chances.pairing <= 0.5
    assert 0 <= chances.alone <= 1
    assert not (chances.pairing and chances.older_alone), "nobody moves in alone and pairs up"


def test_more_arrivals_alone_are_more_alone_and_pairing_fewer():
    kept = smooth_ages(fit_age_mix(OLDER, None, SMALL).persons)
    flows = age_flows((OLDER, None, SMALL))
    by_arrival = [share_alone(kept, flows, 0.012, q, 0.0) for q in (0.0, 0.5, 1.0)]
    by_pairing = [share_alone(kept, flows, 0.012, 0.5, m) for m in (0.0, 0.1, 0.3)]
    assert (np.diff(by_arrival) > 0.05).all()
    assert (np.diff(by_pairing) < -0.05).all()
    assert share_alone(kept, flows, 0.1, 0.5, 0.0) > by_arrival[1], "separations"


def test_more_than_can_last_is_told():
    key = (None, 0.6, (0.5, 0.4, 0.1, 0.0))
    assert 0.4 < share_that_lasts(key, 0.012) < 0.55
    assert older_homes(key, 0.012).older_alone == pytest.approx(1.0)


def test_where_no_share_was_asked_for_people_live_as_those_who_are_there():
    key = (OLDER, None, SMALL)
    chances = older_homes(key, 0.012)
    assert chances.older_alone == fit_age_mix(*key).older_alone
    assert chances.pairing == 0
    assert older_homes(None, 0.012) is None

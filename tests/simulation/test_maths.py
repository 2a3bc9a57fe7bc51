"""The mathematics that several processes share."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.maths import clip, logistic, soft_gap

_NUMBERS = st.floats(-300.0, 300.0)


@given(_NUMBERS)
def test_logistic_is_a_share_and_symmetric(x):
    assert 0.0 <= logistic(x) <= 1.0
    assert logistic(x) + logistic(-x) == pytest.approx(1.0)


@given(_NUMBERS)
def test_logistic_undoes_the_logit(x):
    share = min(max(logistic(x), 1e-12), 1 - 1e-12)
    if 1e-9 < share < 1 - 1e-6:
        assert math.log(share / (1 - share)) == pytest.approx(x, abs=1e-5)


@given(_NUMBERS, st.floats(-10.0, 0.0), st.floats(0.0, 10.0))
def test_clip_is_what_numpy_does(x, low, high):
    assert clip(x, low, high) == np.clip(x, low, high)


@given(st.floats(-20.0, 20.0), st.floats(0.5, 60.0))
def test_soft_gap_lies_just_above_the_kinked_gap(x, sharpness):
    assert 0.0 <= soft_gap(x, sharpness) - max(0.0, x) <= math.log(2.0) / sharpness + 1e-12


def test_soft_gap_is_exact_at_zero_and_smooth_where_it_turns_linear():
    assert soft_gap(0.0, 12.0) == pytest.approx(math.log(2.0) / 12.0)
    turn = 30.0 / 12.0
    assert soft_gap(turn - 1e-9, 12.0) == pytest.approx(soft_gap(turn + 1e-9, 12.0), abs=1e-8)

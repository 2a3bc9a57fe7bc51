from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.calibration.ranges import Range, latin_hypercube, read_ranges
from experiments.errors import KithError
from simulation.registry import PARAMETERS


def test_a_parameter_goes_from_half_to_twice_its_value_as_far_as_it_may():
    one = PARAMETERS["contagion"]
    (found,) = read_ranges("contagion", {})
    assert (found.low, found.high) == (one.default / 2, min(one.high, 2 * one.default))
    (found,) = read_ranges("contagion", {"contagion": 0.2})
    assert (found.low, found.high) == (0.1, 0.4)
    (found,) = read_ranges("contagion", {"contagion": 0.0})
    assert (found.low, found.high) == (one.low, one.high)


def test_every_parameter_of_the_model_has_such_a_range():
    for name, one in PARAMETERS.items():
        if one.low < one.default < one.high:
            (found,) = read_ranges(name, {})
            assert one.low <= found.low < found.high <= one.high


def test_negative_values_go_up_too():
    (found,) = read_ranges("death_level", {})
    assert found.low < found.high
    assert found.high == max(-10.8 / 2, -10.8 * 2, -10.8 / 2) or found.high == -8


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("contagoin", "--vary 'contagoin': unknown parameter, did you mean contagion?"),
        ("", "--vary '': unknown parameter; `kith list parameters` shows all"),
        ("contagion,contagion", "--vary contagion,contagion: contagion is named twice"),
        ("contagion=0.4", "--vary contagion=0.4: expected PARAMETER=LOW..HIGH, as "
                          "contagion=0.1..0.4"),
        ("contagion=a..b", "--vary contagion=a..b: expected PARAMETER=LOW..HIGH"),
        ("contagion=0.4..0.1", "--vary contagion=0.4..0.1: must go up from at least 0 to at most "
                               "2"),
        ("contagion=0.4..nan", "--vary contagion=0.4..nan: must go up"),
        ("contagion=0..99", "--vary contagion=0..99: must go up from at least 0 to at most 2"),
    ],
)  # fmt: skip
def test_what_cannot_vary_is_refused(text, message):
    with pytest.raises(KithError) as caught:
        read_ranges(text, {})
    assert str(caught.value).startswith(message)


@given(draws=st.integers(2, 40), seed=st.integers(0, 99), low=st.floats(-5, 5))
def test_every_part_of_every_range_has_one_draw(draws, seed, low):
    ranges = [Range("a", low, low + 1.0), Range("b", 100.0, 300.0)]
    values = latin_hypercube(draws, ranges, np.random.default_rng(seed))
    assert values.shape == (draws, 2)
    for column, one in zip(values.T, ranges, strict=True):
        width = (one.high - one.low) / draws
        edges = one.low + width * np.arange(draws + 1)
        # Six digits may put a draw across the edge of its part.
        slack = 1e-5 * max(abs(one.low), abs(one.high), 1.0)
        ordered = np.sort(column)
        assert (ordered >= edges[:-1] - slack).all()
        assert (ordered <= edges[1:] + slack).all()
        assert ((column >= one.low) & (column <= one.high)).all()

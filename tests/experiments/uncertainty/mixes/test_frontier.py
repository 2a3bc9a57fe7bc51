from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from experiments.uncertainty.mixes.frontier import on_frontier

NUMBERS = st.integers(0, 6)


@given(st.lists(st.tuples(NUMBERS, NUMBERS, st.booleans()), min_size=1, max_size=25))
def test_the_frontier_is_what_no_other_allowed_point_beats(points):
    cost, gain, allowed = (np.array(part) for part in zip(*points, strict=True))
    expected = [
        ok
        and not any(
            other and c <= cost[i] and g >= gain[i] and (c < cost[i] or g > gain[i])
            for c, g, other in zip(cost, gain, allowed, strict=True)
        )
        for i, ok in enumerate(allowed)
    ]
    assert on_frontier(cost, gain, allowed).tolist() == expected


def test_what_has_no_result_is_not_on_it():
    assert on_frontier([np.nan, 1.0], [9.0, 1.0]).tolist() == [False, True]

"""A seed may come in any form that means one whole number."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.seeds import seed_from


@pytest.mark.parametrize(
    "given", [42, np.int64(42), np.uint8(42), "42", " 42 ", 42.0, np.array(42)]
)
def test_whole_numbers_in_any_form(given):
    seed = seed_from(given)
    assert seed == 42
    assert type(seed) is int


def test_without_a_seed_two_worlds_differ():
    assert len({seed_from(None) for _ in range(5)}) > 1


@pytest.mark.parametrize(
    "given", ["4.2", "", "one", "--4", 4.2, True, [1], np.random.default_rng(1)]
)
def test_what_is_no_whole_number_is_refused(given):
    with pytest.raises(TypeError, match="rng must be a whole number such as 1, or None; got"):
        seed_from(given)


@pytest.mark.parametrize("given", [-1, "-1", 2**63])
def test_the_range_is_told(given):
    with pytest.raises(ValueError, match=r"rng must be from 0 to 2\*\*63 - 1, got"):
        seed_from(given)

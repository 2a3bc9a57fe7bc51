"""Grouping: everybody once, groups full but for the last, neighbours or people alike together."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from simulation.delivery.grouping import form_groups
from simulation.delivery.luck import Luck

LUCK = Luck(seed=3, label="choir")


def grouped(n, places, size, minimum, matched=False):
    ids = np.arange(n) * 7 + 1
    home = (ids * 2654435761 % 2**32) % places
    alike = (ids * 40503 % 1000).astype(float) if matched else None
    return ids, home, alike, form_groups(ids, home, alike, size, minimum, LUCK, 5)


@given(
    n=st.integers(0, 120), places=st.integers(1, 9), size=st.integers(2, 12),
    minimum=st.integers(1, 12), matched=st.booleans(),
)  # fmt: skip
def test_groups_hold_everybody_once_but_a_rest_too_small(n, places, size, minimum, matched):
    minimum = min(minimum, size)
    *_, groups = grouped(n, places, size, minimum, matched)
    placed = np.concatenate([np.empty(0, np.int64), *groups])
    assert len(np.unique(placed)) == len(placed)
    assert n - len(placed) < minimum
    sizes = sorted(len(group) for group in groups)
    assert all(one == size for one in sizes[1:])
    assert all(minimum <= one <= size for one in sizes)
    assert len(groups) <= -(-n // size)


def test_mixed_groups_are_neighbours():
    _, home, _, groups = grouped(200, 4, 8, 4)
    local = [len(set(home[group])) == 1 for group in groups]
    assert sum(local) >= 21


def test_matched_groups_are_alike():
    _, _, alike, groups = grouped(200, 4, 8, 4, matched=True)
    assert alike is not None
    assert max(np.ptp(alike[group]) for group in groups) < 120
    ranges = sorted((alike[group].min(), alike[group].max()) for group in groups)
    assert all(before[1] <= after[0] for before, after in pairwise(ranges))


def test_one_person_less_leaves_nearly_all_others_together():
    ids = np.arange(68)
    home = np.zeros(68, np.int64)
    full = form_groups(ids, home, None, 8, 4, LUCK, 5)
    stay = np.delete(ids, 20)
    fewer = [stay[group] for group in form_groups(stay, home[1:], None, 8, 4, LUCK, 5)]

    def pairs(groups):
        return {
            (a, b) for group in groups for a in group for b in group if a < b and 20 not in (a, b)
        }

    assert len(pairs(full) & pairs(fewer)) > 0.4 * len(pairs(full))

"""Keyed draws: uniform, independent of each other, symmetric for pairs, exact quantiles."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from simulation import draws
from simulation.draws import normals, standard_normal, uniforms
from simulation.purposes import PURPOSES, purpose_key, week_keys
from tests.properties import candidates

PEOPLE = np.arange(20_000)


def identity(person):
    # Called from Python, a kernel hands back a plain number.
    return np.uint64(draws.identity(person))


WHOLE = st.integers(0, 2**62)
KEYS = st.integers(0, 2**64 - 1)


def test_draws_of_people_are_uniform():
    for week in range(5):
        luck = uniforms(purpose_key(1, "contact", week), PEOPLE)
        assert stats.kstest(luck, "uniform").pvalue > 0.001
        # Neighbouring ids must not be neighbours in luck.
        assert abs(np.corrcoef(luck[:-1], luck[1:])[0, 1]) < 4 / np.sqrt(len(PEOPLE))


def test_purposes_weeks_and_seeds_are_independent():
    """All correlations between streams look like chance: none large, and of the right size."""
    streams = [
        uniforms(purpose_key(seed, purpose, week), PEOPLE)
        for seed, purpose, week in itertools.product(
            (1, 2), ("contact", "conflict", "death"), (1, 2, 3, 1000)
        )
    ]
    r = np.array(np.corrcoef(streams))[np.triu_indices(len(streams), 1)] * np.sqrt(len(PEOPLE))
    assert np.abs(r).max() < 4.5
    assert 0.85 < r.std() < 1.15


def test_one_person_over_weeks_is_independent():
    one = np.array([3])
    luck = np.array([uniforms(purpose_key(1, "contact", week), one)[0] for week in range(4000)])
    assert stats.kstest(luck, "uniform").pvalue > 0.001
    for lag in (1, 2, 52):
        assert abs(np.corrcoef(luck[:-lag], luck[lag:])[0, 1]) < 4 / np.sqrt(len(luck))


def test_pairs_are_uniform_and_independent_of_both_people():
    key = np.uint64(purpose_key(1, "contact", 1))
    pairs = [(a, b) for a in range(120) for b in range(a + 1, 120)]
    luck = np.array([draws.pair_uniform(key, identity(a), identity(b)) for a, b in pairs])
    assert stats.kstest(luck, "uniform").pvalue > 0.001
    own = uniforms(int(key), np.arange(120))
    for side in (0, 1):
        people = np.array([pair[side] for pair in pairs])
        assert abs(np.corrcoef(own[people], luck)[0, 1]) < 4 / np.sqrt(len(pairs))


@given(KEYS, WHOLE, WHOLE)
def test_a_pair_draws_the_same_from_both_sides(key, one, other):
    key = np.uint64(key)
    here, there = identity(one), identity(other)
    assert draws.pair_uniform(key, here, there) == draws.pair_uniform(key, there, here)
    if one != other:
        mine = draws.directed_uniform(key, here, there)
        assert mine != draws.directed_uniform(key, there, here)
        assert mine != draws.pair_uniform(key, here, there)


@given(KEYS, WHOLE, WHOLE)
def test_draws_lie_strictly_inside_and_match_an_independent_account(key, one, other):
    key = np.uint64(key)
    mine = draws.uniform(key, one)
    assert 0.0 < mine < 1.0
    assert mine == candidates.unit(candidates.bits_of(key, one))
    assert int(draws.person_bits(key, one)) == int(candidates.bits_of(key, one))
    here, there = identity(one), identity(other)
    pair = draws.pair_uniform(key, here, there)
    assert 0.0 < pair < 1.0
    assert pair == candidates.unit(candidates.pair_bits(key, one, other))
    directed = draws.directed_uniform(key, here, there)
    assert 0.0 < directed < 1.0
    assert directed == candidates.unit(candidates.directed_bits(key, one, other))


def test_what_two_make_of_each_other_is_unrelated():
    """Also to what the pair draws, and to pairs that share one of them."""
    key = np.uint64(purpose_key(1, "liking"))
    pairs = [(a, b) for a in range(100) for b in range(a + 1, 100)]
    streams = np.array(
        [
            (
                draws.directed_uniform(key, identity(a), identity(b)),
                draws.directed_uniform(key, identity(b), identity(a)),
                draws.directed_uniform(key, identity(a), identity(b + 1)),
                draws.pair_uniform(key, identity(a), identity(b)),
                draws.pair_uniform(key, identity(a + 1), identity(b)),
            )
            for a, b in pairs
        ]
    )
    r = np.corrcoef(streams.T)[np.triu_indices(5, 1)]
    assert np.abs(r).max() < 4 / np.sqrt(len(pairs))
    for stream in streams.T:
        assert stats.kstest(stream, "uniform").pvalue > 0.001


def test_no_two_pairs_share_their_luck():
    """Pairs are named by a sum: no two of two hundred thousand may have the same."""
    who = identity_table(600)
    sums = (who[:, None] + who[None, :])[np.triu_indices(600, 1)]
    assert len(np.unique(sums)) == len(sums)


def identity_table(count):
    return np.array([identity(person) for person in range(count)], np.uint64)


@pytest.mark.parametrize("bits", [0, 2**64 - 1])
def test_the_most_extreme_bits_are_still_inside(bits):
    luck = draws._unit(np.uint64(bits))
    assert 0.0 < luck < 1.0
    assert luck == candidates.unit(np.array(bits, np.uint64))
    assert np.isfinite(standard_normal(luck))
    assert 0.0 < draws.exponential(luck) < 40.0


def test_the_normal_quantile_is_right_to_seven_digits():
    spread = np.concatenate(
        [
            np.linspace(1e-6, 1 - 1e-6, 4001),
            10.0 ** -np.arange(1, 300, dtype=float),
            1 - 10.0 ** -np.arange(1, 16, dtype=float),
            [0.075, 0.925, 0.0749999, 0.0750001, np.exp(-25.0), np.exp(-25.0) * 1.0001],
        ]
    )
    mine = np.array([standard_normal(p) for p in spread])
    exact = stats.norm.ppf(spread)
    # States are kept to seven digits, and so is the quantile.
    np.testing.assert_allclose(mine, exact, rtol=2e-7, atol=1e-16)
    assert standard_normal(0.5) == 0.0


@given(st.floats(1e-12, 0.5))
def test_the_normal_quantile_is_odd_and_rising(p):
    # 1 - p is exact for multiples of 2**-53 only.
    p = round(p * 2**40) / 2**40
    if 0.0 < p < 0.5:
        assert standard_normal(1.0 - p) == pytest.approx(-standard_normal(p), rel=1e-12)
        assert standard_normal(p) < standard_normal(p * 1.000001)


def test_normals_are_the_quantiles_of_uniforms():
    key = purpose_key(4, "health", 9)
    luck = uniforms(key, PEOPLE)
    np.testing.assert_allclose(normals(key, PEOPLE), stats.norm.ppf(luck), rtol=2e-7)
    assert stats.kstest(normals(key, PEOPLE), "norm").pvalue > 0.001


def test_a_draw_does_not_depend_on_who_else_is_drawn_for():
    key = purpose_key(4, "health", 9)
    everybody = uniforms(key, PEOPLE)
    some = np.array([17, 4, 19_999])
    assert uniforms(key, some).tolist() == everybody[some].tolist()
    assert uniforms(key, np.array([], np.int64)).shape == (0,)


def test_the_registered_streams_of_a_week_are_all_different():
    keys = week_keys(1, 3)
    luck = np.array([uniforms(int(key), PEOPLE[:2000]) for key in keys])
    r = np.corrcoef(luck)[np.triu_indices(len(PURPOSES), 1)] * np.sqrt(2000)
    assert np.abs(r).max() < 5.0

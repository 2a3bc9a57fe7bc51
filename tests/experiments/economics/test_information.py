from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from experiments.economics.information import (
    information_value,
    partial_information,
    perfect_information,
    polynomial_basis,
)
from tests.experiments.economics.test_acceptability import made


def normal_value(mean, deviation):
    """Value of learning a normal net benefit where doing nothing gives 0 (unit normal loss)."""
    z = mean / deviation
    return deviation * stats.norm.pdf(z) + mean * stats.norm.cdf(z) - max(mean, 0.0)


def against_nothing(benefit):
    return np.column_stack([np.zeros(len(benefit)), benefit])


def close(found, exact, errors=3.5):
    assert 0 < found.standard_error < 0.2 * exact
    assert abs(found.value - exact) < errors * found.standard_error


def test_perfect_information_on_a_normal_benefit():
    draws = np.random.default_rng(1).normal(200.0, 1000.0, 40_000)
    close(perfect_information(against_nothing(draws)), normal_value(200, 1000))


def test_perfect_information_on_three_like_arms_is_the_mean_of_the_largest():
    draws = np.random.default_rng(2).normal(size=(40_000, 3))
    close(perfect_information(draws), 3 / (2 * np.sqrt(np.pi)))


def test_partial_information_on_a_sum_of_normals():
    draws = np.random.default_rng(3)
    first, second = draws.normal(100, 700, 10_000), draws.normal(100, 400, 10_000)
    benefit = against_nothing(first + second)
    for known, deviation in ((first, 700), (second, 400)):
        found = partial_information(benefit, polynomial_basis(known[:, None]))
        close(found, normal_value(200, deviation))
    both = polynomial_basis(np.column_stack([first, second]))
    close(partial_information(benefit, both), normal_value(200, np.hypot(700, 400)))


def test_partial_information_on_a_product_of_normals():
    # B = x y - c: knowing x leaves x E[y] - c, which is normal; perfect information by quadrature.
    draws = np.random.default_rng(4)
    x, y, c = draws.normal(10, 3, 20_000), draws.normal(50, 20, 20_000), 480.0
    benefit = against_nothing(x * y - c)
    close(partial_information(benefit, polynomial_basis(x[:, None])), normal_value(500 - c, 50 * 3))
    close(
        partial_information(benefit, polynomial_basis(y[:, None])), normal_value(500 - c, 10 * 20)
    )
    nodes, weights = np.polynomial.hermite_e.hermegauss(80)
    of_x = 10 + 3 * nodes
    mean, deviation = 50 * of_x - c, 20 * np.abs(of_x)
    inner = [normal_value(m, d) + max(m, 0.0) for m, d in zip(mean, deviation, strict=True)]
    exact = weights @ inner / weights.sum() - (500 - c)
    close(perfect_information(benefit), exact)
    both = polynomial_basis(np.column_stack([x, y]))
    close(partial_information(benefit, both), exact)


def test_an_input_that_changes_nothing_is_worth_next_to_nothing():
    draws = np.random.default_rng(5)
    benefit = against_nothing(draws.normal(300, 1000, 5000))
    idle = polynomial_basis(draws.normal(size=(5000, 1)))
    assert partial_information(benefit, idle).value < 0.01 * perfect_information(benefit).value


def test_luck_of_seeds_inflates_perfect_and_not_partial_information():
    draws = np.random.default_rng(6)
    x = draws.normal(0, 500, 10_000)
    noisy = against_nothing(x + draws.normal(0, 1500, 10_000))
    close(partial_information(noisy, polynomial_basis(x[:, None])), normal_value(0, 500))
    assert perfect_information(noisy).value > 2.5 * normal_value(0, 500)


@pytest.mark.parametrize("size", [200, 800])
def test_standard_errors_are_those_of_repeated_studies(size):
    draws = np.random.default_rng(7)
    perfect, partial = [], []
    for _ in range(200):
        x, rest = draws.normal(150, 600, size), draws.normal(0, 800, size)
        benefit = against_nothing(x + rest)
        perfect.append(perfect_information(benefit))
        partial.append(partial_information(benefit, polynomial_basis(x[:, None])))
    for found in (perfect, partial):
        said = np.mean([one.standard_error for one in found])
        assert said == pytest.approx(np.std([one.value for one in found]), rel=0.25)


def test_the_basis_spans_polynomials_as_far_as_the_draws_allow():
    draws = np.random.default_rng(8)
    for several, size, terms in ((1, 40, 4), (1, 39, 3), (2, 100, 10), (2, 99, 6), (3, 40, 4)):
        basis = polynomial_basis(draws.lognormal(size=(size, several)))
        assert basis.shape == (size, terms)
        assert basis.T @ basis == pytest.approx(np.eye(terms), abs=1e-9)
    assert polynomial_basis(draws.normal(size=(39, 3))) is None
    x = draws.normal(size=60)
    cubic = 3 - x + 2 * x**2 - x**3
    basis = polynomial_basis(x[:, None])
    assert basis @ (basis.T @ cubic) == pytest.approx(cubic)


def test_constant_and_two_valued_inputs_are_no_trouble():
    two = np.repeat([0.0, 1.0], 50)
    assert polynomial_basis(two[:, None]).shape == (100, 2)
    assert polynomial_basis(np.column_stack([two, np.ones(100)])).shape == (100, 2)
    benefit = against_nothing(np.where(two == 1, 3.0, -1.0))
    assert partial_information(benefit, polynomial_basis(two[:, None])).value == pytest.approx(0.5)
    constant = partial_information(benefit, polynomial_basis(np.ones((100, 1))))
    assert constant.value == pytest.approx(0, abs=1e-12)


def test_table_names_inputs_and_groups_and_says_where_draws_are_too_few():
    draws = np.random.default_rng(9)
    inputs = {name: draws.normal(size=30) for name in ("uptake", "effect", "price")}
    cost = np.column_stack([np.zeros(30), 5 + inputs["price"]])
    effect = np.column_stack([np.zeros(30), 1 + inputs["effect"]])
    table = information_value(
        made(cost, effect, inputs=inputs), [0.0, 5.0], {"all": ("uptake", "effect", "price")}
    )
    first = table[table["willingness_to_pay"] == 5.0].set_index("inputs")
    assert first.index.tolist() == ["everything", "uptake", "effect", "price", "all"]
    assert first["kind"].tolist() == ["perfect", "input", "input", "input", "group"]
    assert first["terms"].tolist() == [0, 3, 3, 3, 0]
    assert np.isnan(first.loc["all", "value"])
    assert first.loc["effect", "value"] > first.loc["uptake", "value"]
    assert first.loc["everything", "share"] == 1.0
    with pytest.raises(ValueError, match="group x: no drawn input y; there are: uptake, effect"):
        information_value(made(cost, effect, inputs=inputs), [1.0], {"x": ("y",)})


@settings(max_examples=25)
@given(st.integers(0, 10**6), st.integers(20, 60), st.integers(2, 4))
def test_partial_information_is_worth_something_and_no_more_than_perfect(seed, size, arms):
    draws = np.random.default_rng(seed)
    x = draws.normal(size=size)
    benefit = draws.normal(size=(size, arms)) + np.outer(x, draws.normal(size=arms))
    some = partial_information(benefit, polynomial_basis(x[:, None]))
    assert -1e-12 <= some.value <= perfect_information(benefit).value
    order = draws.permutation(arms)
    again = partial_information(benefit[:, order], polynomial_basis(x[:, None] * 7 - 2))
    assert (again.value, again.standard_error) == pytest.approx((some.value, some.standard_error))

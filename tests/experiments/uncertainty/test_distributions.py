from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from experiments.errors import KithError
from experiments.uncertainty.distributions import stated
from scenarios.study_parts.uncertainty import InputDistribution

U = np.linspace(0.001, 0.999, 101)
Z = stats.norm.ppf(0.975)


def one(shape, low, high, **more):
    return stated(InputDistribution(distribution=shape, low=low, high=high, **more))


def test_every_shape_is_that_of_scipy():
    assert one("normal", 1, 5).quantile(U) == pytest.approx(stats.norm(3, 2 / Z).ppf(U))
    spread = np.log(4) / (2 * Z)
    assert one("lognormal", 2, 8).quantile(U) == pytest.approx(
        stats.lognorm(spread, scale=4).ppf(U)
    )
    assert one("uniform", 2, 8).quantile(U) == pytest.approx(stats.uniform(2, 6).ppf(U))
    skewed = stats.triang(0.25, 2, 8).ppf(U)
    assert one("triangular", 2, 10, mode=4).quantile(U) == pytest.approx(skewed)
    assert one("triangular", 2, 10).quantile(0.5) == pytest.approx(6.0)
    beta = one("beta", 0.4, 0.8)
    assert beta.quantile(U) == pytest.approx(stats.beta(beta.first, beta.second).ppf(U))
    gamma = one("gamma", 0.5, 3.0)
    assert gamma.quantile(U) == pytest.approx(stats.gamma(gamma.first, scale=gamma.second).ppf(U))


@given(
    shape=st.sampled_from(["beta", "gamma"]),
    ends=st.tuples(st.floats(0.02, 0.95), st.floats(0.02, 0.95)).filter(
        lambda two: abs(two[0] - two[1]) > 0.02
    ),
)
def test_beta_and_gamma_have_the_interval_that_was_stated(shape, ends):
    low, high = sorted(ends)
    found = one(shape, low, high)
    assert found.quantile([0.025, 0.975]) == pytest.approx([low, high], rel=1e-4)


def test_an_interval_that_no_distribution_has_is_refused():
    with pytest.raises(KithError, match=r"no gamma distribution has the 95 % interval 1e-300 to 1"):
        one("gamma", 1e-300, 1)

"""How far parameters are in doubt: shapes, cuts, and the rule by status."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from simulation.doubt import DOUBT_BY_STATUS, Distribution, Doubt, doubt_by_status
from simulation.parameters import Parameter, ParameterError
from simulation.registry import PARAMETERS

U = np.linspace(0.001, 0.999, 101)
Z = stats.norm.ppf(0.975)


def uncut(kind, low95, high95):
    return Distribution(Doubt(kind, low95, high95, "test"), -1e9, 1e9, True)


def test_the_three_bells_are_those_of_scipy():
    normal = stats.norm(loc=3.0, scale=2.0 / Z).ppf(U)
    assert uncut("normal", 1.0, 5.0).quantile(U) == pytest.approx(normal, rel=1e-12)
    spread = np.log(8.0 / 2.0) / (2 * Z)
    lognormal = stats.lognorm(s=spread, scale=4.0).ppf(U)
    assert uncut("lognormal", 2.0, 8.0).quantile(U) == pytest.approx(lognormal, rel=1e-12)
    odds = np.log([0.2 / 0.8, 0.6 / 0.4])
    bell = stats.norm(odds.mean(), (odds[1] - odds[0]) / (2 * Z)).ppf(U)
    expected = 1 / (1 + np.exp(-bell))
    assert uncut("logit_normal", 0.2, 0.6).quantile(U) == pytest.approx(expected, rel=1e-12)


def test_a_uniform_interval_is_the_middle_95_per_cent():
    expected = stats.uniform(loc=1.0 - 0.05, scale=2.0).ppf(U)
    assert uncut("uniform", 1.0, 2.9).quantile(U) == pytest.approx(expected, rel=1e-12)


def test_a_bell_cut_off_at_the_range_is_a_truncated_one():
    cut = Distribution(Doubt("normal", 1.0, 5.0, "test"), 2.0, 4.5, True)
    scale = 2.0 / Z
    expected = stats.truncnorm((2 - 3) / scale, (4.5 - 3) / scale, loc=3, scale=scale)
    assert cut.quantile(U) == pytest.approx(expected.ppf(U), rel=1e-9)
    assert cut.quantile([0.0, 1.0]) == pytest.approx([2.0, 4.5])


def test_a_uniform_cut_off_is_uniform_on_what_is_left():
    cut = Distribution(Doubt("uniform", 0.0, 0.6, "test"), 0.0, 3.0, True)
    top = 0.6 + 0.6 * 0.025 / 0.95
    assert cut.quantile([0.0, 0.5, 1.0]).tolist() == pytest.approx([0.0, top / 2, top])


def test_what_is_fixed_never_moves():
    one = Distribution(Doubt("fixed", 2.0, 2.0, "definition"), 0.0, 3.0, True)
    assert one.quantile(U).tolist() == [2.0] * len(U)
    assert str(one) == "fixed"


@given(
    kind=st.sampled_from(["normal", "lognormal", "logit_normal", "uniform"]),
    ends=st.tuples(st.floats(0.01, 0.98), st.floats(0.01, 0.98)).filter(
        lambda two: abs(two[0] - two[1]) > 1e-3
    ),
    u=st.lists(st.floats(0, 1), min_size=2, max_size=20),
)
def test_quantiles_never_fall_and_stay_in_the_range(kind, ends, u):
    low95, high95 = sorted(ends)
    one = Distribution(Doubt(kind, low95, high95, "test"), low95 / 2, (1 + high95) / 2, True)
    values = one.quantile(np.sort(u))
    assert (np.diff(values) >= 0).all()
    assert values.min() >= one.low
    assert values.max() <= one.high
    assert values.shape == (len(u),)


@given(
    default=st.floats(0.001, 0.999),
    status=st.sampled_from(sorted(DOUBT_BY_STATUS)),
    high=st.sampled_from([1.0, 5.0]),
)
def test_by_the_rule_the_default_is_the_median_and_the_top_is_so_much_above(default, status, high):
    doubt = doubt_by_status(default, 0.0, high, status)
    middle = Distribution(doubt, -1e9, 1e9, False).quantile(0.5)
    assert middle == pytest.approx(default, rel=1e-6)
    size = DOUBT_BY_STATUS[status]
    if high == 1.0 and default > 0.5:
        assert 1 - doubt.low95 == pytest.approx((1 - default) * (1 + size))
    else:
        assert doubt.high95 == pytest.approx(default * (1 + size))


def test_a_share_is_as_much_in_doubt_as_its_complement():
    one, other = (doubt_by_status(share, 0.0, 1.0, "assumed") for share in (0.2, 0.8))
    assert (1 - other.high95, 1 - other.low95) == pytest.approx((one.low95, one.high95))


def test_the_rule_for_both_signs_and_for_ends():
    doubt = doubt_by_status(-2.0, -6.0, 2.0, "fitted")
    assert (doubt.kind, doubt.low95, doubt.high95) == ("normal", -2.4, -1.6)
    assert doubt.source == "rule for fitted parameters: 20 % of the default"
    assert doubt_by_status(0.0, -1.0, 1.0, "assumed").kind == "fixed"
    assert doubt_by_status(1.0, 0.0, 1.0, "assumed").kind == "fixed"
    assert doubt_by_status(1.0, 0.0, 3.0, "assumed").kind == "lognormal"


def test_every_default_lies_inside_its_own_interval():
    wrong = []
    for name, one in PARAMETERS.items():
        low, high = one.distribution.interval()
        fixed = one.distribution.doubt.kind == "fixed"
        if not one.low <= low <= one.default <= high <= one.high or (low < high) == fixed:
            wrong.append((name, low, one.default, high))
    assert wrong == []


def test_everything_measured_has_an_interval_of_its_own():
    declared = {name for name, one in PARAMETERS.items() if one.distribution.declared}
    assert {name for name, one in PARAMETERS.items() if one.status == "measured"} <= declared
    assert len(declared) >= 24


def test_a_narrow_normal_and_a_wide_one_are_told_in_words():
    assert str(PARAMETERS["pss10_mean"].distribution) == "normal 14 to 16"
    assert str(PARAMETERS["friend_decay"].distribution) == "lognormal 0.0143 to 0.028"


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (("triangular", 1, 2, "x"), "doubt 'triangular' must be one of normal, lognormal"),
        (("normal", 2, 1, "x"), "low95 2 must be below high95 1"),
        (("normal", 1, float("inf"), "x"), "must be finite"),
        (("normal", 1, 2, " "), "needs a source"),
        (("lognormal", 0, 2, "x"), "lognormal: low95 must be above 0, got 0"),
        (("logit_normal", 0.5, 1, "x"), "logit_normal: high95 must be below 1, got 1"),
        (("fixed", 1, 2, "x"), "fixed, but from 1 to 2"),
    ],
)
def test_a_doubt_that_is_none_is_refused(settings, message):
    with pytest.raises(ValueError, match=message):
        Doubt(*settings)


def test_a_doubt_that_leaves_out_the_default_or_the_range_is_refused():
    message = r"^x: its doubt, 2 to 3, must hold the default 1 and lie within 0 to 5$"
    with pytest.raises(ParameterError, match=message):
        Parameter("x", 1, "z", 0, 5, "assumed", "s", "m", doubt=Doubt("normal", 2, 3, "s"))
    with pytest.raises(ParameterError, match="lie within 0 to 5"):
        Parameter("x", 1, "z", 0, 5, "assumed", "s", "m", doubt=Doubt("normal", 0.5, 6, "s"))


@pytest.mark.parametrize("u", [-0.1, 1.1, float("nan")])
def test_draws_outside_0_to_1_are_refused(u):
    with pytest.raises(ValueError, match="from 0 to 1"):
        uncut("normal", 0, 1).quantile(u)

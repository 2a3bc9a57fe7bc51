from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from experiments.economics.acceptability import acceptability, cost_effectiveness_plane
from experiments.economics.draws import Draws
from experiments.economics.information import perfect_information


def made(cost, effect, *, names="abcdefgh", inputs=None, luck=0.0):
    """Draws from matrices, the first column the baseline."""
    cost, effect = np.atleast_2d(cost), np.atleast_2d(effect)
    index = pd.RangeIndex(1, len(cost) + 1, name="point")
    columns = list(names[: cost.shape[1]])
    drawn = pd.DataFrame(index=index) if inputs is None else pd.DataFrame(inputs, index=index)
    return Draws(
        pd.DataFrame(cost, index, columns, dtype=float),
        pd.DataFrame(effect, index, columns, dtype=float),
        drawn,
        np.broadcast_to(np.diag([luck, 0.0]), (cost.shape[1], 2, 2)),
    )


def test_acceptability_of_a_normal_arm_is_the_normal_distribution():
    draws = np.random.default_rng(3)
    n = 20_000
    cost = np.column_stack([np.zeros(n), draws.normal(100, 30, n)])
    effect = np.column_stack([np.zeros(n), draws.normal(5, 2, n)])
    amounts = [0.0, 10.0, 20.0, 40.0]
    table = acceptability(made(cost, effect), amounts)
    arm = table[table["arm"] == "b"]
    for amount, share in zip(amounts, arm["probability"], strict=True):
        mean, deviation = amount * 5 - 100, np.hypot(amount * 2, 30)
        assert share == pytest.approx(stats.norm.cdf(mean / deviation), abs=0.012)
    assert arm["frontier"].tolist() == [False, False, False, True] or (
        # At 20 both are worth the same but for luck.
        arm["frontier"].tolist() == [False, False, True, True]
    )


def test_the_likeliest_arm_need_not_be_on_the_frontier():
    # Small gains often, large losses seldom (Fenwick, Claxton & Sculpher 2001).
    table = acceptability(made([[0, -1], [0, -1], [0, 10]], np.zeros((3, 2))), [0.0])
    assert table["probability"].tolist() == pytest.approx([1 / 3, 2 / 3])
    assert table["frontier"].tolist() == [True, False]
    assert table["expected_loss"].tolist() == pytest.approx([2 / 3, 10 / 3])


def test_equal_arms_share_a_draw_and_the_baseline_stays():
    table = acceptability(made([[0, 0, 5], [0, 0, 5]], np.zeros((2, 3))), [0.0])
    assert table["probability"].tolist() == [0.5, 0.5, 0.0]
    assert table["frontier"].tolist() == [True, False, False]


def test_plane_shows_differences_from_the_baseline_of_the_draw():
    table = cost_effectiveness_plane(made([[5, 8], [50, 40]], [[1, 3], [10, 9]]))
    assert table.values.tolist() == [
        [1, "b", 3.0, 2.0, "costs more, does more"],
        [2, "b", -10.0, -1.0, "saves money, does harm"],
    ]


def test_noise_share_is_the_part_of_the_variance_that_seeds_explain():
    cost = np.column_stack([np.zeros(3), [1.0, 2.0, 3.0]])
    shares = acceptability(made(cost, cost * 0, luck=0.25), [0.0, 9.0])["noise_share"]
    assert shares.tolist() == pytest.approx([np.nan, 0.25, np.nan, 0.25], nan_ok=True)
    most = acceptability(made(cost, cost * 0, luck=7.0), [0.0])["noise_share"]
    assert most.tolist()[1] == 1.0


MATRICES = st.integers(2, 4).flatmap(
    lambda arms: st.lists(
        st.tuples(*[st.integers(-5, 5)] * (2 * arms)), min_size=2, max_size=8
    ).map(lambda rows: np.hsplit(np.array(rows), 2))
)


@settings(max_examples=15)
@given(MATRICES, st.randoms())
def test_curves_sum_to_one_and_the_order_of_arms_changes_nothing(matrices, random):
    cost, effect = matrices
    amounts = [0.0, 1.0, 2.5]
    draws = made(cost, effect)
    table = acceptability(draws, amounts)
    by_amount = table.groupby("willingness_to_pay")
    assert by_amount["probability"].sum().tolist() == pytest.approx([1.0] * 3)
    assert (by_amount["frontier"].sum() == 1).all()
    best = table[table["frontier"]]
    assert best["expected_loss"].tolist() == pytest.approx(
        by_amount["expected_loss"].min().tolist()
    )
    for amount, loss in zip(amounts, best["expected_loss"], strict=True):
        assert perfect_information(amount * effect - cost).value == pytest.approx(loss)
    order = [0, *random.sample(range(1, cost.shape[1]), cost.shape[1] - 1)]
    names = [draws.arms[i] for i in order]
    again = acceptability(made(cost[:, order], effect[:, order], names=names), amounts)
    keys = ["willingness_to_pay", "arm"]
    pd.testing.assert_frame_equal(again.sort_values(keys, ignore_index=True), table)

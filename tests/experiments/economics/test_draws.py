from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from experiments.economics.draws import draws_of, net_benefit
from experiments.economics.totals import VALUES
from tests.experiments.economics.test_totals import rates

ARMS = ["baseline", "walks", "calls"]
INPUTS = pd.DataFrame({"point": [2, 1, 3], "uptake": [0.2, 0.1, 0.3]})


def worlds(points, seeds=(1, 2), *, left_out=()):
    """Totals in which costs and effects tell point, arm and seed."""
    rows = [
        {"point": point, "arm": arm, "seed": seed, "people": 1000.0, "weeks": 52}
        | {name: 100.0 * point + 10 * number + seed * (1 + number) for name in VALUES}
        for point in points
        for number, arm in enumerate(ARMS)
        for seed in seeds
        if (point, arm, seed) not in left_out
    ]
    return pd.DataFrame(rows)


def test_each_draw_is_averaged_over_its_seeds_with_the_baseline_first():
    found = draws_of(rates(), worlds(range(5)), INPUTS, ["calls", "baseline", "walks"], "baseline")
    assert found.arms == ["baseline", "calls", "walks"]
    assert found.cost.index.tolist() == [1, 2, 3]
    assert found.inputs["uptake"].tolist() == [0.1, 0.2, 0.3]
    assert found.cost.loc[1].tolist() == [101.5, 124.5, 113.0]
    assert found.effect.loc[3].tolist() == [301.5, 324.5, 313.0]
    assert (net_benefit(found, 3.0)[:, 1:] == 2 * np.array([[23.0, 11.5]])).all()


def test_a_seed_counts_only_where_every_arm_was_lived():
    gone = [(1, "walks", 2), (3, "calls", 1), (3, "baseline", 2)]
    found = draws_of(rates(), worlds(range(5), left_out=gone), INPUTS, ARMS, "baseline")
    assert found.cost.loc[1].tolist() == [101.0, 112.0, 123.0]
    assert found.cost.index.tolist() == [1, 2]
    assert found.inputs.index.tolist() == [1, 2]


def test_luck_is_the_variance_that_seeds_leave_in_a_mean():
    found = draws_of(rates(), worlds(range(5), seeds=(1, 2, 3)), INPUTS, ARMS, "baseline")
    # Differences from the baseline rise by the arm's number from seed to seed: variance 1 or 4.
    assert found.luck[1] == pytest.approx(np.full((2, 2), 1 / 3))
    assert found.luck[2] == pytest.approx(np.full((2, 2), 4 / 3))
    assert (found.luck[0] == 0).all()
    single = draws_of(rates(), worlds(range(5), seeds=(1,)), INPUTS, ARMS, "baseline")
    assert np.isnan(single.luck[1:]).all()


def test_fewer_than_two_complete_draws_are_none():
    assert draws_of(rates(), worlds([0, 1]), INPUTS, ARMS, "baseline") is None


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        ({"point": [1, 1], "a": [1, 2]}, "point 1 is drawn twice"),
        ({"point": [0, 1], "a": [1, 2]}, "point 0 is the study as written, and no draw"),
        ({"point": [1, 2], "a": ["x", "y"]}, "the drawn input a must be a number in every draw"),
        ({"point": [1, 2], "a": [1.0, np.nan]}, "the drawn input a must be a number"),
        ({"a": [1]}, "the table of drawn inputs lacks point"),
    ],
)
def test_what_is_no_draw_is_refused(inputs, message):
    with pytest.raises(ValueError, match=message):
        draws_of(rates(), worlds(range(5)), pd.DataFrame(inputs), ARMS, "baseline")

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from experiments.comparison.gainers import (
    GAINER_COLUMNS,
    PROFILE_COLUMNS,
    gainer_profiles,
    gainers,
)

HEADS = {
    "arm": "a", "population": "participants", "dimension": "sex", "week": 9, "instrument": "ucla3",
    "sd": 1.0, "q05": -2.0, "q25": -1.0, "q50": -0.5, "q75": 0.0, "q95": 1.0,
}  # fmt: skip
GAINED, LOST = np.array([6, 9, 8]), np.array([2, 1, 1])
WORLDS = pd.DataFrame(
    [
        HEADS | {
            "group": group, "seed": seed, "people": 20, "gained": GAINED[seed],
            "lost": LOST[seed], "unchanged": 20 - GAINED[seed] - LOST[seed],
            "mean": -0.1 * GAINED[seed],
        }
        for group in ("women", "men") for seed in range(3)
    ]
)  # fmt: skip


def test_shares_are_means_over_seeds_with_t_intervals():
    table = gainers(WORLDS)
    assert list(table) == list(GAINER_COLUMNS)
    told = table[table["group"] == "women"].set_index("measure")
    expected = stats.ttest_1samp(GAINED / 20, 0).confidence_interval(0.95)
    one = told.loc["share_gained"]
    assert one["mean"] == pytest.approx(GAINED.mean() / 20)
    assert (one["low"], one["high"]) == pytest.approx((expected.low, expected.high))
    shares = ["share_gained", "share_lost", "share_unchanged"]
    assert told.loc[shares, "mean"].sum() == pytest.approx(1)
    assert told.loc["q05", "mean"] == -2.0
    assert told.loc["mean", "mean"] == pytest.approx(-0.1 * GAINED.mean())


def test_groups_stay_in_their_order_and_groups_of_nobody_do_not_count():
    nobody = WORLDS.iloc[[0]].assign(seed=9, people=0, gained=0, lost=0, unchanged=0)
    table = gainers(pd.concat([WORLDS, nobody]))
    assert table["group"].drop_duplicates().tolist() == ["women", "men"]
    assert set(table["seeds"]) == {3}


def test_traits_are_averaged_over_the_seeds_that_have_such_people():
    rows = pd.DataFrame(
        {"arm": "a", "week": 9, "who": "lost", "seed": [1, 2, 3], "people": [4, 6, 0],
         "age": [30.0, 50.0, np.nan]}
    )  # fmt: skip
    table = gainer_profiles(rows)
    assert list(table) == list(PROFILE_COLUMNS)
    found = table.set_index("trait")
    assert found.loc["age", ["mean", "seeds"]].tolist() == [40.0, 2]
    assert found.loc["people", "mean"] == pytest.approx(10 / 3)


def test_missing_columns_are_named_and_points_not_mixed():
    with pytest.raises(ValueError, match="the rows lack lost, q50"):
        gainers(WORLDS.drop(columns=["lost", "q50"]))
    mixed = pd.concat([WORLDS.assign(point=0), WORLDS.assign(point=1)])
    with pytest.raises(ValueError, match="several points"):
        gainers(mixed)

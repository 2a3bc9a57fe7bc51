from __future__ import annotations

import numpy as np

from experiments.uncertainty.accepting import (
    ACCEPTANCE_COLUMNS,
    acceptance,
    acceptance_summary,
    accepted_points,
)
from tests.experiments.uncertainty.rows import weekly_rows

ACCEPT = {"pss10": (14.0, 16.0), "twice": (0.0, 31.0)}


def rows():
    weekly = weekly_rows(
        [4, 5, 6], [1, 2], lambda point, seed: 50.0, level=lambda point, seed: 10.0 + point
    )
    weekly.loc[weekly["seed"] == 2, "pss10"] += 0.5
    weekly["twice"] = 2 * weekly["pss10"]
    return weekly


def test_the_baseline_at_week_0_decides_and_no_other_row():
    table = acceptance(rows(), "baseline", ACCEPT, [6, 4, 5, 9])
    assert list(table.columns) == list(ACCEPTANCE_COLUMNS)
    assert accepted_points(table) == [4, 5]
    values = table[table["outcome"] == "pss10"].set_index("point")["value"]
    assert values.loc[[6, 4, 5]].tolist() == [16.25, 14.25, 15.25]
    assert np.isnan(values.loc[9])


def test_what_was_set_aside_is_counted():
    summary = acceptance_summary(acceptance(rows(), "baseline", ACCEPT, [6, 4, 5, 9]))
    assert summary == {
        "draws": 4,
        "accepted": 2,
        "set_aside": 2,
        "not_lived": 1,
        "outside": {"pss10": 1, "twice": 1},
    }


def test_the_ends_are_inside():
    exact = {"pss10": (14.25, 14.25 + 1e-9)}
    assert accepted_points(acceptance(rows(), "baseline", exact, [4, 5])) == [4]

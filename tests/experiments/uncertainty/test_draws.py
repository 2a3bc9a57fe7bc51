from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from experiments.uncertainty.draws import (
    DRAW_COLUMNS,
    INPUT_COLUMNS,
    draw_points,
    inputs_table,
    long_points,
    uncertain_inputs,
    values_of,
)
from scenarios import load_scenario
from scenarios.study_parts.uncertainty import UncertaintySettings

UPTAKE = "programmes[group_therapy].uptake"
SIZE = "programmes[group_therapy].group_size"
PRICE = "programmes[group_therapy].cost_facilitator_hour"


@pytest.fixture(scope="module")
def inputs():
    settings = UncertaintySettings.model_validate(
        {
            "parameters": ["contagion", "pss10_mean"],
            "inputs": {
                UPTAKE: {"distribution": "beta", "low": 0.4, "high": 0.8, "source": "a trial"},
                SIZE: {"distribution": "uniform", "low": 5.6, "high": 11.4},
                PRICE: {"distribution": "gamma", "low": 30, "high": 80},
            },
        }
    )
    return uncertain_inputs(settings, [load_scenario("baseline"), load_scenario("group-therapy")])


def test_a_latin_hypercube_has_one_draw_in_each_slice(inputs):
    points = draw_points(inputs, 40, seed=3, first_point=5)
    assert points["point"].tolist() == list(range(5, 45))
    contagion = next(one for one in inputs if one.path == "parameters.contagion")
    edges = contagion.values(np.arange(41) / 40)
    slices = np.searchsorted(edges, points[contagion.path], side="right")
    assert sorted(slices) == list(range(1, 41))
    ranks = points[[contagion.path, UPTAKE]].rank()
    assert abs(ranks.corr().iloc[0, 1]) < 0.5


def test_random_draws_are_the_beginning_of_more_and_latin_ones_are_not(inputs):
    few, many = (draw_points(inputs, n, method="random", seed=3) for n in (10, 30))
    pd.testing.assert_frame_equal(few, many.head(10))
    few, many = (draw_points(inputs, n, method="latin", seed=3) for n in (10, 30))
    assert not few.equals(many.head(10))


@pytest.mark.parametrize("method", ["latin", "random"])
def test_draws_depend_on_the_seed_and_the_path_alone(inputs, method):
    all_, one = draw_points(inputs, 20, method=method), draw_points(inputs[:1], 20, method=method)
    assert all_[inputs[0].path].tolist() == one[inputs[0].path].tolist()
    assert all_.equals(draw_points(inputs, 20, method=method))
    assert not all_.equals(draw_points(inputs, 20, method=method, seed=2))


def test_whole_numbers_and_money_are_rounded(inputs):
    points = draw_points(inputs, 200)
    assert points[SIZE].dtype == np.int64
    assert set(points[SIZE]) == set(range(6, 12))
    assert (points[PRICE].round(2) == points[PRICE]).all()
    assert points[UPTAKE].between(0, 1).all()
    assert points[UPTAKE].quantile([0.025, 0.975]).tolist() == pytest.approx([0.4, 0.8], abs=0.01)


def test_the_table_of_inputs_says_how_far_and_by_whom(inputs):
    table = inputs_table(inputs).set_index("input")
    assert [table.index.name, *table.columns] == list(INPUT_COLUMNS)
    assert table.loc[UPTAKE, ["low", "high"]].tolist() == pytest.approx([0.4, 0.8], rel=1e-4)
    assert table.loc[UPTAKE, "source"] == "a trial"
    assert table.loc[SIZE, "source"] == ""
    assert table.loc["parameters.contagion", "source"].startswith("rule for fitted parameters")
    assert table.loc["parameters.pss10_mean", ["low", "high"]].tolist() == pytest.approx([14, 16])


def test_points_are_kept_long_and_read_by_number(inputs):
    points = draw_points(inputs, 3)
    long = long_points(points)
    assert list(long.columns) == list(DRAW_COLUMNS)
    assert len(long) == 3 * len(inputs)
    values = values_of(points, 2)
    assert list(values) == [one.path for one in inputs]
    assert type(values[SIZE]) is int
    kept = long[long["point"] == 2].set_index("input")["value"]
    assert kept.to_dict() == pytest.approx(values)

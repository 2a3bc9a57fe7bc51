"""Screening: functions whose indices are known, and luck as an input."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from experiments.errors import KithError
from experiments.uncertainty.screening import (
    LUCK,
    MORRIS_COLUMNS,
    SOBOL_COLUMNS,
    analyse_morris,
    analyse_sobol,
    morris_design,
    sobol_design,
)
from scenarios.study_parts.uncertainty import UncertaintySettings
from simulation.registry import PARAMETERS

pytest.importorskip("SALib")

RANGES = {"a": (0.0, 2.0), "b": (-1.0, 3.0), "c": (5.0, 6.0)}
ANGLES = dict.fromkeys(("x", "y", "z"), (-np.pi, np.pi))
A, B = 7.0, 0.1


def ishigami(points):
    x, y, z = (np.asarray(points[name]) for name in ("x", "y", "z"))
    return np.sin(x) + A * np.sin(y) ** 2 + B * z**4 * np.sin(x)


def known_indices():
    """Return the first and total indices of the Ishigami function in closed form."""
    first_x = 0.5 * (1 + B * np.pi**4 / 5) ** 2
    first_y = A**2 / 8
    both = 8 * B**2 * np.pi**8 / 225
    variance = first_x + first_y + both
    first = {"x": first_x, "y": first_y, "z": 0.0}
    total = {"x": first_x + both, "y": first_y, "z": both}
    return ({name: one / variance for name, one in part.items()} for part in (first, total))


def test_morris_finds_the_effects_of_a_straight_line_exactly():
    design = morris_design(RANGES, trajectories=10, seed=1, lucks=0)
    values = 3 * design.points["a"] - 2 * design.points["b"]
    table = analyse_morris(design, values).set_index("input")
    assert [table.index.name, *table.columns] == list(MORRIS_COLUMNS)
    assert table.loc[["a", "b", "c"], "mu"].tolist() == pytest.approx([6.0, -8.0, 0.0])
    assert table.loc[["a", "b", "c"], "mu_star"].tolist() == pytest.approx([6.0, 8.0, 0.0])
    assert table["sigma"].max() < 1e-9
    assert table.index.tolist() == ["b", "a", "c"]


def test_morris_sees_that_inputs_work_together():
    design = morris_design(RANGES, trajectories=20, seed=1, lucks=0)
    table = analyse_morris(design, design.points["a"] * design.points["b"]).set_index("input")
    assert table.loc["a", "sigma"] > 0.5
    assert table.loc["c", "sigma"] == 0.0


def test_an_input_that_does_no_more_than_luck_is_told_from_one_that_does():
    design = morris_design(RANGES, trajectories=30, seed=2)
    luck = np.random.default_rng(1).normal(0, 1, size=4)[design.points[LUCK]]
    values = 10 * design.points["a"] + 0.1 * design.points["b"] + luck
    table = analyse_morris(design, values).set_index("input")
    assert set(design.points[LUCK]) == {0, 1, 2, 3}
    assert table["beyond_luck"].to_dict() == {"a": True, "b": False, "c": False, LUCK: False}
    assert table.loc[LUCK, "mu_star"] > table.loc["b", "mu_star"]


def test_sobol_finds_the_indices_of_the_ishigami_function():
    design = sobol_design(ANGLES, draws=4096, seed=1, lucks=0)
    table = analyse_sobol(design, ishigami(design.points)).set_index("input")
    assert [table.index.name, *table.columns] == list(SOBOL_COLUMNS)
    first, total = known_indices()
    for name in ANGLES:
        assert table.loc[name, "first"] == pytest.approx(first[name], abs=0.02)
        assert table.loc[name, "total"] == pytest.approx(total[name], abs=0.02)
        assert 0 < table.loc[name, "total_half_width"] < 0.1


def test_sobol_agrees_with_scipy():
    design = sobol_design(ANGLES, draws=4096, seed=1, lucks=0)
    table = analyse_sobol(design, ishigami(design.points)).set_index("input")
    other = stats.sobol_indices(
        func=lambda x: ishigami(dict(zip("xyz", x, strict=True))),
        n=4096,
        dists=[stats.uniform(-np.pi, 2 * np.pi)] * 3,
        rng=np.random.default_rng(1),
    )
    names = list(ANGLES)
    assert table.loc[names, "first"].tolist() == pytest.approx(other.first_order, abs=0.02)
    assert table.loc[names, "total"].tolist() == pytest.approx(other.total_order, abs=0.02)


def test_sobol_gives_luck_the_share_that_is_noise():
    design = sobol_design(RANGES, draws=1024, seed=1)
    noise = np.random.default_rng(2).normal(0, 1, size=256)
    noise = (noise - noise.mean()) / noise.std()
    slope = np.sqrt(12)  # variance 1 for a range of 1
    values = slope * design.points["c"] + noise[design.points[LUCK]]
    table = analyse_sobol(design, values).set_index("input")
    assert table.loc["c", "first"] == pytest.approx(0.5, abs=0.05)
    assert table.loc[LUCK, "total"] == pytest.approx(0.5, abs=0.05)
    assert table.loc["a", "total"] == pytest.approx(0.0, abs=0.01)


def test_where_nothing_moves_there_are_no_indices():
    design = sobol_design(RANGES, draws=8, seed=1)
    table = analyse_sobol(design, np.ones(len(design.points)))
    assert table["total"].isna().all()
    assert not table["beyond_luck"].any()
    quiet = morris_design(RANGES, trajectories=4, seed=1)
    assert analyse_morris(quiet, np.ones(len(quiet.points)))["mu_star"].tolist() == [0.0] * 4


def test_designs_come_again_from_their_seed_and_number_their_points():
    one, same, other = (morris_design(RANGES, 5, seed, first_point=9) for seed in (1, 1, 2))
    assert one.points.equals(same.points)
    assert not one.points.equals(other.points)
    assert one.points["point"].tolist() == list(range(9, 9 + 5 * 5))
    one, same, other = (sobol_design(RANGES, 8, seed) for seed in (1, 1, 2))
    assert one.points.equals(same.points)
    assert not one.points.equals(other.points)


def test_distributions_of_the_register_are_covered():
    assert UncertaintySettings(parameters=("contagion",)).paths() == ("parameters.contagion",)
    one = PARAMETERS["contagion"].distribution
    design = morris_design({"contagion": one}, trajectories=4, seed=1)
    low, high = one.interval()
    assert (design.points["contagion"].min(), design.points["contagion"].max()) == pytest.approx(
        (low, high)
    )
    wide = sobol_design({"contagion": one}, draws=256, seed=1).points["contagion"]
    assert wide.min() < low < high < wide.max()


def test_what_cannot_be_analysed_is_refused():
    design = morris_design(RANGES, trajectories=4, seed=1)
    with pytest.raises(KithError, match="a screening of 20 points needs as many values, got 3"):
        analyse_morris(design, [1.0, 2.0, 3.0])
    values = np.ones(20)
    values[3] = np.nan
    with pytest.raises(KithError, match="1 of 20 points of the screening have no value"):
        analyse_morris(design, values)
    with pytest.raises(KithError, match="power of two of draws, got 12"):
        sobol_design(RANGES, draws=12, seed=1)
    with pytest.raises(KithError, match="nothing to screen"):
        morris_design({}, trajectories=4, seed=1)

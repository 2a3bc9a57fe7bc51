"""History matching: known answers are found, and implausibility is what its formula says."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from experiments.calibration.ranges import Range
from experiments.calibration.waves import Draw, deviations, match_history, next_box
from experiments.calibration.worlds import WorldJob, live_world, needs_years
from experiments.calibration.writing import calibrated_scenario, draws_table, write_calibration
from experiments.validation.targets import TARGETS, Target
from scenarios import load_scenario


def own(name, low, high, noise=0.0):
    return Target(name, name, low, high, "mine", "own", noise=noise)


RANGES = (Range("contagion", 0.0, 2.0), Range("friend_decay", 0.0, 0.1))
TRUE = {"contagion": 0.7, "friend_decay": 0.03}


def pretend(jobs):
    """Live worlds whose measures are known functions of two parameters, with seed noise."""
    for job in reversed(jobs):
        a, b = job.parameters["contagion"], 20 * job.parameters["friend_decay"]
        noise = np.random.default_rng(1000 * job.draw + job.seed).normal(0, 0.02, 2)
        yield job, {"ucla3_mean": 4 + a + b + noise[0], "degree": 20 + a - b + noise[1]}


def targets_at(values):
    a, b = values["contagion"], 20 * values["friend_decay"]
    return (
        own("ucla3_mean", 3.95 + a + b, 4.05 + a + b),
        own("degree", 19.95 + a - b, 20.05 + a - b),
    )


def test_the_parameters_behind_the_targets_are_found():
    match = match_history(
        load_scenario("baseline"), targets_at(TRUE), RANGES, live=pretend, draws=40, waves=4
    )
    assert len(match.draws) == 160
    assert match.best.implausibility < 2
    for name, value in TRUE.items():
        width = next(one.high - one.low for one in RANGES if one.name == name)
        assert match.best.parameters[name] == pytest.approx(value, abs=0.05 * width)
        left = next(one for one in match.left if one.name == name)
        assert left.low <= value <= left.high
        assert left.high - left.low < 0.35 * width


def test_the_same_is_found_in_whatever_order_worlds_are_lived():
    def forwards(jobs):
        return sorted(pretend(jobs), key=lambda done: (done[0].seed, done[0].draw))

    one, other = (
        match_history(load_scenario("baseline"), targets_at(TRUE), RANGES, live=live, draws=10)
        for live in (pretend, forwards)
    )
    assert one == other


def test_targets_that_no_parameters_can_meet_stay_implausible():
    targets = (own("ucla3_mean", 4.0, 4.1), own("degree", 30.0, 30.1))
    match = match_history(load_scenario("baseline"), targets, RANGES, live=pretend, draws=12)
    assert match.best.implausibility > 50


def test_distance_counts_sampling_and_seeds():
    worlds = {1: [{"x": 2.0}, {"x": 4.0}], 2: [{"x": 9.0}, {"x": 9.0}]}
    found = deviations(worlds, [own("x", 0.0, 2 * 1.959964)], people=500)
    # Sampling variance 1; seed variance 2 and 0, pooled 1, over two seeds.
    assert found[1]["x"] == pytest.approx((3 - 1.959964) / math.sqrt(1 + 0.5), abs=1e-6)
    assert found[2]["x"] == pytest.approx((9 - 1.959964) / math.sqrt(1 + 0.5), abs=1e-6)


def test_one_seed_takes_the_noise_measured_before():
    found = deviations({1: [{"x": 3.0}]}, [own("x", 0.0, 2 * 1.959964, noise=1.0)], people=500)
    assert found[1]["x"] == pytest.approx((3 - 1.959964) / math.sqrt(1 + 3.0), abs=1e-6)


def test_a_measure_that_is_no_number_rules_a_draw_out():
    found = deviations({1: [{"x": math.nan}], 2: [{}]}, [own("x", 0, 1)], people=500)
    draws = [Draw(1, n, {"a": n}, {}, found[n]) for n in (1, 2)]
    assert [one.implausibility for one in draws] == [math.inf, math.inf]


def test_the_next_box_lies_within_the_first_and_never_vanishes():
    draws = [Draw(1, n, {"a": 1.0}, {}, {"x": 9.0 + n}) for n in range(20)]
    (box,) = next_box(draws, [Range("a", 0.9, 4.0)])
    assert box.low == 0.9
    assert 1.0 < box.high < 4.0


def test_what_needs_years_lives_them():
    years = {one.name for one in TARGETS if needs_years([one])}
    assert "stability_ucla3" in years
    assert "strong_friends" not in years
    assert not needs_years([one for one in TARGETS if one.name not in years])


def test_the_scenario_that_is_written_has_the_best_parameters(tmp_path):
    scenario = load_scenario("baseline")
    match = match_history(scenario, targets_at(TRUE), RANGES, live=pretend, draws=6, waves=1)
    out = tmp_path / "found.yaml"
    write_calibration(scenario, match, out, "my_survey.csv")
    found = load_scenario(out)
    assert found.parameters == match.best.parameters
    assert found.ancestry == (scenario.source,)
    assert "Calibrated to my_survey.csv" in found.description
    table = draws_table(match)
    assert len(table) == 6
    assert table["implausibility"].min() == match.best.implausibility
    assert list(table.columns[:6]) == [
        "wave", "draw", "contagion", "friend_decay", "implausibility", "kept"
    ]  # fmt: skip
    header = (tmp_path / "found.draws.csv").read_text().splitlines()[0]
    assert header == ",".join(table.columns)


def test_a_file_of_ones_own_is_named_from_where_the_new_one_stands(tmp_path):
    mine = tmp_path / "mine" / "town.yaml"
    mine.parent.mkdir()
    mine.write_text("kith: 1\nextends: baseline\ntitle: Mine\n")
    scenario = load_scenario(mine)
    match = match_history(scenario, targets_at(TRUE), RANGES, live=pretend, draws=4, waves=1)
    out = tmp_path / "out" / "found.yaml"
    out.parent.mkdir()
    assert "extends: ../mine/town.yaml" in calibrated_scenario(scenario, match, out, "x.csv")
    write_calibration(scenario, match, out, "x.csv")
    assert load_scenario(out).ancestry[0].resolve() == mine.resolve()
    assert Path(load_scenario(out).title).name == "Mine, calibrated"


@pytest.mark.slow
def test_a_parameter_is_found_again_from_what_real_worlds_show():
    """Targets are a world's own, of other seeds; the quick forms above use pretended worlds."""
    scenario = load_scenario("baseline")
    scenario = scenario.model_copy(
        update={"run": scenario.run.model_copy(update={"burn_in_weeks": 52})}
    )
    true = {"friendship_acceptance": 2.0}

    def live(jobs):
        return [(job, live_world(job)) for job in jobs]

    worlds = [live_world(WorldJob(0, seed, scenario, true, 200, False)) for seed in range(50, 56)]
    targets = []
    for name in ("degree", "active_ties", "lsns6_mean"):
        values = np.array([one[name] for one in worlds])
        half = 1.96 * values.std(ddof=1) / math.sqrt(len(values))
        targets.append(own(name, values.mean() - half, values.mean() + half))
    ranges = [Range("friendship_acceptance", 0.5, 3.5)]
    match = match_history(scenario, targets, ranges, live=live, draws=8, waves=2, people=200)
    assert match.best.implausibility < 3
    assert match.best.parameters["friendship_acceptance"] == pytest.approx(2.0, abs=0.4)
    assert match.left[0].high - match.left[0].low < 2.0

"""Mixes as they are lived, in a very small town."""

from __future__ import annotations

from functools import partial

import pytest

from experiments.running.pool import Crash, run_jobs
from experiments.uncertainty.mixes.lived import LivedMixes
from experiments.worlds.job import Job, JobPoint, run_job
from scenarios import load_scenario
from simulation.money.costs import PAYERS

BASELINE = load_scenario("baseline").model_copy(
    update={"run": load_scenario("baseline").run.model_copy(update={"burn_in_weeks": 4})}
)
ARMS = tuple(
    load_scenario(name).model_copy(update={"run": BASELINE.run})
    for name in ("group-therapy", "befriending")
)
HALF, FULL = ({"group-therapy": amount, "befriending": 0.0} for amount in (0.5, 1.0))
NOTHING = {"group-therapy": 0.0, "befriending": 0.0}
SETTINGS = {
    "baseline": BASELINE, "arms": ARMS, "outcome": "ucla3", "payers": PAYERS, "seeds": (1, 2),
    "weeks": 13, "people": 200, "run": partial(run_jobs, run_job, workers=1),
}  # fmt: skip


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    cache = tmp_path_factory.mktemp("worlds")
    live = LivedMixes(**SETTINGS, cache_folder=cache)
    return cache, dict(live([HALF, NOTHING, FULL]))


def test_more_offered_costs_more_and_nothing_costs_nothing(results):
    half, nothing, full = (results[1][place] for place in range(3))
    assert nothing.costs == nothing.differences == (0.0, 0.0)
    for seed in range(2):
        assert 0 < half.costs[seed] < full.costs[seed]
        assert half.differences[seed] != full.differences[seed] != 0


def test_cost_and_difference_are_those_of_the_arm_itself(results):
    cache, mixes = results
    points = (JobPoint(0, (ARMS[0],)),)
    job = Job(2, BASELINE, points, weeks=13, people=200, cache_folder=cache)
    lived = run_job(job).points[0]
    pounds = float(lived.delivered[0].ledger["amount"].sum())
    assert mixes[2].costs[1] == pytest.approx(pounds * 1000 / 200 * 52 / 13)
    means = {one.arm: one.columns()["ucla3"][1:] for one in lived.series if not one.participants_of}
    expected = sum(means["group-therapy"]) / 13 - sum(means["baseline"]) / 13
    assert mixes[2].differences[1] == pytest.approx(expected)


def test_only_chosen_payers_count(results):
    cache, mixes = results
    shares = {
        payer: dict(LivedMixes(**SETTINGS | {"payers": (payer,)}, cache_folder=cache)([FULL]))[0]
        for payer in ("health_service", "participant")
    }
    both = [sum(pair) for pair in zip(*(one.costs for one in shares.values()), strict=True)]
    assert both == pytest.approx(list(mixes[2].costs))
    assert shares["health_service"].costs[0] > shares["participant"].costs[0] > 0


def test_a_mix_without_all_its_seeds_has_no_result(tmp_path):
    def run(jobs):
        for job in jobs:
            yield job, Crash("the worker died twice")

    told = []
    live = LivedMixes(**SETTINGS | {"run": run}, cache_folder=tmp_path, complain=told.append)
    assert [place for place, _ in live([HALF, NOTHING])] == [1]
    assert len(told) == 2
    assert "seed 1" in told[0]
    assert "died twice" in told[0]

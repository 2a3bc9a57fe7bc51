"""Blocks and jobs: every run is lived once, whatever is finished, and shares what it can."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.designs.making import make_plan, with_options
from experiments.designs.registry import Run
from experiments.running.estimate import Pace, measure_pace, seconds_needed
from experiments.running.jobs import MOST_WORLDS, blocks_of, job_of, missing_worlds
from experiments.running.shards import Shard
from experiments.worlds.results import Failure
from scenarios import Study, load_scenario
from scenarios.study_parts.sweep import SweepSettings

UPTAKE, CONTAGION = "programmes[group_therapy].uptake", "parameters.contagion"


def study_with(**sweep):
    study = Study.from_scenario(load_scenario("group-therapy"))
    parts = {"sweep": SweepSettings(**sweep)} if sweep else {}
    study = study.model_copy(update={"seeds": 3, "people": 60, **parts})
    return with_options(study, weeks=3, burn_in_weeks=2)


SWEPT = study_with(
    grid={UPTAKE: (0.1, 0.2, 0.3, 0.4, 0.5), CONTAGION: (0.1, 0.4)}
)  # two baselines with five points each
PLAN = make_plan(SWEPT)
BLOCKS = blocks_of(SWEPT, PLAN)


def runs_of(block, worlds):
    return [
        Run(point, arm, block.seed)
        for point, arms in worlds.items()
        for arm in [*arms, PLAN.baseline]
    ]


def test_every_run_is_in_one_block_and_the_study_as_written_comes_first():
    everything = [
        run for block in BLOCKS for run in runs_of(block, missing_worlds(PLAN, block, set()))
    ]
    assert Counter(everything) == dict.fromkeys(PLAN.register.runs.values(), 1)
    assert [[point.number for point in block.points] for block in BLOCKS[:3]] == [[0]] * 3
    assert [block.seed for block in BLOCKS[:3]] == [1, 2, 3]
    assert blocks_of(SWEPT, PLAN) == BLOCKS


def test_points_with_one_baseline_are_lived_together_and_not_too_many():
    for block in BLOCKS[3:]:
        assert len({point.values[CONTAGION] for point in block.points}) == 1
        assert len(block.points) <= MOST_WORLDS
    assert sorted(len(block.points) for block in BLOCKS[3:]) == [5] * 6


@settings(max_examples=30)
@given(st.sets(st.sampled_from(sorted(PLAN.register.runs))), st.integers(1, 5))
def test_what_is_missing_is_lived_and_shards_share_it_whatever_is_finished(finished, of):
    names = PLAN.register.name_of
    lived: Counter[Run] = Counter()
    for number in range(1, of + 1):
        for block in Shard(number, of).part(BLOCKS):
            lived.update(runs_of(block, missing_worlds(PLAN, block, finished)))
    missing = {run for run in PLAN.register.runs.values() if names(run) not in finished}
    assert missing <= set(lived)
    assert set(lived.values()) <= {1}
    for run in lived.keys() - missing:
        # Lived again: a baseline, or a world whose baseline is missing.
        baseline = Run(run.point, PLAN.baseline, run.seed)
        assert run.arm == PLAN.baseline or baseline in missing


def test_a_point_whose_baseline_is_missing_is_lived_whole():
    block = BLOCKS[0]
    name = PLAN.register.name_of
    arm, baseline = (name(Run(0, one, 1)) for one in ("group-therapy", "baseline"))
    assert missing_worlds(PLAN, block, {arm}) == {0: ["group-therapy"]}
    assert missing_worlds(PLAN, block, {baseline}) == {0: ["group-therapy"]}
    assert missing_worlds(PLAN, block, {arm, baseline}) == {}


def test_the_cache_keeps_only_pasts_that_are_shared(tmp_path):
    by_values = {
        tuple(block.points[0].values.items()): job_of(
            SWEPT, PLAN, block, missing_worlds(PLAN, block, set()), tmp_path
        )
        for block in BLOCKS
        if block.seed == 1
    }
    kept = {dict(values).get(CONTAGION): job.cache_folder for values, job in by_values.items()}
    assert kept == {None: tmp_path, 0.1: None, 0.4: None}
    only_uptake = study_with(grid={UPTAKE: (0.1, 0.2)})
    plan = make_plan(only_uptake)
    jobs = [
        job_of(only_uptake, plan, block, missing_worlds(plan, block, set()), tmp_path)
        for block in blocks_of(only_uptake, plan)
    ]
    assert {job.cache_folder for job in jobs} == {tmp_path}


def test_a_job_lives_its_worlds_with_the_values_of_their_points(tmp_path):
    block = BLOCKS[-1]
    job = job_of(SWEPT, PLAN, block, missing_worlds(PLAN, block, set()), tmp_path)
    assert job.worlds == 1 + len(block.points)
    assert job.baseline.parameters["contagion"] == block.points[0].values[CONTAGION]
    for point, lived in zip(block.points, job.points, strict=True):
        assert lived.arms[0].programmes[0].uptake == point.values[UPTAKE]
    assert len(list(job.runs())) == 2 * len(block.points)


# how long it takes


@pytest.fixture
def jobs(tmp_path):
    return [
        job_of(SWEPT, PLAN, block, missing_worlds(PLAN, block, set()), tmp_path) for block in BLOCKS
    ]


def test_more_work_takes_longer_and_more_workers_less(jobs):
    pace = Pace(1e-6, 2e-6)
    times = [seconds_needed(jobs[:count], pace, 1) for count in range(1, len(jobs))]
    assert times == sorted(times)
    assert 0 < times[0] < times[-1]
    assert seconds_needed(jobs, pace, 2) == pytest.approx(seconds_needed(jobs, pace, 1) / 2)
    assert seconds_needed(jobs, Pace(2e-6, 2e-6), 1) > seconds_needed(jobs, pace, 1)


def test_the_time_is_that_of_people_and_weeks(jobs):
    # The first job burns one past in for two weeks, and lives two worlds for three weeks.
    assert seconds_needed(jobs[:1], Pace(1.0, 0.0), 1) == 60 * 2
    assert seconds_needed(jobs[:1], Pace(0.0, 1.0), 1) == 60 * 3 * 2


def test_a_pace_is_measured():
    pace = measure_pace()
    assert 0 < pace.burn_in < 1
    assert 0 < pace.life < 1


def test_the_command_of_a_failure_lives_that_run_again(tmp_path):
    from dataclasses import replace

    from experiments.running.again import command_to_repeat

    failure = Failure(2, "group-therapy", "failed", "boom", point=3)
    name = PLAN.register.name_of(Run(3, "group-therapy", 2))
    folder = tmp_path / "two words"
    assert command_to_repeat(folder, PLAN, failure) == f"kith resume '{folder}' --run {name}"
    own = replace(PLAN, code=({"type": "choir"},))
    assert command_to_repeat(folder, own, failure).endswith(f"--run {name} --allow-code")

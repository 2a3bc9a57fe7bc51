"""Points, runs and plans: names that are stable, and files that say it all."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.designs.making import make_plan, with_options, worlds_at
from experiments.designs.plan import StudyPlan
from experiments.designs.points import PointPlan, as_written
from experiments.designs.registry import Register, Run, run_id
from experiments.designs.varied import varied_points
from experiments.designs.world_hashes import WorldHashes
from experiments.errors import KithError
from scenarios import Study, load_scenario
from scenarios.study_parts.stop import StopSettings
from scenarios.study_parts.sweep import SampleSettings, SweepSettings

UPTAKE, SIZE = "programmes[group_therapy].uptake", "programmes[group_therapy].group_size"
FEE = "programmes[group_therapy].cost_facilitator_hour"
KINDS = ("as written", "sweep", "draw", "tornado", "morris", "sobol")


@pytest.fixture(scope="module")
def study():
    study = Study.from_scenario(load_scenario("group-therapy"))
    return with_options(study, people=60, weeks=3, burn_in_weeks=2, seeds=4, first_seed=11)


def swept(study, **sweep):
    return study.model_copy(update={"sweep": SweepSettings.model_validate(sweep)})


# points and names


@given(
    st.integers(0, 99),
    st.sampled_from(KINDS),
    st.dictionaries(st.text(min_size=1), st.booleans() | st.integers() | st.text()),
    st.none() | st.lists(st.integers(0, 9)).map(tuple),
)  # fmt: skip
def test_a_point_survives_its_file(number, kind, values, seeds):
    from dataclasses import asdict

    point = PointPlan(number, kind, values, {"baseline": "a"}, seeds)
    assert PointPlan.from_dict(json.loads(json.dumps(asdict(point)))) == point


def test_what_is_kept_goes_by_why_a_point_is_lived():
    kept = {kind: PointPlan(1, kind).detail for kind in KINDS}
    assert kept == {"as written": "all", "sweep": "outcomes"} | dict.fromkeys(KINDS[2:], "ends")


@given(st.text("0123456789abcdef", min_size=1), st.integers(0, 2**31), st.integers(0, 2**31))
def test_names_of_runs_differ_with_world_and_seed(world, seed, other):
    assert (run_id(world, seed) == run_id(world, other)) == (seed == other)
    assert run_id(world, seed) != run_id(world + "0", seed)


def test_the_register_names_every_run_once_in_the_order_in_which_they_are_lived():
    hashes = {"baseline": "a", "choir": "b"}
    moved = {"baseline": "c", "choir": "d"}
    register = Register((as_written(hashes), PointPlan(1, "draw", {}, moved, (5,))), range(4, 6))
    assert list(register.runs.values()) == [
        Run(0, "baseline", 4), Run(0, "choir", 4), Run(0, "baseline", 5), Run(0, "choir", 5),
        Run(1, "baseline", 5), Run(1, "choir", 5),
    ]  # fmt: skip
    assert all(register.name_of(run) == name for name, run in register.runs.items())
    assert register.world_hashes == frozenset("abcd")


# what is varied


def test_points_are_the_study_as_written_and_then_its_sweep(study):
    found = list(varied_points(swept(study, grid={UPTAKE: [0.1, 0.2]})))
    assert [(one.kind, one.values) for one in found] == [
        ("as written", {}), ("sweep", {UPTAKE: 0.1}), ("sweep", {UPTAKE: 0.2}),
    ]  # fmt: skip


def test_a_latin_hypercube_lies_in_its_ranges_one_point_in_each_slice(study):
    ranges = {UPTAKE: (0.2, 0.6), SIZE: (4, 12), FEE: (10.0, 20.0)}
    sample = {"n": 8, "ranges": ranges}
    points = [one for one in varied_points(swept(study, sample=sample)) if one.kind == "sweep"]
    assert len(points) == 8
    assert {one.seeds for one in points} == {None}
    for one in points:
        assert all(low <= one.values[path] <= high for path, (low, high) in ranges.items())
        assert isinstance(one.values[SIZE], int)
        assert one.values[FEE] == round(one.values[FEE], 2)
    assert sorted(int((one.values[UPTAKE] - 0.2) / 0.05) for one in points) == list(range(8))
    again = [one for one in varied_points(swept(study, sample=sample)) if one.kind == "sweep"]
    assert again == points
    other = [one for one in varied_points(swept(study, sample={**sample, "seed": 2}))][1:]
    assert other != points
    for one in points:  # every value is one that the worlds can hold
        worlds_at(study, PointPlan(1, "sweep", one.values))


@pytest.mark.parametrize(
    ("method", "count"), [("morris", 4 * (2 + 1 + 1)), ("sobol", 4 * (2 + 1 + 2))]
)
def test_designs_of_morris_and_sobol_live_each_point_with_one_seed(study, method, count):
    pytest.importorskip("SALib")
    sample = SampleSettings(method=method, n=4, ranges={UPTAKE: (0.2, 0.6), SIZE: (4, 12)})
    found = [one for one in varied_points(swept(study, sample=sample)) if one.kind == method]
    assert len(found) == count
    assert all(len(one.seeds) == 1 and one.seeds[0] in range(11, 15) for one in found)
    assert len({one.seeds for one in found}) > 1
    assert all(isinstance(one.values[SIZE], int) for one in found)
    assert all(0.2 <= one.values[UPTAKE] <= 0.6 for one in found)


# hashes and plans


def test_hashes_of_worlds_know_the_values_of_their_point(study):
    hashes = WorldHashes(study)
    written, one, other = (hashes.at(v) for v in ({}, {UPTAKE: 0.1}, {UPTAKE: 0.2}))
    every = [*written.values(), *one.values(), *other.values()]
    assert len(set(every)) == 6
    assert hashes.at({UPTAKE: 0.1}) == one == WorldHashes(study).at({UPTAKE: 0.1})


def test_a_changed_baseline_is_another_world_for_all_and_a_changed_arm_for_itself(study):
    def at(arms):
        return WorldHashes(study.model_copy(update={"arms": arms})).at({})

    baseline, therapy = study.arms
    same = at((baseline, therapy))
    other = at((baseline.model_copy(update={"parameters": {"contagion": 0.1}}), therapy))
    assert all(other[name] != same[name] for name in same)
    programmes = (therapy.programmes[0].model_copy(update={"uptake": 0.1}),)
    moved = at((baseline, therapy.model_copy(update={"programmes": programmes})))
    assert moved["baseline"] == same["baseline"]
    assert moved["group-therapy"] != same["group-therapy"]


def test_another_model_is_another_run(study, monkeypatch):
    before = WorldHashes(study).at({})
    monkeypatch.setattr("simulation.fingerprint.source_fingerprint", lambda: "another")
    after = WorldHashes(study).at({})
    assert all(after[name] != before[name] for name in before)


def test_a_plan_with_points_survives_its_file(study):
    stop = StopSettings(outcome="pss10", half_width=1.0, at_least=2, at_most=6)
    given = swept(study, list=[{UPTAKE: 0.1, SIZE: 4}, {UPTAKE: 0.2}])
    plan = make_plan(with_options(given.model_copy(update={"stop": stop})))
    again = StudyPlan.from_dict(json.loads(json.dumps(plan.as_dict())))
    assert again == plan
    assert again.register.runs == plan.register.runs
    assert again.runs_hash == plan.runs_hash
    assert plan.seeds == 6  # as many as may be needed
    assert set(plan.sections) >= {"stop", "sweep"}
    assert plan.sections["sweep"]["list"][0] == {UPTAKE: 0.1, SIZE: 4}


def test_a_study_that_stops_by_itself_takes_no_number_of_seeds(study):
    stop = StopSettings(outcome="pss10", half_width=1.0)
    with pytest.raises(KithError, match=r"^--seeds: the study has stop, which decides on the numb"):
        with_options(study.model_copy(update={"stop": stop}), seeds=3)


def test_worlds_at_a_point_have_its_values_where_they_have_the_setting(study):
    baseline, therapy = worlds_at(study, PointPlan(1, "sweep", {UPTAKE: 0.1}))
    assert baseline is study.arms[0]
    assert therapy.programmes[0].uptake == 0.1

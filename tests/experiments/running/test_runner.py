from __future__ import annotations

import json
import re
from typing import Any

import pandas as pd
import pytest

from experiments.designs.making import QUICK_BURN_IN_WEEKS, make_plan, with_options
from experiments.designs.plan import StudyPlan
from experiments.errors import ExitCode, KithError
from experiments.running import memory
from experiments.running.results import open_results, read_findings
from experiments.running.runner import run_study
from experiments.worlds import job
from scenarios import Study, load_scenario, load_study
from simulation.indicators import INDICATORS, SUBGROUPS
from tests.experiments.without_page import leave_out_the_page

SMALL: dict[str, Any] = {"people": 60, "weeks": 3, "burn_in_weeks": 2, "seeds": 2}


class Notes:
    """Progress that remembers what it was told."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def start(self, title, total):
        self.lines.append(f"start {title} {total}")

    def advance(self, worlds=1):
        self.lines.append(f"advance {worlds}")

    def note(self, text):
        self.lines.append(text)

    def stop(self):
        pass


@pytest.fixture
def study():
    scenario = load_scenario("group-therapy")
    early = tuple(one.model_copy(update={"start_week": 0}) for one in scenario.programmes)
    return Study.from_scenario(scenario.model_copy(update={"programmes": early}))


@pytest.fixture
def run(study, tmp_path, monkeypatch):
    """Run the study without drawing figures, which have tests of their own."""
    leave_out_the_page(monkeypatch.setattr)

    def make(out="out", **changes):
        notes = Notes()
        settings = {**SMALL, "cache_folder": tmp_path / "cache", **changes}
        result = run_study(study, out=tmp_path / out, progress=notes, **settings)
        return result, notes.lines

    return make


def differences(result):
    return (result.folder / "tables" / "differences.csv").read_bytes()


def test_a_study_runs_to_its_tables(run):
    result, lines = run()
    assert result.exit_code == ExitCode.DONE
    assert result.counts.ok == 4
    assert "group-therapy: 4 worlds (2 seeds), 1 at a time" in lines
    assert lines.count("advance 2") == 2
    folder = result.folder
    assert {path.name for path in (folder / "sources").iterdir()} == {
        "baseline.yaml", "group-therapy.yaml",
    }  # fmt: skip
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["state"] == "finished"
    assert manifest["seeds"] == [1, 2]
    assert manifest["counts"] == {"ok": 4, "failed": 0, "crashed": 0}
    assert manifest["ended"] >= manifest["started"]
    assert "report.html" in (folder / "README.txt").read_text()
    weekly = result.findings.weekly
    assert set(weekly["week"]) == {0, 1, 2, 3}
    everybody = weekly[weekly["population"] == "everybody"]
    before = everybody[everybody["week"] == 0].groupby("seed")["pss10"].nunique()
    assert before.tolist() == [1, 1]  # both worlds of a seed start from one past


def test_a_study_counts_signs_and_healing_by_subgroup(run):
    result, _ = run(weeks=5)
    folder, plan, _ = open_results(result.folder)
    shown = read_findings(folder, plan).indicators
    weeks = shown.groupby("population")["week"].agg(lambda week: sorted(set(week)))
    assert weeks["everybody"] == weeks["participants"] == list(range(6))
    assert all(weeks[name] == [0, 4, 5] for name in SUBGROUPS if name != "everybody")
    rates = shown[list(INDICATORS)]
    assert ((rates.isna()) | ((rates >= 0) & (rates <= 1000))).all(axis=None)
    start = shown[(shown["population"] == "everybody") & (shown["week"] == 0)]
    assert (start.groupby("seed")[list(INDICATORS)].nunique() == 1).all(axis=None)
    written = pd.read_csv(result.folder / "tables" / "indicator_differences.csv")
    assert set(SUBGROUPS) - set(written["population"]) <= {"most_cohesive", "least_cohesive"}
    assert "indicators.csv" in (result.folder / "README.txt").read_text()


def test_a_second_run_does_nothing_and_keeps_the_manifest(run):
    first, _ = run()
    manifest = (first.folder / "manifest.json").read_bytes()
    second, lines = run()
    assert any("4 finished worlds are kept" in line for line in lines)
    assert not any("at a time" in line for line in lines)
    assert (second.folder / "manifest.json").read_bytes() == manifest
    assert differences(second) == differences(first)


def test_more_seeds_are_added_to_those_that_are_there(run):
    run()
    result, lines = run(seeds=3)
    assert "group-therapy: 2 worlds (1 seed), 1 at a time" in lines
    assert result.findings.seeds == 3
    assert result.counts.ok == 6


def test_rows_of_another_setting_are_replaced_and_that_is_said(run):
    run()
    result, lines = run(weeks=2)
    assert any("rows of another study or an older model are replaced" in line for line in lines)
    assert set(result.findings.weekly["week"]) == {0, 1, 2}
    assert len(list((result.folder / "parts").iterdir())) == 1


def test_cached_burnt_in_and_broken_cache_give_the_same_rows(run, tmp_path):
    fresh, _ = run("fresh")
    worlds = list((tmp_path / "cache").iterdir())
    assert len(worlds) == 2
    cached, _ = run("cached")
    worlds[0].write_bytes(b"junk")
    worlds[1].write_bytes(worlds[1].read_bytes()[:100])
    rebuilt, _ = run("rebuilt")
    assert differences(fresh) == differences(cached) == differences(rebuilt)


def test_workers_do_not_change_the_rows(run):
    one, _ = run("one")
    two, lines = run("two", workers=2)
    assert any(line.endswith("2 at a time") for line in lines)
    assert differences(one) == differences(two)


def test_a_failing_world_costs_only_itself_and_says_how_to_run_it_again(run, monkeypatch):
    live = job.live

    def fails_once(model, arm, weeks, **settings):
        if arm == "group-therapy" and model.seed == 2:
            raise ValueError("a mistake in a programme")
        return live(model, arm, weeks, **settings)

    monkeypatch.setattr(job, "live", fails_once)
    result, lines = run(seeds=3)
    assert result.exit_code == ExitCode.SOME_RUNS_FAILED
    assert (result.counts.ok, result.counts.failed) == (5, 1)
    assert any("seed 2, group-therapy: failed: ValueError" in line for line in lines)
    (path,) = (result.folder / "failures").iterdir()
    failure = json.loads(path.read_text())
    assert "a mistake in a programme" in failure["traceback"]
    assert re.search(rf"^kith resume \S+out --run {path.stem}$", failure["command"])
    table = result.findings.differences
    assert table["seeds"].max() == 2
    monkeypatch.setattr(job, "live", live)
    mended, lines = run(seeds=3)
    assert mended.exit_code == ExitCode.DONE
    assert list((mended.folder / "failures").iterdir()) == []
    # What failed is lived again, and the baseline that it is compared with.
    assert "group-therapy: 2 worlds (1 seed), 1 at a time" in lines


def test_a_burn_in_that_fails_is_lived_once_and_fails_every_arm(run, monkeypatch):
    calls = []

    def broken(*_, **__):
        calls.append(1)
        raise RuntimeError("no past")

    monkeypatch.setattr("experiments.worlds.cache.WorldCache.fetch", broken)
    result, _ = run(seeds=1)
    assert result.findings is None
    assert result.counts.failed == 2
    assert len(calls) == 1
    assert result.exit_code == ExitCode.SOME_RUNS_FAILED


def test_interrupt_keeps_what_is_finished(run, monkeypatch):
    live = job.live

    def interrupted(model, arm, weeks, **settings):
        if model.seed == 2:
            raise KeyboardInterrupt
        return live(model, arm, weeks, **settings)

    monkeypatch.setattr(job, "live", interrupted)
    result, _ = run()
    assert result.exit_code == ExitCode.INTERRUPTED
    assert result.counts.ok == 2
    assert json.loads((result.folder / "manifest.json").read_text())["state"] == "interrupted"
    monkeypatch.setattr(job, "live", live)
    assert run()[0].exit_code == ExitCode.DONE


def test_arms_with_another_past_burn_in_apart_and_follow_nobody(study, tmp_path):
    baseline, therapy = study.arms
    other = therapy.model_copy(update={"parameters": {"contagion": 0.0}})
    changed = study.model_copy(update={"arms": (baseline, other)})
    plan = make_plan(with_options(changed, **SMALL))
    assert [arm.shares_past for arm in plan.arms] == [True, False]
    points = (job.JobPoint(0, (other,)),)
    result = job.run_job(job.Job(1, baseline, points, 1, 60, tmp_path))
    assert result.failures == []
    assert {series.population for series in result.points[0].series} == {"everybody"}


def test_memory_is_asked_before_anything_is_written(study, tmp_path, monkeypatch):
    monkeypatch.setattr(memory, "available_memory", lambda: 1000)
    with pytest.raises(KithError, match=r"^--people: 60 people for 3 weeks need about 0\.2 GB"):
        run_study(study, out=tmp_path / "out", **SMALL)
    with pytest.raises(KithError, match=r"quickstart.yaml:\d+:9 people: 2,000 people"):
        run_study(load_study("quickstart"), out=tmp_path / "out")
    with pytest.raises(KithError, match=r"^scenarios/baseline.yaml:\d+:\d+ population.people: "):
        run_study(study, out=tmp_path / "out", weeks=3)
    assert not (tmp_path / "out").exists()


def test_the_plan_survives_its_file(run):
    result, _ = run()
    _, plan, _ = open_results(result.folder)
    assert plan == result.plan
    assert StudyPlan.from_dict(json.loads(json.dumps(plan.as_dict()))) == plan


def test_names_of_runs_know_what_rows_depend_on_and_nothing_else(study):
    def hashes(changed=study, **changes):
        return make_plan(with_options(changed, **changes)).points[0].hashes

    same = hashes()
    assert hashes(seeds=99) == same
    assert hashes(first_seed=7) == same
    for change in ({"people": 61}, {"weeks": 9}, {"burn_in_weeks": 9}, {"quick": True}):
        other = hashes(**change)
        assert all(other[arm] != same[arm] for arm in same), change
    therapy = study.arms[1]
    renamed = therapy.model_copy(update={"title": "Another title"})
    assert hashes(study.model_copy(update={"arms": (study.arms[0], renamed)})) == same
    shorter = therapy.model_copy(
        update={"programmes": (therapy.programmes[0].model_copy(update={"weeks": 3}),)}
    )
    changed = hashes(study.model_copy(update={"arms": (study.arms[0], shorter)}))
    assert changed["baseline"] == same["baseline"]
    assert changed["group-therapy"] != same["group-therapy"]


def test_quick_shortens_the_burn_in_and_never_lengthens_it(study):
    quick = with_options(study, quick=True)
    plan = make_plan(quick, quick=True)
    assert {arm.burn_in_weeks for arm in plan.arms} == {QUICK_BURN_IN_WEEKS}
    assert {arm.run.burn_in_weeks for arm in quick.arms} == {QUICK_BURN_IN_WEEKS}
    shortest = with_options(study, quick=True, burn_in_weeks=3)
    assert make_plan(shortest).arms[0].burn_in_weeks == 3


def test_a_programme_runs_until_the_courses_of_the_last_offers_end(study):
    therapy = study.arms[1]
    longer = therapy.programmes[0].model_copy(
        update={"start_week": 2, "intake_weeks": 5, "weeks": 10, "repeats": 1}
    )
    arms = (study.arms[0], therapy.model_copy(update={"programmes": (longer,)}))
    plan = make_plan(with_options(study.model_copy(update={"arms": arms}), weeks=2))
    (period,) = plan.arms[1].programmes
    assert (period.start_week, period.weeks) == (2, 52 + 4 + 10)
    assert plan.late_starts(plan.arms[1]) == {
        "group_therapy": "starts in week 2, after the end of the run (2 weeks)"
    }
    assert plan.late_starts(plan.arms[0]) == {}

"""Studies that stop once they are sure: the decision does not depend on who works how fast."""

from __future__ import annotations

import pytest

from experiments.errors import ExitCode, KithError
from experiments.running.runner import run_study
from experiments.running.shards import Shard
from experiments.worlds import job
from scenarios import Study, load_scenario
from scenarios.study_parts.stop import StopSettings
from tests.experiments.running.disturbed_study import tables
from tests.experiments.without_page import leave_out_the_page

SMALL = {"people": 200, "weeks": 8, "burn_in_weeks": 2}


class Notes:
    def __init__(self):
        self.lines = []

    def start(self, title, total):
        self.lines.append(f"start {total}")

    def advance(self, worlds=1):
        pass

    def note(self, text):
        self.lines.append(text)

    def stop(self):
        pass


def stopping(half_width):
    scenario = load_scenario("group-therapy")
    early = tuple(
        one.model_copy(update={"start_week": 0, "uptake": 1.0}) for one in scenario.programmes
    )
    study = Study.from_scenario(scenario.model_copy(update={"programmes": early}))
    stop = StopSettings(outcome="pss10", half_width=half_width, at_least=4, batch=2, at_most=10)
    return study.model_copy(update={"stop": stop})


@pytest.fixture
def run(tmp_path, monkeypatch):
    leave_out_the_page(monkeypatch.setattr)

    def make(half_width, out, **settings):
        notes = Notes()
        result = run_study(
            stopping(half_width), out=tmp_path / out, progress=notes,
            cache_folder=tmp_path / "cache", **SMALL, **settings,
        )  # fmt: skip
        return result, notes.lines

    return make


def test_a_study_that_is_sure_stops_at_the_second_look(run):
    result, lines = run(100.0, "sure")
    assert result.exit_code == ExitCode.DONE
    assert [line for line in lines if line.startswith("start")] == ["start 8", "start 4"]
    told = "group-therapy: pss10 is known to ± 100 in every arm, with 6 seeds"
    assert told in lines
    assert result.findings.seeds == 6
    assert result.counts.ok == 12


def test_a_study_that_never_is_sure_ends_at_the_most_and_says_so(run):
    result, lines = run(1e-9, "unsure")
    assert result.counts.ok == 20
    assert [line for line in lines if line.startswith("start")] == ["start 8", *["start 4"] * 3]
    told = "group-therapy: pss10 is not yet known to ± 1e-09 in every arm, with 10 seeds"
    assert told in lines


def test_the_decision_is_the_same_when_interrupted_and_for_two_workers(run, monkeypatch):
    whole, _ = run(100.0, "whole")
    live, seen = job.live, []

    def interrupted(model, arm, weeks, **settings):
        seen.append(arm)
        if len(seen) == 6:
            raise KeyboardInterrupt
        return live(model, arm, weeks, **settings)

    monkeypatch.setattr(job, "live", interrupted)
    first, _ = run(100.0, "resumed")
    assert first.exit_code == ExitCode.INTERRUPTED
    assert first.counts.ok == 4
    monkeypatch.setattr(job, "live", live)
    resumed, lines = run(100.0, "resumed")
    assert resumed.exit_code == ExitCode.DONE
    assert "group-therapy: pss10 is known to ± 100 in every arm, with 6 seeds" in lines
    assert tables(resumed.folder) == tables(whole.folder)
    two, _ = run(100.0, "two", workers=2)
    assert tables(two.folder) == tables(whole.folder)


def test_a_study_that_has_stopped_does_nothing_the_second_time(run):
    run(100.0, "again")
    result, lines = run(100.0, "again")
    assert result.exit_code == ExitCode.DONE
    assert not any(line.startswith("start") for line in lines)
    assert result.counts.ok == 12


def test_seeds_and_shards_are_refused(run):
    with pytest.raises(KithError, match=r"^--seeds: the study has stop"):
        run(100.0, "out", seeds=3)
    with pytest.raises(KithError, match=r"^--shard: a study with stop decides batch by batch"):
        run(100.0, "out", shard=Shard(1, 2))

"""Every file of the library runs to its end, by itself and many as one command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from experiments.commands.terminal import as_json
from experiments.designs.sources import resolve_study
from experiments.errors import ExitCode
from experiments.running.runner import run_study
from experiments.running.shards import Shard
from scenarios import scenario_names, study_names
from tests.experiments.without_page import WITHOUT_PAGE, leave_out_the_page

ROOT = Path(__file__).parents[2]
NAMES = [name for name in (*scenario_names(), *study_names()) if name != "baseline"]

COMMAND = ("-m", "experiments.cli")


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    """One folder for burnt-in worlds: most files share theirs."""
    return tmp_path_factory.mktemp("worlds")


def run_quickly(names, folder, *, weeks, command=COMMAND):
    """Run ``kith run ... --quick`` once for all these names; return how many worlds each lived."""
    words = ["run", *names, "--quick", "--quiet", "--json", "--out", folder, "--workers", 1]
    words += ["--people", 200, "--seeds", 1, "--weeks", weeks]
    done = subprocess.run(
        [sys.executable, *command, *map(str, words)],
        cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    documents = json.loads(done.stdout)
    documents = documents if isinstance(documents, list) else [documents]
    assert [one["study"] for one in documents] == names
    assert all(one["counts"]["failed"] + one["counts"]["crashed"] == 0 for one in documents)
    return [one["counts"]["ok"] for one in documents]


def shortened(study):
    """Return a study with two draws of what is uncertain, and nothing varied alone."""
    if study.uncertainty is None:
        return study
    few = study.uncertainty.model_copy(update={"draws": 2, "seeds_per_draw": 1, "tornado": False})
    return study.model_copy(update={"uncertainty": few})


def worlds_of(plan):
    """Return how many worlds a plan of one seed lives: the arms at every point."""
    return len(plan.arms) * len(plan.points)


def live(name, folder, cache, **settings):
    """Live a file for weeks enough that programmes are at work, and find every world alive.

    In this process, because one of its own spends more on the model's start than on its life.
    """
    study = shortened(resolve_study(name))
    if study.stop is not None:
        settings.pop("shard", None)  # it decides by what it finds, batch by batch
    result = run_study(
        study, out=folder, people=100, seeds=1, weeks=18, quick=True, cache_folder=cache, **settings
    )
    assert (result.plan.name, result.counts.ok) == (name, worlds_of(result.plan))
    assert (result.counts.failed, result.counts.crashed) == (0, 0)
    assert result.exit_code == ExitCode.DONE
    assert result.plan.quick
    return result


@pytest.mark.parametrize("name", NAMES)
def test_every_file_lives(name, cache, tmp_path, monkeypatch):
    """As the only shard, which leaves tables to another command."""
    leave_out_the_page(monkeypatch.setattr)
    result = live(name, tmp_path, cache, shard=Shard(1, 1))
    lived = pd.concat(map(pd.read_parquet, tmp_path.glob("parts/*/weekly.parquet")))
    assert set(lived.loc[lived["point"] == 0, "week"]) == set(range(19))
    assert set(lived["arm"]) == {arm.name for arm in result.plan.arms}


def tables_are_written(name, folder, cache, patch):
    leave_out_the_page(patch)
    result = live(name, folder, cache)
    document = json.loads(json.dumps(as_json(result)))
    assert (document["study"], document["counts"]["ok"]) == (name, worlds_of(result.plan))
    assert (folder / "tables" / "differences.csv").is_file()
    assert set(result.findings.weekly["week"]) == set(range(19))


@pytest.mark.parametrize("name", NAMES[::4])
def test_every_fourth_file_runs_to_its_tables(name, cache, tmp_path, monkeypatch):
    tables_are_written(name, tmp_path, cache, monkeypatch.setattr)


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in NAMES if name not in NAMES[::4]])
def test_every_other_file_runs_to_its_tables(name, cache, tmp_path, monkeypatch):
    tables_are_written(name, tmp_path, cache, monkeypatch.setattr)


@pytest.mark.slow
def test_a_package_runs_to_its_report_as_a_command(tmp_path):
    assert run_quickly(["package-students"], tmp_path, weeks=7) == [2]
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "Package for students" in page


@pytest.mark.slow
def test_many_files_run_as_one_command(tmp_path):
    """Every fifth file: that each one runs is shown above, here that they share a run."""
    names = NAMES[::5]
    lived = run_quickly(names, tmp_path, weeks=18, command=WITHOUT_PAGE)
    assert lived == [len(resolve_study(name).arms) for name in names]
    assert all((tmp_path / name / "tables" / "differences.csv").is_file() for name in names)


@pytest.mark.slow
def test_a_file_of_many_programmes_and_policies_runs_to_its_report(tmp_path):
    assert run_quickly(["package-deprived"], tmp_path, weeks=32) == [2]
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert all(arm.title in page for arm in resolve_study("package-deprived").arms)

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from experiments.designs.points import PointPlan, as_written
from experiments.errors import StoreError
from experiments.storage import store
from experiments.storage.store import ResultsFolder
from experiments.worlds.results import JobResult


@pytest.fixture
def folder(results_folder):
    return results_folder()


@pytest.fixture
def of_another_model(plan_with):
    """The same study under a changed model: every world has another hash."""
    return plan_with(points=(as_written({"baseline": "c" * 64, "therapy": "d" * 64}),))


def keep(folder, *results):
    for result in results:
        folder.add(result)
    folder.flush()


def finished(folder):
    """Return arm and seed of every finished run."""
    runs = folder.register.runs
    return {(runs[name].arm, runs[name].seed) for name in folder.finished()}


def both(*seeds):
    return {(arm, seed) for arm in ("baseline", "therapy") for seed in seeds}


def test_rows_come_back_as_they_went_in(folder, seed_result):
    keep(folder, seed_result(1), seed_result(2))
    runs, weekly = folder.table("runs"), folder.table("weekly")
    assert list(zip(runs["arm"], runs["seed"], strict=True)) == [
        ("baseline", 1), ("baseline", 2), ("therapy", 1), ("therapy", 2),
    ]  # fmt: skip
    assert set(runs["run_id"]) == folder.finished()
    assert set(weekly["population"]) == {"everybody", "participants"}
    series = seed_result(2).points[0].series[1]
    mine = weekly[
        (weekly["arm"] == "therapy") & (weekly["seed"] == 2) & (weekly["population"] == "everybody")
    ]
    assert mine["pss10"].tolist() == series.columns()["pss10"].tolist()
    end = runs[(runs["arm"] == "therapy") & (runs["seed"] == 2)]["end.pss10"].item()
    assert end == series.columns()["pss10"][-1]
    assert folder.table("nothing").empty


def test_rows_of_indicators_come_back_too_of_the_same_seeds(folder, seed_result):
    keep(folder, seed_result(1), seed_result(2))
    keep(folder, seed_result(2, effect=-9.0))
    shown = folder.table("indicators")
    assert set(shown["seed"]) == {1, 2}
    keys = ["arm", "participants_of", "population", "seed", "week"]
    assert not shown.duplicated(keys).any()
    newest = seed_result(2, effect=-9.0).points[0].indicators[2]
    mine = shown[(shown["arm"] == "therapy") & (shown["seed"] == 2)]
    mine = mine[mine["population"] == newest.population]
    assert mine["numb"].tolist() == newest.columns()["numb"].tolist()


def test_what_failed_is_not_finished(folder, seed_result):
    keep(folder, seed_result(1), seed_result(2, failed=True))
    assert finished(folder) == both(1) | {("baseline", 2)}


def test_a_seed_run_again_replaces_its_rows(folder, seed_result):
    keep(folder, seed_result(1, failed=True), seed_result(2))
    keep(folder, seed_result(1, effect=-9.0))
    assert len(folder.table("runs")) == 4
    assert finished(folder) == both(1, 2)
    weekly = folder.table("weekly")
    assert not weekly.duplicated(["arm", "participants_of", "population", "seed", "week"]).any()


def test_rows_of_an_older_model_are_not_read_and_can_be_dropped(
    folder, seed_result, of_another_model
):
    keep(folder, seed_result(1))
    other = ResultsFolder(folder.path, of_another_model.register)
    other.prepare()
    assert finished(other) == set()
    assert other.stale_parts == 1
    keep(other, seed_result(3))
    assert finished(other) == both(3)
    other.drop_stale()
    assert finished(other) == both(3)
    assert len(list((folder.path / "parts").iterdir())) == 1


def test_seeds_that_are_not_asked_for_are_kept_but_not_read(folder, seed_result, plan_with):
    keep(folder, seed_result(1), seed_result(3))
    fewer = ResultsFolder(folder.path, plan_with(seeds=2).register)
    assert finished(fewer) == both(1)
    assert fewer.stale_parts == 0
    assert set(fewer.table("weekly")["seed"]) == {1}


def test_a_point_is_found_again_when_others_come_before_it(folder, seed_result, plan_with):
    hashes = {"baseline": "a" * 64, "therapy": "b" * 64}
    other = {"baseline": "e" * 64, "therapy": "f" * 64}
    keep(folder, seed_result(1))
    moved = plan_with(points=(as_written(other), PointPlan(1, "sweep", {}, hashes)))
    again = ResultsFolder(folder.path, moved.register)
    assert set(again.table("weekly")["point"]) == {1}
    assert again.table("weekly", point=0).empty


def test_of_points_that_keep_little_only_the_ends_are_written(tmp_path, seed_result, plan):
    folder = ResultsFolder(tmp_path / "ends", plan.register, {0: "ends"})
    folder.prepare()
    keep(folder, seed_result(1))
    assert sorted(set(folder.table("weekly")["week"])) == [0, 6]
    assert set(folder.table("yearly")["weeks"]) == {6}
    assert folder.table("indicators").empty
    assert not folder.delivery()
    assert not folder.table("yearly_costs").empty


def test_a_part_is_written_when_enough_runs_wait(folder, seed_result, monkeypatch):
    monkeypatch.setattr(store, "PART_RUNS", 4)
    folder.add(seed_result(1))
    assert folder.waiting_jobs == 1
    folder.add(seed_result(2))
    assert folder.waiting_jobs == 0
    assert len(list((folder.path / "parts").iterdir())) == 1


def test_a_part_is_written_when_the_oldest_has_waited(folder, seed_result, monkeypatch):
    monkeypatch.setattr(store, "PART_SECONDS", 0.0)
    folder.add(seed_result(1))
    assert folder.waiting_jobs == 0


def test_failures_are_kept_until_a_later_run_mends_them(folder, seed_result, of_another_model):
    keep(folder, seed_result(1, failed=True))
    (path,) = (folder.path / "failures").iterdir()
    written = json.loads(path.read_text())
    assert (written["arm"], written["command"], written["run_id"]) == ("therapy", "kith", path.stem)
    assert [failure["seed"] for failure in folder.failures()] == [1]
    assert ResultsFolder(folder.path, of_another_model.register).failures() == []
    keep(folder, seed_result(1))
    assert folder.failures() == []


def test_a_seed_in_which_every_arm_crashed_is_written(folder, seed_result):
    nothing = JobResult(3, failures=seed_result(3, failed=True).failures)
    keep(folder, nothing)
    assert finished(folder) == set()
    assert not any((folder.path / "parts").iterdir())
    keep(folder, seed_result(1))
    assert finished(folder) == both(1)
    assert [failure["seed"] for failure in folder.failures()] == [3]


def test_a_full_disk_loses_nothing_that_was_written(folder, seed_result, monkeypatch):
    keep(folder, seed_result(1))
    replace = os.replace

    def full(source, target):
        raise OSError(28, "No space left on device")

    folder.add(seed_result(2))
    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(StoreError, match=r"no space left on device.*make room and run the same"):
        folder.flush()
    assert finished(folder) == both(1)
    assert list((folder.path / ".tmp" / "run").iterdir()) == []
    monkeypatch.setattr(os, "replace", replace)
    folder.flush()  # what waited is still there
    assert finished(folder) == both(1, 2)


_WRITE_UNDER_A_LIMIT = """
import resource, signal, sys
from pathlib import Path
from experiments.storage.atomic import write_text
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_text(Path(sys.argv[1]), "x" * 5000)
except OSError as error:
    print(error.strerror)
"""


def test_a_file_that_cannot_grow_leaves_the_old_one(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("old")
    done = subprocess.run(
        [sys.executable, "-c", _WRITE_UNDER_A_LIMIT, str(path)],
        cwd=Path(__file__).parents[3], capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "File too large"
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_half_written_parts_are_never_read_and_are_cleared(folder, seed_result, plan):
    keep(folder, seed_result(1))
    part = next((folder.path / "parts").iterdir())
    half, of_another_writer = folder.path / ".tmp" / "run" / "half", folder.path / ".tmp" / "shard"
    shutil.copytree(part, half)
    shutil.copytree(part, of_another_writer)
    (half / "weekly.parquet").write_bytes(b"PAR1")
    again = ResultsFolder(folder.path, plan.register)
    (folder.path / "tables" / ".x.csv.0a1b2c3d.tmp").touch()
    again.prepare()
    assert half.is_dir(), "who has not got the folder yet clears nothing"
    again.clear_unfinished(of_everybody=False)
    assert finished(again) == both(1)
    assert not half.exists()
    assert of_another_writer.is_dir(), "another process may be writing there"
    again.clear_unfinished(of_everybody=True)
    assert not of_another_writer.exists()
    assert list((folder.path / "tables").iterdir()) == []
    keep(again, seed_result(2))
    assert finished(again) == both(1, 2)


def flip_a_bit(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 1
    path.write_bytes(content)


DAMAGE = {
    "junk": lambda path: path.write_bytes(b"junk"),
    "cut short": lambda path: path.write_bytes(path.read_bytes()[:-20]),
    "a flipped bit": flip_a_bit,
    "gone": lambda path: path.unlink(),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_part_is_named_and_set_aside(folder, seed_result, damage):
    keep(folder, seed_result(1))
    keep(folder, seed_result(2))
    part = min((folder.path / "parts").iterdir())
    DAMAGE[damage](part / "weekly.parquet")
    with pytest.raises(StoreError, match=rf"{part.name}/weekly.parquet: cannot be read .*; remove"):
        folder.table("weekly")
    notes = []
    folder.set_damaged_parts_aside(notes.append)
    (note,) = notes
    assert f"moved to {folder.path / 'damaged'}, its runs are lived again" in note
    assert finished(folder) == both(2)
    assert [path.name for path in (folder.path / "damaged").iterdir()] == [part.name]


def test_folder_of_somebody_else_is_left_alone(tmp_path, plan):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(StoreError, match="not results of Kith; choose another folder with --out"):
        ResultsFolder(tmp_path, plan.register).prepare()
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_in_the_way_is_named(tmp_path, plan):
    (tmp_path / "out").touch()
    with pytest.raises(StoreError, match="out: cannot write results here"):
        ResultsFolder(tmp_path / "out", plan.register).prepare()


def test_parts_can_be_read_without_kith(folder, seed_result):
    keep(folder, seed_result(1))
    paths = list(folder.path.glob("parts/*/weekly.parquet"))
    table = pd.concat(map(pd.read_parquet, paths))
    assert {"run_id", "point", "arm", "population", "seed", "week", "ucla3"} <= set(table.columns)

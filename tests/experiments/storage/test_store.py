from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from experiments.errors import StoreError
from experiments.storage import store
from experiments.storage.store import ResultsFolder, run_id
from experiments.worlds.job import JobResult

ARMS = ("baseline", "therapy")
HASH = "a" * 64


@pytest.fixture
def folder(tmp_path):
    opened = ResultsFolder(tmp_path / "out", HASH)
    opened.prepare()
    return opened


def keep(folder, *results):
    for result in results:
        folder.add(result)
    folder.flush()


def test_rows_come_back_as_they_went_in(folder, seed_result):
    keep(folder, seed_result(1), seed_result(2))
    runs, weekly = folder.read()
    assert list(zip(runs["arm"], runs["seed"], strict=True)) == [
        ("baseline", 1), ("baseline", 2), ("therapy", 1), ("therapy", 2),
    ]  # fmt: skip
    assert runs["run_id"].is_unique
    assert set(weekly["population"]) == {"everybody", "participants"}
    series = seed_result(2).series[1]
    mine = weekly[
        (weekly["arm"] == "therapy") & (weekly["seed"] == 2) & (weekly["population"] == "everybody")
    ]
    assert mine["pss10"].tolist() == series.columns()["pss10"]
    end = runs[(runs["arm"] == "therapy") & (runs["seed"] == 2)]["end.pss10"].item()
    assert end == series.columns()["pss10"][-1]


def test_rows_of_indicators_come_back_too_of_the_same_seeds(folder, seed_result):
    keep(folder, seed_result(1), seed_result(2))
    keep(folder, seed_result(2, effect=-9.0))
    shown = folder.read_indicators()
    assert set(shown["seed"]) == {1, 2}
    keys = ["arm", "participants_of", "population", "seed", "week"]
    assert not shown.duplicated(keys).any()
    newest = seed_result(2, effect=-9.0).indicators[2]
    mine = shown[(shown["arm"] == "therapy") & (shown["seed"] == 2)]
    mine = mine[mine["population"] == newest.population]
    assert mine["numb"].tolist() == newest.columns()["numb"]


def test_finished_seeds_are_those_in_which_every_arm_got_to_its_end(folder, seed_result):
    keep(folder, seed_result(1), seed_result(2, failed=True))
    assert folder.finished_seeds(ARMS) == {1}


def test_a_seed_run_again_replaces_its_rows(folder, seed_result):
    keep(folder, seed_result(1, failed=True), seed_result(2))
    keep(folder, seed_result(1, effect=-9.0))
    runs, weekly = folder.read()
    assert len(runs) == 4
    assert folder.finished_seeds(ARMS) == {1, 2}
    assert not weekly.duplicated(["arm", "participants_of", "population", "seed", "week"]).any()


def test_rows_of_another_study_are_not_read_and_can_be_dropped(folder, seed_result):
    keep(folder, seed_result(1))
    other = ResultsFolder(folder.path, "b" * 64)
    other.prepare()
    assert other.finished_seeds(ARMS) == set()
    assert other.stale_parts == 1
    keep(other, seed_result(5))
    other.read()
    other.drop_stale()
    assert other.finished_seeds(ARMS) == {5}
    assert len(list((folder.path / "parts").iterdir())) == 1


def test_a_part_is_written_when_enough_runs_wait(folder, seed_result, monkeypatch):
    monkeypatch.setattr(store, "PART_RUNS", 4)
    folder.add(seed_result(1))
    assert folder.waiting_seeds == 1
    folder.add(seed_result(2))
    assert folder.waiting_seeds == 0
    assert len(list((folder.path / "parts").iterdir())) == 1


def test_a_part_is_written_when_the_oldest_has_waited(folder, seed_result, monkeypatch):
    monkeypatch.setattr(store, "PART_SECONDS", 0.0)
    folder.add(seed_result(1))
    assert folder.waiting_seeds == 0


def test_failures_are_kept_until_a_later_run_mends_them(folder, seed_result):
    keep(folder, seed_result(1, failed=True))
    written = json.loads((folder.path / "failures" / "1.json").read_text())
    assert written[0]["arm"] == "therapy"
    assert written[0]["command"] == "kith"
    assert [failure["seed"] for failure in folder.failures()] == [1]
    assert ResultsFolder(folder.path, "b" * 64).failures() == []
    keep(folder, seed_result(1))
    assert folder.failures() == []


def test_a_seed_in_which_every_arm_crashed_is_written(folder, seed_result):
    nothing = JobResult(4, failures=seed_result(4, failed=True).failures)
    keep(folder, nothing)
    assert folder.finished_seeds(ARMS) == set()
    keep(folder, seed_result(1))
    assert folder.finished_seeds(ARMS) == {1}
    assert [failure["seed"] for failure in folder.failures()] == [4]


def test_a_full_disk_loses_nothing_that_was_written(folder, seed_result, monkeypatch):
    keep(folder, seed_result(1))
    replace = os.replace

    def full(source, target):
        raise OSError(28, "No space left on device")

    folder.add(seed_result(2))
    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(StoreError, match=r"no space left on device.*make room and run the same"):
        folder.flush()
    assert folder.finished_seeds(ARMS) == {1}
    assert list((folder.path / ".tmp").iterdir()) == []
    monkeypatch.setattr(os, "replace", replace)
    folder.flush()  # what waited is still there
    assert folder.finished_seeds(ARMS) == {1, 2}


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


def test_half_written_parts_are_never_read_and_are_cleared(folder, seed_result):
    keep(folder, seed_result(1))
    part = next((folder.path / "parts").iterdir())
    shutil.copytree(part, folder.path / ".tmp" / "half")
    (folder.path / ".tmp" / "half" / "weekly.parquet").write_bytes(b"PAR1")
    again = ResultsFolder(folder.path, HASH)
    again.prepare()
    assert again.finished_seeds(ARMS) == {1}
    assert list((folder.path / ".tmp").iterdir()) == []


def test_a_broken_part_is_named(folder, seed_result):
    keep(folder, seed_result(1))
    part = next((folder.path / "parts").iterdir())
    (part / "weekly.parquet").write_bytes(b"junk")
    with pytest.raises(StoreError, match=f"{part.name}: cannot be read .*remove it and run again"):
        folder.read()


def test_folder_of_somebody_else_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(StoreError, match="not results of Kith; choose another folder with --out"):
        ResultsFolder(tmp_path, HASH).prepare()
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_in_the_way_is_named(tmp_path):
    (tmp_path / "out").touch()
    with pytest.raises(StoreError, match="out: cannot write results here"):
        ResultsFolder(tmp_path / "out", HASH).prepare()


def test_run_ids_tell_study_arm_and_seed_apart():
    ids = {run_id(study, arm, seed) for study in ("a", "b") for arm in ARMS for seed in (1, 2)}
    assert len(ids) == 8


def test_parts_can_be_read_without_kith(folder, seed_result):
    keep(folder, seed_result(1))
    paths = list(folder.path.glob("parts/*/weekly.parquet"))
    table = pd.concat(map(pd.read_parquet, paths))
    assert {"arm", "population", "seed", "week", "ucla3"} <= set(table.columns)

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys

import pytest

from experiments.errors import StoreError
from experiments.running import locks
from experiments.running.locks import hold_folder, writers_at_work
from experiments.running.shards import Shard
from tests.experiments.running.disturbed_study import ROOT

HOLDS = """
import sys, time
from pathlib import Path
from experiments.running.locks import hold_folder
with hold_folder(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def _look_quickly(monkeypatch):
    monkeypatch.setattr(locks, "_SECONDS_TO_LOOK", 0.1)


def test_two_cannot_hold_one_folder_and_the_second_is_told_who_does(tmp_path):
    with hold_folder(tmp_path):
        assert writers_at_work(tmp_path) == ["run"]
        message = re.escape(
            f"{tmp_path}: another process writes here (process {os.getpid()}); wait"
        )
        with pytest.raises(StoreError, match=message), hold_folder(tmp_path):
            pass
    assert writers_at_work(tmp_path) == []
    with hold_folder(tmp_path):
        pass


def test_different_shards_work_side_by_side_and_one_only_once(tmp_path):
    with hold_folder(tmp_path, Shard(1, 2)), hold_folder(tmp_path, Shard(2, 2)):
        assert writers_at_work(tmp_path) == ["shard-1-of-2", "shard-2-of-2"]
        with pytest.raises(StoreError, match="another process writes"):
            hold_folder(tmp_path, Shard(1, 2)).__enter__()


def test_a_shard_and_a_run_of_the_whole_refuse_each_other(tmp_path):
    with hold_folder(tmp_path, Shard(1, 2)), pytest.raises(StoreError, match="another process"):
        hold_folder(tmp_path).__enter__()
    with hold_folder(tmp_path), pytest.raises(StoreError, match="another process"):
        hold_folder(tmp_path, Shard(1, 2)).__enter__()
    with hold_folder(tmp_path, Shard(2, 2)):  # who was refused holds nothing
        pass


def test_a_holder_that_is_killed_holds_nothing(tmp_path):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(StoreError, match=rf"\(process {holder.pid}\)"):
            hold_folder(tmp_path).__enter__()
    finally:
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        holder.stdout.close()
    with hold_folder(tmp_path):
        assert writers_at_work(tmp_path) == ["run"]


def test_a_look_at_a_lock_refuses_nobody_who_waits_a_moment(tmp_path, monkeypatch):
    """Shards that begin together look at the lock of the whole, each for an instant."""
    monkeypatch.setattr(locks, "_SECONDS_TO_LOOK", 10.0)
    script = HOLDS.replace("time.sleep(60)", "pass").replace(
        "hold_folder(Path(sys.argv[1]))", "hold_folder(Path(sys.argv[1]), shard)"
    )
    script = script.replace(
        "with hold", "from experiments.running.shards import Shard\n"
        "for number in range(int(sys.argv[2]), 400, 3):\n  shard = Shard(number, 400)\n  with hold"
    ).replace("\n    ", "\n      ")  # fmt: skip
    running = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path), str(one)], cwd=ROOT,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )
        for one in (1, 2, 3)
    ]  # fmt: skip
    for process in running:
        _, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (0, "")


def test_a_folder_that_cannot_be_locked_is_told(tmp_path):
    (tmp_path / ".locks").touch()
    with pytest.raises(StoreError, match=r"cannot be locked \(file exists\)"):
        hold_folder(tmp_path).__enter__()

"""Killed workers and parents, Ctrl-C, a full disk, a flipped bit: the tables stay the same."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from experiments.running.results import open_results
from tests.experiments.running.disturbed_study import (
    SEEDS,
    kith_in,
    left_over,
    tables,
    wait_until,
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="looks processes up in /proc"),
]


@pytest.fixture(scope="module")
def kith(tmp_path_factory):
    with kith_in(tmp_path_factory.mktemp("faults")) as command:
        yield command


@pytest.fixture(scope="module")
def undisturbed(kith):
    """The study in one process that nobody disturbs."""
    code, out, err = kith("run", "study.yaml", "--workers", 1, "--out", "undisturbed", "--json")
    assert (code, "Traceback" in err) == (0, False), err
    return SimpleNamespace(out=out, tables=tables(kith.folder / "undisturbed"))


def finished(folder):
    return len(open_results(folder)[0].finished())


@pytest.fixture(scope="module")
def drill(kith, undisturbed):
    """Every fault, one after the other, in one results folder, and what was seen of each."""
    seen = SimpleNamespace(folder=kith.folder / "out", kept=[])

    # Three workers die of it, then the parent; after it was resumed it dies once more.
    kith.mark("02-worker", "04-worker", "06-worker", "09-parent")
    seen.first = kith("run", "study.yaml", "--workers", 2, "--out", "out")
    assert not list(kith.marks.glob("[0-9]*-*")), "all four faults have struck"
    wait_until(lambda: not kith.processes(), "workers end with their parent", 20)
    seen.kept.append(finished(seen.folder))
    kith.mark("02-parent")
    seen.second = kith("resume", "out", "--workers", 2)
    assert (seen.first[0], seen.second[0]) == (-signal.SIGKILL,) * 2
    wait_until(lambda: not kith.processes(), "workers end with their parent", 20)
    seen.kept.append(finished(seen.folder))

    kith.mark("02-interrupt")
    seen.interrupted = kith("resume", "out", "--workers", 2)
    wait_until(lambda: not kith.processes(), "an interrupted run leaves nobody", 20)
    seen.kept.append(finished(seen.folder))
    seen.state_then = json.loads((seen.folder / "manifest.json").read_text())["state"]

    # One bit of one part flips, and half a part is left by somebody who was killed.
    seen.damaged = sorted((seen.folder / "parts").iterdir())[0]
    flip_a_bit(seen.damaged / "weekly.parquet")
    shutil.copytree(seen.damaged, seen.folder / ".tmp" / "shard-1-of-2" / "half")
    (seen.folder / "tables" / ".differences.csv.0a0b0c0d.tmp").write_text("half")

    # While the last run works, a second one is refused.
    kith.mark("01-hold")
    last = kith.start("resume", "out", "--workers", 2, "--json")
    wait_until((kith.marks / "held").exists, "the last run works")
    seen.refused = kith("resume", "out")
    (kith.marks / "go").touch()
    out, err = last.communicate(timeout=120)
    seen.last = (last.returncode, out, err)
    return seen


def flip_a_bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 1
    path.write_bytes(content)


def test_tables_are_those_of_a_run_that_nobody_disturbed(drill, undisturbed):
    assert drill.last[0] == 0, drill.last[2]
    assert tables(drill.folder) == undisturbed.tables
    document, alone = json.loads(drill.last[1]), json.loads(undisturbed.out)
    assert document["differences"] == alone["differences"]
    assert document["counts"] == {"ok": 2 * SEEDS, "failed": 0, "crashed": 0}


def test_every_run_is_there_once(drill):
    opened, plan, manifest = open_results(drill.folder)
    names = pd.concat(map(pd.read_parquet, drill.folder.glob("parts/*/runs.parquet")))["run_id"]
    assert Counter(names) == dict.fromkeys(plan.register.runs, 1)
    assert opened.finished() == set(plan.register.runs)
    keys = ["arm", "participants_of", "population", "seed", "week"]
    assert not opened.table("weekly").duplicated(keys).any()
    assert manifest["state"] == "finished"


def test_what_was_finished_before_a_fault_was_kept(drill):
    first, second, third = drill.kept
    assert 0 < first <= second <= third < 2 * SEEDS
    assert f"out: {first} finished worlds are kept" in drill.second[2]
    # The part with the flipped bit is lived again.
    assert f"out: {third - 2} finished worlds are kept" in drill.last[2]


def test_faults_are_told_in_words(drill):
    for _, _, err in (drill.interrupted, drill.refused, drill.last):
        assert "Traceback" not in err
    code, out, _ = drill.interrupted
    assert (code, drill.state_then) == (130, "interrupted")
    assert "interrupted: what is finished is kept" in out
    damaged = f"parts/{drill.damaged.name}/weekly.parquet: cannot be read (its checksum is not"
    assert damaged in drill.last[2]
    assert [path.name for path in (drill.folder / "damaged").iterdir()] == [drill.damaged.name]


def test_a_second_run_is_refused_and_harms_nothing(drill):
    code, out, err = drill.refused
    assert (code, out) == (2, "")
    assert err.startswith("out: another process writes here (process ")
    assert "wait for it, choose another folder with --out, or share the work with --shard" in err


def test_nobody_and_nothing_is_left_over(drill, kith):
    assert kith.processes() == []
    assert left_over(drill.folder) == []
    assert [path.name for path in (drill.folder / "failures").iterdir()] == []


def test_what_workers_print_does_not_mix_into_the_result(drill):
    json.loads(drill.last[1])
    assert "a word of the programme" in drill.last[2]


# the disk


def is_mounted(folder: Path, size: str) -> bool:
    if os.geteuid() != 0 or shutil.which("mount") is None:
        return False
    words = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    return subprocess.run(words, capture_output=True, check=False).returncode == 0


def test_a_full_disk_is_told_and_the_run_goes_on_when_there_is_room(kith, undisturbed, tmp_path):
    if not is_mounted(tmp_path, "300k"):
        pytest.skip("may not mount a small disk here")
    try:
        kith.mark()
        code, out, err = kith("run", "study.yaml", "--workers", 1, "--out", tmp_path / "out")
        assert (code, out) == (2, ""), err
        assert "no space left on device" in err
        assert "Traceback" not in err
        subprocess.run(["mount", "-o", "remount,size=30m", tmp_path], check=True)
        code, _, err = kith("run", "study.yaml", "--workers", 1, "--out", tmp_path / "out")
        assert code == 0, err
        assert tables(tmp_path / "out") == undisturbed.tables
        assert left_over(tmp_path / "out") == []
    finally:
        subprocess.run(["umount", "-l", tmp_path], check=True)

"""Shards: all of the work is done once, by whichever process, and the tables are the same."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.errors import KithError
from experiments.running.results import open_results
from experiments.running.shards import Shard, parse_shard
from tests.experiments.running.disturbed_study import kith_in, left_over, tables


@given(st.integers(1, 12), st.lists(st.integers(), unique=True, max_size=40))
def test_the_parts_are_a_partition_of_about_the_same_size(of, items):
    parts = [Shard(number, of).part(items) for number in range(1, of + 1)]
    assert sorted(one for part in parts for one in part) == sorted(items)
    sizes = [len(part) for part in parts]
    assert max(sizes) - min(sizes) <= 1


def test_a_shard_is_read_as_it_is_written():
    assert parse_shard(" 2/3 ") == Shard(2, 3)
    assert Shard(2, 3).name == "shard-2-of-3"


@pytest.mark.parametrize(
    "text", ["", "3", "0/3", "4/3", "1/0", "-1/3", "1/3/5", "a/b", "1.0/2", "/"]
)
def test_anything_else_is_refused_with_an_example(text):
    with pytest.raises(KithError) as error:
        parse_shard(text)
    assert str(error.value).startswith(f"--shard {text}: must be NUMBER/OF such as 1/3")
    assert "--shard $SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" in str(error.value)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="looks processes up in /proc")
def test_three_processes_at_once_make_the_tables_of_one(tmp_path):
    with kith_in(tmp_path) as kith:
        done = [
            kith.start("run", "study.yaml", "--workers", 1, "--out", "out", "--shard", f"{one}/3")
            for one in (1, 2, 3)
        ]
        code, _, err = kith("run", "study.yaml", "--workers", 1, "--out", "alone")
        assert code == 0, err
        for process in done:
            _, err = process.communicate(timeout=120)
            assert (process.returncode, "Traceback" in err) == (0, False), err
        code, _, err = kith("report", "out", allow_code=False)
        assert (code, err) == (0, "")
        assert tables(tmp_path / "out") == tables(tmp_path / "alone")
        opened, plan, manifest = open_results(tmp_path / "out")
        assert len(opened.table("runs")) == len(plan.register.runs)
        assert manifest["state"] == "finished"
        assert len(list((tmp_path / "out" / "manifests").iterdir())) == 3
        assert left_over(tmp_path / "out") == []

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import Executor, Future
from pathlib import Path

import pytest

from experiments.running import pool
from experiments.running.pool import Crash, TooManyCrashesError, run_jobs
from tests.experiments import faulty_jobs

ROOT = Path(__file__).parents[3]


def test_one_worker_runs_in_this_process():
    here = dict(run_jobs(lambda number: (number, os.getpid()), [1, 2], workers=1))
    assert here == {1: (1, os.getpid()), 2: (2, os.getpid())}


def test_two_workers_return_every_result_with_one_thread_each():
    assert dict(run_jobs(faulty_jobs.square, range(10), workers=2)) == {
        number: number**2 for number in range(10)
    }
    assert dict(run_jobs(faulty_jobs.threads, [1], workers=2)) == {1: "1"}


def test_killed_workers_cost_only_their_own_jobs():
    results = dict(run_jobs(faulty_jobs.square_or_die, range(12), workers=2))
    killers = {3, 7, 11}
    assert set(results) == set(range(12))
    assert {job for job, result in results.items() if isinstance(result, Crash)} == killers
    assert all(results[job] == job**2 for job in set(range(12)) - killers)


def test_job_that_was_killed_by_chance_gets_a_second_try(tmp_path):
    assert list(run_jobs(faulty_jobs.die_once, [str(tmp_path)], workers=2)) == [
        (str(tmp_path), "lived")
    ]


def test_too_many_crashes_stop_the_run(monkeypatch):
    monkeypatch.setattr(pool, "MOST_CRASHES", 2)
    with pytest.raises(TooManyCrashesError, match="2 crashed jobs"):
        list(run_jobs(faulty_jobs.square_or_die, [3, 7, 11, 15, 19], workers=2))


class CountingExecutor(Executor):
    """Does a job when it is asked for, and counts how many wait."""

    def __init__(self) -> None:
        self.submitted = 0

    def submit(self, function, /, *args, **kwargs):
        self.submitted += 1
        future: Future[object] = Future()
        future.set_result(function(*args, **kwargs))
        return future


def test_any_executor_will_do_and_jobs_are_read_as_they_are_needed():
    executor = CountingExecutor()
    results = run_jobs(
        faulty_jobs.square, iter(range(10**9)), workers=2, make_executor=lambda: executor
    )
    assert next(results)[1] in {0, 1, 4, 9}
    assert executor.submitted == 3  # two in flight, and one more for the slot that got free
    results.close()


def _alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks processes up in /proc")
def test_workers_end_when_their_parent_is_killed(tmp_path):
    parent = subprocess.Popen(
        [sys.executable, "-m", "tests.experiments.faulty_jobs", str(tmp_path)],
        cwd=ROOT,
        stderr=subprocess.DEVNULL,  # the killed parent leaves semaphores behind and is told so
    )
    deadline = time.monotonic() + 20
    while len(list(tmp_path.iterdir())) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    workers = [int(path.name) for path in tmp_path.iterdir()]
    assert len(workers) == 2
    assert all(map(_alive, workers))
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    while any(map(_alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(_alive, workers))

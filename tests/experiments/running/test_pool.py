from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import Executor, Future
from functools import partial
from pathlib import Path

import pytest

from experiments.running import pool
from experiments.running.pool import Crash, Crew, TooManyCrashesError, run_jobs
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


def test_a_crew_keeps_its_workers_from_round_to_round():
    with Crew(2) as crew:
        rounds = [set(dict(crew.run(faulty_jobs.process_after_a_moment, jobs)).values())
                  for jobs in ([1, 2], [3], range(4, 10))]  # fmt: skip
    assert len(rounds[0]) == 2
    assert rounds[0] == rounds[2] > rounds[1]
    assert not any(map(_alive, rounds[0]))


def test_a_crew_replaces_whoever_died_in_an_earlier_round():
    with Crew(2) as crew:
        first = dict(crew.run(faulty_jobs.die_if_odd, [2, 3]))
        assert isinstance(first[3], Crash)
        second = dict(crew.run(faulty_jobs.process_after_a_moment, [1, 2]))
        assert len(set(second.values())) == 2
        assert first[2] in second.values()


def test_a_worker_without_a_job_uses_its_time_for_what_comes_next(tmp_path):
    with Crew(2) as crew:
        jobs = crew.run(faulty_jobs.process_after_a_moment, [1, 2, 3],
                        meanwhile=partial(faulty_jobs.leave_a_mark, str(tmp_path)))  # fmt: skip
        workers = set(dict(jobs).values())
        assert len(list(crew.run(faulty_jobs.process, [4, 5]))) == 2
    assert {int(path.name) for path in tmp_path.iterdir()} == workers


def test_a_worker_that_dies_of_what_nobody_waits_for_costs_nothing():
    with Crew(2) as crew:
        assert dict(crew.run(faulty_jobs.square, [1, 2, 3], meanwhile=faulty_jobs.die)) == {
            1: 1, 2: 4, 3: 9,
        }  # fmt: skip
        assert dict(crew.run(faulty_jobs.square, [4, 5])) == {4: 16, 5: 25}


def test_a_crew_that_shrinks_lets_the_rest_go():
    with Crew(3) as crew:
        before = set(dict(crew.run(faulty_jobs.process_after_a_moment, range(3))).values())
        assert len(before) == 3
        crew.shrink_to(1)
        assert sum(map(_alive, before)) == 1
        after = set(dict(crew.run(faulty_jobs.process, range(3, 6))).values())
        assert len(after) == 1
        assert after < before
        crew.shrink_to(2)  # never more
        assert crew.workers == 1


def test_a_round_that_is_left_early_leaves_no_worker_and_the_next_gets_new_ones():
    with Crew(2) as crew:
        left = crew.run(time.sleep, [0, 120])
        next(left)
        begun = time.monotonic()
        left.close()  # while the other sleeps for two minutes
        assert time.monotonic() - begun < 30
        assert not multiprocessing.active_children()
        assert dict(crew.run(faulty_jobs.square, [1, 2])) == {1: 1, 2: 4}
    assert not multiprocessing.active_children()


def test_what_a_worker_prints_last_is_not_lost():
    code = (
        "from experiments.running.pool import run_jobs; list(run_jobs(print, ['last'], workers=2))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("", "last\n")


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

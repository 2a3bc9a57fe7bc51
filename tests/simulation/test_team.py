"""Threads: every row is done once, whoever does it."""

from __future__ import annotations

import copy
import pickle
import threading

import numpy as np
import pytest

from simulation.team import CHUNK, Team


@pytest.mark.parametrize("threads", [1, 2, 5])
@pytest.mark.parametrize("rows", [0, 1, CHUNK, CHUNK + 1, 3 * CHUNK + 7])
def test_every_row_is_done_once(threads, rows):
    done = np.zeros(rows, int)

    def work(counts, first, last):
        counts[first:last] += 1

    Team(threads).run(work, rows, done)
    assert (done == 1).all()


def test_work_is_shared():
    team = Team(2)
    meet = threading.Barrier(2, timeout=10)
    team.run(lambda first, last: meet.wait(), 2 * CHUNK)


def test_one_thread_works_where_it_is_called():
    seen = []
    Team(1).run(lambda first, last: seen.append(threading.current_thread()), 3 * CHUNK)
    assert seen == [threading.current_thread()]


def test_an_error_in_a_thread_is_raised():
    def work(first, last):
        if first:
            raise RuntimeError("row of no use")

    with pytest.raises(RuntimeError, match="row of no use"):
        Team(2).run(work, 2 * CHUNK)


@pytest.mark.parametrize("threads", [0, -1])
def test_no_threads_is_refused(threads):
    with pytest.raises(ValueError, match=f"^threads must be at least 1, got {threads}$"):
        Team(threads)


def test_a_team_that_has_worked_can_be_copied():
    team = Team(2)
    team.run(lambda first, last: None, 2 * CHUNK)
    for other in (copy.deepcopy(team), pickle.loads(pickle.dumps(team))):
        assert other.threads == 2
        other.run(lambda first, last: None, 2 * CHUNK)

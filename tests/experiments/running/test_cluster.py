"""A study on a Dask cluster of real processes, one of whose workers is killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import BrokenExecutor, Future
from types import SimpleNamespace

import pytest

from experiments.errors import ExitCode, KithError
from experiments.running import cluster
from experiments.running.cluster import dask_cluster
from experiments.running.pool import Crash, GivenUpError, StoppedError, run_jobs
from experiments.running.runner import run_study
from scenarios import Study, load_scenario
from tests.experiments import faulty_jobs
from tests.experiments.running.disturbed_study import ROOT, tables, wait_until
from tests.experiments.without_page import leave_out_the_page

distributed = pytest.importorskip("distributed")
SMALL = {"people": 60, "weeks": 3, "burn_in_weeks": 2, "seeds": 6}


def start(*words, folder):
    return subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.{words[0]}", *map(str, words[1:])],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.fixture(scope="module")
def dask(tmp_path_factory):
    """A scheduler and two workers with one thread each, on loopback."""
    folder = tmp_path_factory.mktemp("dask")
    known = folder / "scheduler.json"
    only_here = ("--host", "127.0.0.1", "--no-dashboard")
    processes = [
        start("dask_scheduler", *only_here, "--port", 0, "--scheduler-file", known, folder=folder)
    ]
    try:
        wait_until(known.exists, "the scheduler")
        address = json.loads(known.read_text())["address"]
        for name in ("one", "two"):
            processes.append(
                start(
                    "dask_worker", address, "--nthreads", 1, "--no-nanny", "--name", name,
                    "--no-dashboard", "--host", "127.0.0.1", folder=folder,
                )
            )  # fmt: skip
        with distributed.Client(address, set_as_default=False, timeout=60) as client:
            client.wait_for_workers(2, timeout=120)
        yield SimpleNamespace(address=address, workers=processes[1:], scheduler=processes[0])
    finally:
        for process in processes:
            process.kill()
            process.wait()


@pytest.fixture
def study():
    scenario = load_scenario("group-therapy")
    early = tuple(one.model_copy(update={"start_week": 0}) for one in scenario.programmes)
    return Study.from_scenario(scenario.model_copy(update={"programmes": early}))


class Kills:
    """Progress that kills a worker of the cluster after the first job."""

    def __init__(self, worker):
        self.worker, self.lines = worker, []

    def start(self, title, total):
        pass

    def advance(self, worlds=1):
        if self.worker is not None and self.worker.poll() is None:
            self.worker.kill()
            self.worker.wait()

    def note(self, text):
        self.lines.append(text)

    def stop(self):
        pass


def test_jobs_come_back_from_every_worker_and_the_client_stays_open(dask):
    with dask_cluster(dask.address) as found:
        assert found.workers == 2
        for _ in range(2):  # an executor that is shut down leaves the connection as it is
            results = dict(
                run_jobs(faulty_jobs.square, range(6), workers=2, make_executor=found.make_executor)
            )
            assert results == {number: number**2 for number in range(6)}
        assert dict(
            run_jobs(faulty_jobs.threads, [1], workers=1, make_executor=found.make_executor)
        ) == {1: "1"}


def test_a_fault_of_a_job_is_raised_and_one_left_early_is_given_up(dask):
    with dask_cluster(dask.address) as found:
        executor = found.make_executor()
        with pytest.raises(TypeError):
            executor.submit(faulty_jobs.square, None).result(60)
        left = executor.submit(time.sleep, 2)
        executor.shutdown(wait=True, cancel_futures=True)
        with pytest.raises(BrokenExecutor, match="the cluster has lost it"):
            left.result(60)


def test_a_study_on_a_cluster_that_loses_a_worker_has_the_same_tables(
    dask, study, tmp_path, monkeypatch
):
    leave_out_the_page(monkeypatch.setattr)
    alone = run_study(study, out=tmp_path / "alone", cache_folder=tmp_path / "a", **SMALL)
    progress = Kills(dask.workers[0])
    with dask_cluster(dask.address) as found:
        shared = run_study(
            study, out=tmp_path / "shared", cache_folder=tmp_path / "b", progress=progress,
            workers=found.workers, make_executor=found.make_executor, **SMALL,
        )  # fmt: skip
    assert dask.workers[0].poll() == -signal.SIGKILL
    assert (shared.exit_code, shared.counts.ok) == (ExitCode.DONE, 12), progress.lines
    assert tables(shared.folder) == tables(alone.folder)
    assert any(line.endswith("2 at a time") for line in progress.lines)


def test_a_scheduler_that_goes_stops_the_study_and_keeps_what_is_finished(
    dask, study, tmp_path, monkeypatch
):
    leave_out_the_page(monkeypatch.setattr)
    monkeypatch.setattr(cluster, "_SECONDS_TO_ANSWER", 3)
    with dask_cluster(dask.address) as found:
        result = run_study(
            study, out=tmp_path / "out", cache_folder=tmp_path / "b",
            progress=Kills(dask.scheduler), workers=1, make_executor=found.make_executor, **SMALL,
        )  # fmt: skip
    assert result.exit_code == ExitCode.SOME_RUNS_FAILED
    assert result.stopped == "the Dask scheduler is gone: what is finished is kept"
    assert 2 <= result.counts.ok < 12
    assert result.counts.crashed == 0
    again = run_study(study, out=tmp_path / "out", cache_folder=tmp_path / "b", **SMALL)
    assert (again.exit_code, again.counts.ok) == (ExitCode.DONE, 12)


def test_an_address_where_nobody_answers_is_told(monkeypatch):
    monkeypatch.setattr(cluster, "_SECONDS_TO_ANSWER", 1)
    with (
        pytest.raises(KithError, match=r"^--dask tcp://127\.0\.0\.1:9: no scheduler answers there"),
        dask_cluster("tcp://127.0.0.1:9"),
    ):
        pass
    with pytest.raises(KithError, match=r"^--dask nonsense://x: no scheduler answers there"):
        dask_cluster("nonsense://x").__enter__()


def test_a_scheduler_without_workers_is_told(monkeypatch):
    class Client:
        def __init__(self, *_, **__):
            pass

        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

        def nthreads(self):
            return {}

    monkeypatch.setattr(distributed, "Client", Client)
    with (
        pytest.raises(KithError, match="the scheduler has no workers; start some with `dask worke"),
        dask_cluster("tcp://127.0.0.1:8786"),
    ):
        pass


def test_a_missing_extra_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(KithError, match=r"^--dask needs the extra cluster: .*'kith\[cluster\]'"),
        dask_cluster("tcp://127.0.0.1:8786"),
    ):
        pass


class Gives:
    """An executor whose jobs end as they are told to."""

    def __init__(self, *errors):
        self.errors = list(errors)

    def submit(self, function, job):
        future = Future()
        error = self.errors.pop(0) if self.errors else None
        if error is None:
            future.set_result(function(job))
        elif error == "cancelled":
            future.cancel()
            future.set_running_or_notify_cancel()
        else:
            future.set_exception(error)
        return future

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass


def test_what_a_cluster_gives_up_is_a_crash_at_once_and_what_it_loses_is_tried_again():
    killed = distributed.scheduler.KilledWorker("job", SimpleNamespace(address="tcp://x"), 3)
    sent, told = Future(), Future()
    sent.set_exception(killed)
    told.set_running_or_notify_cancel()
    cluster._tell(told, sent)
    error = told.exception()
    assert isinstance(error, GivenUpError)
    assert str(error) == "4 workers of the cluster died on this job"
    made = []

    def make(*errors):
        made.append(1)
        return Gives(*errors) if len(made) == 1 else Gives()

    (outcome,) = run_jobs(abs, [-1], workers=1, make_executor=lambda: make(error))
    assert outcome == (-1, Crash("4 workers of the cluster died on this job", final=True))
    made.clear()
    assert list(run_jobs(abs, [-1], workers=1, make_executor=lambda: make("cancelled"))) == [
        (-1, 1)
    ]
    with pytest.raises(StoppedError):
        list(run_jobs(abs, [-1], workers=1, make_executor=lambda: Gives(StoppedError("gone"))))

"""Workers that write results: what they leave is whole, and their death is told in words."""

from __future__ import annotations

import re
from concurrent.futures import BrokenExecutor, Executor, Future
from pathlib import Path

import pytest

from experiments.errors import KithError
from experiments.running.pool import Crew
from experiments.running.writing import write_apart


class Dies(Executor):
    """A worker that survives no job."""

    def submit(self, function, /, *arguments, **named):
        future: Future[object] = Future()
        future.set_exception(BrokenExecutor("killed"))
        return future


def test_writers_that_die_are_told_with_the_command_that_writes_again():
    told = re.escape("every run is kept: kith report results/mine")
    with (
        Crew(3, Dies) as crew,
        pytest.raises(KithError, match=f"^the report is not written.*{told}$"),
    ):
        write_apart(Path("results/mine"), {}, crew)
    assert crew.workers == 2

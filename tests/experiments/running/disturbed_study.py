"""A study whose worlds can kill their worker, their parent or the whole run, once each.

Its programme looks into a folder of marks, named by ``KITH_TEST_MARKS``: ``07-worker`` kills the
worker of the first job from the seventh on that has met no other mark. Without marks it is a choir
like any other, so rows of a disturbed run and of one that was left in peace must be the same.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from simulation.compilation import compiled_folder

ROOT = Path(__file__).parents[3]
MARKS = "KITH_TEST_MARKS"
SEEDS = 12

PROGRAMME = '''\
import hashlib
import multiprocessing
import os
import signal
import time
from pathlib import Path
from typing import ClassVar, Literal

import numpy as np

from simulation.programmes import Programme


class Choir(Programme):
    """Singing together."""

    content: ClassVar = {"safe_contact": 0.4, "skill": 0.3}
    format: ClassVar = "group"
    type: Literal["choir"] = "choir"

    def weekly_inputs(self, people, enrolment, week):
        print("a word of the programme")
        marks = os.environ.get("KITH_TEST_MARKS")
        if marks and week < 1 and "MainProcess" != multiprocessing.current_process().name:
            meet(Path(marks), hashlib.sha256(np.asarray(people["age"]).tobytes()).hexdigest())
        return self.content


def meet(folder, who):
    number = count(folder)
    for mark in sorted(folder.glob("[0-9]*-*")):
        after, _, what = mark.name.partition("-")
        victim = folder / f"victim-{who}"
        if number < int(after) or victim.exists():
            continue
        try:
            mark.unlink()
        except FileNotFoundError:
            continue  # the other worker was faster
        victim.touch()
        ACTS[what](folder)


def count(folder):
    number = 1
    while True:
        try:
            (folder / f"job-{number}").touch(exist_ok=False)
        except FileExistsError:
            number += 1
        else:
            return number


def hold(folder):
    (folder / "held").touch()
    deadline = time.monotonic() + 120
    while not (folder / "go").exists() and time.monotonic() < deadline:
        time.sleep(0.02)


ACTS = {
    "worker": lambda folder: os.kill(os.getpid(), signal.SIGKILL),
    "parent": lambda folder: (os.kill(os.getppid(), signal.SIGKILL), time.sleep(60)),
    "interrupt": lambda folder: (os.killpg(os.getpgid(0), signal.SIGINT), time.sleep(60)),
    "hold": hold,
}
'''

WORLD = """\
kith: 1
extends: baseline
title: Choir
programmes:
  - {use: choir.py:Choir, start_week: 0, weeks: 3, uptake: 1.0}
"""

STUDY = f"""\
kith: 1
title: Disturbed
arms: [baseline, choir.yaml]
seeds: {SEEDS}
people: 80
burn_in_weeks: 2
weeks: 4
"""

#: The command, but with a part for each job, so that much was kept before a fault; and without
#: the page and its figures, which have tests of their own.
COMMAND = """\
if __name__ == "__main__":
    # Jobs that a shell runs in the background ignore Ctrl-C, and so do all that they start.
    import signal
    signal.signal(signal.SIGINT, signal.default_int_handler)
    from pytest import MonkeyPatch
    from experiments.cli import main
    from tests.experiments.without_page import leave_out_the_page
    patch = MonkeyPatch()
    patch.setattr("experiments.storage.store.PART_RUNS", 2)
    leave_out_the_page(patch.setattr)
    main()
"""


class Kith:
    """Runs commands in a folder with the study, each in a process group of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "choir.py").write_text(PROGRAMME, encoding="utf-8")
        (folder / "choir.yaml").write_text(WORLD, encoding="utf-8")
        (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
        (folder / "cache").mkdir()
        (folder / "cache" / "compiled").symlink_to(compiled_folder().parent)
        self.marks = folder / "marks"
        self.marks.mkdir()
        self.environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "KITH_CACHE": str(folder / "cache"),
            MARKS: str(self.marks),
        }

    def mark(self, *names: str) -> None:
        """Let faults strike from now on."""
        for old in self.marks.iterdir():
            old.unlink()
        for name in names:
            (self.marks / name).touch()

    def start(self, *words: object, allow_code: bool = True) -> subprocess.Popen[str]:
        allowed = ("--allow-code",) if allow_code else ()
        return subprocess.Popen(
            [sys.executable, "-c", COMMAND, *map(str, words), *allowed],
            cwd=self.folder, env=self.environment, text=True, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def __call__(self, *words: object, allow_code: bool = True) -> tuple[int, str, str]:
        """Return exit code, standard output and standard error of a command."""
        process = self.start(*words, allow_code=allow_code)
        out, err = process.communicate(timeout=120)
        return process.returncode, out, err

    def processes(self) -> list[int]:
        """Return every process that has the environment of these commands."""
        wanted = f"{MARKS}={self.marks}".encode()
        found = []
        for path in Path("/proc").glob("[0-9]*"):
            try:
                state = (path / "stat").read_text().rsplit(")", 1)[1].split()[0]
                if wanted in (path / "environ").read_bytes().split(b"\0") and state != "Z":
                    found.append(int(path.name))
            except OSError:
                continue
        return found

    def end_all(self) -> None:
        for process in self.processes():
            os.kill(process, signal.SIGKILL)


def wait_until(is_so: Callable[[], object], what: str, seconds: float = 60.0) -> None:
    """Wait for something that must come true."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, f"{what}: not within {seconds:g} s"
        time.sleep(0.02)


#: The checklists tell of the command and its workers, the dictionary of the files that lie there.
_ABOUT_THE_RUN = ("checklists.csv", "data_dictionary.csv")


def tables(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every table of results; how they were run stands in two others."""
    found = {
        str(path.relative_to(folder)): path.read_bytes()
        for path in (folder / "tables").rglob("*")
        if path.is_file() and path.name not in _ABOUT_THE_RUN
    }
    assert any(name.endswith("differences.csv") for name in found)
    return found


def left_over(folder: Path) -> list[Path]:
    """Return files that should not outlive the process that wrote them."""
    half = [path for path in (folder / ".tmp").rglob("*") if path.is_file()]
    return half + [path for path in folder.rglob(".*.tmp") if path.is_file()]


@contextmanager
def kith_in(folder: Path) -> Iterator[Kith]:
    """Give commands a folder, and leave no process of them behind."""
    command = Kith(folder)
    try:
        yield command
    finally:
        command.end_all()

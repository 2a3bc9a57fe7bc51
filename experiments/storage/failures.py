"""What went wrong, a file a run, with the command that lives that run again."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from experiments.designs.registry import Register, Run
from experiments.storage.atomic import write_text
from experiments.worlds.results import JobResult

__all__ = ["FailureFiles"]


class FailureFiles:
    """The folder ``failures/`` of a study.

    Parameters
    ----------
    folder : Path
        Made when the first failure is kept.
    register : Register
        Names of the runs.
    """

    def __init__(self, folder: Path, register: Register) -> None:
        self._folder, self._register = folder, register

    def note(self, results: Iterable[JobResult]) -> None:
        """Write what failed in these jobs, and remove what they have mended."""
        for job in results:
            for point in job.points:
                for record in point.runs:
                    name = self._register.name_of(Run(point.point, record.arm, job.seed))
                    with contextlib.suppress(FileNotFoundError):
                        (self._folder / f"{name}.json").unlink()
            for failure in job.failures:
                name = self._register.name_of(Run(failure.point, failure.arm, failure.seed))
                self._folder.mkdir(exist_ok=True)
                text = json.dumps({"run_id": name, **asdict(failure)}, indent=2, ensure_ascii=False)
                write_text(self._folder / f"{name}.json", text + "\n")

    def read(self) -> list[dict[str, Any]]:
        """Return the failures of this study's runs, by point, arm and seed."""
        found = [
            json.loads(path.read_text(encoding="utf-8")) for path in self._folder.glob("*.json")
        ]
        own = [one for one in found if one["run_id"] in self._register.runs]
        return sorted(own, key=lambda one: (one["point"], one["arm"], one["seed"]))

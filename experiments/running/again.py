"""The command that lives one run again."""

from __future__ import annotations

import shlex
from pathlib import Path

from experiments.designs.plan import StudyPlan
from experiments.designs.registry import Run
from experiments.worlds.results import Failure

__all__ = ["command_to_repeat"]


def command_to_repeat(folder: Path, plan: StudyPlan, failure: Failure) -> str:
    """Return the command that lives a failed run again, in one process.

    Parameters
    ----------
    folder : Path
        The results folder.
    plan : StudyPlan
        Of the study.
    failure : Failure
        What failed.
    """
    name = plan.register.name_of(Run(failure.point, failure.arm, failure.seed))
    words = ["kith", "resume", str(folder), "--run", name]
    return shlex.join([*words, *(["--allow-code"] if plan.code else [])])

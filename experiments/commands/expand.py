"""``kith expand``: more seeds for a study that has been run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from experiments.commands.options import AllowCode
from experiments.commands.working import (
    ClusterOption,
    JsonOption,
    QuietOption,
    WorkersOption,
    YesOption,
    ask_before_many,
    means_of,
    show,
)
from experiments.errors import KithError

__all__ = ["expand"]


def expand(
    folder: Annotated[Path, typer.Argument(help="A results folder, as results/quickstart.")],
    seeds: Annotated[
        int, typer.Option("--seeds", min=1, max=100_000, help="How many seeds there shall be.")
    ],
    workers: WorkersOption = None,
    quiet: QuietOption = False,
    json_output: JsonOption = False,
    yes: YesOption = False,
    dask: ClusterOption = None,
    allow_code: AllowCode = False,
) -> None:
    """Live the worlds of a results folder with more seeds; what is there is kept.

    Example: kith expand results/quickstart --seeds 48
    """
    from experiments.designs.making import make_plan
    from experiments.running.results import open_study
    from experiments.running.runner import run_plan

    study, plan = open_study(folder, allow_code=allow_code)
    if seeds < plan.seeds:
        raise KithError(
            f"--seeds {seeds}: {folder} has {plan.seeds} already; name how many there shall be in "
            "all, or run the study into another folder for fewer"
        )
    larger = study.model_copy(update={"seeds": seeds})
    more = make_plan(larger, quick=plan.quick)
    ask_before_many(len(more.register.runs) - len(plan.register.runs), yes=yes)
    with means_of(workers=workers, quiet=quiet, dask=dask) as means:
        result = run_plan(larger, more, folder, means)
    show([result], json_output=json_output)
    raise typer.Exit(int(result.exit_code))

"""``kith resume``: go on with a results folder where a run has left it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from experiments.commands.options import AllowCode
from experiments.commands.working import (
    ClusterOption,
    JsonOption,
    QuietOption,
    ShardOption,
    WorkersOption,
    means_of,
    show,
)
from experiments.errors import KithError

__all__ = ["resume"]


def resume(
    folder: Annotated[Path, typer.Argument(help="A results folder, as results/quickstart.")],
    run: Annotated[
        str | None,
        typer.Option("--run", metavar="RUN_ID", help="Live this one run again, in one process."),
    ] = None,
    workers: WorkersOption = None,
    quiet: QuietOption = False,
    json_output: JsonOption = False,
    shard: ShardOption = None,
    dask: ClusterOption = None,
    allow_code: AllowCode = False,
) -> None:
    """Run what is missing in a results folder, with the settings it was begun with.

    Nothing of the study's files is needed: the folder holds them as they were understood.

    Example: kith resume results/quickstart
    """
    from experiments.running.results import open_study
    from experiments.running.runner import run_plan

    study, plan = open_study(folder, allow_code=allow_code)
    if run is not None and run not in plan.register.runs:
        raise KithError(
            f"--run {run}: no run of {folder} is called so; parts/*/runs.parquet and failures/ "
            "have their names"
        )
    with means_of(
        workers=1 if run else workers, quiet=quiet, shard=shard, dask=dask, only=run
    ) as means:
        result = run_plan(study, plan, folder, means)
    show([result], json_output=json_output)
    raise typer.Exit(int(result.exit_code))

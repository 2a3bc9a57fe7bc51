"""``kith run``: live the worlds of a study and compare them."""

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
    YesOption,
    ask_before_many,
    means_of,
    show,
)
from experiments.errors import ExitCode, KithError

__all__ = ["run"]


def run(
    studies: Annotated[
        list[str],
        typer.Argument(
            metavar="STUDY_OR_SCENARIO...",
            help="Names or YAML files. A single scenario is compared with its baseline.",
        ),
    ],
    people: Annotated[
        int | None, typer.Option(min=10, max=2_000_000, help="People in every world.")
    ] = None,
    seeds: Annotated[int | None, typer.Option(min=1, max=100_000, help="How many seeds.")] = None,
    first_seed: Annotated[
        int | None, typer.Option(min=0, max=2**31 - 1, help="The first seed.")
    ] = None,
    weeks: Annotated[
        int | None, typer.Option(min=1, max=5200, help="Weeks of life after the burn-in.")
    ] = None,
    burn_in: Annotated[
        int | None, typer.Option("--burn-in", min=0, max=5200, help="Weeks of burn-in.")
    ] = None,
    workers: WorkersOption = None,
    out: Annotated[
        Path | None,
        typer.Option(
            help="Results folder (default results/<study>; one below it a study if several)."
        ),
    ] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Short burn-in, for trying a file out; marked so.")
    ] = False,
    quiet: QuietOption = False,
    json_output: JsonOption = False,
    yes: YesOption = False,
    shard: ShardOption = None,
    dask: ClusterOption = None,
    allow_code: AllowCode = False,
) -> None:
    """Run studies one after the other; each ends in a table and a report.

    Running a study again does only what is missing.

    Example: kith run quickstart --seeds 24 --out results/more
    """
    from experiments.designs.making import make_plan, with_options
    from experiments.designs.sources import resolve_study
    from experiments.running.runner import run_plan

    resolved = [resolve_study(name, allow_code=allow_code) for name in studies]
    names = [study.name for study in resolved]
    doubled = {name for name in names if names.count(name) > 1}
    if doubled:
        raise KithError(f"{', '.join(sorted(doubled))}: given twice; results would mix")
    effective = [
        with_options(
            study,
            people=people,
            seeds=seeds,
            first_seed=first_seed,
            weeks=weeks,
            burn_in_weeks=burn_in,
            quick=quick,
        )
        for study in resolved
    ]
    plans = [make_plan(study, quick=quick) for study in effective]
    ask_before_many(sum(len(plan.register.runs) for plan in plans), yes=yes)
    results = []
    with means_of(workers=workers, quiet=quiet, shard=shard, dask=dask) as means:
        for study, plan in zip(effective, plans, strict=True):
            root = out or Path("results")
            folder = root if out is not None and len(resolved) == 1 else root / study.name
            result = run_plan(study, plan, folder, means, asked=people)
            results.append(result)
            if not json_output:
                show([result], json_output=False)
            if result.exit_code == ExitCode.INTERRUPTED:
                break
    if json_output:
        show(results, json_output=True, several=len(resolved) > 1)
    raise typer.Exit(int(max(result.exit_code for result in results)))

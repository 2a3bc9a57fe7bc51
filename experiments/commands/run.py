"""``kith run``: live the worlds of a study and compare them."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from experiments.commands.options import AllowCode
from experiments.errors import ExitCode, KithError

__all__ = ["run"]

#: More worlds than this are started only after a question, or with ``--yes``.
MANY_WORLDS = 2000


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
    workers: Annotated[
        int | None, typer.Option(min=1, max=1024, help="Processes; one a core by default.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            help="Results folder (default results/<study>; one below it a study if several)."
        ),
    ] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Short burn-in, for trying a file out; marked so.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print no progress.")] = False,
    json_output: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help=f"Do not ask before {MANY_WORLDS:,} worlds or more.")
    ] = False,
    allow_code: AllowCode = False,
) -> None:
    """Run studies one after the other; each ends in a table and a report."""
    from experiments.designs.sources import resolve_study

    resolved = [resolve_study(name, allow_code=allow_code) for name in studies]
    names = [study.name for study in resolved]
    doubled = {name for name in names if names.count(name) > 1}
    if doubled:
        raise KithError(f"{', '.join(sorted(doubled))}: given twice; results would mix")
    worlds = sum(len(study.arms) * (seeds or study.seeds) for study in resolved)
    if worlds >= MANY_WORLDS and not yes:
        _ask(worlds)

    import json

    from experiments.running.progress import choose_progress
    from experiments.running.runner import run_study

    worst = ExitCode.DONE
    documents = []
    for study in resolved:
        root = out or Path("results")
        folder = root if out is not None and len(resolved) == 1 else root / study.name
        result = run_study(
            study,
            out=folder,
            workers=workers or _cores(),
            people=people,
            seeds=seeds,
            first_seed=first_seed,
            weeks=weeks,
            burn_in_weeks=burn_in,
            quick=quick,
            progress=choose_progress(quiet=quiet),
            command=["kith", *sys.argv[1:]],
        )
        worst = max(worst, result.exit_code)
        if json_output:
            from experiments.commands.terminal import as_json

            documents.append(as_json(result))
        else:
            from rich.console import Console

            from experiments.commands.terminal import print_result

            print_result(result, Console())
        if result.exit_code == ExitCode.INTERRUPTED:
            break
    if json_output:
        print(json.dumps(documents[0] if len(resolved) == 1 else documents, indent=2))
    raise typer.Exit(int(worst))


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return max(len(os.sched_getaffinity(0)), 1)
    return os.cpu_count() or 1


def _ask(worlds: int) -> None:
    text = f"{worlds:,} worlds"
    if not sys.stdin.isatty():
        raise KithError(f"{text}: add --yes to run so many")
    if not typer.confirm(f"Run {text}?", err=True):
        raise typer.Exit(int(ExitCode.DONE))

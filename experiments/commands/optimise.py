"""``kith optimise``: the mixes of a study's programmes that do most within a budget."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from experiments.commands.options import AllowCode
from experiments.errors import ExitCode, KithError

if TYPE_CHECKING:
    import pandas as pd

    from experiments.uncertainty.mixes.lived import RunJobs
    from scenarios import Study
    from scenarios.study_parts.mixes import MixesSettings

__all__ = ["optimise"]


def optimise(
    study: Annotated[str, typer.Argument(metavar="STUDY", help="Name or YAML file of a study.")],
    budget: Annotated[
        float | None, typer.Option(min=0.01, help="Currency a year per 1,000 people.")
    ] = None,
    trials: Annotated[
        int | None, typer.Option(min=1, max=100_000, help="How many mixes are tried.")
    ] = None,
    seeds: Annotated[
        int | None, typer.Option(min=1, max=10_000, help="Seeds in which each mix is lived.")
    ] = None,
    people: Annotated[
        int | None, typer.Option(min=10, max=2_000_000, help="People in every world.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, max=1024, help="Processes; one a core by default.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder (default results/<study>-mixes).")
    ] = None,
    json_output: Annotated[
        bool, typer.Option("--json", help="Print the frontier as JSON.")
    ] = False,
    allow_code: AllowCode = False,
) -> None:
    """Search for the mixes of programmes that do most within a budget.

    A search that was interrupted goes on when it is started again with the same folder.

    Example: kith optimise mixes.yaml --budget 20000
    """
    from experiments.designs.sources import resolve_study

    asked = resolve_study(study, allow_code=allow_code)
    settings = _settings(asked, budget=budget, trials=trials, seeds=seeds)
    folder = out or Path("results") / f"{asked.name}-mixes"
    folder.mkdir(parents=True, exist_ok=True)
    table = _search(asked, settings, people, workers or _cores(), folder)

    from experiments.storage.atomic import write_text
    from experiments.storage.csv_text import as_csv
    from experiments.uncertainty.mixes.search import frontier_table

    frontier = frontier_table(table)
    write_text(folder / "mixes.csv", as_csv(table))
    write_text(folder / "frontier.csv", as_csv(frontier))
    failed = int(table["cost"].isna().sum())
    if json_output:
        import json

        typer.echo(
            json.dumps(
                {
                    "study": asked.name,
                    "budget": settings.budget,
                    "trials": len(table),
                    "failed": failed,
                    "folder": str(folder),
                    "frontier": json.loads(frontier.to_json(orient="records")),
                },
                indent=2,
            )
        )
    else:
        _print(asked, settings, table, frontier, folder)
    raise typer.Exit(int(ExitCode.SOME_RUNS_FAILED if failed else ExitCode.DONE))


def _settings(study: Study, **options: float | None) -> MixesSettings:
    from scenarios.study_parts.mixes import MixesSettings

    stated: MixesSettings = getattr(study, "mixes", None) or MixesSettings()
    given = {name: value for name, value in options.items() if value is not None}
    settings = MixesSettings.model_validate(stated.model_dump() | given)
    if settings.budget is None:
        raise KithError(
            f"{study.name}: no budget; give --budget, or mixes.budget in the study "
            f"(currency a year per 1,000 people)"
        )
    return settings


def _search(
    study: Study, settings: MixesSettings, people: int | None, workers: int, folder: Path
) -> pd.DataFrame:
    from experiments.designs.making import make_plan, with_options
    from experiments.outcomes import OUTCOMES
    from experiments.uncertainty.mixes.journal import Journal
    from experiments.uncertainty.mixes.lived import LivedMixes
    from experiments.uncertainty.mixes.search import search_mixes
    from experiments.uncertainty.mixes.worlds import mix_space
    from experiments.worlds.cache import default_cache_folder
    from simulation.fingerprint import source_fingerprint

    study = with_options(study, people=people, seeds=settings.seeds)
    plan = make_plan(study)
    by_name = {one.name: one for one in study.arms}
    unknown = [name for name in settings.arms if name not in by_name or name == study.baseline]
    if unknown:
        raise KithError(
            f"mixes.arms: {unknown[0]} is no arm that {study.baseline} is compared with"
        )
    baseline = by_name[study.baseline]
    arms = tuple(by_name[name] for name in settings.arms or by_name if name != study.baseline)
    space = mix_space(baseline, arms, steps=settings.steps, places=settings.places)
    outcome = settings.outcome or plan.outcomes[0]
    identity = {
        "worlds": plan.points[0].hashes,
        "arms": [arm.name for arm in arms],
        "people": plan.arm(baseline.name).people,
        "weeks": plan.weeks,
        "first_seed": plan.first_seed,
        "seeds": plan.seeds,
        "outcome": outcome,
        "payers": list(settings.counted_payers),
        "model": source_fingerprint(),
    }
    assert settings.budget is not None
    return search_mixes(
        space,
        LivedMixes(
            baseline=baseline,
            arms=arms,
            outcome=outcome,
            payers=settings.counted_payers,
            seeds=tuple(plan.seed_numbers),
            weeks=plan.weeks,
            people=study.people,
            cache_folder=default_cache_folder(),
            run=_runner(workers),
            complain=lambda text: typer.echo(text, err=True),
        ),
        budget=settings.budget,
        better=OUTCOMES[outcome].better,
        trials=settings.trials,
        seed=settings.seed,
        journal=Journal(folder / "mixes.jsonl", identity),
        progress=lambda done: typer.echo(f"{done} of {settings.trials} mixes", err=True),
    )


def _runner(workers: int) -> RunJobs:
    from functools import partial

    from experiments.running.pool import run_jobs
    from experiments.worlds.job import run_job

    return partial(run_jobs, run_job, workers=workers)


def _print(
    study: Study,
    settings: MixesSettings,
    table: pd.DataFrame,
    frontier: pd.DataFrame,
    folder: Path,
) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    names = list(table.columns[1 : table.columns.get_loc("cost")])
    outcome = settings.outcome or study.outcomes[0]
    shown = Table(
        title=f"Mixes that no other beats, of {table['same_as'].nunique()} tried",
        title_justify="left",
        box=box.SIMPLE_HEAD,
    )
    for head in (*names, "cost a year per 1,000", outcome):
        shown.add_column(head, justify="right")
    for _, row in frontier.iterrows():
        shown.add_row(
            *(f"{row[name]:g}" for name in names),
            _with_half_width(row, "cost", ",.0f"),
            _with_half_width(row, "difference", "+.2f"),
        )
    console = Console()
    console.print(shown)
    console.print(
        f"Budget {settings.budget:,.0f}; means over {settings.seeds} seeds, ± half the 95 % "
        f"interval of luck. Tables: {folder}",
        highlight=False,
    )


def _with_half_width(row: pd.Series[Any], name: str, form: str) -> str:
    half = row[f"{name}_half_width"]
    text = format(row[name], form)
    return text if half != half else f"{text} ± {format(half, form).lstrip('+')}"


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return max(len(os.sched_getaffinity(0)), 1)
    return os.cpu_count() or 1

"""``kith power``: how large a trial must be, from trials run inside the simulated world."""

from __future__ import annotations

import math
import os
from typing import TYPE_CHECKING, Annotated, Any

import typer

from experiments.commands.options import AllowCode
from experiments.errors import ExitCode, KithError

if TYPE_CHECKING:
    import pandas as pd

    from experiments.trials.power import SampleSize
    from scenarios import Scenario, Study
    from scenarios.study_parts.trial import TrialSettings

__all__ = ["power"]


def power(
    study: Annotated[str, typer.Argument(metavar="STUDY", help="A study with a trial.")],
    wanted: Annotated[
        float, typer.Option("--power", min=0.06, max=0.999, help="Power that is wanted.")
    ] = 0.8,
    sizes: Annotated[
        str | None,
        typer.Option(
            help="People recruited, such as 60,120,240; half, once and twice the study's if not "
            "given."
        ),
    ] = None,
    seeds: Annotated[
        int | None, typer.Option(min=1, max=100_000, help="Trials of each size: seeds.")
    ] = None,
    people: Annotated[
        int | None, typer.Option(min=10, max=2_000_000, help="People in every world.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, max=1024, help="Processes; one a core by default.")
    ] = None,
    json_output: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
    allow_code: AllowCode = False,
) -> None:
    """Emulate trials of several sizes, and say how many people a trial must recruit.

    Example: kith power trial.yaml --sizes 60,120,240
    """
    from experiments.designs.sources import resolve_study

    resolved = resolve_study(study, allow_code=allow_code)
    settings, baseline, arm = _trial_of(resolved)
    tried = _sizes(sizes, settings.people)
    rows, errors = _emulated(
        resolved, settings, baseline, arm, tried, seeds, people, workers or _cores()
    )
    for error in errors:
        typer.echo(error, err=True)
    if rows is None:
        raise KithError("no trial could be run")
    week = settings.compared_weeks[-1]
    curve, size = _planned(rows, settings, week, wanted)
    if json_output:
        import json

        print(json.dumps(_document(resolved, settings, week, curve, size, rows), indent=2))
    else:
        _print(resolved, settings, week, curve, size)
    raise typer.Exit(int(ExitCode.SOME_RUNS_FAILED if errors else ExitCode.DONE))


def _trial_of(study: Study) -> tuple[TrialSettings, Scenario, Scenario]:
    from scenarios.study_parts.trial import TrialSettings, trial_complaints

    settings = getattr(study, "trial", None)
    if not isinstance(settings, TrialSettings):
        raise KithError(f"{study.name}: names no trial; add a section `trial:` with its arm")
    arms = {arm.name: arm for arm in study.arms}
    for _, message in trial_complaints(settings, list(arms), study.baseline):
        raise KithError(f"{study.name}: trial.arm: {message}")
    return settings, arms[study.baseline], arms[settings.arm]


def _sizes(text: str | None, usual: int) -> tuple[int, ...]:
    if text is None:
        return tuple(sorted({max(usual // 2, 4), usual, 2 * usual}))
    try:
        sizes = sorted({int(one) for one in text.split(",")})
    except ValueError:
        raise KithError(f"--sizes {text}: write whole numbers, such as 60,120,240") from None
    if sizes[0] < 4:
        raise KithError(f"--sizes {text}: a trial has at least 4 people")
    return tuple(sizes)


def _emulated(
    study: Study,
    settings: TrialSettings,
    baseline: Scenario,
    arm: Scenario,
    sizes: tuple[int, ...],
    seeds: int | None,
    people: int | None,
    workers: int,
) -> tuple[pd.DataFrame | None, list[str]]:
    """Return the rows of all trials in the order of their seeds, and what went wrong."""
    import pandas as pd

    from experiments.designs.making import with_options
    from experiments.running.pool import Crash, run_jobs
    from experiments.trials.jobs import TrialJob, run_trial_job
    from experiments.worlds.cache import default_cache_folder

    study = with_options(study, people=people, seeds=seeds)
    lived = {world.name: world for world in study.arms}
    jobs = [
        TrialJob(
            seed, lived[baseline.name], lived[arm.name], settings, sizes,
            study.people, default_cache_folder(),
        )
        for seed in range(study.first_seed, study.first_seed + study.seeds)
    ]  # fmt: skip
    found: dict[int, pd.DataFrame] = {}
    errors: dict[str, list[int]] = {}
    for job, outcome in run_jobs(run_trial_job, jobs, workers=min(workers, len(jobs))):
        if isinstance(outcome, Crash):
            errors.setdefault(outcome.message, []).append(job.seed)
        elif outcome.error:
            errors.setdefault(outcome.error, []).append(job.seed)
        else:
            found[job.seed] = outcome.rows
    told = [f"{len(which)} of {len(jobs)} seeds: {error}" for error, which in errors.items()]
    if not found:
        return None, told
    return pd.concat([found[seed] for seed in sorted(found)], ignore_index=True), told


def _planned(
    rows: pd.DataFrame, settings: TrialSettings, week: int, wanted: float
) -> tuple[pd.DataFrame, SampleSize]:
    from experiments.trials.power import power_curve, sample_size_for, textbook_for_trials

    curve = power_curve(rows)
    curve = curve[curve["week"] == week].reset_index(drop=True)
    if curve.empty:
        raise KithError("no trial had an interval: too few people or neighbourhoods in each arm")
    formula = math.nan
    if settings.design != "stepped_wedge":
        formula = textbook_for_trials(rows, week, settings.allocation, wanted)
    return curve, sample_size_for(wanted, curve, textbook=formula)


def _document(
    study: Study,
    settings: TrialSettings,
    week: int,
    curve: pd.DataFrame,
    size: SampleSize,
    rows: pd.DataFrame,
) -> dict[str, Any]:
    from experiments.trials.summary import summarise_trials

    summaries = [
        {"size": one, **_plain(record)}
        for one, some in rows.groupby("size")
        for record in summarise_trials(some.drop(columns="size")).to_dict("records")
    ]
    return {
        "study": study.name,
        "trial": settings.model_dump(mode="json"),
        "week": week,
        "power": [_plain(record) for record in curve.to_dict("records")],
        "sample_size": _plain({name: getattr(size, name) for name in size.__dataclass_fields__}),
        "summary": summaries,
    }


def _plain(record: dict[Any, Any]) -> dict[str, Any]:
    """Return a record without NaN and infinity, which JSON lacks."""
    return {
        str(name): None if isinstance(value, float) and not math.isfinite(value) else value
        for name, value in record.items()
    }


def _print(
    study: Study, settings: TrialSettings, week: int, curve: pd.DataFrame, size: SampleSize
) -> None:
    typer.echo(
        f"{study.title}: {settings.design.replace('_', ' ')} trial of {settings.arm}, "
        f"{settings.outcome} at week {week}"
    )
    for one in curve.itertuples():
        typer.echo(
            f"  {one.people:6,.0f} people: power {one.power:.2f} "
            f"({one.low:.2f} to {one.high:.2f}), {one.trials} trials"
        )
    beyond = "; beyond the sizes tried" if size.beyond else ""
    typer.echo(
        f"For power {size.power:g}: {_people(size.people)} "
        f"({_people(size.low)} to {_people(size.high)}{beyond})"
    )
    if math.isfinite(size.textbook):
        typer.echo(f"The textbook's formula, with this effect and spread: {_people(size.textbook)}")


def _people(number: float) -> str:
    return f"{math.ceil(number):,} people" if math.isfinite(number) else "no size"


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return max(len(os.sched_getaffinity(0)), 1)
    return os.cpu_count() or 1

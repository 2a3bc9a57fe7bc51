"""``kith report``: make tables, figures and the page anew from the rows of a run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["report"]


def report(
    folder: Annotated[Path, typer.Argument(help="A results folder, as results/quickstart.")],
) -> None:
    """Write tables, figures and report.html again; ends with 3 if rows are missing or stale."""
    from experiments.errors import OutOfDateError, StoreError
    from experiments.running.results import open_results, write_results
    from simulation.fingerprint import source_fingerprint

    opened, plan, manifest = open_results(folder)
    runs, _ = opened.read()
    finished = opened.finished_seeds(arm.name for arm in plan.arms)
    missing = [seed for seed in plan.seed_numbers if seed not in finished]
    warnings = []
    if missing:
        shown = ", ".join(str(seed) for seed in missing[:8]) + (" ..." if len(missing) > 8 else "")
        warnings.append(
            f"Incomplete: {len(missing)} of {plan.seeds} seeds are missing or failed ({shown})"
        )
    if manifest["model_fingerprint"] != source_fingerprint():
        warnings.append("Stale: the model has changed since these worlds were run")
    if runs.empty:
        raise OutOfDateError(f"{folder}: holds no finished runs; run the study first")
    if write_results(opened, plan, manifest, warnings) is None:
        raise StoreError(f"{folder}: rows of runs without rows of weeks")
    typer.echo(f"report: {folder / 'report.html'}")
    if warnings:
        raise OutOfDateError("\n".join(f"{folder}: {warning}" for warning in warnings))

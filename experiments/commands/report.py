"""``kith report``: make tables, figures and the page anew from the rows of a run."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["report"]


def report(
    folder: Annotated[Path, typer.Argument(help="A results folder, as results/quickstart.")],
    xlsx: Annotated[
        bool, typer.Option("--xlsx", help="Write all tables as one workbook, too.")
    ] = False,
) -> None:
    """Write tables, figures and report.html again; ends with 3 if rows are missing or stale.

    After all shards of a study are done this makes its tables.

    Example: kith report results/quickstart
    """
    from experiments.errors import OutOfDateError, StoreError
    from experiments.report.workbook import require_openpyxl, write_workbook
    from experiments.running.results import count_runs, open_results, write_results
    from simulation.fingerprint import source_fingerprint

    if xlsx:
        require_openpyxl()  # said before any work is done
    opened, plan, manifest = open_results(folder)
    finished = opened.finished()
    missing = [run for name, run in plan.register.runs.items() if name not in finished]
    warnings = []
    if missing:
        seeds = sorted({run.seed for run in missing})
        shown = ", ".join(str(seed) for seed in seeds[:8]) + (" ..." if len(seeds) > 8 else "")
        warnings.append(
            f"Incomplete: {len(missing)} of {len(plan.register.runs)} worlds are missing or failed "
            f"(seeds {shown})"
        )
    if manifest["model_fingerprint"] != source_fingerprint():
        warnings.append("Stale: the model has changed since these worlds were run")
    if not finished:
        raise OutOfDateError(f"{folder}: holds no finished runs; run the study first")
    if not missing and manifest["state"] == "running":  # the last shard does not know it is
        manifest["state"] = "finished"
        manifest["seeds"] = sorted({run.seed for run in plan.register.runs.values()})
        manifest["counts"] = asdict(count_runs(opened))
        opened.write_json("manifest.json", manifest)
    if not write_results(opened, plan, manifest, warnings):
        raise StoreError(f"{folder}: rows of runs without rows of weeks")
    typer.echo(f"report: {folder / 'report.html'}")
    if xlsx:
        typer.echo(f"workbook: {write_workbook(opened, plan)}")
    if warnings:
        raise OutOfDateError("\n".join(f"{folder}: {warning}" for warning in warnings))

"""``kith status``: how far a results folder is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from experiments.commands.working import JsonOption
from experiments.errors import ExitCode

__all__ = ["status"]


def status(
    folder: Annotated[Path, typer.Argument(help="A results folder, as results/quickstart.")],
    json_output: JsonOption = False,
) -> None:
    """Say how many worlds of a results folder are finished, failed and missing.

    Ends with 0 if all are finished and 3 if not.

    Example: kith status results/quickstart
    """
    import json

    found = _status(folder)
    if json_output:
        typer.echo(json.dumps(found, indent=2, ensure_ascii=False))
    else:
        for line in _told(folder, found):
            typer.echo(line)
    if found["finished"] < found["runs"]:
        raise typer.Exit(int(ExitCode.OUT_OF_DATE))


def _status(folder: Path) -> dict[str, Any]:
    from experiments.running.locks import writers_at_work
    from experiments.running.results import open_results
    from simulation.fingerprint import source_fingerprint

    opened, plan, manifest = open_results(folder)
    finished = opened.finished()
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return {
        "study": plan.name,
        "state": manifest["state"],
        "runs": len(plan.register.runs),
        "finished": len(finished),
        "failed": len(opened.failures()),
        "seeds": plan.seeds,
        "points": len(plan.points),
        "arms": [arm.name for arm in plan.arms],
        "at_work": writers_at_work(folder),
        "model_has_changed": manifest["model_fingerprint"] != source_fingerprint(),
        "bytes": size,
    }


def _told(folder: Path, found: dict[str, Any]) -> list[str]:
    missing = found["runs"] - found["finished"]
    lines = [
        f"{found['study']}: {found['finished']:,} of {found['runs']:,} worlds finished "
        f"({len(found['arms'])} arms, {found['seeds']} seeds, {found['points']} points), "
        f"{found['failed']:,} failed, {found['bytes'] / 1e6:,.1f} MB"
    ]
    if found["at_work"]:
        lines.append(f"at work now: {', '.join(found['at_work'])}")
    if found["model_has_changed"]:
        lines.append("the model has changed since; kith run lives all worlds again")
    elif missing and not found["at_work"]:
        lines.append(f"next: kith resume {folder}")
    elif not missing:
        lines.append(f"report: {folder / 'report.html'}")
    return lines

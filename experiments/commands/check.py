"""``kith check``: say what is wrong in files, without running anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from experiments.commands.options import AllowCode
from experiments.errors import ExitCode

if TYPE_CHECKING:
    from scenarios import Problem

__all__ = ["check"]


def check(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Scenarios or studies.")],
    json_output: Annotated[
        bool, typer.Option("--json", help="Print the problems as JSON.")
    ] = False,
    allow_code: AllowCode = False,
) -> None:
    """Check scenario and study files; every problem is named with file, line and column.

    What is allowed but probably not meant is noted, and is no problem.

    Example: kith check evening-groups.yaml
    """
    from scenarios import check_file, file_notes

    found = {name: check_file(name, allow_code=allow_code) for name in files}
    notes = {
        name: [] if problems else file_notes(name, allow_code=allow_code)
        for name, problems in found.items()
    }
    if json_output:
        import json

        document = [
            _as_json(one, kind)
            for name in found
            for kind, listed in (("problem", found[name]), ("note", notes[name]))
            for one in listed
        ]
        print(json.dumps(document, indent=2, ensure_ascii=False))
    else:
        for name, problems in found.items():
            for problem in problems:
                typer.echo(str(problem), err=True)
            for note in notes[name]:
                typer.echo(f"note: {note}", err=True)
            if not problems:
                typer.echo(f"{name}: fine")
    if any(found.values()):
        raise typer.Exit(int(ExitCode.BAD_COMMAND))


def _as_json(one: Problem, kind: str) -> dict[str, Any]:
    return {
        "kind": kind,
        "file": str(one.path),
        "line": one.line,
        "column": one.column,
        "key": one.key,
        "message": one.message,
    }

"""``kith check``: say what is wrong in files, without running anything."""

from __future__ import annotations

from typing import Annotated

import typer

from experiments.commands.options import AllowCode
from experiments.errors import ExitCode

__all__ = ["check"]


def check(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Scenarios or studies.")],
    json_output: Annotated[
        bool, typer.Option("--json", help="Print the problems as JSON.")
    ] = False,
    allow_code: AllowCode = False,
) -> None:
    """Check scenario and study files; every problem is named with file, line and column."""
    from scenarios import check_file

    found = {name: check_file(name, allow_code=allow_code) for name in files}
    if json_output:
        import json

        document = [
            {
                "file": str(problem.path),
                "line": problem.line,
                "column": problem.column,
                "key": problem.key,
                "message": problem.message,
            }
            for problems in found.values()
            for problem in problems
        ]
        print(json.dumps(document, indent=2, ensure_ascii=False))
    else:
        for name, problems in found.items():
            for problem in problems:
                typer.echo(str(problem), err=True)
            if not problems:
                typer.echo(f"{name}: fine")
    if any(found.values()):
        raise typer.Exit(int(ExitCode.BAD_COMMAND))

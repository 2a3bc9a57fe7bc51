"""``kith schema``: the JSON Schema that editors check files with."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["schema"]


def schema(
    study: Annotated[
        bool, typer.Option("--study", help="The schema of studies, not of scenarios.")
    ] = False,
    write: Annotated[
        bool, typer.Option("--write", help="Write both schema files into scenarios/.")
    ] = False,
) -> None:
    """Print the JSON Schema of scenario or study files, or write both to where editors look."""
    import json

    from scenarios import scenario_schema, study_schema

    if write:
        from experiments.atomic import write_text
        from scenarios.json_schema import schema_files

        for path, text in schema_files().items():
            write_text(path, text)
            typer.echo(str(path))
        return
    content = study_schema() if study else scenario_schema()
    typer.echo(json.dumps(content, indent=2, ensure_ascii=False))

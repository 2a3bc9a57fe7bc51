"""``kith schema``: the JSON Schema that editors check files with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from experiments.commands.options import AllowCode, With
from experiments.errors import KithError

if TYPE_CHECKING:
    from simulation.programmes import Programme

__all__ = ["schema"]


def schema(
    study: Annotated[
        bool, typer.Option("--study", help="The schema of studies, not of scenarios.")
    ] = False,
    write: Annotated[
        bool, typer.Option("--write", help="Write both schema files into scenarios/.")
    ] = False,
    own: With = None,
    allow_code: AllowCode = False,
) -> None:
    """Print the JSON Schema of scenario or study files, or write both to where editors look.

    The printed schema of scenarios knows the programmes of installed packages.

    Example: kith schema --study
    """
    import json

    from scenarios import scenario_schema, study_schema

    if own and (study or write):
        raise KithError("--with: only the printed schema of scenarios has programmes of your own")
    if write:
        from experiments.storage.atomic import write_text
        from scenarios.json_schema import schema_files

        for path, text in schema_files().items():
            write_text(path, text)
            typer.echo(str(path))
        return
    content = study_schema() if study else scenario_schema(_kinds(own or [], allow_code))
    typer.echo(json.dumps(content, indent=2, ensure_ascii=False))


def _kinds(own: list[str], allow_code: bool) -> list[type[Programme]]:
    from experiments.designs.own_programmes import installed_kinds, named_kinds

    named = named_kinds(own, allow_code=allow_code)
    return [*named, *installed_kinds(lambda text: typer.echo(text, err=True), named)]

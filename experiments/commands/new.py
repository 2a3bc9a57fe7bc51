"""``kith new``: start a scenario of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from experiments.errors import KithError

__all__ = ["new"]


def new(
    name: Annotated[str, typer.Argument(help="Small letters, digits and hyphens.")],
    out: Annotated[
        Path | None, typer.Option(help="The file to write (default NAME.yaml here).")
    ] = None,
) -> None:
    """Write a new scenario file with comments, ready to run and to change."""
    from scenarios import new_scenario

    text = new_scenario(name)
    path = out or Path(f"{name}.yaml")
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise KithError(f"{path}: is there already; choose another name or --out") from None
    except OSError as error:
        raise KithError(f"{path}: cannot be written ({error.strerror})") from error
    typer.echo(f"{path}: written. Next: kith check {path}, then kith run {path} --quick")

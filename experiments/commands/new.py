"""``kith new``: start a scenario or a programme of one's own."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from experiments.errors import KithError

__all__ = ["new"]

_KINDS = ("scenario", "programme")


def new(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[scenario|programme] NAME",
            help="What to start, a scenario if not said, and its name: small letters, digits and "
            "hyphens (underscores for a programme).",
        ),
    ],
    out: Annotated[
        Path | None, typer.Option(help="The scenario file to write (default NAME.yaml here).")
    ] = None,
    folder: Annotated[
        Path | None, typer.Option(help="Where to write the files of a programme (default here).")
    ] = None,
) -> None:
    """Write a new scenario, or the files of a new programme, ready to run and to change.

    A programme is three files: NAME.py with the programme, test_NAME.py with tests that pass, and
    NAME.yaml, a scenario that uses it.

    Example: kith new programme choir
    """
    kind, name = _meant(words)
    if kind == "programme":
        if out is not None:
            raise KithError("--out: a programme is three files; name a folder with --folder")
        _new_programme(name, folder or Path())
    else:
        if folder is not None:
            raise KithError("--folder: is for programmes; name the file of a scenario with --out")
        _new_scenario(name, out or Path(f"{name}.yaml"))


def _meant(words: list[str]) -> tuple[str, str]:
    if len(words) == 1 and words[0] not in _KINDS:
        return "scenario", words[0]
    if len(words) == 2 and words[0] in _KINDS:
        return words[0], words[1]
    if len(words) == 1:
        raise KithError(f"new {words[0]}: say its name too, as in kith new {words[0]} evening")
    raise KithError(
        f"new {shlex.join(words)}: expected one name, or programme and a name, "
        "as in kith new programme choir"
    )


def _new_scenario(name: str, path: Path) -> None:
    from scenarios import new_scenario

    _write({path: new_scenario(name)}, "--out")
    typer.echo(f"{path}: written. Next: kith check {path}, then kith run {path} --quick")


def _new_programme(name: str, folder: Path) -> None:
    from scenarios import new_programme

    texts = {folder / file: text for file, text in new_programme(name).items()}
    _write(texts, "--folder")
    *others, scenario = texts
    typer.echo(
        f"{', '.join(map(str, others))} and {scenario}: written. "
        f"Next: kith check {scenario} --allow-code, then kith run {scenario} --allow-code --quick"
    )


def _write(texts: dict[Path, str], option: str) -> None:
    """Write all files or none; a file that is there already is never touched."""
    for path in texts:
        if path.exists():
            raise KithError(f"{path}: is there already; choose another name or {option}")
    written: list[Path] = []
    for path, text in texts.items():
        try:
            with path.open("x", encoding="utf-8") as file:
                written.append(path)
                file.write(text)
        except OSError as error:
            for one in written:
                one.unlink(missing_ok=True)
            raise KithError(f"{path}: cannot be written ({error.strerror})") from error

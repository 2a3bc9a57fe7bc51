"""Commands that installed packages add to ``kith``, found by the entry point ``kith.commands``."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import EntryPoint, entry_points
from typing import Any

import typer

from experiments.errors import KithError

__all__ = ["GROUP", "add_installed"]

#: The group of entry points; each names a function that Typer can make a command of.
GROUP = "kith.commands"


def add_installed(app: typer.Typer) -> None:
    """Add the commands of installed packages, never in place of one that is there.

    A command that cannot be loaded stays in the list and says why when it is called, so that a
    fault in it leaves the others alone.

    Parameters
    ----------
    app
        With the commands of Kith's own.
    """
    taken = {_name_of(one) for one in app.registered_commands}
    for point in sorted(entry_points(group=GROUP), key=lambda one: one.name):
        if point.name not in taken:
            taken.add(point.name)
            app.command(point.name)(_loaded(point))


def _name_of(command: Any) -> str:
    return command.name or str(command.callback.__name__).replace("_", "-")


def _loaded(point: EntryPoint) -> Callable[..., Any]:
    try:
        command = point.load()
        if not callable(command):
            raise TypeError(f"{point.value} is no function")
        trial = typer.Typer()
        trial.command()(command)
        typer.main.get_command(trial)
    except Exception as error:
        return _broken(point, error)
    function: Callable[..., Any] = command
    return function


def _broken(point: EntryPoint, error: Exception) -> Callable[[], None]:
    package = point.dist.name if point.dist is not None else "an installed package"
    told = f"kith {point.name}: cannot be loaded from {package} ({type(error).__name__}: {error})"

    def command() -> None:
        raise KithError(told)

    command.__doc__ = f"Cannot be loaded ({type(error).__name__}).\n\nExample: kith {point.name}"
    return command

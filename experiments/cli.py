"""The command ``kith``.

Whatever happens, the user sees one clear message and the shell a fitting exit code; a fault of Kith
itself is written to a file with its traceback.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import traceback
from typing import Annotated

import typer

from experiments.commands.calibrate import calibrate
from experiments.commands.check import check
from experiments.commands.expand import expand
from experiments.commands.installed import add_installed
from experiments.commands.list import list_things
from experiments.commands.new import new
from experiments.commands.optimise import optimise
from experiments.commands.power import power
from experiments.commands.report import report
from experiments.commands.resume import resume
from experiments.commands.run import run
from experiments.commands.schema import schema
from experiments.commands.status import status
from experiments.commands.validate import validate
from experiments.errors import ExitCode, KithError

__all__ = ["app", "main"]

app = typer.Typer(
    name="kith",
    help="A laboratory for social connectivity: same people, same luck, one thing changed.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.command()(run)
app.command()(resume)
app.command()(expand)
app.command()(status)
app.command()(report)
app.command()(power)
app.command()(optimise)
app.command()(check)
app.command()(new)
app.command("list")(list_things)
app.command()(schema)
app.command()(validate)
app.command()(calibrate)
add_installed(app)


def _version(wanted: bool) -> None:
    if wanted:
        from experiments.storage.manifest import kith_version

        typer.echo(f"kith {kith_version()}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Hold the options that come before a command."""


def main() -> None:
    """Run the command line and leave with its exit code."""
    os.environ.setdefault("MPLBACKEND", "Agg")
    signal.signal(signal.SIGTERM, _as_interrupt)
    try:
        app()
    except KithError as error:
        _fail(str(error), error.exit_code)
    except KeyboardInterrupt:
        _fail("interrupted", ExitCode.INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output has left, as `head` does: no fault, and nothing more to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:
        if _is_users_fault(error):
            _fail(str(error), ExitCode.BAD_COMMAND)
        _fail(_keep_traceback(error), ExitCode.SOME_RUNS_FAILED)


def _as_interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _is_users_fault(error: Exception) -> bool:
    # Asked by name: importing the packages only to compare classes would slow every command down.
    for module, name in (
        ("scenarios.problems", "ScenarioError"),
        ("simulation.parameters", "ParameterError"),
    ):
        loaded = sys.modules.get(module)
        if loaded is not None and isinstance(error, getattr(loaded, name)):
            return True
    return False


def _keep_traceback(error: Exception) -> str:
    with tempfile.NamedTemporaryFile(
        "w", prefix="kith-error-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        file.write(f"kith {' '.join(sys.argv[1:])}\n\n")
        traceback.print_exception(error, file=file)
    return f"kith failed ({type(error).__name__}: {error}); details: {file.name}"


def _fail(message: str, code: ExitCode) -> None:
    print(message, file=sys.stderr)
    sys.exit(int(code))


if __name__ == "__main__":
    main()

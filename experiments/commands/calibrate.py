"""``kith calibrate``: find parameters whose worlds agree with a user's own figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from experiments.commands.options import AllowCode
from experiments.errors import KithError

if TYPE_CHECKING:
    from experiments.calibration import Match
    from experiments.calibration.worlds import WorldJob
    from experiments.validation import Target

__all__ = ["calibrate"]


def calibrate(
    scenario: Annotated[str, typer.Argument(metavar="SCENARIO", help="A scenario: name or file.")],
    targets: Annotated[
        Path,
        typer.Option(metavar="FILE.csv", help="A table of targets, or a survey, one answer a row."),
    ],
    vary: Annotated[
        str,
        typer.Option(
            metavar="PARAMETER[=LOW..HIGH],...",
            help="What may vary; from half to twice its value unless said.",
        ),
    ],
    draws: Annotated[int, typer.Option(min=3, max=100_000, help="Draws in each wave.")] = 24,
    waves: Annotated[int, typer.Option(min=1, max=100, help="Waves, each nearer.")] = 3,
    people: Annotated[
        int | None, typer.Option(min=10, max=2_000_000, help="People in every world.")
    ] = None,
    seeds: Annotated[int, typer.Option(min=1, max=1000, help="Worlds of each draw.")] = 2,
    workers: Annotated[int, typer.Option(min=1, help="Processes that live worlds.")] = 1,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE.yaml", help="The calibrated scenario; it must not exist yet."),
    ] = None,
    allow_code: AllowCode = False,
) -> None:
    """Find parameters with which a scenario shows your figures; write a scenario that has them.

    Example: kith calibrate baseline --targets survey.csv --vary contagion=0.2..0.6
    """
    from experiments.calibration import match_history, read_ranges
    from experiments.calibration.writing import draws_file, write_calibration
    from experiments.validation.own_targets import read_targets
    from scenarios import load_scenario

    given = load_scenario(scenario, allow_code=allow_code)
    given.check_people(people)
    file = out if out is not None else Path(f"{given.name}-calibrated.yaml")
    _check_out(file)
    asked = read_targets(targets)
    ranges = read_ranges(vary, given.parameters)

    def live(jobs: Sequence[WorldJob]) -> Iterator[tuple[WorldJob, Mapping[str, float]]]:
        return _live(jobs, workers)

    match = match_history(
        given, asked, ranges, live=live, draws=draws, waves=waves,
        seeds=range(1, seeds + 1), people=people,
    )  # fmt: skip
    write_calibration(given, match, file, targets.name)
    _print(match, asked)
    typer.echo(f"{file}: the best parameters; {draws_file(file)}: all draws")


def _check_out(file: Path) -> None:
    from experiments.calibration.writing import draws_file

    if file.suffix not in (".yaml", ".yml"):
        raise KithError(f"--out {file}: must be a .yaml file")
    if not file.parent.is_dir():
        raise KithError(f"--out {file}: there is no folder {file.parent}")
    for one in (file, draws_file(file)):
        if one.exists():
            raise KithError(f"--out {file}: {one} is there already; name another file")


def _live(jobs: Sequence[WorldJob], workers: int) -> Iterator[tuple[WorldJob, Mapping[str, float]]]:
    """Live worlds and yield each with its measures, telling how many are done."""
    import sys

    from experiments.calibration.worlds import live_world
    from experiments.running.pool import Crash, run_jobs

    for done, (job, result) in enumerate(run_jobs(live_world, jobs, workers=workers), 1):
        if isinstance(result, Crash):
            raise KithError(f"draw {job.draw}, seed {job.seed}: {result.message}")
        print(f"world {done} of {len(jobs)} in this wave", file=sys.stderr, flush=True)
        yield job, result


def _print(match: Match, targets: Sequence[Target]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    best = match.best
    console = Console()
    if not console.is_terminal:
        console = Console(width=120)
    shown = Table(title="The best draw", title_justify="left", box=box.SIMPLE_HEAD)
    for head in ("target", "asked", "shown", "SDs away"):
        shown.add_column(head)
    for one in targets:
        z = best.z[one.name]
        style = "green" if abs(z) <= 2 else "yellow" if abs(z) <= 3 else "red"
        asked = f"{one.low:.3g} to {one.high:.3g}"
        shown.add_row(one.meaning, asked, f"{best.means[one.name]:.3g}", f"[{style}]{z:+.2f}[/]")
    console.print(shown)
    left = Table(title="Parameters", title_justify="left", box=box.SIMPLE_HEAD)
    for head in ("parameter", "best", "left", "share of its first range"):
        left.add_column(head)
    for first, now in zip(match.first, match.left, strict=True):
        share = (now.high - now.low) / (first.high - first.low)
        value = f"{best.parameters[first.name]:g}"
        left.add_row(first.name, value, f"{now.low:.3g} to {now.high:.3g}", f"{share:.0%}")
    console.print(left)

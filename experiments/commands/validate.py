"""``kith validate``: compare the simulated world with published figures."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from experiments.errors import KithError

__all__ = ["read_changes", "read_seeds", "validate"]


def validate(
    quick: Annotated[
        bool,
        typer.Option("--quick", help="One world of 1,500 people; ranges widen by its noise."),
    ] = False,
    people: Annotated[
        int | None, typer.Option(min=10, max=2_000_000, help="People in every world.")
    ] = None,
    seeds: Annotated[str | None, typer.Option(help="Seeds, as 11-13 or 11,12,13.")] = None,
    changes: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="PARAMETER=VALUE", help="Change a parameter; repeatable."),
    ] = None,
    targets: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.csv",
            help="Compare with these instead: a table of targets, or a survey, one answer a row.",
        ),
    ] = None,
    scenario: Annotated[
        str | None,
        typer.Option(
            metavar="SCENARIO", help="Whose people live, without programmes: a name or file."
        ),
    ] = None,
    json_output: Annotated[bool, typer.Option("--json", help="Print the table as JSON.")] = False,
) -> None:
    """Compare a burnt-in world with published figures, or with your own; ends with 1 if missed.

    Example: kith validate --people 5000 --seeds 11-13
    """
    import sys

    parameters = read_changes(changes or [])
    chosen = read_seeds(seeds) if seeds is not None else None

    from experiments.validation import TARGETS, run_validation
    from experiments.validation.own_targets import read_targets
    from simulation import ParameterError

    world = None
    if scenario is not None:
        from scenarios import load_scenario

        world = load_scenario(scenario)
    asked = TARGETS if targets is None else read_targets(targets)

    def tell(done: int, of: int) -> None:
        print(f"world {done + 1} of {of} ...", file=sys.stderr, flush=True)

    try:
        report = run_validation(
            quick=quick, people=people, seeds=chosen, parameters=parameters, progress=tell,
            targets=asked, scenario=world,
        )  # fmt: skip
    except ParameterError as error:
        raise KithError(f"--set {error}") from error
    if json_output:
        import json

        print(json.dumps(report.as_json(), indent=2, ensure_ascii=False))
    else:
        from experiments.validation.table import print_report

        print_report(report)
    raise typer.Exit(0 if report.passed else 1)


def read_seeds(text: str) -> list[int]:
    """Return the seeds that a text like ``11-13`` or ``11,12,13`` names.

    Raises
    ------
    KithError
        For anything else.

    Examples
    --------
    >>> read_seeds("11-13,20")
    [11, 12, 13, 20]
    """
    seeds: list[int] = []
    for part in text.split(","):
        first, dash, last = part.strip().partition("-")
        if not first.isdecimal() or (dash and not last.isdecimal()):
            raise KithError(f"--seeds {text}: expected whole numbers, as 11-13 or 11,12,13")
        seeds.extend(range(int(first), int(last or first) + 1))
    if not seeds or len(set(seeds)) < len(seeds):
        raise KithError(f"--seeds {text}: names no seed, or one twice")
    return seeds


def read_changes(texts: list[str]) -> dict[str, float]:
    """Return parameters and values from texts like ``contagion=0``.

    Raises
    ------
    KithError
        For a text of another form, or a parameter given twice.

    Examples
    --------
    >>> read_changes(["contagion=0.2"])
    {'contagion': 0.2}
    """
    changes: dict[str, float] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        name = name.strip()
        try:
            number = float(value)
        except ValueError:
            number = None
        if not equals or not name or number is None:
            raise KithError(f"--set {text}: expected PARAMETER=NUMBER, as contagion=0.2")
        if name in changes:
            raise KithError(f"--set {text}: {name} is given twice")
        changes[name] = number
    return changes

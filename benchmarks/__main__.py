"""Print how fast a world lives, starts and answers, and what memory it takes."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.table import Table

from benchmarks import cold_start, delivery, machine, memory, person_set, world_speed
from benchmarks.reference import Reference, ReferenceError, load_reference
from benchmarks.tables import new_console

__all__ = ["main"]

_PARTS = ("world", "delivery", "cold", "memory", "person-set")
_WORLD_PEOPLE = 20_000
_FULL_PEOPLE = (2_000, 20_000, 100_000)
_MANY_PEOPLE = 100_000

Show = Callable[[list[Table]], None]
Tell = Callable[[str], None]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmarks asked for and return the exit code.

    Parameters
    ----------
    arguments
        The command line; that of the process by default.
    """
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        reference = _reference(options)
        _try_to_write(options.out)
        results = _run(options, reference)
    except (ReferenceError, _UnwritableError) as error:
        parser.error(str(error))
    if options.out is not None:
        options.out.write_text(json.dumps(results, indent=1) + "\n")
    return 0


def _reference(options: argparse.Namespace) -> Reference | None:
    if options.reference is not None:
        return load_reference(options.reference, options.reference_parameters)
    if options.reference_parameters is not None:
        raise ReferenceError("--reference-parameters needs --reference PATH beside it")
    return None


class _UnwritableError(Exception):
    """A file that figures cannot go to."""


def _try_to_write(out: Path | None) -> None:
    """Fail before minutes of measuring, not after."""
    if out is None:
        return
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.touch()
    except OSError as error:
        raise _UnwritableError(f"--out {out}: {error.strerror}; name a file in reach") from error


def _run(options: argparse.Namespace, reference: Reference | None) -> dict[str, Any]:
    console, progress = new_console(), new_console()
    progress.stderr = True
    here = machine.describe()
    console.print(machine.in_words(here), end="\n\n", highlight=False, soft_wrap=True)

    def show(tables: list[Table]) -> None:
        for table in tables:
            console.print(table, highlight=False)
            console.print()

    def tell(text: str) -> None:
        progress.print(f"... {text}", style="dim", highlight=False)

    runners: dict[str, Callable[[], Any]] = {
        "world": lambda: _world(options, reference, show, tell),
        "delivery": lambda: _delivery(options, show, tell),
        "cold": lambda: _cold(show, tell),
        "memory": lambda: _memory(options, show, tell),
        "person-set": lambda: _person_set(options, show, tell),
    }
    return {"machine": here} | {part: runners[part]() for part in options.only}


def _world(
    options: argparse.Namespace, reference: Reference | None, show: Show, tell: Tell
) -> list[dict[str, Any]]:
    sizes = _FULL_PEOPLE if options.full else (_WORLD_PEOPLE,)
    results = []
    for people in (options.people,) if options.people else sizes:
        speed = world_speed.measure(
            people, reference, burn_in_weeks=options.burn_in, rounds=options.rounds, tell=tell
        )
        show(world_speed.tables(speed))
        results.append(asdict(speed))
    return results


def _delivery(options: argparse.Namespace, show: Show, tell: Tell) -> list[dict[str, Any]]:
    people = options.people or _WORLD_PEOPLE
    results = []
    for title, programmes in (
        ("Five programmes at once", delivery.five_programmes()),
        ("Five busy programmes", delivery.five_busy_programmes()),
    ):
        tell(f"{title.lower()} in a world of {people:,} people")
        measured = delivery.measure(programmes, people)
        show(delivery.tables(measured, title))
        results.append(asdict(measured) | {"share": measured.share})
    return results


def _cold(show: Show, tell: Tell) -> list[dict[str, Any]]:
    starts = cold_start.measure(tell=tell)
    show(cold_start.tables(starts))
    return [asdict(one) for one in starts]


def _memory(options: argparse.Namespace, show: Show, tell: Tell) -> dict[str, Any]:
    measured = memory.measure(options.people or _MANY_PEOPLE, tell=tell)
    show(memory.tables(measured))
    return asdict(measured)


def _person_set(options: argparse.Namespace, show: Show, tell: Tell) -> list[dict[str, Any]]:
    people = options.people or _MANY_PEOPLE
    tell(f"questions to {people:,} people, and to as many plain Mesa agents")
    timings = person_set.measure(people)
    show(person_set.tables(timings, people))
    return [one._asdict() for one in timings]


def _parts(text: str) -> list[str]:
    parts = [part.strip() for part in text.split(",")]
    for part in parts:
        if part not in _PARTS:
            raise argparse.ArgumentTypeError(f"{part!r} is none of {', '.join(_PARTS)}")
    return parts


def _at_least(least: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        value = int(text)
        if value < least:
            raise argparse.ArgumentTypeError(f"{text} is less than {least}")
        return value

    return number


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--only", type=_parts, default=list(_PARTS), metavar="PART,...",
        help=f"which of {', '.join(_PARTS)}; by default all",
    )  # fmt: skip
    parser.add_argument(
        "--people", type=_at_least(10), help="size of the worlds, in place of each part's own"
    )
    parser.add_argument(
        "--full", action="store_true",
        help=f"time worlds of {', '.join(f'{people:,}' for people in _FULL_PEOPLE)} people",
    )  # fmt: skip
    parser.add_argument(
        "--burn-in", type=_at_least(0), default=120, metavar="WEEKS",
        help="weeks lived before a world is timed (default %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--rounds", type=_at_least(1), default=9,
        help="alternating rounds of the timed worlds (default %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--reference", type=Path, metavar="PATH",
        help="a Python file to time Kith against: class World(N, seed, **parameters) with step(), "
        "function survey(world)",
    )  # fmt: skip
    parser.add_argument(
        "--reference-parameters", type=Path, metavar="JSON",
        help="a file with one object of keywords for the reference's World",
    )  # fmt: skip
    parser.add_argument("--out", type=Path, metavar="JSON", help="also write all figures there")
    return parser


if __name__ == "__main__":
    sys.exit(main())

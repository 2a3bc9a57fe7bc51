"""How long a user waits for the first week: with nothing compiled yet, and ever after."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from rich.table import Table

from benchmarks.children import run_child
from benchmarks.tables import new_table

__all__ = ["BUDGETS", "Start", "measure", "tables"]

_PEOPLE = 2000
_PARTS = ("processor", "imports", "build", "week")

#: Seconds to the end of the first week of 2,000 people.
BUDGETS = {"cold": 30.0, "warm": 4.0}


@dataclass(frozen=True)
class Start:
    """One start of a new process.

    Attributes
    ----------
    kind
        "cold" with no compiled kernels and no byte code on disk, else "warm".
    seconds
        From starting the interpreter to its end.
    parts
        Seconds in imports, in building the world, in its first week, and of the processor in all;
        these last leave out what other programs took of the machine.
    """

    kind: str
    seconds: float
    parts: dict[str, float]


def measure(
    people: int = _PEOPLE, warm_starts: int = 5, tell: Callable[[str], None] = lambda text: None
) -> list[Start]:
    """Start once with empty caches, then again with what that start has left there.

    Parameters
    ----------
    people
        Size of the world, at least 10.
    warm_starts
        How often to start again, at least 1.
    tell
        Called with what is going on.
    """
    with tempfile.TemporaryDirectory(prefix="kith-cold-") as cache:
        tell(f"{people:,} people live their first week, everything compiled anew")
        starts = [_start("cold", people, cache)]
        tell(f"the same with what that left on disk, {warm_starts} times")
        return starts + [_start("warm", people, cache) for _ in range(warm_starts)]


def _start(kind: str, people: int, cache: str) -> Start:
    begun = time.perf_counter()
    # Python's own byte code lies there too: a first start writes it, whatever is installed here.
    environment = {
        "KITH_CACHE": cache,
        "PYTHONPYCACHEPREFIX": str(Path(cache) / "bytecode"),
        "PYTHONDONTWRITEBYTECODE": "",
    }
    parts = run_child("benchmarks.first_week", str(people), environment=environment)
    return Start(kind, time.perf_counter() - begun, parts)


def tables(starts: list[Start]) -> list[Table]:
    """Return seconds to the first week beside their budgets."""
    table = new_table(
        f"Start to the first week: a new process, {_PEOPLE:,} people, seconds (medians)",
        "", "in all", "slowest", "budget", "", *_PARTS,
    )  # fmt: skip
    for kind, budget in BUDGETS.items():
        these = [one for one in starts if one.kind == kind]
        seconds = [one.seconds for one in these]
        parts = [median(one.parts[name] for one in these) for name in _PARTS]
        table.add_row(
            f"{kind}, {len(these)} starts" if len(these) > 1 else f"{kind}, 1 start",
            f"{median(seconds):.2f}", f"{max(seconds):.2f}", f"{budget:.0f}",
            "within" if median(seconds) < budget else "OVER",
            *(f"{one:.2f}" for one in parts),
        )  # fmt: skip
    return [table]

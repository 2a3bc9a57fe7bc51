"""What memory a person takes, beside what ``simulation.memory_needed`` promises."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rich.table import Table

from benchmarks.children import run_child
from benchmarks.tables import new_table
from simulation import memory_needed

__all__ = ["Memory", "measure", "tables"]


@dataclass(frozen=True)
class Memory:
    """Bytes of one world.

    Attributes
    ----------
    people
        Its size.
    promised
        What ``memory_needed`` says.
    built, held, peak
        Growth of the process: after building, after some weeks with surveys, at most.
    """

    people: int
    promised: int
    built: int
    held: int
    peak: int


def measure(people: int = 100_000, tell: Callable[[str], None] = lambda text: None) -> Memory:
    """Measure one world in a process of its own.

    Parameters
    ----------
    people
        Its size; below some ten thousand the interpreter's own growth shows.
    tell
        Called with what is going on.
    """
    tell(f"{people:,} people in a process of their own")
    return Memory(people, memory_needed(people), **run_child("benchmarks.held_memory", str(people)))


def tables(memory: Memory) -> list[Table]:
    """Return bytes a person, promised and measured."""
    table = new_table(
        f"Memory of one world of {memory.people:,} people",
        "", "bytes a person", "MB", "measured / promised",
    )  # fmt: skip
    rows = {
        "promised by memory_needed": memory.promised,
        "measured after building": memory.built,
        "measured after three observed weeks": memory.held,
        "measured at most": memory.peak,
    }
    for name, size in rows.items():
        table.add_row(
            name, f"{size / memory.people:,.0f}", f"{size / 1e6:,.0f}",
            f"{size / memory.promised:.2f}",
        )  # fmt: skip
    return [table]

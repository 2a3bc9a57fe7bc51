"""What is wrong in a file of data: collected row by row, and told up to a number of lines."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from scenarios.problems import Problem

__all__ = ["MOST_PROBLEMS", "Findings"]

#: Problems of one file that are told; of further ones only how many there are.
MOST_PROBLEMS = 20


@dataclass
class Findings:
    """Problems found so far in one file.

    Examples
    --------
    >>> found = Findings(Path("my_people.csv"))
    >>> found.add(3, 2, "age", "must be a number, got 'x'")
    >>> print(found.problems()[0])
    my_people.csv:3:2 age: must be a number, got 'x'
    """

    path: Path
    found: list[Problem] = field(default_factory=list)

    def add(self, line: int, column: int, key: str, message: str) -> None:
        """Note a problem in a line; ``column`` is the number of the cell, 0 for the whole line."""
        self.found.append(Problem(self.path, line, max(column, 1) if line else 0, key, message))

    def problems(self) -> list[Problem]:
        """Return the first problems in the order of lines; the last says how many there are."""
        listed = sorted(set(self.found))
        more = len(listed) - MOST_PROBLEMS
        if more <= 0:
            return listed
        last = listed[MOST_PROBLEMS - 1]
        told = f"{last.message} (and {more} more problem{'s' if more > 1 else ''} in this file)"
        return [*listed[: MOST_PROBLEMS - 1], replace(last, message=told)]

"""What is wrong in a file, where, and how to say it."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: A place inside a file's data: mapping keys and list positions, outermost first.
Location = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file; line and column count from 1, and 0 stands for the file as a whole."""

    path: Path
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in one place.

    Examples
    --------
    >>> print(Problem(Path("x.yaml"), 6, 9, "population.people", "must be at least 10, got 5"))
    x.yaml:6:9 population.people: must be at least 10, got 5
    """

    path: Path
    line: int
    column: int
    key: str
    message: str

    @classmethod
    def at(cls, position: Position, key: str, message: str) -> Problem:
        """Return a problem found at a position."""
        return cls(position.path, position.line, position.column, key, message)

    def __str__(self) -> str:
        """Return ``file:line:column key: message``, leaving out what is not known."""
        place = shown_path(self.path)
        if self.line:
            place = f"{place}:{self.line}:{self.column}"
        return f"{place} {self.key}: {self.message}" if self.key else f"{place}: {self.message}"


class ScenarioError(ValueError):
    """One or more problems in scenario or study files, in reading order.

    Attributes
    ----------
    problems : list of Problem
        All that was found, without doubles.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[ScenarioError], tuple[list[Problem]]]:
        """Pickle by the problems, so that it crosses process borders whole."""
        return type(self), (self.problems,)


class ComplaintError(ValueError):
    """Raised inside a pydantic validator: messages with the places, below the validated value.

    Pydantic files one error per validator; this carries several, each with its own place.
    """

    def __init__(self, details: Sequence[tuple[Location, str]]) -> None:
        self.details = tuple(details)
        super().__init__(
            "; ".join(f"{key_text(place)}: {text}" if place else text for place, text in details)
        )


def key_text(location: Sequence[str | int]) -> str:
    """Return a location as people write it.

    Examples
    --------
    >>> key_text(("programmes", 1, "uptake"))
    'programmes[1].uptake'
    """
    text = ""
    for part in location:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            text += f".{part}" if text else part
    return text


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that ``word`` was probably meant to be, if any is near."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.65)
    return found[0] if found else None


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return ``, did you mean x?``, or all that is known when nothing is near.

    Examples
    --------
    >>> suggestion("group_theraphy", ["group_therapy", "community_events"])
    ', did you mean group_therapy?'
    >>> suggestion("x", ["group_therapy", "community_events"])
    '; there are: group_therapy, community_events'
    """
    words = list(known)
    near = nearest(word, words)
    if near is not None:
        return f", did you mean {near}?"
    return f"; there are: {', '.join(words)}" if words else ""


def shown(value: Any) -> str:
    """Return a value as an error message shows it: short, and in the words of YAML."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def shown_path(path: Path) -> str:
    """Return a path as short as it can be: relative to the working folder if below it."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith(os.pardir) else relative

"""What the server needs from the other parts of the classroom, and nothing more."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

__all__ = ["Parts", "Setting", "Twins"]


class Setting(Protocol):
    """A checked setting of the class page; two are equal when they mean the same worlds."""

    @property
    def people(self) -> int:
        """How many live in each world."""

    @property
    def weeks(self) -> int:
        """At which week play stops by itself."""


class Twins(Protocol):
    """One or two worlds of the same people."""

    @property
    def week(self) -> int:
        """Weeks lived since the burn-in."""

    @property
    def compared(self) -> bool:
        """Whether there is a second world."""

    def step(self) -> None:
        """Live one week in both."""

    def reset(self) -> None:
        """Go back to week 0."""

    def frame(self) -> bytes:
        """Return the week as it is now, ties relative to the last frame."""

    def meta(self) -> dict[str, Any]:
        """Return what the page shows around the worlds."""

    def numbers(self) -> dict[str, Any]:
        """Return the outcomes of each world now."""


@dataclass(frozen=True)
class Parts:
    """The other parts as the server calls them.

    Attributes
    ----------
    read_setting : callable
        Checks what a message holds; raises ``MessageError``.
    open_twins : callable
        Lives the burn-in of a setting, a second or two; told a share from 0 to 1 on the way, and
        what that raises ends it. Raises ``MessageError`` for what cannot be lived.
    with_luck : callable
        Returns a setting under another luck number.
    differences : callable
        Returns how the second life differs, of ``Twins.numbers``.
    begin : callable
        Begins the chronicle of worlds at week 0 and returns their full frame.
    story, find : callable
        Tell of a person by unique id; look for people. ``LookupError`` when nobody has that id.
    nobody : callable
        Says why nobody was found.
    tape : callable
        Makes one HTML file of the run so far; given who was looked at, by unique id.
    choices, lessons : mapping and sequence
        What ``/choices.json`` and ``/lessons.json`` give.
    first : Setting or None
        What the page opens when nobody asked for something else; prepared ahead.
    """

    read_setting: Callable[[Mapping[str, Any]], Setting]
    open_twins: Callable[[Setting, Callable[[float], None]], Twins]
    with_luck: Callable[[Setting, int], Setting]
    differences: Callable[[Mapping[str, Any]], dict[str, float]]
    begin: Callable[[Twins], bytes]
    story: Callable[[Twins, int], dict[str, Any]]
    find: Callable[[Twins, str, str], list[dict[str, Any]]]
    nobody: Callable[[Twins, str], str]
    tape: Callable[[Twins, Sequence[int]], bytes]
    choices: Mapping[str, Any]
    lessons: Sequence[Mapping[str, Any]]
    first: Setting | None = None

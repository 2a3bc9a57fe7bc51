"""How far a run has got: a bar with time left on a terminal, a line each tenth otherwise."""

from __future__ import annotations

import sys
import time
from typing import Protocol, TextIO

from experiments.running.waiting import duration_text

__all__ = ["LineProgress", "Progress", "SilentProgress", "choose_progress"]


class Progress(Protocol):
    """What the runner tells while it works."""

    def start(self, title: str, total: int) -> None:
        """Begin with ``total`` worlds to do."""

    def advance(self, worlds: int = 1) -> None:
        """So many more worlds are done."""

    def note(self, text: str) -> None:
        """Say something once."""

    def stop(self) -> None:
        """No more worlds will come."""


class SilentProgress:
    """Says nothing."""

    def start(self, title: str, total: int) -> None:
        """Begin with ``total`` worlds to do."""

    def advance(self, worlds: int = 1) -> None:
        """So many more worlds are done."""

    def note(self, text: str) -> None:
        """Say nothing."""

    def stop(self) -> None:
        """No more worlds will come."""


class LineProgress:
    """One line for each tenth, for logs."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._title = ""
        self._total = self._done = self._tenth = 0
        self._started = 0.0

    def start(self, title: str, total: int) -> None:
        """Begin with ``total`` worlds to do."""
        self._title, self._total, self._done, self._tenth = title, total, 0, 0
        self._started = time.monotonic()

    def advance(self, worlds: int = 1) -> None:
        """Print a line when another tenth is full."""
        self._done += worlds
        tenth = 10 * self._done // self._total
        if tenth > self._tenth:
            self._tenth = tenth
            spent = time.monotonic() - self._started
            left = spent / self._done * (self._total - self._done)
            self.note(
                f"{self._title}: {10 * tenth} % ({self._done} of {self._total} worlds), "
                f"{duration_text(left)} left"
            )

    def note(self, text: str) -> None:
        """Print one line."""
        print(text, file=self._stream, flush=True)

    def stop(self) -> None:
        """No more worlds will come."""


class _BarProgress:
    """A bar with time left, drawn by rich."""

    def __init__(self) -> None:
        from rich import progress as parts
        from rich.console import Console

        self._bar = parts.Progress(
            parts.TextColumn("{task.description}"),
            parts.BarColumn(),
            parts.MofNCompleteColumn(),
            parts.TextColumn("worlds"),
            parts.TimeElapsedColumn(),
            parts.TextColumn("left"),
            parts.TimeRemainingColumn(),
            console=Console(stderr=True),
        )

    def start(self, title: str, total: int) -> None:
        self._task = self._bar.add_task(title, total=total)
        self._bar.start()

    def advance(self, worlds: int = 1) -> None:
        self._bar.advance(self._task, worlds)

    def note(self, text: str) -> None:
        self._bar.console.print(text, highlight=False, markup=False)

    def stop(self) -> None:
        self._bar.stop()


def choose_progress(*, quiet: bool) -> Progress:
    """Return silence if asked for, a bar on a terminal, lines otherwise; all on standard error."""
    if quiet:
        return SilentProgress()
    if sys.stderr.isatty():
        return _BarProgress()
    return LineProgress(sys.stderr)

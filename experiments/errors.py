"""What can go wrong in a way the user can mend, and the exit code each kind ends with."""

from __future__ import annotations

from enum import IntEnum

__all__ = ["ExitCode", "KithError", "OutOfDateError", "StoreError"]


class ExitCode(IntEnum):
    """What the command tells the shell when it ends."""

    DONE = 0
    SOME_RUNS_FAILED = 1
    BAD_COMMAND = 2
    OUT_OF_DATE = 3
    INTERRUPTED = 130


class KithError(Exception):
    """A fault with one clear message for the user; never shown with a traceback."""

    exit_code = ExitCode.BAD_COMMAND


class StoreError(KithError):
    """A results folder that cannot be read or written.

    ``what`` is the message without what to do about it.
    """

    def __init__(self, message: str, what: str = "") -> None:
        super().__init__(message)
        self.what = what or message


class OutOfDateError(KithError):
    """Results that are incomplete, or older than the model or the files they came from."""

    exit_code = ExitCode.OUT_OF_DATE

"""What a programme gives in a week, checked, and added to what others give."""

from __future__ import annotations

import inspect
import traceback
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from simulation.mechanisms import MECHANISM_NAMES
from simulation.programmes.view import PeopleView

if TYPE_CHECKING:
    from simulation.programmes.programme import Programme

__all__ = ["PRESENCE", "ProgrammeError", "called", "checked_inputs", "checked_values", "compose"]

#: Being there, which no fidelity makes less.
PRESENCE = ("session", "event")

Floats = npt.NDArray[np.float64]


class ProgrammeError(ValueError):
    """A programme returned something a world cannot use; the message names its file and line."""


def _where(programme: Programme, name: str) -> tuple[str, int]:
    """Return the file and the line in which a method of a programme begins."""
    kind = type(programme)
    code = getattr(inspect.unwrap(getattr(kind, name)), "__code__", None)
    if code is None:  # written in another language, or made by a tool
        return kind.__module__, 0
    return code.co_filename, code.co_firstlineno


def complain(programme: Programme, method: str, message: str) -> ProgrammeError:
    """Return the error of a method that returned something unusable."""
    file, line = _where(programme, method)
    return ProgrammeError(f"{file}:{line}: {type(programme).__name__}.{method} {message}")


def called(programme: Programme, method: str, *arguments: Any) -> Any:
    """Return what a programme's method returns.

    Raises
    ------
    ProgrammeError
        When it fails; the message names the line that did.
    """
    try:
        return getattr(programme, method)(*arguments)
    except (Exception, SystemExit) as error:
        file, line = _where(programme, method)
        for one in traceback.extract_tb(error.__traceback__):
            if one.filename == file and one.lineno is not None:
                line = one.lineno
        raise ProgrammeError(
            f"{file}:{line}: {type(programme).__name__}.{method} failed: "
            f"{type(error).__name__}: {error}"
        ) from error


def checked_values(programme: Programme, method: str, what: str, values: Any, n: int) -> Floats:
    """Return numbers from 0 to 1, one a person.

    Raises
    ------
    ProgrammeError
        When they are anything else.
    """
    try:
        given = np.asarray(values, np.float64)
    except (TypeError, ValueError):
        text = repr(values) if len(repr(values)) <= 60 else f"{repr(values)[:57]}..."
        raise complain(programme, method, f"returned {what} = {text}, which is no number") from None
    if given.shape not in ((), (n,)):
        raise complain(
            programme, method,
            f"returned {what} of shape {given.shape}; "
            f"give one number, or one for each of {n} people",
        )  # fmt: skip
    numbers = np.broadcast_to(given, (n,))
    if n and not (numbers.min() >= 0.0 and numbers.max() <= 1.0):
        bad = numbers[~((numbers >= 0.0) & (numbers <= 1.0))][0]
        raise complain(programme, method, f"returned {what} = {bad:g}; it must be from 0 to 1")
    return numbers


def checked_inputs(
    programme: Programme,
    method: str,
    people: PeopleView,
    enrolment: npt.NDArray[np.void],
    week: int,
) -> dict[str, Floats]:
    """Return the mechanism inputs a programme gives this week, shape (n,) each.

    Parameters
    ----------
    programme, method
        Whose method of which name says so: ``weekly_inputs`` or ``inputs_between_sessions``.
    people, enrolment, week
        What it is called with.

    Raises
    ------
    ProgrammeError
        When the programme names no mechanism, or gives values a world cannot use.
    """
    given = called(programme, method, people, enrolment, week)
    if not isinstance(given, Mapping):
        raise complain(
            programme, method,
            f"must return a mapping of mechanism to dose, got {type(given).__name__}",
        )  # fmt: skip
    known = MECHANISM_NAMES
    for name in given:
        if name not in known:
            raise complain(
                programme, method,
                f"returned {name!r}, which is no mechanism; there are: {', '.join(known)}",
            )  # fmt: skip
    return {
        name: checked_values(programme, method, name, values, len(people))
        for name, values in given.items()
    }


def compose(
    doses: npt.NDArray[np.void],
    rows: npt.NDArray[np.int64],
    inputs: Mapping[str, Floats],
    fidelity: float,
    amount: Floats,
) -> None:
    """Add inputs to the doses of these rows, as independent chances add.

    Parameters
    ----------
    doses
        The week's inputs of everybody, changed in place.
    rows
        Who came, shape (n,); each at most once.
    inputs
        By mechanism, shape (n,) each, of one session.
    fidelity
        How much of it was delivered.
    amount
        Sessions' worth of content each person had, shape (n,).
    """
    once = bool((amount == 1.0).all())  # as nearly always; a power takes far longer than the rest
    for mechanism, values in inputs.items():
        if mechanism in PRESENCE or mechanism == "hurt":
            dose = values
        elif once:
            dose = 1.0 - (1.0 - fidelity * values)
        else:
            dose = 1.0 - (1.0 - fidelity * values) ** amount
        column = doses[mechanism]
        column[rows] = 1.0 - (1.0 - column[rows]) * (1.0 - dose)

"""What makes a class a kind of programme that files and saved worlds can name."""

from __future__ import annotations

import re
from typing import Any, get_args

from pydantic import ValidationError
from pydantic.errors import PydanticUserError

from simulation.programmes import PROGRAMMES
from simulation.programmes.programme import Programme

__all__ = ["ProgrammeKindError", "checked_kind"]


class ProgrammeKindError(ValueError):
    """Something that was named as a kind of programme and is none; the message says why."""


def checked_kind(kind: object, name: str) -> type[Programme]:
    """Return a class written outside Kith, if scenario files can use it.

    Parameters
    ----------
    kind
        What was found under the name.
    name
        The name, for messages.

    Raises
    ------
    ProgrammeKindError
        When it is no programme, has no type of its own, or has settings that no file can hold.

    Examples
    --------
    >>> checked_kind(len, "len")
    Traceback (most recent call last):
    ...
    simulation.programmes.kinds.ProgrammeKindError: len is no class; a programme is one
    """
    if not isinstance(kind, type):
        raise ProgrammeKindError(f"{name} is no class; a programme is one")
    if not issubclass(kind, Programme):
        raise ProgrammeKindError(
            f"{name} is no programme; write class {name}(Programme), "
            "with Programme from simulation.programmes"
        )
    for word, known in PROGRAMMES.items():
        if kind is known:
            raise ProgrammeKindError(f"{name} is built in; write type: {word}")
    try:
        kind.model_rebuild()
    except (PydanticUserError, NameError) as error:
        raise ProgrammeKindError(f"{name} is not complete: {_first_line(error)}") from None
    _check_type(kind, name)
    _check_defaults(kind, name)
    return kind


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]


def _check_type(kind: type[Programme], name: str) -> None:
    proposed = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().strip("_")
    line = f'type: Literal["{proposed}"] = "{proposed}"'
    field = kind.model_fields.get("type")
    if field is None or field.is_required():
        raise ProgrammeKindError(f"{name} has no type; add the line {line}")
    words = get_args(field.annotation)
    if len(words) != 1 or words[0] != field.default:
        raise ProgrammeKindError(f"{name} must have one word as its type; write it as {line}")
    if not isinstance(field.default, str) or not re.fullmatch(r"[a-z][a-z0-9_]*", field.default):
        raise ProgrammeKindError(
            f"{name} has the type {field.default!r}; "
            f"a type has small letters, digits and underscores, as in {line}"
        )
    if field.default in PROGRAMMES:
        taken = PROGRAMMES[field.default].__name__
        raise ProgrammeKindError(
            f"{name} has the type of {taken}, which is built in; give it one of its own"
            + ("" if proposed in PROGRAMMES else f", as in {line}")
        )


def _check_defaults(kind: type[Programme], name: str) -> None:
    """Refuse defaults that break their own rules, which would only show in the middle of a run."""
    try:
        kind.model_json_schema()
    except PydanticUserError as error:
        raise ProgrammeKindError(
            f"{name} has a setting that no file can hold ({_first_line(error)})"
        ) from None
    checking: Any = type(
        kind.__name__, (kind,), {"__module__": kind.__module__}, validate_default=True
    )
    try:
        checking.model_validate({})
    except ValidationError as error:
        for one in error.errors(include_url=False, include_context=False):
            if one["type"] != "missing":  # a setting without default is asked for in the file
                where = f".{one['loc'][0]}" if one["loc"] else ""
                raise ProgrammeKindError(
                    f"{name}{where} has a default that its own rules refuse: {one['msg']}"
                ) from None
    except Exception as error:  # raised by a rule of its own
        raise ProgrammeKindError(
            f"{name} cannot be made from its defaults: {type(error).__name__}: {error}"
        ) from error

"""Programmes of one's own that are named on the command line, and those that are installed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.errors import KithError

if TYPE_CHECKING:
    from simulation.programmes import Programme

__all__ = ["installed_kinds", "named_kinds"]


def named_kinds(references: Iterable[str], *, allow_code: bool) -> list[type[Programme]]:
    """Return the programmes that ``--with`` names.

    Parameters
    ----------
    references
        ``path.py:Class``, from the working folder, or names of installed programmes.
    allow_code
        Whether their files may be run.

    Raises
    ------
    KithError
        When one cannot be loaded, or two have the same type.
    """
    from scenarios.own_code import CodeError
    from scenarios.uses import find_kind
    from simulation.programmes.kinds import ProgrammeKindError

    found: dict[str, type[Programme]] = {}
    for reference in references:
        try:
            kind = find_kind(reference, Path(), allow_code=allow_code)
        except (CodeError, ProgrammeKindError) as error:
            raise KithError(f"--with {reference}: {error}") from error
        word = str(kind.model_fields["type"].default)
        if found.setdefault(word, kind) is not kind:
            raise KithError(f"--with {reference}: another programme has the type {word!r} too")
    return list(found.values())


def installed_kinds(
    note: Callable[[str], None], besides: Iterable[type[Programme]] = ()
) -> list[type[Programme]]:
    """Return the programmes of installed packages, leaving out those that are there already.

    Parameters
    ----------
    note
        Told about each that cannot be imported.
    besides
        Programmes known otherwise; an installed one of the same type is left out.
    """
    from simulation.programmes.installed import installed_kind, installed_names
    from simulation.programmes.kinds import ProgrammeKindError

    taken = {kind.model_fields["type"].default for kind in besides}
    kinds = []
    for name in installed_names():
        if name in taken:
            continue
        try:
            kinds.append(installed_kind(name))
        except ProgrammeKindError as error:
            note(f"{name} is left out: {error}")
    return kinds

"""Kinds of programmes that come with installed packages: entry points of ``kith.programmes``.

A package that is installed was chosen by its user, so its programmes can be used by name. None is
imported before it is used.
"""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points

from simulation.programmes.kinds import ProgrammeKindError, checked_kind
from simulation.programmes.programme import Programme

__all__ = ["GROUP", "installed_kind", "installed_names", "package_of"]

#: The group of entry points in which packages name their programmes.
GROUP = "kith.programmes"


def installed_names() -> list[str]:
    """Return the names of the programmes that installed packages offer, in alphabetical order.

    Nothing is imported for it.

    Examples
    --------
    >>> "group_therapy" in installed_names()  # that one is built in
    False
    """
    return sorted({entry.name for entry in entry_points(group=GROUP)})


def installed_kind(name: str) -> type[Programme]:
    """Import the programme of that name from the package that offers it.

    Parameters
    ----------
    name
        Name of the entry point; the type of the programme is the same word.

    Raises
    ------
    ProgrammeKindError
        When no package offers it, several do, or it cannot be imported or is no programme.
    """
    found = list(entry_points(group=GROUP, name=name))
    if not found:
        raise ProgrammeKindError(f"no installed package offers a programme called {name}")
    if len({entry.value for entry in found}) > 1:
        packages = " and ".join(sorted(package_of(entry) for entry in found))
        raise ProgrammeKindError(f"{packages} both offer a programme called {name}; remove one")
    entry = found[0]
    where = f"{entry.value} of {package_of(entry)}"
    try:
        kind = entry.load()
    except (Exception, SystemExit) as error:
        raise ProgrammeKindError(
            f"{where} cannot be imported: {type(error).__name__}: {error}"
        ) from error
    try:
        checked = checked_kind(kind, getattr(kind, "__name__", name))
    except ProgrammeKindError as error:
        raise ProgrammeKindError(f"{where}: {error}") from None
    word = checked.model_fields["type"].default
    if word != name:
        raise ProgrammeKindError(
            f"{where} has the type {word!r} but is offered as {name}; they must be the same"
        )
    return checked


def package_of(entry: EntryPoint) -> str:
    """Return the package that an entry point comes from, with its version."""
    return f"{entry.dist.name} {entry.dist.version}" if entry.dist else "an unnamed package"

"""Which class a programme in a file means: ``type:`` a built-in or installed one, ``use:`` any.

``use: choir.py:Choir`` is a class in a Python file, named from the folder of the scenario file;
``use: choir`` is a programme that an installed package offers. A file is run only if that was
allowed, because a Python file can do whatever its reader can.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from scenarios.own_code import CodeError, read_code
from scenarios.problems import Position, Problem, key_text, nearest, shown, shown_path
from scenarios.source import Node
from simulation.programmes import PROGRAMMES, Programme
from simulation.programmes.installed import installed_kind, installed_names
from simulation.programmes.kinds import ProgrammeKindError

__all__ = ["ALLOWED_BY", "NotLoaded", "Uses", "find_kind", "resolve_uses"]

#: How to allow that a file of code is run.
ALLOWED_BY = "--allow-code (in Python: allow_code=True)"

_EXAMPLE = "my_programmes.py:Choir"


class NotLoaded(Programme):
    """Stands for a programme that could not be loaded while the rest of its file is checked."""

    type: Literal["not loaded"] = "not loaded"


@dataclass(frozen=True)
class Uses:
    """The data of a file in which every programme has a type, and the kinds beyond the built-in."""

    node: Node
    kinds: tuple[type[Programme], ...]
    problems: tuple[Problem, ...]


def resolve_uses(root: Node, *, allow_code: bool) -> Uses:
    """Find the classes of all programmes of a file.

    Parameters
    ----------
    root
        The file's data, merged.
    allow_code
        Whether Python files it names may be run.

    Returns
    -------
    Uses
        ``use`` is replaced by ``type``. A programme that cannot be loaded is a problem, and
        :class:`NotLoaded` in the data.
    """
    listed = root.value.get("programmes")
    if listed is None or not isinstance(listed.value, list):
        return Uses(root, (), ())
    kinds: dict[str, type[Programme]] = {}
    problems: list[Problem] = []
    items = []
    for i, item in enumerate(listed.value):
        try:
            items.append(_resolved(item, kinds, allow_code=allow_code))
        except _TroubleError as trouble:
            key = key_text(("programmes", i, trouble.key))
            problems.append(Problem.at(trouble.at, key, trouble.message))
            items.append(_stand_in(item, i))
    programmes = replace(listed, value=items)
    node = replace(root, value=root.value | {"programmes": programmes})
    return Uses(node, tuple(kinds.values()), tuple(problems))


def find_kind(reference: str, folder: Path, *, allow_code: bool) -> type[Programme]:
    """Return the programme that ``use`` names.

    Parameters
    ----------
    reference
        ``path.py:Class``, or the name of an installed programme.
    folder
        From which a relative path starts.
    allow_code
        Whether a Python file may be run.

    Raises
    ------
    CodeError
        When there is none, or its file may not be run.
    ProgrammeKindError
        When an installed one cannot be used.

    Examples
    --------
    >>> find_kind("group_therapy", Path(), allow_code=False)
    Traceback (most recent call last):
    ...
    scenarios.own_code.CodeError: group_therapy is built in; write type: group_therapy
    """
    file, colon, class_name = reference.rpartition(":")
    if not reference.isprintable():
        raise CodeError(f"must be text such as {_EXAMPLE}, got {shown(reference)}")
    if "://" in reference:
        raise CodeError(f"must be a file on this machine, such as {_EXAMPLE}, not an address")
    if not colon and not reference.endswith(".py"):
        return _installed(reference)
    if not colon or not class_name.isidentifier():
        raise CodeError(f"must name a file and a class in it, such as {_EXAMPLE}")
    path = folder / file
    if path.suffix != ".py":
        raise CodeError(f"must name a Python file, such as {_EXAMPLE}, got {file!r}")
    code = read_code(path)
    if not allow_code:
        raise CodeError(
            f"wants to run the code of {shown_path(path)}, which can do whatever you can; "
            f"if you trust that file, add {ALLOWED_BY}"
        )
    return code.kind(class_name)


def _installed(name: str) -> type[Programme]:
    if name in PROGRAMMES:
        raise CodeError(f"{name} is built in; write type: {name}")
    names = installed_names()
    if name in names:
        return installed_kind(name)
    near = nearest(name, names)
    hint = f", did you mean {near}?" if near else f"; a file is written {_EXAMPLE}"
    raise CodeError(f"no installed programme is called {name}{hint}")


class _TroubleError(Exception):
    """Why a programme cannot be loaded, with the place in the file that says so."""

    def __init__(self, at: Position, key: str, message: str) -> None:
        super().__init__(message)
        self.at, self.key, self.message = at, key, message


def _resolved(item: Node, kinds: dict[str, type[Programme]], *, allow_code: bool) -> Node:
    """Return a programme's data with a type that is built in or among ``kinds``."""
    values: Any = item.value
    if not isinstance(values, dict):
        return item
    use, word = values.get("use"), values.get("type")
    if use is None and not _is_installed(word):
        return item  # built in, or a mistake that the check of the whole file says
    key, named = ("use", use) if use is not None else ("type", word)
    assert named is not None
    if use is not None and word is not None:
        at = word.key_at or word.at
        raise _TroubleError(at, "type", "use says already which programme it is; leave type out")
    if not isinstance(named.value, str):
        raise _TroubleError(
            named.at, key, f"must be text such as {_EXAMPLE}, got {shown(named.value)}"
        )
    try:
        kind = find_kind(named.value, named.at.path.parent, allow_code=allow_code)
    except (CodeError, ProgrammeKindError) as error:
        raise _TroubleError(named.at, key, str(error)) from error
    own_type = str(kind.model_fields["type"].default)
    if kinds.setdefault(own_type, kind) is not kind:
        other = kinds[own_type]
        raise _TroubleError(
            named.at,
            key,
            f"{kind.__name__} and {other.__name__} both have the type {own_type!r}; "
            "give one of them another",
        )
    kept = {name: child for name, child in values.items() if name != key}
    return replace(item, value={"type": replace(named, value=own_type), **kept})


def _is_installed(word: Node | None) -> bool:
    name = None if word is None else word.value
    return isinstance(name, str) and name not in PROGRAMMES and name in installed_names()


def _stand_in(item: Node, position: int) -> Node:
    word = NotLoaded.model_fields["type"].default
    values = {
        "type": Node(word, item.at),
        "name": Node(f"programmes[{position}]", item.at),
    }
    return replace(item, value=values)

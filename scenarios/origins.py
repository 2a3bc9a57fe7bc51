"""Where programmes that are not built in come from, and which version of them was used."""

from __future__ import annotations

import hashlib
import inspect
import marshal
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path

from scenarios.own_code import home_of
from simulation.programmes import PROGRAMMES, Programme
from simulation.programmes.installed import GROUP, package_of

__all__ = ["Origin", "origin_of", "origins"]


@dataclass(frozen=True, order=True)
class Origin:
    """Where a kind of programme comes from.

    ``use`` is what a file writes to use it: ``choir.py:Choir``, or the name of an installed one; in
    a script of one's own it is ``module:Class``. ``sha256`` is that of the source, ``package`` the
    installed package with its version.
    """

    type: str
    use: str
    sha256: str
    package: str = ""


def origin_of(kind: type[Programme]) -> Origin | None:
    """Return where a kind of programme comes from; None if it is built in.

    Examples
    --------
    >>> from simulation.programmes import GroupTherapy
    >>> origin_of(GroupTherapy) is None
    True
    """
    if kind in PROGRAMMES.values():
        return None
    word = str(kind.model_fields["type"].default)
    home = home_of(kind)
    if home is not None:
        code, class_name = home
        return Origin(word, f"{code.name}:{class_name}", code.sha256)
    for entry in entry_points(group=GROUP, name=word):
        if entry.value.replace(" ", "") == f"{kind.__module__}:{kind.__qualname__}":
            return Origin(word, word, _package_hash(kind), package_of(entry))
    return Origin(word, f"{kind.__module__}:{kind.__qualname__}", _definition_hash(kind))


def origins(programmes: Iterable[Programme]) -> tuple[Origin, ...]:
    """Return where the programmes that are not built in come from, each once, in order."""
    found = {origin_of(type(one)) for one in programmes}
    return tuple(sorted(one for one in found if one is not None))


def _package_hash(kind: type[Programme]) -> str:
    """Return a hash over the Python files of the package that a class stands in."""
    top = sys.modules[kind.__module__.partition(".")[0]]
    folders = [Path(folder) for folder in getattr(top, "__path__", ())]
    if not folders:
        return _definition_hash(kind)
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            digest.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()


def _definition_hash(kind: type[Programme]) -> str:
    """Return a hash of the file that defines a class, or of its methods where it has none."""
    try:
        text = Path(inspect.getfile(kind)).read_text(encoding="utf-8").encode()
    except (OSError, TypeError):  # typed into a notebook
        compiled = (getattr(one, "__code__", None) for _, one in sorted(vars(kind).items()))
        text = b"\0".join(marshal.dumps(one) for one in compiled if one is not None)
        text += repr(dict(kind.content)).encode()
    return hashlib.sha256(text).hexdigest()

"""Programmes in a Python file of one's own: read, run once, and found again in other processes.

The file is run only where the caller allows it. What was read travels with every programme that is
pickled, so a worker process runs the same text, even if the file has changed in the meantime.
"""

from __future__ import annotations

import contextlib
import copyreg
import hashlib
import importlib.util
import linecache
import os
import pickle
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from scenarios.code_faults import line_of_class, told
from scenarios.problems import nearest, shown_path, suggestion
from scenarios.source import LARGEST_FILE
from simulation.programmes import Programme
from simulation.programmes.kinds import ProgrammeKindError, checked_kind

__all__ = ["CodeError", "CodeFile", "home_of", "read_code"]


class CodeError(ValueError):
    """A file of code that cannot be used; the message names it, and the line if one is at fault."""


@dataclass(frozen=True)
class CodeFile:
    """The text of a Python file.

    Examples
    --------
    >>> text = '''
    ... from typing import Literal
    ... from simulation.programmes import Programme
    ... class Choir(Programme):
    ...     type: Literal["choir"] = "choir"
    ... '''
    >>> CodeFile("choir.py", text).kind("Choir")().label
    'choir'
    """

    path: str
    text: str

    @property
    def name(self) -> str:
        """The file's own name."""
        return Path(self.path).name

    @property
    def sha256(self) -> str:
        """SHA-256 (hexadecimal) of the text, the same on every machine."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def module_name(self) -> str:
        """Name of the module made from it: another one for another text or another place."""
        key = f"{self.path}\0{self.text}"
        return f"kith_own_code_{hashlib.sha256(key.encode()).hexdigest()[:16]}"

    def kind(self, class_name: str) -> type[Programme]:
        """Return a programme of the file; its code is run if it was not before.

        Parameters
        ----------
        class_name
            The class.

        Raises
        ------
        CodeError
            When the code cannot be run, or has no such programme.
        """
        module = self._module()
        if class_name not in vars(module):
            known = [
                name
                for name, one in vars(module).items()
                if isinstance(one, type) and issubclass(one, Programme) and one is not Programme
            ]
            hint = suggestion(class_name, known) or "; it has no programme at all"
            raise CodeError(f"{shown_path(Path(self.path))} has no class {class_name}{hint}")
        try:
            kind = checked_kind(vars(module)[class_name], class_name)
        except ProgrammeKindError as error:
            line = line_of_class(self.text, class_name)
            raise CodeError(f"{shown_path(Path(self.path))}:{line}: {error}") from None
        if kind not in _HOMES:
            _HOMES[kind] = (self, class_name)
            copyreg.pickle(kind, _reduced)
        return kind

    def _module(self) -> ModuleType:
        if self.module_name in sys.modules:
            return sys.modules[self.module_name]
        spec = importlib.util.spec_from_loader(self.module_name, loader=None, origin=self.path)
        assert spec is not None
        module = importlib.util.module_from_spec(spec)
        module.__file__ = self.path
        # Tracebacks and the docstrings of settings are read from the text that is run.
        linecache.cache[self.path] = (
            len(self.text), None, self.text.splitlines(keepends=True), self.path,
        )  # fmt: skip
        sys.modules[self.module_name] = module
        try:
            # What the file prints must not mix with what a command prints for machines.
            with contextlib.redirect_stdout(sys.stderr):
                exec(compile(self.text, self.path, "exec", dont_inherit=True), vars(module))
        except BaseException as error:
            del sys.modules[self.module_name]
            if isinstance(error, Exception | SystemExit):
                raise CodeError(told(error, self.path)) from error
            raise
        return module


#: The file of every kind of programme that came from one, and its name there.
_HOMES: dict[type[Programme], tuple[CodeFile, str]] = {}


def home_of(kind: type[Programme]) -> tuple[CodeFile, str] | None:
    """Return the file that a kind of programme was loaded from and its name there, if any."""
    return _HOMES.get(kind)


def read_code(path: Path) -> CodeFile:
    """Read a Python file without running it.

    Raises
    ------
    CodeError
        When there is no such file, or it holds no text.
    """
    try:
        if not path.is_file():
            folder = path.parent
            known = sorted(one.name for one in folder.glob("*.py")) if folder.is_dir() else []
            near = nearest(path.name, known)
            hint = f", did you mean {near}?" if near else ""
            raise CodeError(f"no such file: {shown_path(path)}{hint}")
        if path.stat().st_size > LARGEST_FILE:
            raise CodeError(f"{shown_path(path)}: larger than {LARGEST_FILE:,} bytes")
        raw = path.read_bytes()
    except (OSError, ValueError) as error:
        if isinstance(error, CodeError):
            raise
        reason = getattr(error, "strerror", None) or error
        raise CodeError(f"{str(path)!r}: cannot be read ({reason})") from None
    try:
        return CodeFile(os.path.abspath(path), importlib.util.decode_source(raw))
    except (SyntaxError, UnicodeDecodeError) as error:
        raise CodeError(f"{shown_path(path)}: not text in UTF-8 ({error})") from None


def _reduced(programme: Programme) -> tuple[Any, ...]:
    """Say how to make a programme again where its class is not known yet."""
    code, class_name = _HOMES[type(programme)]
    # The state is pickled apart: it may name classes of the file, which must have run by then.
    state = pickle.dumps(programme.__getstate__())
    return _restored, (code.path, code.text, class_name, state)


def _restored(path: str, text: str, class_name: str, state: bytes) -> Programme:
    kind = CodeFile(path, text).kind(class_name)
    programme = kind.__new__(kind)
    programme.__setstate__(pickle.loads(state))
    return programme

"""Another program to run against: a Python file with a world that lives weeks, and a survey."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

__all__ = ["Reference", "ReferenceError", "load_reference"]


class ReferenceError(ValueError):
    """A file that cannot serve as a reference."""


class Reference:
    """A program that Kith is timed against.

    Parameters
    ----------
    module
        Has a class ``World(N, seed, **parameters)`` with a method ``step()`` that lives a week, and
        a function ``survey(world)``.
    parameters
        Keywords for ``World``.
    """

    def __init__(self, module: ModuleType, parameters: dict[str, Any]) -> None:
        self.name = module.__name__
        self._module = module
        self._parameters = parameters

    def build(self, people: int, seed: int) -> Any:
        """Return a new world of the reference.

        Raises
        ------
        ReferenceError
            When its ``World`` does not take what is given, or cannot step.
        """
        try:
            world = self._module.World(people, seed, **self._parameters)
        except TypeError as error:
            raise ReferenceError(
                f"{self._module.__file__}: World(N, seed, **parameters) failed: {error}"
            ) from error
        if not callable(getattr(world, "step", None)):
            raise ReferenceError(f"{self._module.__file__}: its World has no method step()")
        return world

    def survey(self, world: Any) -> Any:
        """Ask everybody in a world of the reference its own survey."""
        return self._module.survey(world)


def load_reference(path: Path, parameters: Path | None = None) -> Reference:
    """Return the reference of a Python file.

    Parameters
    ----------
    path
        The file.
    parameters
        A JSON file with one object: keywords for its ``World``.

    Raises
    ------
    ReferenceError
        When a file is missing or is not what it should be.
    """
    module = _imported(path)
    for name, use in (("World", "World(N, seed, **parameters)"), ("survey", "survey(world)")):
        if not callable(getattr(module, name, None)):
            raise ReferenceError(f"{path}: a reference needs {use}, and this file has no {name}")
    return Reference(module, {} if parameters is None else _keywords(parameters))


def _imported(path: Path) -> ModuleType:
    if not path.is_file():
        raise ReferenceError(f"{path}: there is no such file; --reference takes a Python file")
    specification = importlib.util.spec_from_file_location(path.stem, path)
    if specification is None or specification.loader is None:
        raise ReferenceError(f"{path}: not a Python file; its name should end in .py")
    if path.stem in sys.modules:
        raise ReferenceError(f"{path}: a module called {path.stem} is in use; rename the file")
    module = importlib.util.module_from_spec(specification)
    # Numba finds the types of a module's compiled functions by the module's name.
    sys.modules[path.stem] = module
    try:
        specification.loader.exec_module(module)
    except Exception as error:
        del sys.modules[path.stem]
        raise ReferenceError(f"{path}: cannot be imported: {error!r}") from error
    return module


def _keywords(path: Path) -> dict[str, Any]:
    try:
        keywords = json.loads(path.read_text())
    except OSError as error:
        raise ReferenceError(f"{path}: cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise ReferenceError(f"{path}: not JSON: {error}") from error
    if not isinstance(keywords, dict):
        raise ReferenceError(f'{path}: should hold one object of parameters, such as {{"a": 1.0}}')
    return keywords

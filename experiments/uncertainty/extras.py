"""Packages that not everybody has, brought in when a command first needs them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from experiments.errors import KithError

__all__ = ["extra_module"]


def extra_module(name: str, extra: str) -> Any:
    """Return a module of a package that comes with an extra of Kith.

    Parameters
    ----------
    name : str
        The module, dotted.
    extra : str
        The extra that brings its package.

    Raises
    ------
    KithError
        If the package is not there, with what to install.

    Examples
    --------
    >>> extra_module("math", "sensitivity").sqrt(9.0)
    3.0
    """
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        package = name.partition(".")[0]
        if error.name is None or error.name.partition(".")[0] != package:
            raise
        raise KithError(
            f"this needs {package}, which is not installed: "
            f'pip install "kith[{extra}]" or uv sync --extra {extra}'
        ) from error

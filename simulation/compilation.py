"""How a function becomes a kernel: compiled once, kept on disk, free of the interpreter lock.

Numba's own disk cache looks at one file only, so a kernel would outlive a change in a process it
calls. Kith keeps compiled kernels in a folder named after the fingerprint of the whole model.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias, TypeVar, cast

import numba

from simulation.fingerprint import source_fingerprint

__all__ = ["Record", "compiled_folder", "inline", "kernel"]

Function = TypeVar("Function", bound=Callable[..., Any])

#: A structured record inside a kernel (a person, the parameters, ...): typed by its dtype there.
Record: TypeAlias = Any

_KEEP_VERSIONS = 4


@cache
def compiled_folder() -> Path:
    """Return the folder of this version's compiled kernels, made if missing.

    ``KITH_CACHE`` moves it; the default is ``~/.cache/kith``. A folder that cannot be written is
    replaced by a temporary one. Folders of older versions beyond the newest few are removed.

    Returns
    -------
    Path
        An existing, writable folder.

    Examples
    --------
    >>> compiled_folder().is_dir()
    True
    """
    base = os.environ.get("KITH_CACHE") or os.path.join(
        os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "kith"
    )
    folder = Path(base) / "compiled" / source_fingerprint()[:16]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.touch()
        if not os.access(folder, os.W_OK):
            raise PermissionError(folder)
    except OSError:
        return Path(tempfile.mkdtemp(prefix="kith-compiled-"))
    versions = sorted(folder.parent.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in versions[_KEEP_VERSIONS:]:
        shutil.rmtree(old, ignore_errors=True)
    return folder


@contextmanager
def _cached_there() -> Iterator[None]:
    # Numba reads the folder once, while it decorates; other users of Numba keep their own.
    config: Any = numba.config
    before = config.CACHE_DIR
    config.CACHE_DIR = str(compiled_folder())
    try:
        yield
    finally:
        config.CACHE_DIR = before


def kernel(function: Function) -> Function:
    """Compile a loop over people on first use, keep it on disk, release the interpreter lock."""
    with _cached_there():
        compiled: Any = numba.njit(cache=True, nogil=True)(function)
    return cast(Function, compiled)


def inline(function: Function) -> Function:
    """Compile a small function that kernels call: one equation, one draw."""
    compiled: Any = numba.njit(nogil=True)(function)
    return cast(Function, compiled)

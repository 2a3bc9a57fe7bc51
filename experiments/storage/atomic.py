"""Files appear whole or not at all: written beside, flushed to the disk, then renamed."""

from __future__ import annotations

import contextlib
import os
import uuid
from pathlib import Path

__all__ = ["sync_folder", "write_bytes", "write_text"]


def write_bytes(path: Path, content: bytes) -> None:
    """Put ``content`` at ``path``; a reader sees the old file or the new one, never half of it.

    Parameters
    ----------
    path : Path
        Its folder must exist.
    content : bytes
        What the file will hold.

    Raises
    ------
    OSError
        If the disk is full or the folder cannot be written; the old file is still there then.
    """
    beside = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.tmp")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise


def write_text(path: Path, content: str) -> None:
    """Put UTF-8 text with plain line ends at ``path``, whole or not at all."""
    write_bytes(path, content.encode("utf-8"))


def sync_folder(folder: Path) -> None:
    """Flush every file below ``folder`` to the disk."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())

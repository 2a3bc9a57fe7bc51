"""One hash over the source of the model, so that nothing outlives the code that made it.

Compiled kernels, cached worlds and result rows are all keyed by it: a changed equation can never be
answered with an old number.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path


@cache
def source_fingerprint() -> str:
    """Return the SHA-256 (hexadecimal) of every Python file of the package.

    Returns
    -------
    str
        64 hexadecimal digits; the same for the same source on every machine.

    Examples
    --------
    >>> len(source_fingerprint())
    64
    """
    root = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.py")):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(b"\0")
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
        digest.update(b"\0")
    return digest.hexdigest()

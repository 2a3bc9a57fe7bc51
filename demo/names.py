"""First names: everybody in a class's town has one, with their number after it.

    name = names of the sex, at (unique id modulo how many there are), and the unique id

The page follows the same rule from the same file (``static/names.js``), so names need not be sent.
There are a prime number of names for each sex, so whoever takes over a row has another name.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

__all__ = ["MEN", "NAMES_FILE", "WOMEN", "name_of", "names"]

#: Codes of the model's column ``sex``.
WOMEN, MEN = 0, 1

NAMES_FILE = Path(__file__).parent / "static" / "names.json"


@cache
def names() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the first names of women and of men."""
    lists = json.loads(NAMES_FILE.read_text(encoding="utf-8"))
    return tuple(lists["women"]), tuple(lists["men"])


def name_of(unique_id: int, sex: int) -> str:
    """Return what somebody is called.

    Parameters
    ----------
    unique_id
        Of the person, at least 0.
    sex
        0 woman, 1 man.

    Examples
    --------
    >>> name_of(212, 0).endswith(" 212")
    True
    >>> name_of(212, 0) == name_of(212, 1)
    False
    """
    known = names()[int(sex)]
    return f"{known[int(unique_id) % len(known)]} {int(unique_id)}"

"""Where in a file a single character of a text stands, also behind quotes and escapes."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import accumulate

from scenarios.problems import Position
from scenarios.source import Node

__all__ = ["character_position"]

#: How one character is written, by the quote around the text.
_WRITTEN = {
    "'": re.compile(r"''|."),
    '"': re.compile(r"\\x.{2}|\\u.{4}|\\U.{8}|\\.|."),
}


def character_position(node: Node, column: int) -> Position:
    """Return where a character of a text stands.

    Parameters
    ----------
    node
        A text.
    column
        Its character, counted from 1; what follows the last is the place behind the text.

    Returns
    -------
    Position
        That of the whole text if it goes over several lines.

    Examples
    --------
    >>> from pathlib import Path
    >>> text = Node("a 'b", Position(Path("x.yaml"), 3, 7), written="'a ''b'")
    >>> character_position(text, 4).column
    12
    """
    starts = _starts(node)
    if not starts:
        return node.at
    start = starts[min(column, len(starts)) - 1]
    return replace(node.at, column=node.at.column + start)


def _starts(node: Node) -> list[int]:
    """Return how far behind the text's start each character begins, and the end; or nothing."""
    if node.written == node.value:
        return list(range(len(node.written) + 1))
    one = _WRITTEN.get(node.written[:1])
    if one is None:
        return []
    lengths = [len(character) for character in one.findall(node.written[1:-1])]
    return list(accumulate(lengths, initial=1)) if len(lengths) == len(node.value) else []

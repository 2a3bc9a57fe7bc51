"""Read one JSON file strictly: every value keeps its place in the file.

JSON is read here, and not as YAML, because teachers' editors may indent with tabs, which YAML
refuses, and because what is wrong with a comma should be said in the words of JSON.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from scenarios.problems import Location, Position, Problem, ScenarioError, key_text
from scenarios.source import DEEPEST, LARGEST_FILE, Node

__all__ = ["read_json"]

_SPACE = re.compile(r"[ \t\n\r]*")
#: Half of a character written as two, which no page can show.
_LONE = re.compile("[\ud800-\udfff]")
#: Quotes that word processors put in the place of the plain one.
_CURLY = "“”„‟«»"


def read_json(path: Path) -> Node:
    r"""Return what a JSON file holds, each value with its place.

    Parameters
    ----------
    path : Path
        The file, in UTF-8.

    Returns
    -------
    Node
        Its value is a dict of nodes, a list of nodes, or a plain str, int, float, bool or None.

    Raises
    ------
    ScenarioError
        With one problem: the file cannot be read, is no valid JSON or gives a key twice.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "x.json"
    >>> _ = path.write_text('{\n\t"id": "one"\n}')
    >>> at = read_json(path).value["id"].at
    >>> at.line, at.column
    (2, 8)
    """
    text = _text(path)
    return _Reader(path, text).whole()


class _Reader:
    """Goes through a text from left to right."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.text = text
        self.decoder = json.JSONDecoder(parse_constant=_no_constant)
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def whole(self) -> Node:
        """Return the one value of the file."""
        start = self.skip(0)
        if start == len(self.text):
            self.fail(0, "the file is empty; a lesson is written in braces: {...}")
        node, end = self.value(start, ())
        end = self.skip(end)
        if end < len(self.text):
            self.fail(
                end,
                "not valid JSON: something stands behind the end of the lesson; several lessons "
                "are written in brackets with commas between: [{...}, {...}]",
            )
        return node

    def value(self, at: int, location: Location) -> tuple[Node, int]:
        """Return the value that begins at a character, and where it ends."""
        if len(location) > DEEPEST:
            self.fail(at, f"nested more than {DEEPEST} levels deep", location)
        first = self.text[at : at + 1]
        if first == "{":
            return self.mapping(at, location)
        if first == "[":
            return self.items(at, location)
        try:
            value, end = self.decoder.raw_decode(self.text, at)
        except json.JSONDecodeError as error:
            self.fail(error.pos, f"not valid JSON: {self.advice(error)}", location)
        except ValueError as error:  # a number too long to be read, or NaN
            self.fail(at, f"not valid JSON: {error}", location)
        if isinstance(value, str) and _LONE.search(value):
            self.fail(at, "not valid JSON: half a character; write it out as it is", location)
        return Node(value, self.position(at)), end

    def mapping(self, at: int, location: Location) -> tuple[Node, int]:
        children: dict[str, Node] = {}
        here = self.skip(at + 1)
        while self.text[here : here + 1] != "}":
            if self.text[here : here + 1] != '"':
                self.fail(here, f"not valid JSON: {self.expected_key(here)}", location)
            key_at = here
            key_node, here = self.value(here, location)
            key = str(key_node.value)
            if key in children:
                first = children[key].key_at
                line = first.line if first else 0
                self.fail(key_at, f"given twice (first at line {line})", (*location, key))
            here = self.skip(here)
            if self.text[here : here + 1] != ":":
                self.fail(
                    here, f'not valid JSON: a colon must follow the key "{key}"', (*location, key)
                )
            child, here = self.value(self.skip(here + 1), (*location, key))
            children[key] = replace(child, key_at=self.position(key_at))
            here = self.after_item(here, "}", (*location, key))
        return Node(children, self.position(at)), here + 1

    def items(self, at: int, location: Location) -> tuple[Node, int]:
        children: list[Node] = []
        here = self.skip(at + 1)
        while self.text[here : here + 1] != "]":
            child, here = self.value(here, (*location, len(children)))
            children.append(child)
            here = self.after_item(here, "]", (*location, len(children) - 1))
        return Node(children, self.position(at)), here + 1

    def after_item(self, at: int, closing: str, location: Location) -> int:
        """Return where the next item or the closing bracket stands."""
        at = self.skip(at)
        found = self.text[at : at + 1]
        if found == closing:
            return at
        if found != ",":
            if not found:
                self.fail(at, f"not valid JSON: the file ends before its closing {closing}")
            self.fail(at, "not valid JSON: a comma is missing before this", location)
        comma, at = at, self.skip(at + 1)
        if self.text[at : at + 1] == closing:
            self.fail(comma, "not valid JSON: no comma may stand behind the last item", location)
        return at

    def skip(self, at: int) -> int:
        """Return the first character from here on that is no space."""
        match = _SPACE.match(self.text, at)
        return match.end() if match else at

    def expected_key(self, at: int) -> str:
        found = self.text[at : at + 1]
        if not found:
            return "the file ends before its closing }"
        if found in _CURLY:
            return f'curly quotes {found} are no quotes here; write "'
        return 'a key in double quotes is expected, such as "title"'

    def advice(self, error: json.JSONDecodeError) -> str:
        """Say what is wrong with a value in words that help somebody who writes no programs."""
        found = self.text[error.pos : error.pos + 1]
        if error.msg.startswith("Invalid control character"):
            return "a text may not go over several lines; close its quotes in the same line"
        if error.msg.startswith("Unterminated string"):
            return "the text that begins here has no closing quotes"
        if "escape" in error.msg:
            return 'a backslash stands for itself only when written twice: "\\\\"'
        if not found:
            return "the file ends where a value is expected"
        if found in _CURLY:
            return f'curly quotes {found} are no quotes here; write "'
        if found == "'":
            return "texts stand in double quotes, not in single ones"
        return "a value is expected: a text in double quotes, a number, true, false, null, [ or {"

    def position(self, at: int) -> Position:
        line = bisect_right(self.starts, at)
        return Position(self.path, line, at - self.starts[line - 1] + 1)

    def fail(self, at: int, message: str, location: Location = ()) -> NoReturn:
        raise ScenarioError([Problem.at(self.position(at), key_text(location), message)])


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise ScenarioError([Problem.at(Position(path), "", message)]) from None
    if len(raw) > LARGEST_FILE:
        message = f"larger than {LARGEST_FILE:,} bytes: no file of lessons"
        raise ScenarioError([Problem.at(Position(path), "", message)])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        message = "not text in UTF-8; save it as UTF-8"
        raise ScenarioError([Problem.at(Position(path, line, column), "", message)]) from None

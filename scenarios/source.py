"""Read one YAML file strictly: every value keeps its place in the file.

The rules are those of the YAML 1.2 core schema, in which ``no`` and ``on`` are words, ``010`` is
ten and ``1e-3`` is a number. Beyond them, tags and keys given twice are errors, and a file may not
grow beyond a limit when its aliases are expanded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from scenarios.problems import Position, Problem, ScenarioError, key_text

#: Largest file that is read, in bytes.
LARGEST_FILE = 1_000_000
#: Most values a file may hold once its aliases are expanded.
MOST_VALUES = 20_000
#: Deepest nesting of mappings and lists.
DEEPEST = 30

_TAG = "tag:yaml.org,2002:"
_BOOLEANS = {"true": True, "false": False}
_RESOLVERS = (
    ("null", r"null|Null|NULL|~|", "nN~"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    (
        "float",
        r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
        "-+0123456789.",
    ),
)


@dataclass(frozen=True, slots=True)
class Node:
    """A value with its place, and the place of its key if it has one.

    ``value`` is a dict of nodes, a list of nodes, or a plain str, int, float, bool or None.
    ``written`` is what stands in the file, with quotes, for a text in one line.
    """

    value: Any
    at: Position
    key_at: Position | None = None
    written: str = ""


def read_source(path: Path) -> Node:
    """Return the mapping that a YAML file holds.

    Raises
    ------
    ScenarioError
        With one problem: the file cannot be read, is no valid YAML or holds no mapping.
    """
    text = _read_text(path)
    try:
        root = _StrictLoader(text).get_single_node()
    except yaml.MarkedYAMLError as error:
        raise _syntax_error(path, error) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        column = error.position - text.rfind("\n", 0, error.position)
        message = f"not valid YAML: character U+{ord(text[error.position]):04X} is not allowed"
        raise _fail(Position(path, line, column), message) from None
    if root is None:
        raise _fail(Position(path, 1, 1), "the file is empty; its first line is kith: 1")
    node = _Converter(path, text).convert(root, ())
    if not isinstance(node.value, dict):
        raise _fail(node.at, "must be a mapping of key: value lines, the first of them kith: 1")
    return node


def plain(node: Node) -> Any:
    """Return the data of a node without the places."""
    if isinstance(node.value, dict):
        return {key: plain(child) for key, child in node.value.items()}
    if isinstance(node.value, list):
        return [plain(child) for child in node.value]
    return node.value


class _StrictLoader(yaml.SafeLoader):
    """PyYAML's parser with the core schema, without tags and with a limit to nesting."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012
    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """Compose one node, refusing what has no place in a settings file."""
        event = self.peek_event()
        tag = getattr(event, "tag", None)
        if tag is not None:
            raise yaml.constructor.ConstructorError(
                None, None, f"tags such as {tag} are not allowed", event.start_mark
            )
        self.depth += 1
        if self.depth > DEEPEST:
            raise yaml.constructor.ConstructorError(
                None, None, f"nested more than {DEEPEST} levels deep", event.start_mark
            )
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


for _kind, _pattern, _first in _RESOLVERS:
    _StrictLoader.add_implicit_resolver(
        _TAG + _kind,
        re.compile(rf"^(?:{_pattern})$"),
        [*_first, *([""] if _kind == "null" else [])],
    )


class _Converter:
    """Turns PyYAML's nodes into ours, counting values as aliases expand."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.text = text
        self.values = 0

    def convert(self, node: yaml.Node, location: tuple[str | int, ...]) -> Node:
        self.values += 1
        at = self.position(node)
        if self.values > MOST_VALUES:
            raise _fail(
                Position(self.path, 1, 1),
                f"the file expands to more than {MOST_VALUES:,} values (alias bomb?)",
            )
        if len(location) > DEEPEST:
            raise _fail(at, f"nested more than {DEEPEST} levels deep (an alias inside itself?)")
        if isinstance(node, yaml.MappingNode):
            return Node(self.mapping(node, location), at)
        if isinstance(node, yaml.SequenceNode):
            items = [self.convert(item, (*location, i)) for i, item in enumerate(node.value)]
            return Node(items, at)
        return Node(self.scalar(node, location), at, written=self.written(node))

    def mapping(self, node: yaml.MappingNode, location: tuple[str | int, ...]) -> dict[str, Node]:
        children: dict[str, Node] = {}
        for key_node, value_node in node.value:
            key_at = self.position(key_node)
            if not isinstance(key_node, yaml.ScalarNode) or key_node.tag != _TAG + "str":
                got = (
                    repr(key_node.value) if isinstance(key_node.value, str) else "a list or mapping"
                )
                raise _fail(key_at, f"a key must be a word, got {got}", key_text(location))
            key = key_node.value
            here = (*location, key)
            if key in children:
                first = children[key].key_at
                line = first.line if first else 0
                raise _fail(key_at, f"given twice (first at line {line})", key_text(here))
            child = self.convert(value_node, here)
            children[key] = replace(child, key_at=key_at)
        return children

    def scalar(self, node: yaml.Node, location: tuple[str | int, ...]) -> Any:
        text = node.value
        kind = node.tag.removeprefix(_TAG)
        if kind == "null":
            return None
        if kind == "bool":
            return _BOOLEANS[text.lower()]
        if kind == "float":
            return float(re.sub(r"\.(?=inf|nan)", "", text.lower()))
        if kind == "int":
            if len(text) > 100:
                raise _fail(self.position(node), "number too long", key_text(location))
            base = {"0o": 8, "0x": 16}.get(text[:2], 10)
            return int(text[2:] if base != 10 else text, base)
        return text

    def written(self, node: yaml.Node) -> str:
        start, end = node.start_mark, node.end_mark
        in_one_line = node.tag == _TAG + "str" and start.line == end.line
        return self.text[start.index : end.index] if in_one_line else ""

    def position(self, node: yaml.Node) -> Position:
        mark = node.start_mark
        return Position(self.path, mark.line + 1, mark.column + 1)


def _read_text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise _fail(Position(path), f"larger than {LARGEST_FILE:,} bytes: no settings file")
        raw = path.read_bytes()
    except OSError as error:
        raise _fail(Position(path), f"cannot be read: {error.strerror}") from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        raise _fail(Position(path, line, column), "not text in UTF-8; save it as UTF-8") from None


def _syntax_error(path: Path, error: yaml.MarkedYAMLError) -> ScenarioError:
    mark = error.problem_mark
    position = Position(path, mark.line + 1, mark.column + 1) if mark else Position(path, 1, 1)
    problem = error.problem or "unreadable"
    if isinstance(error, yaml.constructor.ConstructorError):
        return _fail(position, problem)
    if problem.startswith("but ") and error.context:
        problem = f"{error.context}, {problem}"
    if "'\\t'" in problem:
        problem += " (tabs cannot indent YAML; use spaces)"
    return _fail(position, f"not valid YAML: {problem}")


def _fail(position: Position, message: str, key: str = "") -> ScenarioError:
    return ScenarioError([Problem.at(position, key, message)])

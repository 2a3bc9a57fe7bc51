"""Merge a scenario with the one it extends.

The rule is that of JSON Merge Patch (RFC 7396): mappings merge key by key, ``null`` removes a key,
and everything else, lists too, is replaced whole. Each value keeps the place it was written at.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from scenarios.library import find_beside
from scenarios.problems import Problem, ScenarioError, shown
from scenarios.source import Node, read_source

#: Versions of the file format that are understood.
FORMATS = (1,)


@dataclass(frozen=True, slots=True)
class Merged:
    """A file after merging: its data, and the files it was merged from, nearest parent first."""

    node: Node
    ancestry: tuple[Path, ...]


def read_merged(path: Path) -> Merged:
    """Return the data of a file merged over that of its parents.

    Raises
    ------
    ScenarioError
        When a file cannot be read, a parent is missing, or a file extends itself by way of others.
    """
    chain: list[tuple[Path, Node]] = []
    while True:
        root = read_source(path)
        check_format(root)
        chain.append((path, root))
        extends = root.value.get("extends")
        if extends is None:
            break
        if not isinstance(extends.value, str):
            message = f"must be the name of one file, got {shown(extends.value)}"
            raise ScenarioError([Problem.at(extends.at, "extends", message)])
        path = find_beside(extends.value, extends.at, "extends")
        seen = [one.resolve() for one, _ in chain]
        if path.resolve() in seen:
            names = [one.name for one, _ in chain[seen.index(path.resolve()) :]] + [path.name]
            message = f"a file cannot extend itself: {' -> '.join(names)}"
            raise ScenarioError([Problem.at(extends.at, "extends", message)])
    merged = chain[-1][1]
    for _, child in reversed(chain[:-1]):
        merged = merge(merged, child)
    values = {key: node for key, node in merged.value.items() if key != "extends"}
    return Merged(Node(values, merged.at, merged.key_at), tuple(parent for parent, _ in chain[1:]))


def merge(base: Node, patch: Node) -> Node:
    """Return ``base`` changed by ``patch``.

    Parameters
    ----------
    base, patch
        The parent's value and the child's.

    Returns
    -------
    Node
        Mappings merged, all else from ``patch``, with the places each part was written at.
    """
    if not isinstance(patch.value, dict):
        return patch
    merged: dict[str, Node] = dict(base.value) if isinstance(base.value, dict) else {}
    for key, child in patch.value.items():
        if child.value is None:
            merged.pop(key, None)
        else:
            merged[key] = merge(merged[key] if key in merged else Node({}, child.at), child)
    return Node(merged, patch.at, patch.key_at)


def check_format(root: Node) -> None:
    """Refuse a file that does not say which version of the format it is written in."""
    node = root.value.get("kith")
    if node is None:
        message = "missing; the first line of a file is kith: 1"
        raise ScenarioError([Problem.at(root.at, "kith", message)])
    if type(node.value) is not int or node.value not in FORMATS:
        message = f"must be 1, the format this version of Kith reads, got {shown(node.value)}"
        raise ScenarioError([Problem.at(node.at, "kith", message)])

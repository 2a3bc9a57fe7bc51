"""Which column of a user's file holds which column of the model, and what its words stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from scenarios.own_data.findings import Findings
from scenarios.own_data.table import Table
from scenarios.problems import Problem, nearest, shown, suggestion
from scenarios.source import Node

__all__ = ["Columns", "Source", "columns_of", "read_columns"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a column of the model stands in a user's file.

    Attributes
    ----------
    column
        Its name there.
    values
        What words of the user stand for, by word; all else stands as it is.
    node
        The place in the scenario that says so, if any does.
    """

    column: str
    values: dict[str, str] = field(default_factory=dict)
    node: Node | None = None


#: Position of each column of the model in a table, with what its words stand for.
Columns = dict[str, tuple[int, dict[str, str]]]


def read_columns(
    node: Node | None, known: Sequence[str], key: str
) -> tuple[dict[str, Source], list[Problem]]:
    """Return what a scenario says about the columns of a file.

    Parameters
    ----------
    node
        A mapping such as ``{age: alter, sex: {column: geschlecht, values: {w: 0, m: 1}}}``.
    known
        Columns that the model has.
    key
        Where it stands in the scenario.
    """
    sources: dict[str, Source] = {}
    problems: list[Problem] = []
    if node is None or node.value is None:
        return sources, problems
    if not isinstance(node.value, dict):
        message = f"must be a mapping of our column: your column lines, got {shown(node.value)}"
        return sources, [Problem.at(node.at, key, message)]
    for name, child in node.value.items():
        here = f"{key}.{name}"
        if name not in known:
            message = f"unknown column{suggestion(name, known)}"
            problems.append(Problem.at(child.key_at or child.at, here, message))
            continue
        source, wrong = _source(child, here)
        problems += wrong
        if source is not None:
            sources[name] = source
    return sources, problems


def _source(child: Node, here: str) -> tuple[Source | None, list[Problem]]:
    if isinstance(child.value, str):
        return Source(child.value, node=child), []
    if not isinstance(child.value, dict):
        message = f"must be the name of a column, or column: and values:, got {shown(child.value)}"
        return None, [Problem.at(child.at, here, message)]
    problems = [
        Problem.at(one.key_at or one.at, f"{here}.{word}",
                   f"unknown key{suggestion(word, ('column', 'values'))}")
        for word, one in child.value.items() if word not in ("column", "values")
    ]  # fmt: skip
    column, values = child.value.get("column"), child.value.get("values")
    if column is None or not isinstance(column.value, str):
        at = child.at if column is None else column.at
        problems.append(Problem.at(at, f"{here}.column", "must be the name of a column"))
        return None, problems
    words: dict[str, str] = {}
    if values is not None:
        if not isinstance(values.value, dict):
            message = f"must be a mapping of your word: our value lines, got {shown(values.value)}"
            problems.append(Problem.at(values.at, f"{here}.values", message))
        else:
            words = {word: _text(one.value) for word, one in values.value.items()}
    return Source(column.value, words, column), problems


def _text(value: Any) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, bool) else str(value)


def columns_of(
    table: Table,
    sources: dict[str, Source],
    known: Sequence[str],
    key: str,
    findings: Findings,
    *,
    others_may_stand: bool,
) -> tuple[Columns, list[Problem]]:
    """Return where each column of the model stands in a table.

    Parameters
    ----------
    table
        The user's.
    sources
        What the scenario says about its columns.
    known
        Columns that the model has.
    key
        Where in the scenario that is said.
    findings
        Gets problems of the table's header.
    others_may_stand
        Whether columns that nobody asks for are left alone.

    Returns
    -------
    Columns
        Those that the table has.
    list of Problem
        Those of the scenario: it names a column that is not there.
    """
    columns: Columns = {}
    problems: list[Problem] = []
    at = {name: n for n, name in reversed(list(enumerate(table.header)))}
    for name, source in sources.items():
        if source.column in at:
            columns[name] = (at[source.column], source.values)
        elif source.node is not None:
            message = (
                f"{findings.path.name} has no column {source.column}"
                f"{suggestion(source.column, table.header)}"
            )
            problems.append(Problem.at(source.node.at, f"{key}.{name}", message))
    taken = {source.column for source in sources.values()}
    for name, n in at.items():
        if name in taken or not name:
            continue
        if name in known and name not in sources:
            columns[name] = (n, {})
        elif name in columns and not others_may_stand:
            message = f"{name} is taken from the column {sources[name].column}; leave one out"
            findings.add(1, n + 1, name, message)
        elif name not in known and not others_may_stand:
            near = nearest(name, known)
            hint = f", did you mean {near}?" if near else "; leave it out, or say so with"
            hint += "" if near else f" {key.rpartition('.')[0]}.other_columns: ignore"
            findings.add(1, n + 1, name, f"unknown column{hint}")
    return columns, problems

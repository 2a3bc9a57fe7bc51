"""Say pydantic's errors in the words of the file: place, key, what was expected, what to write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from scenarios.characters import character_position
from scenarios.keys import known_keys, known_types, place_elsewhere
from scenarios.problems import (
    ComplaintError,
    Location,
    Position,
    Problem,
    key_text,
    nearest,
    shown,
    suggestion,
)
from scenarios.source import Node
from simulation.conditions.conditions import ConditionError
from simulation.programmes.installed import installed_names

_EXPECTED = {
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "finite_number": "must be a finite number",
    "string_type": "must be text",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "tuple_type": "must be a list",
    "list_type": "must be a list",
    "dict_type": "must be a mapping of key: value lines",
    "model_type": "must be a mapping of key: value lines",
    "model_attributes_type": "must be a mapping of key: value lines",
    "greater_than_equal": "must be at least {ge}",
    "greater_than": "must be more than {gt}",
    "less_than_equal": "must be at most {le}",
    "less_than": "must be less than {lt}",
}


def translate(error: ValidationError, root: Node, schema: dict[str, Any]) -> list[Problem]:
    """Return the problems behind a validation error.

    Parameters
    ----------
    error
        What pydantic raised.
    root
        The data it was raised for, with places.
    schema
        JSON Schema of the data: which keys are known where.

    Returns
    -------
    list of Problem
        In pydantic's order. A misspelt key is reported once: the key that it was meant to be is not
        reported as missing.
    """
    details = [(_without_tags(one["loc"], root), one) for one in error.errors(include_url=False)]
    meant: set[Location] = set()
    for location, one in details:
        if one["type"] == "extra_forbidden":
            near = nearest(str(location[-1]), known_keys(schema, location[:-1], root))
            if near is not None:
                meant.add((*location[:-1], near))
    around = {location[:-1] for location, _ in details if location}
    return [
        problem
        for location, one in details
        if not (one["type"] == "missing" and location in meant)
        # A list loses its wrong items before it is found too short.
        and not (one["type"] == "too_short" and location in around)
        for problem in _problems(location, one, root, schema)
    ]


def place_of(root: Node, location: Location) -> Position:
    """Return where a value stands in its file, or the innermost value around it."""
    return _position(root, location)


def _problems(
    location: Location, one: ErrorDetails, root: Node, schema: dict[str, Any]
) -> Iterator[Problem]:
    kind = one["type"]
    context = one.get("ctx", {})
    complaint = context.get("error")
    if isinstance(complaint, ComplaintError):
        for below, message in complaint.details:
            whole = (*location, *below)
            yield Problem.at(_position(root, whole), key_text(whole), message + _hint(root, whole))
    elif isinstance(complaint, ConditionError):
        position = character_position(_node(root, location), complaint.column)
        yield Problem.at(position, key_text(location), complaint.message)
    elif kind == "extra_forbidden":
        position = _position(root, location, of_key=True)
        yield Problem.at(position, key_text(location), _unknown_key(location, root, schema))
    elif location and location[-1] == "[key]":
        whole = location[:-1]
        message = _value_message(one, context)
        yield Problem.at(_position(root, whole, of_key=True), key_text(whole), message)
    elif kind == "missing":
        yield Problem.at(_position(root, location[:-1]), key_text(location), "missing")
    elif kind == "union_tag_not_found":
        what, types = _kinds(schema, location)
        message = f"missing; say which {what} it is, one of: {', '.join(types)}"
        if what == "programme":
            message += "; or use: my_programmes.py:Choir for one of your own"
        yield Problem.at(_position(root, location), key_text((*location, "type")), message)
    elif kind == "union_tag_invalid":
        tag = str(context["tag"])
        what, types = _kinds(schema, location)
        message = f"unknown {what} {tag!r}{suggestion(tag, types)}"
        whole = (*location, "type")
        yield Problem.at(_position(root, whole), key_text(whole), message)
    else:
        message = _value_message(one, context) + _hint(root, location)
        yield Problem.at(_position(root, location), key_text(location), message)


def _kinds(schema: dict[str, Any], location: Location) -> tuple[str, list[str]]:
    """Return what one item of a list of the file is called, and which kinds of it there are."""
    types = known_types(schema, location)
    if location[0] == "policies":
        return "policy", types
    return "programme", sorted({*types, *installed_names()})


def _unknown_key(location: Location, root: Node, schema: dict[str, Any]) -> str:
    key = str(location[-1])
    if location == ("name",):
        return "unknown key; the name is that of the file, and title is what reports show"
    known = known_keys(schema, location[:-1], root)
    if nearest(key, known) is None:
        elsewhere = place_elsewhere(schema, key)
        if elsewhere is not None:
            return f"unknown key; it belongs at {elsewhere}"
    return f"unknown key{suggestion(key, known)}"


def _value_message(one: ErrorDetails, context: dict[str, Any]) -> str:
    kind = one["type"]
    value = one["input"]
    if kind == "literal_error":
        words = re.findall(r"'([^']*)'", str(context["expected"]))
        return f"unknown value {value!r}{suggestion(str(value), words)}"
    if kind == "value_error":
        return str(context["error"])
    if kind == "too_short":
        return f"must hold at least {context['min_length']}, got {context['actual_length']}"
    if kind == "string_too_short":
        return "must not be empty"
    if kind not in _EXPECTED:
        return f"{one['msg'].replace('Input should be', 'must be')}, got {shown(value)}"
    limits = {
        name: f"{limit:,g}" if isinstance(limit, float) else f"{limit:,}"
        for name, limit in context.items()
        if isinstance(limit, int | float)
    }
    message = f"{_EXPECTED[kind].format(**limits)}, got {shown(value)}"
    if limits.get("le") == "1" and isinstance(value, int | float) and 1 < value <= 100:
        message += f" ({value:g} % is written {value / 100:g})"
    return message


def _hint(root: Node, location: Location) -> str:
    """Return what to write in place of a number that was written in a way YAML does not read."""
    value = _node(root, location).value
    if not isinstance(value, str):
        return ""
    percent = re.fullmatch(r"\s*([-+]?[0-9]+(?:\.[0-9]+)?)\s*%\s*", value)
    if percent:
        return f" (write {round(float(percent[1]) / 100, 10):g})"
    if re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+", value):
        return f" (write {value.replace(',', '')})"
    if re.fullmatch(r"[0-9]+,[0-9]+", value):
        return f" (write {value.replace(',', '.')})"
    return ""


def _without_tags(location: tuple[str | int, ...], root: Node) -> Location:
    """Return pydantic's location without the union tags that it puts behind list positions."""
    kept: list[str | int] = []
    node = root
    for i, part in enumerate(location):
        if i and isinstance(location[i - 1], int) and isinstance(node.value, dict):
            kind = node.value.get("type")
            if kind is not None and kind.value == part:
                continue
        kept.append(part)
        node = _child(node, part) or node
    return tuple(kept)


def _child(node: Node, part: str | int) -> Node | None:
    if isinstance(part, str) and isinstance(node.value, dict):
        return node.value.get(part)
    if isinstance(part, int) and isinstance(node.value, list) and part < len(node.value):
        child: Node = node.value[part]
        return child
    return None


def _node(root: Node, location: Location) -> Node:
    """Return the node at a location, or the innermost one around it."""
    node = root
    for part in location:
        child = _child(node, part)
        if child is None:
            break
        node = child
    return node


def _position(root: Node, location: Location, *, of_key: bool = False) -> Position:
    node = _node(root, location)
    return node.key_at if of_key and node.key_at is not None else node.at

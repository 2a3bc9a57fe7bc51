"""Which keys are known where, read off the JSON Schema."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scenarios.problems import Location, key_text
from scenarios.source import Node


def known_keys(schema: dict[str, Any], location: Location, root: Node) -> list[str]:
    """Return the keys that a mapping at a location may have.

    Parameters
    ----------
    schema
        JSON Schema of a file.
    location
        The mapping.
    root
        The file's data: the ``type`` of a programme or policy decides which keys it has.
    """
    part, node = _walk(schema, location, root)
    if "discriminator" in part:
        kind = node.value.get("type") if node is not None and isinstance(node.value, dict) else None
        reference = part["discriminator"]["mapping"].get(kind.value if kind else None)
        part = resolve(schema, {"$ref": reference}) if reference else {}
    return list(part.get("properties", {}))


def known_types(schema: dict[str, Any], location: Location) -> list[str]:
    """Return the values that the ``type`` of a mapping at a location may have."""
    part, _ = _walk(schema, location, None)
    return sorted(part.get("discriminator", {}).get("mapping", {}))


def _walk(
    schema: dict[str, Any], location: Location, root: Node | None
) -> tuple[dict[str, Any], Node | None]:
    """Return the part of the schema for a location, and the node there if there is one."""
    part = schema
    node = root
    for step in location:
        part = resolve(schema, part)
        if isinstance(step, int):
            part = part.get("items", {})
            items = node.value if node is not None and isinstance(node.value, list) else []
            node = items[step] if step < len(items) else None
        else:
            part = part.get("properties", {}).get(step, part.get("additionalProperties") or {})
            node = (
                node.value.get(step) if node is not None and isinstance(node.value, dict) else None
            )
    return resolve(schema, part), node


def place_elsewhere(schema: dict[str, Any], key: str) -> str | None:
    """Return where else in a file a key belongs, such as ``run.burn_in_weeks``."""
    places = [place for place in _places(schema, schema, ()) if place[-1] == key]
    return key_text(min(places, key=len)).replace("[0]", "[...]") if places else None


def _places(schema: dict[str, Any], part: dict[str, Any], above: Location) -> Iterator[Location]:
    part = resolve(schema, part)
    for option in part.get("oneOf", []):
        yield from _places(schema, option, above)
    if "items" in part:
        yield from _places(schema, part["items"], (*above, 0))
    for key, child in part.get("properties", {}).items():
        yield (*above, key)
        yield from _places(schema, child, (*above, key))


def resolve(schema: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    """Return a part of a schema, or what it refers to; of a part that may be null, the part."""
    while True:
        options = [one for one in part.get("anyOf", []) if one.get("type") != "null"]
        if "$ref" in part:
            part = schema["$defs"][part["$ref"].rsplit("/", 1)[-1]]
        elif len(options) == 1:
            (part,) = options
        else:
            return part

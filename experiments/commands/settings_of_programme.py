"""The settings of a kind of programme, as ``kith list programme KIND`` shows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from experiments.errors import KithError

if TYPE_CHECKING:
    from pydantic import BaseModel

    from simulation.programmes import Programme

#: From here on a bound only keeps numbers finite.
_NO_BOUND = 1_000_000_000

__all__ = ["programme_kinds", "programme_settings"]


def programme_kinds(kinds: Mapping[str, type[Programme]]) -> list[dict[str, Any]]:
    """Return a row for each kind of programme."""
    import inspect

    return [
        {
            "type": name,
            "format": kind.format.replace("_", " "),
            "about": kind.summary or inspect.cleandoc(kind.__doc__ or "").split("\n\n")[0],
            "settings": [field for field in kind.model_fields if field != "type"],
        }
        for name, kind in kinds.items()
    ]


def programme_settings(name: str, kinds: Mapping[str, type[Programme]]) -> list[dict[str, Any]]:
    """Return a row for each setting of a kind of programme, by what they are about.

    Parameters
    ----------
    name : str
        The word that a scenario file uses, such as ``group_therapy``.
    kinds : mapping of str to type
        What there is, by that word.

    Raises
    ------
    KithError
        If there is no such kind.

    Examples
    --------
    >>> from simulation.programmes import PROGRAMMES
    >>> programme_settings("group_therapy", PROGRAMMES)[0]["group"]
    'start'
    """
    import difflib

    if name not in kinds:
        near = difflib.get_close_matches(name, kinds, n=1)
        hint = f", did you mean {near[0]}?" if near else f"; there are: {', '.join(kinds)}"
        raise KithError(f"{name}: no kind of programme of this name{hint}")
    kind = kinds[name]
    properties = kind.model_json_schema()["properties"]
    return [
        {
            "name": field,
            "group": group,
            "default": properties[field].get("default"),
            "values": _values(properties[field]),
            "meaning": " ".join(properties[field].get("description", "").split()),
        }
        for group, fields in _groups(kind).items()
        for field in fields
    ]


def _groups(kind: type[Programme]) -> dict[str, list[str]]:
    """Return the settings by group: those of a kind alone come last."""
    from simulation.money.costs import Costs
    from simulation.programmes.groups import Groups
    from simulation.programmes.programme import Programme
    from simulation.programmes.reach import Reach
    from simulation.programmes.sessions import Sessions

    parts: dict[str, type[BaseModel]] = {
        "reach": Reach,
        "groups": Groups,
        "sessions": Sessions,
        "costs": Costs,
    }
    shared = {field for part in parts.values() for field in part.model_fields}
    start = [field for field in Programme.model_fields if field not in {*shared, "type"}]
    own = [field for field in kind.model_fields if field not in Programme.model_fields]
    groups = {name: list(part.model_fields) for name, part in parts.items()}
    return {"start": start, **groups, "this kind only": own}


def _values(schema: dict[str, Any]) -> str:
    """Return which values a setting may have, in words."""
    options = schema.get("anyOf", [schema])
    texts = [_range(one) for one in options if one.get("type") != "null"]
    return " or ".join(texts + (["none"] if len(texts) < len(options) else []))


def _range(schema: dict[str, Any]) -> str:
    if "enum" in schema:
        return ", ".join(str(one) for one in schema["enum"])
    low = schema.get("minimum", schema.get("exclusiveMinimum"))
    high = schema.get("maximum", schema.get("exclusiveMaximum"))
    if low is None and high is None:
        words = {"string": "text", "object": "mapping", "array": "list", "boolean": "true, false"}
        return words.get(str(schema.get("type")), "any number")
    start = f"above {low:g}" if "exclusiveMinimum" in schema else f"{low:g}"
    if high is None or high >= _NO_BOUND:
        return start if start.startswith("above") else f"from {start}"
    return f"{start} to {high:,.10g}" if high >= 10_000 else f"{start} to {high:g}"

"""The page of programmes: what each is, what it moves, and every setting, read off the code."""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Iterator
from types import UnionType
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from simulation.delivery.history import FLOWS, STOCKS
from simulation.money.costs import Costs
from simulation.programmes import PROGRAMMES, Programme
from simulation.programmes.groups import Groups
from simulation.programmes.reach import Reach
from simulation.programmes.sessions import Sessions

__all__ = ["programmes_page"]

_HEAD = """\
# Programmes

<!-- Written by `python -m docs.generate`; do not edit. -->

A programme never writes an outcome. It gives those who come some mechanism inputs (see
[names](names.md#mechanisms)); what follows is up to people and their ties. How it reaches them is
*delivery*, with the same settings for every kind.

## The week of a programme

1. Who died or moved away is taken off; courses whose last week is over end.
2. Some give up waiting; who has waited long is looked at again.
3. Places are offered to people who are eligible and found (*targeting*); each says yes or no.
4. People begin as far as there is room, in the order of the queue: groups are put together.
5. Sessions are held: some come, some have a bad experience, some leave for good.
6. Everything is booked: by item, by payer, by person, to the penny.

Nobody has two cases open at a time, and in every week what was offered equals what was accepted and
declined, and what was accepted equals who waits, has begun or has gone. Only a full service joins
people who have nothing to do with each other; the weeks in which that happened are counted.
"""

_GROUPS: tuple[tuple[str, type[BaseModel], str], ...] = (
    ("Reach", Reach, "Who may come, who is asked, who says yes, how long they wait."),
    ("Groups and capacity", Groups, "How many people at a time, and with whom."),
    ("Sessions", Sessions, "What a course consists of, who comes, how well and safely it is done."),
    ("Costs", Costs, "Prices and payers."),
)


def _cell(text: object) -> str:
    return " ".join(str(text).split()).replace("|", "\\|")


def _table(heads: tuple[str, ...], rows: Iterator[tuple[object, ...]]) -> str:
    lines = [f"| {' | '.join(heads)} |", f"|{'|'.join(' --- ' for _ in heads)}|"]
    lines += [f"| {' | '.join(_cell(cell) for cell in row)} |" for row in rows]
    return "\n".join(lines) + "\n"


def _shown(default: Any) -> str:
    if default is None:
        return "none"
    if isinstance(default, tuple | list):
        return f"`[{', '.join(map(str, default))}]`"
    return f"`{default}`" if default != "" else '`""`'


def _choices(annotation: Any) -> str:
    """Return the values a setting may have, if they can be listed."""
    if get_origin(annotation) is UnionType:
        annotation = get_args(annotation)[0]
    options = [one for one in get_args(annotation) if isinstance(one, str)]
    return f" One of {', '.join(f'`{one}`' for one in options)}." if len(options) > 1 else ""


def _range(field: FieldInfo) -> str:
    low = next((one.ge for one in field.metadata if hasattr(one, "ge")), None)
    high = next((one.le for one in field.metadata if hasattr(one, "le")), None)
    return "" if low is None or high is None else f"{low:g} to {high:g}"


def _settings(fields: dict[str, FieldInfo]) -> str:
    return _table(
        ("setting", "default", "range", "meaning"),
        (
            (f"`{name}`", _shown(field.get_default(call_default_factory=True)), _range(field),
             f"{field.description or ''}{_choices(field.annotation)}")
            for name, field in fields.items()
        ),
    )  # fmt: skip


def _own(kind: type[Programme]) -> dict[str, FieldInfo]:
    """Return the settings a kind has for itself, or with a default of its own."""
    common = Programme.model_fields
    return {
        name: field
        for name, field in kind.model_fields.items()
        if name != "type" and (name not in common or field.default != common[name].default)
    }


_RULE = re.compile(r"^=+( +=+)+$")


def _markdown(docstring: str) -> str:
    """Return a docstring with its ruled tables as Markdown tables."""
    lines: list[str] = []
    rules = 0
    for line in docstring.splitlines():
        if _RULE.match(line):
            rules += 1
            if rules % 3 == 2:
                lines.append(f"|{'|'.join(' --- ' for _ in line.split())}|")
        elif rules % 3:
            lines.append(f"| {' | '.join(f'`{x}`' if '_' in x else x for x in line.split())} |")
        else:
            lines.append(line.replace("``", "`"))
    return "\n".join(lines)


def _kind(kind: type[Programme]) -> str:
    text = textwrap.dedent(sys.modules[kind.__module__].__doc__ or "")
    title, _, rest = text.partition("\n")
    return (
        f"### {kind.model_fields['type'].default}\n\n**{title}** Held {_FORMATS[kind.format]}.\n"
        f"{_markdown(rest)}\n\nSettings of its own, and defaults that differ:\n\n"
        f"{_settings(_own(kind))}"
    )


_FORMATS = {
    "group": "in groups of its own",
    "one_to_one": "one to one",
    "open": "openly in the neighbourhood",
}


def programmes_page() -> str:
    """Return the page of programmes.

    Examples
    --------
    >>> programmes_page().splitlines()[0]
    '# Programmes'
    """
    own = {name: field for name, field in Programme.model_fields.items()
           if name in ("name", "start_week")}  # fmt: skip
    parts = [_HEAD, "## Settings of every kind\n", _settings(own)]
    for title, mixin, meaning in _GROUPS:
        parts += [f"### {title}\n\n{meaning}\n", _settings(dict(mixin.model_fields))]
    counts = ((f"`{name}`", meaning) for name, meaning in (FLOWS | STOCKS).items())
    parts += ["## What is counted each week\n", _table(("count", "meaning"), counts)]
    parts += ["## The kinds\n", *(_kind(kind) for kind in PROGRAMMES.values())]
    return "\n".join(parts).rstrip() + "\n"

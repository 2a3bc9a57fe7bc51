"""Check every number on a page of a report against the table that it names.

A number stands in ``<data value="TABLE.csv:ROW:COLUMN">TEXT</data>``: a file in ``tables/``, a row
counted from 0 without the header, and a column. A column may be given ``%`` after it where the text
is a share as a percentage.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

__all__ = ["ALLOWED", "Tables", "disagreements", "loose_digits", "parsed", "shown_number"]

XHTML = "{http://www.w3.org/1999/xhtml}"
MINUS = "\N{MINUS SIGN}"

#: Digits that are no result: names, times and conventions. Each must have a reason.
ALLOWED: tuple[str, ...] = (
    r"\bweeks? \d+(?:(?:,| to| and| or|\N{EN DASH}| \N{EN DASH}) \d+)*",  # when
    r"\b\d+ (?:weeks?|months?|years?)\b",
    r"\byears? \d+\b",
    r"\b(?:19|20)\d\d\b(?:-\d\d-\d\d\S*)?",  # calendar years and dates
    r"\b9[05]\u00a0?\s?%",  # how sure an interval is
    r"\b(?:PSS|PHQ|GAD|LSNS|UCLA)-\d+\b",  # instruments
    r"\b\d+ seeds?\b|\bseeds? \d+\b",
    r"\b\d+[-\N{EN DASH}]\d+\b",  # ranges of scales and of ages
    r"\b(?:per|for each) 1,000(?: people)?\b",
    r"\bany of \d+ programmes\b",  # how many worlds the sentence speaks of
    r"\b\d+ or more\b|\b\d+ and over\b|\bagainst \d+$",  # names of groups
    r"\bOf the model's \d+ parameters \d+ are measured, \d+ fitted to published figures and \d+\b",
    r"\bmatters \(\d+(?:\.\d+)?\)",  # what the study file names
    r"\b(?:GBP|EUR|USD) of \d{4}\b",
)  # fmt: skip

_UNREAD = re.compile("|".join(ALLOWED), re.IGNORECASE)
#: Elements that stand within a line of text.
_LINES = ("data", "span", "strong", "em", "b", "i", "abbr", "br", "a", "sub", "sup", "code")
_NUMBER = re.compile(rf"[+\-{MINUS}]?[^\d.+\-{MINUS}]*(\d[\d,]*(?:\.\d+)?|\.\d+)")


class Tables:
    """The CSV files of a results folder, read as texts."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, list[dict[str, str]]] = {}

    def cell(self, name: str, row: int, column: str) -> str:
        """Return a cell; KeyError names what is not there."""
        if name not in self._read:
            path = self._folder / name
            if path.parent != self._folder or not path.is_file():
                raise KeyError(f"no table {name}")
            with path.open(encoding="utf-8", newline="") as file:
                self._read[name] = list(csv.DictReader(file))
        rows = self._read[name]
        if not 0 <= row < len(rows):
            raise KeyError(f"{name} has no row {row}")
        if column not in rows[row]:
            raise KeyError(f"{name} has no column {column}")
        return rows[row][column]


def shown_number(text: str) -> tuple[Decimal, int, bool]:
    """Return the value that a text shows, its digits after the point, and whether it is a share.

    >>> shown_number("\N{MINUS SIGN}1,234.50")
    (Decimal('-1234.50'), 2, False)
    >>> shown_number("+12 %")
    (Decimal('12'), 0, True)
    """
    plain = (
        text.strip().replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
    )
    found = _NUMBER.search(plain)
    if found is None or len(re.findall(r"\d[\d,.]*", plain)) != 1:
        raise ValueError(f"not one number: {text!r}")
    digits = found.group(1).replace(",", "")
    negative = MINUS in plain[: found.end()] or "-" in plain[: found.end()]
    value = Decimal(digits)
    return (-value if negative else value), len(digits.partition(".")[2]), "%" in plain


def disagreement(where: str, text: str, tables: Tables) -> str | None:
    """Return what is wrong with one number of the page, None if it is the table's."""
    try:
        name, row, column = where.split(":", 2)
        cell = tables.cell(name, int(row), column)
        if text == cell:
            return None  # a word of the table, such as a status
        value, places, is_share = shown_number(text)
        exact = Decimal(cell)
    except (KeyError, ValueError, InvalidOperation) as error:
        return f"{where}: {text!r}: {error}"
    if is_share:
        exact *= 100
    if exact < 0 and not re.search(rf"[+\-{MINUS}]", text):
        exact = -exact  # a word says the direction: 22.2 fewer
    step = Decimal(1).scaleb(-places)
    # A page that rounds binary fractions may go either way in the last digit of a tie.
    if abs(exact - value) <= step / 2:
        return None
    rounded = exact.quantize(step, ROUND_HALF_EVEN)
    return f"{where}: the page says {text!r}, the table {cell} (rounded {rounded})"


def disagreements(page: Element, tables: Tables) -> list[str]:
    """Return what is wrong with the numbers of a page."""
    found = (
        disagreement(one.get("value", ""), "".join(one.itertext()), tables)
        for one in page.iter(f"{XHTML}data")
    )
    return [wrong for wrong in found if wrong is not None]


def loose_digits(parts: Iterable[Element]) -> list[str]:
    """Return the texts with digits that stand in no ``data`` element and are no allowed pattern."""
    return [
        text.strip()
        for part in parts
        for text in _texts(part)
        if re.search(r"\d", _UNREAD.sub("", text))
    ]


def _texts(part: Element) -> Iterator[str]:
    """Yield the texts of a part: what stands in line is one text, without ``data`` elements."""
    line = part.text or ""
    for child in part:
        tag = str(child.tag).rpartition("}")[2]
        if tag in _LINES:
            if tag != "data":
                line += " ".join(_texts(child))
        elif tag not in ("svg", "style", "script", "summary"):
            yield line
            line = ""
            yield from _texts(child)
        line += child.tail or ""
    yield line


def parsed(text: str) -> Any:
    """Return a page as a tree, as browsers read it."""
    import html5lib

    return html5lib.parse(text, treebuilder="etree")

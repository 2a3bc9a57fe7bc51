"""Numbers on the page that say where they stand: table, row and column of a file beside it.

The text is the value rounded; with a per cent sign it is a share times 100, and where a word beside
it gives the direction ("fewer") it is the size alone. Rows are counted from 0, headings left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from markupsafe import Markup, escape
from pandas.api.types import is_numeric_dtype

__all__ = [
    "Cited",
    "Piece",
    "Row",
    "Sentence",
    "interval_of",
    "joined",
    "number_text",
    "rows_of",
    "sentence",
]

# By name, because the signs look like hyphens that they are not.
_DASH = "\N{EN DASH}"
_MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True)
class Cited:
    """A number as text, and where it comes from.

    Examples
    --------
    >>> one = Cited("12.3", "timing.csv:0:largest")
    >>> str(one), one.__html__()
    ('12.3', '<data value="timing.csv:0:largest">12.3</data>')
    """

    text: str
    source: str

    def __str__(self) -> str:
        return self.text

    def __html__(self) -> str:
        return str(Markup('<data value="{}">{}</data>').format(self.source, self.text))


@dataclass(frozen=True)
class Sentence:
    """Words and numbers in a row: plain in a terminal, with sources on the page."""

    parts: tuple[str | Cited, ...]

    def __str__(self) -> str:
        return "".join(str(part) for part in self.parts)

    def __html__(self) -> str:
        return "".join(str(escape(part)) for part in self.parts)


#: What can stand in a cell or a sentence.
Piece: TypeAlias = str | Cited | Sentence


def sentence(pattern: str, *pieces: Piece) -> Sentence:
    """Return a pattern with pieces in place of its ``{}``.

    Examples
    --------
    >>> str(sentence("{} of {}", Cited("3", "a.csv:0:x"), "4"))
    '3 of 4'
    """
    words = pattern.split("{}")
    if len(words) != len(pieces) + 1:
        raise ValueError(f"{len(pieces)} pieces for the {len(words) - 1} places of {pattern!r}")
    parts: list[str | Cited] = [words[0]]
    for piece, word in zip(pieces, words[1:], strict=True):
        parts += piece.parts if isinstance(piece, Sentence) else (piece,)
        parts.append(word)
    return Sentence(tuple(part for part in parts if part != ""))


def joined(pieces: Sequence[Piece], between: str = " ") -> Sentence:
    """Return pieces one after the other.

    Examples
    --------
    >>> str(joined(["a", "b"], "; "))
    'a; b'
    """
    return sentence(between.join(["{}"] * len(pieces)), *pieces)


def number_text(value: float, digits: int = 1, *, signed: bool = False) -> str:
    """Return a number for the page.

    Examples
    --------
    >>> number_text(12345.678, 0), number_text(0.04, 1, signed=True)
    ('12,346', '0.0')
    """
    if value != value:
        return _DASH
    rounded = round(float(value), digits) + 0.0  # no minus zero
    text = f"{rounded:,.{digits}f}".replace("-", _MINUS)
    return f"+{text}" if signed and rounded > 0 else text


@dataclass(frozen=True)
class Row:
    """One row of a table that lies beside the page.

    Attributes
    ----------
    table : str
        Name of the file, without ending.
    number : int
        Which row, from 0.
    values : mapping
        By column.
    """

    table: str
    number: int
    values: Mapping[str, Any]

    def __getitem__(self, column: str) -> Any:
        return self.values[column]

    def has(self, column: str) -> bool:
        """Return whether there is a value, and a finite one."""
        value = self.values[column]
        return value is not None and bool(np.isfinite(float(value)))

    def cite(
        self,
        column: str,
        digits: int = 1,
        *,
        signed: bool = False,
        percent: bool = False,
        size: bool = False,
    ) -> Cited | str:
        """Return a value as the page shows it; a dash where there is none.

        Parameters
        ----------
        column : str
            Which.
        digits : int
            After the point.
        signed : bool
            Whether gains have a plus.
        percent : bool
            Whether a share is shown per cent.
        size : bool
            Whether the sign is left out, because a word says it.
        """
        if not self.has(column):
            return _DASH
        value = float(self.values[column])
        text = number_text(100 * value if percent else abs(value) if size else value, digits,
                           signed=signed)  # fmt: skip
        return self.said(column, f"{text} %" if percent else text)

    def said(self, column: str, text: str) -> Cited:
        """Return a value in words of one's own."""
        return Cited(text, f"{self.table}.csv:{self.number}:{column}")

    def money(self, column: str) -> Cited | str:
        """Return an amount: to the penny below 100, else in whole units."""
        small = self.has(column) and 0 < abs(float(self.values[column])) < 100
        return self.cite(column, 2 if small else 0)

    def spread(self, low: str = "low", high: str = "high") -> bool:
        """Return whether there is an interval that is wider than nothing."""
        return self.has(low) and self.has(high) and bool(self.values[low] < self.values[high])


def rows_of(name: str, table: pd.DataFrame, **wanted: Any) -> list[Row]:
    """Return the rows of a table with some values, in its order.

    Parameters
    ----------
    name : str
        Of the file, without ending.
    table : DataFrame
        As it is written there; may be empty.
    **wanted
        Values by column; a list, tuple or set stands for any of its members.

    Examples
    --------
    >>> [row.number for row in rows_of("t", pd.DataFrame({"arm": ["a", "b", "a"]}), arm="a")]
    [0, 2]
    """
    if table.empty:
        return []
    numbers = np.arange(len(table))
    # Numbers are quick to compare, and leave few rows in which words have to be.
    for column in sorted(wanted, key=lambda one: not is_numeric_dtype(table[one])):
        value, values = wanted[column], table[column].iloc[numbers]
        several = isinstance(value, list | tuple | set)
        numbers = numbers[(values.isin(value) if several else values == value).to_numpy()]
    records = table.iloc[numbers].to_dict("records")
    return [
        Row(name, int(number), {str(key): value for key, value in record.items()})
        for number, record in zip(numbers, records, strict=True)
    ]


def interval_of(
    row: Row, digits: int = 1, low: str = "low", high: str = "high", **how: bool
) -> Sentence:
    """Return an interval, or say that there is none."""
    if not (row.has(low) and row.has(high)):
        return sentence("no interval")
    return sentence("{} to {}", row.cite(low, digits, **how), row.cite(high, digits, **how))

"""What may stand in a cell: numbers in a range, yes or no, names of places."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from scenarios.problems import shown

__all__ = ["MISSING", "CellError", "Number", "is_missing"]

#: What stands in a cell of which nothing is known.
MISSING = ("", "NA")

_WORDS = {
    "sex": {"woman": 0, "female": 0, "man": 1, "male": 1},
    "yes or no": {"yes": 1, "true": 1, "no": 0, "false": 0},
}


class CellError(ValueError):
    """What is wrong with a cell: what was expected and what was found."""


def is_missing(text: str) -> bool:
    """Return whether a cell says nothing."""
    return text in MISSING


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a range.

    Attributes
    ----------
    low, high
        Ends of the range, both allowed.
    unit
        Said in messages.
    whole
        Whether it must be a whole number.
    words
        Which words may stand for it: ``sex`` or ``yes or no``.

    Examples
    --------
    >>> Number(18, 120, "years").read("17")
    Traceback (most recent call last):
    ...
    scenarios.own_data.cells.CellError: must be a number from 18 to 120 (years), got '17'
    """

    low: float
    high: float
    unit: str
    whole: bool = False
    words: str = ""

    def read(self, text: str) -> float:
        """Return the number that a cell holds.

        Raises
        ------
        CellError
            When it holds none, or one out of range.
        """
        words = _WORDS.get(self.words, {})
        if text.lower() in words:
            return float(words[text.lower()])
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not math.isfinite(value) or "_" in text:
            raise CellError(f"{self._expected()}, got {shown(text)}{_hint(text)}")
        if not self.low <= value <= self.high or (self.whole and value != round(value)):
            raise CellError(f"{self._expected()}, got {shown(text)}")
        return value

    def _expected(self) -> str:
        kind = "a whole number" if self.whole else "a number"
        return f"must be {kind} from {self.low:g} to {self.high:g} ({self.unit})"


def _hint(text: str) -> str:
    if re.fullmatch(r"[-+]?[0-9]+,[0-9]+", text):
        return f" (write {text.replace(',', '.')})"
    return ""

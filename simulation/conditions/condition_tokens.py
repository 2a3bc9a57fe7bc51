"""The words and signs that the text of a condition is made of, and what to say of others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["ADVICE", "LARGEST_NUMBER", "WORDS", "ConditionError", "Token", "shortened", "tokens"]

#: Largest number that can be written; below it every whole number is exact.
LARGEST_NUMBER = 1e15


class ConditionError(ValueError):
    """A text that is no condition or no quantity.

    Attributes
    ----------
    message
        What was found where, and what was expected.
    column
        The character it stands at, counted from 1; one past the last if the text ends too early.
    """

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.message = message
        self.column = column

    def __reduce__(self) -> tuple[type[ConditionError], tuple[str, int]]:
        """Pickle by message and column."""
        return type(self), (self.message, self.column)


class Token(NamedTuple):
    """One word or sign: its kind, as written, and the character it begins at (from 1)."""

    kind: str
    text: str
    column: int


_PATTERN = re.compile(
    r"""
    (?P<space>\ +)
    | (?P<number>(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)(?![\w.])
    | (?P<malformed>[0-9][\w.]*)
    | (?P<name>[A-Za-z_][A-Za-z0-9_]*)
    | (?P<mistake>===|=>|=<|<>|&&|\|\||\*\*|//)
    | (?P<compare><=|>=|==|!=|<|>)
    | (?P<sign>[-+*/()\[\],])
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
#: Words with a meaning of their own.
WORDS = {"and": "join", "or": "join", "not": "not", "in": "in", "true": "name", "false": "name"}
_SIGNS = {"+": "arithmetic", "*": "arithmetic", "/": "arithmetic"}

_NO_TEXTS = "write numbers and names without quotes"
#: What to write in place of what other languages and word processors write.
ADVICE = {
    **dict.fromkeys(("=", "==="), "write == to compare"),
    **dict.fromkeys(("&", "&&"), "write 'and'"),
    **dict.fromkeys(("|", "||"), "write 'or'"),
    **dict.fromkeys(("!", "~"), "write 'not'"),
    **dict.fromkeys(("<>", "\N{NOT EQUAL TO}"), "write !="),
    **dict.fromkeys(("=>", "\N{GREATER-THAN OR EQUAL TO}"), "write >="),
    **dict.fromkeys(("=<", "\N{LESS-THAN OR EQUAL TO}"), "write <="),
    **dict.fromkeys(("**", "^"), "there are no powers, multiply instead"),
    "//": "write /",
    "\N{MULTIPLICATION SIGN}": "write *",
    **dict.fromkeys("\N{MINUS SIGN}\N{EN DASH}", "write -"),
    "%": "write 0.4 for 40 %",
    **dict.fromkeys("'\"`\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}", _NO_TEXTS),
    "\N{NO-BREAK SPACE}": "write a plain space",
    "is": "write == to compare",
}


def tokens(text: str) -> Iterator[Token]:
    """Yield the words and signs of a text, and at last one of kind ``end``.

    What has no meaning in conditions is yielded with a kind that may follow nothing.

    Examples
    --------
    >>> [(one.kind, one.text) for one in tokens("age >= 60")]
    [('name', 'age'), ('compare', '>='), ('number', '60'), ('end', '')]
    """
    for match in _PATTERN.finditer(text):
        kind, word = str(match.lastgroup), match.group()
        if kind == "name":
            kind = WORDS.get(word, "name")
        elif kind == "sign":
            kind = _SIGNS.get(word, word)
        if kind != "space":
            yield Token(kind, word, match.start() + 1)
    yield Token("end", "", len(text) + 1)


def shortened(text: str) -> str:
    """Return a text in quotes as messages show it: in one line, and short."""
    if len(text) > 40:
        text = f"{text[:37]}..."
    return f"'{text}'" if text.isprintable() else " ".join(f"U+{ord(one):04X}" for one in text)

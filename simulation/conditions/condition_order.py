"""Whether the words and signs of a condition may follow one another, and which names they use.

Only what is listed here can be written. The first thing that cannot be is refused, with the
character it stands at, what was found there and what could stand there instead:

    comparisons   < <= > >= == !=, also chained (60 <= age < 80); in [1, 2]; not in [1, 2]
    joined by     and, or, not
    quantities    names, numbers, + - *, division by a number
    true, false, brackets
"""

from __future__ import annotations

import difflib

from simulation.conditions.census import KNOWN_NAMES
from simulation.conditions.condition_tokens import (
    ADVICE,
    LARGEST_NUMBER,
    WORDS,
    ConditionError,
    Token,
    shortened,
    tokens,
)

__all__ = ["DEEPEST", "MOST_CHARACTERS", "checked_names"]

#: Longest text, in characters.
MOST_CHARACTERS = 500
#: Most brackets inside one another.
DEEPEST = 50

_OPERAND = {"name": "operator", "number": "operator", "(": "statement", "-": "operand"}
#: What may follow in each state, and the state after it.
_FOLLOWS: dict[str, dict[str, str]] = {
    "statement": {**_OPERAND, "not": "statement"},
    "operand": _OPERAND,
    "operator": {
        "arithmetic": "operand",
        "-": "operand",
        "compare": "operand",
        "join": "statement",
        "in": "list",
        "not": "not in",
        ")": "operator",
        "end": "",
    },
    "not in": {"in": "list"},
    "list": {"[": "item"},
    "item": {"number": "after item", "-": "item number"},
    "item number": {"number": "after item"},
    "after item": {",": "item", "]": "operator"},
}
_EXPECTED = {
    "statement": "expected a name, a number, 'not' or '('",
    "operand": "expected a name, a number or '('",
    "operator": "expected a comparison such as >=, one of + - * /, 'and', 'or' or 'in'",
    "not in": "expected 'in'",
    "list": "expected a list of numbers such as [1, 2]",
    "item": "expected a number",
    "item number": "expected a number",
    "after item": "expected ',' or ']'",
}


def checked_names(text: str) -> tuple[str, ...]:
    """Return the names in a text, having refused all that is not written rightly.

    Parameters
    ----------
    text
        In one line.

    Returns
    -------
    tuple of str
        Names of ``KNOWN_NAMES``, in the order of their first mention; none if nothing is written.

    Raises
    ------
    ConditionError
        For the first thing that cannot stand where it stands.

    Examples
    --------
    >>> checked_names("60 <= age < 80 and lives_alone")
    ('age', 'lives_alone')
    """
    if len(text) > MOST_CHARACTERS:
        raise ConditionError(f"longer than {MOST_CHARACTERS} characters", MOST_CHARACTERS + 1)
    names: dict[str, None] = {}
    if not text.strip(" "):
        return ()
    state, opened, before = "statement", list[Token](), ""
    for token in tokens(text):
        after = _FOLLOWS[state].get(token.kind)
        if after is None or (token.kind == ")" and not opened):
            raise _refused(token, before, state, bool(opened))
        if token.kind == "(":
            opened.append(token)
            if len(opened) > DEEPEST:
                raise _found(token, f"more than {DEEPEST} brackets inside one another")
        elif token.kind == ")":
            opened.pop()
        elif token.kind == "number" and float(token.text) > LARGEST_NUMBER:
            raise _found(token, f"expected a number of at most {LARGEST_NUMBER:g}")
        elif token.kind == "name" and token.text not in WORDS:
            if token.text not in KNOWN_NAMES:
                raise _unknown(token)
            names[token.text] = None
        elif token.kind == "end" and opened:
            raise _found(token, f"expected ')' for the '(' at character {opened[-1].column}")
        state, before = after, token.kind
    return tuple(names)


def _refused(token: Token, before: str, state: str, inside: bool) -> ConditionError:
    """Return the error for what cannot follow, with what was probably meant if that is known."""
    advice = _EXPECTED[state]
    if state == "operator" and inside:
        advice += ", or ')'"
    lower = token.text.lower()
    if token.text in ADVICE:
        advice = ADVICE[token.text]
    elif token.kind == "name" and lower in WORDS:
        advice = f"write '{lower}'"
    elif token.kind == "malformed":
        advice = "expected a number such as 1000 or 0.5"
    elif token.kind == "," and before == "number":
        advice = "write numbers without commas, such as 1000 or 0.5"
    elif token.kind == "(" and before == "name":
        advice = "there are no functions, only names, numbers and signs"
    elif token.kind == ")" and state == "operator":
        advice = "no '(' is open"
    return _found(token, advice)


def _unknown(token: Token) -> ConditionError:
    lower = token.text.lower()
    if lower in WORDS:
        return _found(token, f"write '{lower}'")
    near = difflib.get_close_matches(lower, KNOWN_NAMES, n=1, cutoff=0.65)
    hint = (
        f", did you mean {near[0]}?"
        if near
        else "; there are scores such as loneliness_ucla3, facts such as lives_alone, and columns "
        "such as age"
    )
    return ConditionError(
        f"unknown name {shortened(token.text)} at character {token.column}{hint}", token.column
    )


def _found(token: Token, advice: str) -> ConditionError:
    what = shortened(token.text) if token.kind != "end" else "the end"
    return ConditionError(f"found {what} at character {token.column}, {advice}", token.column)

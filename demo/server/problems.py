"""What was wrong with a message, as one clear sentence for the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from scenarios.problems import ComplaintError, key_text, shown, suggestion

__all__ = ["MessageError", "problem_in"]

_EXPECTED = {
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "int_parsing_size": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "finite_number": "must be a finite number",
    "string_type": "must be text",
    "bool_type": "must be true or false",
    "tuple_type": "must be a list",
    "list_type": "must be a list",
    "dict_type": "must be an object",
    "model_type": "must be an object",
    "model_attributes_type": "must be an object",
    "greater_than_equal": "must be at least {ge}",
    "greater_than": "must be more than {gt}",
    "less_than_equal": "must be at most {le}",
    "less_than": "must be less than {lt}",
    "too_long": "must hold at most {max_length}",
    "too_short": "must hold at least {min_length}",
    "string_too_long": "must have at most {max_length} letters",
}


class MessageError(ValueError):
    """A message that cannot be followed; the worlds stay as they were.

    Attributes
    ----------
    text : str
        One sentence.
    where : str
        The key that is meant, as ``setting.people``; empty for the message as a whole.
    """

    def __init__(self, text: str, where: str = "") -> None:
        self.text = text
        self.where = where
        super().__init__(text)


def problem_in(
    error: ValidationError, *, above: str = "", kinds: Sequence[str] = ()
) -> MessageError:
    """Return the first thing that is wrong.

    Parameters
    ----------
    error
        What pydantic raised.
    above
        The key of the message in which the checked value lies.
    kinds
        Tags of a union that pydantic puts into its places.

    Examples
    --------
    >>> from demo.server.messages import read_message
    >>> read_message('{"do": "play", "speed": "fast"}')
    Traceback (most recent call last):
    demo.server.problems.MessageError: speed: must be a number, got 'fast'.
    """
    one = error.errors(include_url=False)[0]
    place = tuple(one["loc"])
    if place and place[0] in kinds:
        place = place[1:]
    kind, context, value = one["type"], one.get("ctx", {}), one["input"]
    cause = context.get("error")
    if kind == "extra_forbidden":
        text = "unknown key"
    elif kind == "missing":
        text = "missing"
    elif isinstance(cause, ComplaintError):
        below, text = cause.details[0]
        place = (*place, *below)
    elif kind in ("value_error", "assertion_error"):
        text = str(cause)
    elif kind == "union_tag_invalid":
        place = (*place, "do")
        text = f"unknown word {shown(context['tag'])}{suggestion(str(context['tag'])[:60], kinds)}"
    elif kind == "union_tag_not_found":
        place, text = (*place, "do"), "missing"
    else:
        text = f"{_expected(kind, one['msg'], context)}, got {_short(value)}"
    # A misspelt key is as long as somebody wanted it.
    where = _short_key(key_text(((above,) if above else ()) + place))
    return MessageError(f"{where}: {text}." if where else f"{text}.", where)


def _expected(kind: str, message: str, context: dict[str, Any]) -> str:
    if kind not in _EXPECTED:
        return message.replace("Input should be", "must be").replace("Input", "it")
    limits = {
        name: f"{limit:,g}" if isinstance(limit, float) else f"{limit:,}"
        for name, limit in context.items()
        if isinstance(limit, int | float)
    }
    return _EXPECTED[kind].format(**limits)


def _short(value: Any) -> str:
    # Python refuses to write whole numbers of thousands of digits as text.
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10**30:
        return "a number far too large"
    return shown(value)


def _short_key(key: str) -> str:
    return key if len(key) <= 80 else f"{key[:77]}..."

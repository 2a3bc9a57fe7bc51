"""Settings that were true once, somewhere: each says when, and who said so."""

from __future__ import annotations

import re
from datetime import date as calendar_date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from scenarios.base import Settings

__all__ = ["Currency", "DatedSetting", "Year"]

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")


def _year_as_text(value: Any) -> Any:
    # YAML reads a bare year as a number.
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _a_date(text: str) -> str:
    parts = _DATE.fullmatch(text)
    try:
        if parts is not None:
            calendar_date(int(parts[1]), int(parts[2] or 1), int(parts[3] or 1))
            return text
    except ValueError:
        pass
    raise ValueError(f"must be a year, month or day such as 2021, 2021-07 or 2021-07-19: {text!r}")


def _three_letters(code: str) -> str:
    if not re.fullmatch("[A-Z]{3}", code):
        raise ValueError(f"a currency is three capital letters such as GBP, got {code!r}")
    return code


Currency = Annotated[
    str, AfterValidator(_three_letters), Field(json_schema_extra={"pattern": "^[A-Z]{3}$"})
]
Year = Annotated[int, Field(ge=1950, le=2100)]
_Date = Annotated[
    str,
    BeforeValidator(_year_as_text),
    AfterValidator(_a_date),
    WithJsonSchema({"type": ["string", "integer"]}),
]


class DatedSetting(Settings):
    """A value that holds as of a date, by a source.

    Examples
    --------
    >>> DatedSetting(date="2021-07", source="HM Treasury 2021").date
    '2021-07'
    """

    date: _Date
    """When it was published or looked up (year, year-month or year-month-day)."""
    source: str = Field(min_length=1)
    """Where it stands, and how well it was checked (text)."""

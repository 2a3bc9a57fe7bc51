"""What a link to the classroom holds: a scenario, people, luck, levers, help and how long it plays.

A setting comes from a page, so it is not believed: whatever is wrong with it is said in one
sentence, with the place and what to do.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, ValidationError

from scenarios.base import Settings
from scenarios.problems import key_text, nearest, shown

__all__ = [
    "PEOPLE_HIGH",
    "PEOPLE_LOW",
    "ClassSetting",
    "HelpItem",
    "Levers",
    "SettingError",
    "read_setting",
]

PEOPLE_LOW, PEOPLE_HIGH = 100, 2000
WEEKS_LOW, WEEKS_HIGH = 10, 520
#: More kinds of help at a time than this nobody can follow.
HELP_AT_MOST = 8

_LeverValue = Annotated[float, Field(ge=-1000.0, le=1000.0)]


class SettingError(ValueError):
    """Something in a setting that cannot be.

    Attributes
    ----------
    where
        The place, such as ``setting.people``.
    text
        One sentence: what was expected, what was given, and what to do.
    """

    def __init__(self, where: str, text: str) -> None:
        super().__init__(f"{where}: {text}")
        self.where, self.text = where, text

    def __reduce__(self) -> tuple[type[SettingError], tuple[str, str]]:
        """Pickle by both parts."""
        return type(self), (self.where, self.text)


class Levers(Settings):
    """Properties of the world that both lives share; what is left out stays the scenario's own."""

    mobility: _LeverValue | None = None
    """Homes that move within town (share of homes a year)."""
    neighbourhood_life: _LeverValue | None = None
    """How much neighbours come across each other (ratio to the usual)."""
    online_share: _LeverValue | None = None
    """Contact online (share of contacts)."""
    hardship: _LeverValue | None = None
    """Mean deprivation of the neighbourhoods (SD, 0 = average)."""


class HelpItem(Settings):
    """One programme that is offered in the second world."""

    type: Annotated[str, Field(min_length=1, max_length=80)]
    """Kind of programme."""
    start_week: Annotated[int, Field(ge=0, le=WEEKS_HIGH)] | None = None
    """Week of the first offer (weeks); left out, as in the scenario, or 0."""
    settings: Annotated[dict[str, float | int | None], Field(max_length=12)] = Field(
        default_factory=dict
    )
    """A few main settings that differ; the others are those of the scenario's own programme of
    this kind, or the kind's defaults."""


class ClassSetting(Settings):
    """The whole setting of a page.

    Examples
    --------
    >>> ClassSetting(people=300).luck
    1
    """

    scenario: Annotated[str, Field(min_length=1, max_length=120)] = "group-therapy"
    """Name in the library, or ``file:1`` for the first file of the command line."""
    people: Annotated[int, Field(ge=PEOPLE_LOW, le=PEOPLE_HIGH)] = 500
    """Adults in town (number of people)."""
    luck: Annotated[int, Field(ge=0, le=2**31 - 1)] = 1
    """Seed: the same number gives the same people and the same luck."""
    levers: Levers = Levers()
    """Properties of the world that both lives share."""
    help: Annotated[tuple[HelpItem, ...], Field(max_length=HELP_AT_MOST)] | None = None
    """Programmes in place of the scenario's own; left out, those."""
    weeks: Annotated[int, Field(ge=WEEKS_LOW, le=WEEKS_HIGH)] = 104
    """Week at which play stops by itself (weeks)."""

    def data(self) -> dict[str, Any]:
        """Return the setting as data for JSON, levers that were left out left out."""
        data = self.model_dump(mode="json")
        data["levers"] = {k: v for k, v in data["levers"].items() if v is not None}
        return data


def read_setting(data: Any) -> ClassSetting:
    """Return the setting that a page asks for.

    Parameters
    ----------
    data
        As it came, read from JSON.

    Raises
    ------
    SettingError
        For the first thing that is wrong.

    Examples
    --------
    >>> read_setting({"people": 5})
    Traceback (most recent call last):
    ...
    demo.settings.SettingError: setting.people: must be at least 100, got 5; choose from 100 to 2000
    """
    if not isinstance(data, Mapping):
        raise SettingError("setting", f"must be a mapping of settings, got {shown(data)}")
    try:
        text = json.dumps(data, allow_nan=False)
    except (TypeError, ValueError, RecursionError):
        raise SettingError("setting", "must hold plain numbers and words only") from None
    try:
        return ClassSetting.model_validate_json(text, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = tuple(part for part in first["loc"] if part not in ("float", "int"))
        raise SettingError(key_text(("setting", *place)), _told(first, place)) from None


def _told(fault: Any, place: tuple[int | str, ...]) -> str:
    """Return what one fault is, in a sentence."""
    kind, given, about = fault["type"], shown(fault["input"]), fault.get("ctx", {})
    model: type[Settings] = ClassSetting
    if place[:1] == ("levers",):
        model = Levers
    elif place[:1] == ("help",):
        model = HelpItem
    if kind == "extra_forbidden":
        near = nearest(str(place[-1]), model.model_fields)
        known = ", ".join(model.model_fields)
        return "is not known here; " + (f"did you mean {near}?" if near else f"there are: {known}")
    if kind == "json_invalid":
        return "holds text that cannot be read; write it anew"
    if kind == "missing":
        return "is missing; give it"
    bounds = _bounds(model, place)
    if kind == "greater_than_equal":
        return f"must be at least {about['ge']:g}, got {given}{bounds}"
    if kind == "less_than_equal":
        return f"must be at most {about['le']:g}, got {given}{bounds}"
    if kind == "too_long":
        return f"must not have more than {about['max_length']} entries; leave some out"
    expected = {
        "int_type": "a whole number", "int_from_float": "a whole number",
        "int_parsing_size": "a smaller number", "float_type": "a number",
        "string_type": "text", "tuple_type": "a list", "dict_type": "a mapping",
        "model_type": "a mapping", "model_attributes_type": "a mapping",
        "string_too_short": "a name", "string_too_long": "a shorter name",
        "finite_number": "a number",
    }.get(kind)  # fmt: skip
    if expected is None:
        return f"{fault['msg'].rstrip('.')}, got {given}; choose another value"
    return f"must be {expected}, got {given}{bounds}"


def _bounds(model: type[Settings], place: tuple[int | str, ...]) -> str:
    """Return ``; choose from 100 to 2000`` where a whole number has both ends."""
    field = model.model_fields.get(str(place[-1])) if place else None
    ends = {
        name: getattr(one, name)
        for one in (field.metadata if field is not None else [])
        for name in ("ge", "le")
        if hasattr(one, name)
    }
    return f"; choose from {ends['ge']} to {ends['le']}" if len(ends) == 2 else ""

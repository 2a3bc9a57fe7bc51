"""Kinds of numbers that settings of programmes are made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["Chance", "Count", "Hours", "LogOdds", "Settings", "Share", "Weeks", "with_usual"]

Share = Annotated[float, Field(ge=0.0, le=1.0)]
Chance = Annotated[float, Field(ge=0.0, le=1.0)]
Weeks = Annotated[int, Field(ge=1, le=5200)]
Count = Annotated[int, Field(ge=0, le=1_000_000_000)]
LogOdds = Annotated[float, Field(ge=-10.0, le=10.0)]
Hours = Annotated[float, Field(ge=0.0, le=24.0)]


class Settings(BaseModel):
    """Frozen settings that refuse unknown keys; a field's docstring is its help in editors."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, allow_inf_nan=False
    )


def with_usual(settings: Any, choice: str, usual: Mapping[str, Mapping[str, object]]) -> Any:
    """Return settings with defaults that depend on one of them; what is stated stays.

    Parameters
    ----------
    settings
        What a programme is made from; anything but a mapping is returned as it is.
    choice
        The setting that decides.
    usual
        Defaults by its value, where they differ from the class's own.

    Examples
    --------
    >>> with_usual({"mode": "visit", "weeks": 9}, "mode", {"visit": {"weeks": 26, "places": 3}})
    {'weeks': 9, 'places': 3, 'mode': 'visit'}
    """
    if not isinstance(settings, Mapping):
        return settings
    chosen = settings.get(choice)
    return {**(usual.get(chosen, {}) if isinstance(chosen, str) else {}), **settings}

"""Kinds of numbers that settings of programmes are made of."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["Chance", "Count", "Hours", "LogOdds", "Settings", "Share", "Weeks"]

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

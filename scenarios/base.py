"""What all checked settings have in common."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Union

from pydantic import BaseModel, ConfigDict, Field


class Settings(BaseModel):
    """Frozen settings that refuse unknown keys; a field's docstring is its help in editors."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, use_attribute_docstrings=True, allow_inf_nan=False
    )


def one_of(kinds: Iterable[type[BaseModel]]) -> Any:
    """Return the type of settings whose ``type`` says which of several kinds they are."""
    members: Any = Union[tuple(kinds)]  # noqa: UP007 - the members are known at run time
    return Annotated[members, Field(discriminator="type")]

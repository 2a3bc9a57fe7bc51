"""Groups and capacity: how many people are served at a time, and with whom."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from simulation.conditions.conditions import QuantityText
from simulation.programmes.settings import Count, Settings

__all__ = ["Composition", "Groups"]

Composition = Literal["mixed", "matched"]
_Size = Annotated[int, Field(ge=2, le=60)]


class Groups(Settings):
    """How many people can take part at a time, and how groups are put together."""

    places: Count | None = None
    """Most people who can take part at a time (people); no limit if left out."""

    facilitators: Count | None = None
    """Facilitators there are (people); as many as needed if left out."""

    groups_per_facilitator: Annotated[int, Field(ge=1, le=100)] = 3
    """Groups a facilitator can lead at a time (groups; assumed)."""

    facilitators_per_group: Annotated[int, Field(ge=1, le=20)] = 1
    """Facilitators who lead a group together (people)."""

    people_per_facilitator: Annotated[int, Field(ge=1, le=1000)] = 20
    """People a facilitator sees one by one at a time (people; assumed)."""

    group_size: _Size = 8
    """People in a full group (people; Yalom & Leszcz; AGPA guidelines: 6 to 12)."""

    minimum_to_start: Annotated[int, Field(ge=1, le=60)] = 4
    """Least people with whom a group starts (people; assumed)."""

    composition: Composition = "mixed"
    """Groups of neighbours as they come (mixed), or of people alike in `matched_by` (matched)."""

    matched_by: QuantityText = "age"
    """What people of a matched group are alike in (any number of a person)."""

    replacement_weeks: Annotated[int, Field(ge=0, le=5200)] = 3
    """Weeks from a group's start in which leavers are replaced by people who wait (weeks;
    assumed)."""

    @model_validator(mode="after")
    def _groups_can_start(self) -> Self:
        if self.minimum_to_start > self.group_size:
            raise ValueError(
                f"minimum_to_start ({self.minimum_to_start}) must not exceed "
                f"group_size ({self.group_size})"
            )
        return self

    def groups_at_once(self) -> int | None:
        """Return how many groups the facilitators can lead at a time; None is no limit.

        Examples
        --------
        >>> Groups(facilitators=4, facilitators_per_group=2).groups_at_once()
        6
        """
        if self.facilitators is None:
            return None
        return self.facilitators * self.groups_per_facilitator // self.facilitators_per_group

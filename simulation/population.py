"""The population a world begins with: how many people, and how they live."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

__all__ = ["PopulationSettings"]

Share = Annotated[float, Field(ge=0.0, le=1.0)]


class PopulationSettings(BaseModel):
    """Who lives in the town at the start; all shares are of adults unless said otherwise.

    Examples
    --------
    >>> PopulationSettings(people=500).people
    500
    """

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    people: Annotated[int, Field(ge=10, le=2_000_000)] = 2000
    """Adults living in the town (number of people)."""

    one_adult_homes: Share = 0.30
    """Share of homes with one adult (share of homes; US Census 2022: .29, UK 2024: .30)."""

    two_adult_homes: Share = 0.52
    """Share of homes with two adults (share of homes; assumed)."""

    three_adult_homes: Share = 0.13
    """Share of homes with three adults (share of homes; assumed). The rest have four."""

    employed_share: Share = 0.74
    """Share of people under 66 who work (share; assumed near UK and US rates)."""

    group_member_share: Share = 0.35
    """Share of people who belong to a voluntary group (share; assumed)."""

    neurodivergent_share: Share = 0.10
    """Share of neurodivergent people (share; ADHD 6.8 % symptomatic, Song et al. 2021, and autism
    0.8-2.2 %, APMS 2023/4, Dietz et al. 2020)."""

    @model_validator(mode="after")
    def _homes_add_up(self) -> PopulationSettings:
        total = self.one_adult_homes + self.two_adult_homes + self.three_adult_homes
        if total > 1.0 + 1e-9:
            raise ValueError(
                f"one_adult_homes + two_adult_homes + three_adult_homes must be at most 1, "
                f"got {total:g}"
            )
        return self

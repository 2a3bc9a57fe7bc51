"""The population of a world: how many people, how they live, and what kind of town it is.

With every setting at its default, a town has the ages that its death rates keep, average
neighbourhoods and nobody who is there for a time only. What is set here lasts: deaths, removals and
arrivals keep the ages of the town, and work and groups stay as common as they were.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from simulation.ages.mix import AgeKey, AgeMix, UnreachableMixError, fit_age_mix
from simulation.ages.older_homes import share_that_lasts
from simulation.ages.years import BANDS, AgeBand

__all__ = ["PopulationSettings"]

Share = Annotated[float, Field(ge=0.0, le=1.0)]

#: Adults in town for each workplace or course.
PEOPLE_PER_WORKPLACE = 24
#: Share of couples that part in a year, as the model has it by default.
_SEPARATION = 0.012
#: Members a group may have on average: a group has 64 seats, and some are larger than others.
_MEMBERS_AT_MOST = 44


class PopulationSettings(BaseModel):
    """Who lives in the town at the start; all shares are of adults unless said otherwise.

    Residents are here to stay; newcomers, if there are any, for a time. Ages and homes are those of
    the residents.

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

    age_shares: dict[AgeBand, Share] | None = None
    """Share of residents in each band of age, adding up to 1; a band left out holds nobody (share;
    the town's own figures). Left out altogether, ages are those that the death rates keep."""

    older_alone_share: Share | None = None
    """Share of residents of 65 and above who live alone (share; ONS 2024: .34, women .41, men .27).
    Left out, it comes from the homes: .18 at the start, .28 after five years."""

    employed_share: Share = 0.74
    """Share of people under 66 who work (share; assumed near UK and US rates)."""

    group_member_share: Share = 0.35
    """Share of people who belong to a voluntary group (share; assumed)."""

    people_per_group: Annotated[int, Field(ge=5, le=1000)] = 25
    """Adults in town for each voluntary group, members or not: more means fewer groups (number of
    people; assumed)."""

    neurodivergent_share: Share = 0.10
    """Share of neurodivergent people (share; ADHD 6.8 % symptomatic, Song et al. 2021, and autism
    0.8-2.2 %, APMS 2023/4, Dietz et al. 2020)."""

    collectivism: Annotated[float, Field(ge=-0.5, le=0.5)] = 0.0
    """Mean collectivism of the neighbourhoods, which differ by .2 (share above average; assumed:
    effects are contested, Lykes & Kemmelmeier 2014)."""

    cohesion: Annotated[float, Field(ge=-2.0, le=2.0)] = 0.0
    """Mean cohesion of the neighbourhoods beyond what deprivation takes; they differ by .5 (z
    score; assumed)."""

    deprivation: Annotated[float, Field(ge=-3.0, le=3.0)] = 0.0
    """Mean deprivation of the neighbourhoods: 0 is average, 1.4 the most deprived fifth and -1.4
    the least (SD between the neighbourhoods of a country; the town's own figures)."""

    deprivation_spread: Annotated[float, Field(ge=0.0, le=2.0)] = 0.0
    """How much neighbourhoods of the town differ in deprivation (SD; the town's own figures)."""

    newcomers_share: Annotated[float, Field(ge=0.0, le=0.9)] = 0.0
    """Share of people who are here for a time: they live in shared homes, have no kin in town and
    are followed by others like them (share; assumed)."""

    newcomers_youngest: Annotated[int, Field(ge=18, le=90)] = 18
    """Age of the youngest newcomers when they arrive (years; assumed)."""

    newcomers_oldest: Annotated[int, Field(ge=18, le=90)] = 20
    """Age of the oldest newcomers when they arrive (years; assumed)."""

    newcomers_a_home: Annotated[int, Field(ge=1, le=4)] = 4
    """Newcomers who share a home, strangers at first (number of people; assumed)."""

    newcomers_stay_years: Annotated[int, Field(ge=1, le=20)] = 1
    """Time after which newcomers leave town (years; assumed)."""

    newcomers_arrive: Literal["together", "through_the_year"] = "through_the_year"
    """Whether they come and go together once a year, as students do, from week 0 on every 52 weeks,
    or one by one (assumed)."""

    newcomers_in_courses: Share = 0.0
    """Share of newcomers who spend the week in a course of about 24 newcomers; the others find work
    as residents do (share of newcomers; assumed)."""

    @field_validator("age_shares")
    @classmethod
    def _ages_add_up(cls, shares: dict[AgeBand, float] | None) -> dict[AgeBand, float] | None:
        total = 1.0 if shares is None else sum(shares.values())
        if abs(total - 1.0) > 1e-6:
            more = "add" if total < 1.0 else "take away"
            raise ValueError(
                f"shares must add up to 1, got {total:g}; {more} {abs(1.0 - total):g} in one of "
                f"the bands {', '.join(BANDS)}"
            )
        return shares

    @model_validator(mode="after")
    def _homes_add_up(self) -> PopulationSettings:
        total = self.one_adult_homes + self.two_adult_homes + self.three_adult_homes
        if total > 1.0 + 1e-9:
            raise ValueError(
                f"one_adult_homes + two_adult_homes + three_adult_homes must be at most 1, "
                f"got {total:g}"
            )
        return self

    @model_validator(mode="after")
    def _ages_fit_the_homes(self) -> PopulationSettings:
        try:
            self.age_mix()
        except UnreachableMixError as error:
            asked = [name for name in ("age_shares", "older_alone_share") if getattr(self, name)]
            raise ValueError(
                f"{' and '.join(asked)} cannot be had with these homes, whose partners, grown "
                f"children and housemates have ages of their own; nearest is {error}. Write that, "
                f"or change one_adult_homes, two_adult_homes or three_adult_homes"
            ) from error
        return self

    @model_validator(mode="after")
    def _living_alone_lasts(self) -> PopulationSettings:
        key, share = self.age_key, self.older_alone_share
        if key is not None and share is not None:
            lasting = share_that_lasts(key, _SEPARATION)
            if lasting < share - 0.03:
                raise ValueError(
                    f"older_alone_share {share:g} would not last: with this mix of ages at most "
                    f"{lasting:.2f} live alone in the long run, as people turn 65 in couples; "
                    f"write that, or give 65-79 and 80+ more of age_shares, so that more move to "
                    f"town alone"
                )
        return self

    @model_validator(mode="after")
    def _groups_have_room(self) -> PopulationSettings:
        members = self.people_per_group * self.group_member_share
        if members > _MEMBERS_AT_MOST:
            most = int(_MEMBERS_AT_MOST / self.group_member_share)
            raise ValueError(
                f"people_per_group {self.people_per_group} with group_member_share "
                f"{self.group_member_share:g} makes {members:.0f} members a group, and there is "
                f"room for {_MEMBERS_AT_MOST}; lower people_per_group to {most} or fewer"
            )
        return self

    @model_validator(mode="after")
    def _newcomers_have_an_age(self) -> PopulationSettings:
        if self.newcomers_youngest > self.newcomers_oldest:
            raise ValueError(
                f"newcomers_youngest {self.newcomers_youngest} is above newcomers_oldest "
                f"{self.newcomers_oldest}; swap them"
            )
        return self

    @property
    def newcomers(self) -> int:
        """Number of people who are here for a time."""
        return round(self.newcomers_share * self.people)

    @property
    def residents(self) -> int:
        """Number of people who are here to stay; their rows come first."""
        return self.people - self.newcomers

    @property
    def courses(self) -> int:
        """Number of courses that newcomers are in."""
        students = self.newcomers * self.newcomers_in_courses
        return max(1, round(students / PEOPLE_PER_WORKPLACE)) if students else 0

    def is_newcomer(self, ids: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
        """Return who is here for a time: the last places in the order of ids are theirs.

        Parameters
        ----------
        ids
            Unique ids, any shape.
        """
        return ids % self.people >= self.residents

    @property
    def age_key(self) -> AgeKey | None:
        """What the ages of a town with a mix of its own follow from, None for one without."""
        if self.age_shares is None and self.older_alone_share is None:
            return None
        shares = None
        if self.age_shares is not None:
            given = dict(self.age_shares)
            shares = tuple(given.get(band, 0.0) for band in get_args(AgeBand))
        sizes = (self.one_adult_homes, self.two_adult_homes, self.three_adult_homes)
        return shares, self.older_alone_share, (*sizes, max(0.0, 1.0 - sum(sizes)))

    def age_mix(self) -> AgeMix | None:
        """Return the ages of a town with a mix of its own, None for one without."""
        key = self.age_key
        return None if key is None else fit_age_mix(*key)

"""A programme: who is offered it, when, who comes, and which mechanisms a session moves.

A programme never writes an outcome. Its ``content`` is a small vector of mechanism inputs that
participants receive in the weeks they attend; everything else follows from the world.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, Field, model_validator

from simulation.foci import Venue
from simulation.mechanisms import MECHANISMS
from simulation.programmes.census import Census
from simulation.programmes.conditions import ConditionText, parse_condition

if TYPE_CHECKING:
    from simulation.world import World

__all__ = ["Programme", "Share", "Ucla3Score", "Weeks"]

Share = Annotated[float, Field(ge=0.0, le=1.0)]
Weeks = Annotated[int, Field(ge=1, le=5200)]
Ucla3Score = Annotated[int, Field(ge=3, le=9)]
Rows = npt.NDArray[np.int64]


class Programme(BaseModel):
    """What all programmes have in common; a kind of programme adds its content.

    Examples
    --------
    >>> from simulation.programmes import GroupTherapy
    >>> GroupTherapy(start_week=4).label
    'group_therapy'
    """

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    #: Mechanism inputs of a week attended, by name (see ``simulation.mechanisms``).
    content: ClassVar[dict[str, float]] = {}
    #: Share of the weeks somebody must have come to be counted as a participant.
    participant_share: ClassVar[float] = 0.0
    #: Whether people take seats anew each week (open events) instead of keeping them (groups).
    seats_anew: ClassVar[bool] = False
    #: One line for lists.
    summary: ClassVar[str] = ""

    type: str
    """Kind of programme."""

    name: Annotated[str | None, Field(min_length=1, max_length=80)] = None
    """Label in results; the kind if left out."""

    start_week: Annotated[int, Field(ge=0, le=100_000)] = 0
    """Week of the first offer, counted from when the programme is given to the world (weeks)."""

    weeks: Weeks = 16
    """Length of the programme (weeks)."""

    eligibility: ConditionText = ""
    """Who may be offered a place, such as `lonely and age >= 60`; everybody if left out
    (condition)."""

    minimum_ucla3: Ucla3Score | None = None
    """Least loneliness of those eligible (UCLA-3 score, 3 to 9; 6 and more counts as lonely)."""

    maximum_lsns6: Annotated[int, Field(ge=0, le=30)] | None = None
    """Largest network of those eligible (LSNS-6 score, 0 to 30; under 12 counts as isolated)."""

    minimum_age: Annotated[float, Field(ge=18, le=120)] | None = None
    """Least age of those eligible (years)."""

    maximum_age: Annotated[float, Field(ge=18, le=120)] | None = None
    """Greatest age of those eligible (years)."""

    offered_share: Share = 1.0
    """Share of those eligible who are offered a place (share)."""

    uptake: Share = 0.6
    """Chance that somebody who is offered a place takes it (chance)."""

    places: Annotated[int, Field(ge=0)] | None = None
    """Most people who can take part (number of people); no limit if left out."""

    attendance: Share = 0.8
    """Chance of coming in a week while enrolled (chance a week)."""

    dropout_share: Share = 0.25
    """Share of participants who leave before the end, at any time alike (share)."""

    @model_validator(mode="after")
    def _ages_in_order(self) -> Programme:
        if (
            self.minimum_age is not None
            and self.maximum_age is not None
            and self.minimum_age > self.maximum_age
        ):
            raise ValueError(
                f"minimum_age ({self.minimum_age:g}) must not exceed "
                f"maximum_age ({self.maximum_age:g})"
            )
        return self

    @property
    def label(self) -> str:
        """Name in results."""
        return self.name or self.type

    def eligible(
        self, people: npt.NDArray[np.void], scores: dict[str, npt.NDArray[np.uint8]]
    ) -> npt.NDArray[np.bool_]:
        """Return who may be offered a place.

        Parameters
        ----------
        people
            Records, shape (n,).
        scores
            This week's survey scores by instrument, shape (n,) each.

        Returns
        -------
        ndarray of bool, shape (n,)
        """
        may = np.ones(len(people), np.bool_)
        if self.minimum_ucla3 is not None:
            may &= scores["ucla3"] >= self.minimum_ucla3
        if self.maximum_lsns6 is not None:
            may &= scores["lsns6"] <= self.maximum_lsns6
        if self.minimum_age is not None:
            may &= people["age"] >= self.minimum_age
        if self.maximum_age is not None:
            may &= people["age"] <= self.maximum_age
        if self.eligibility:
            may &= parse_condition(self.eligibility).compute(Census.of(people, scores).read)
        return may

    def attendance_chances(
        self, world: World, rows: Rows, start_week: int
    ) -> npt.NDArray[np.float64]:
        """Return the chance that each of these participants comes this week, shape (n,)."""
        return np.full(len(rows), self.attendance)

    def venue(self, world: World, participants: int) -> tuple[Venue, int] | None:
        """Return where participants meet each other and how many such places, or None."""
        return None

    def meeting_place(self, world: World, rows: Rows) -> Rows:
        """Return the place of the venue at which each participant meets others."""
        raise TypeError(f"{self.type} gathers nobody")

    def dose(self) -> npt.NDArray[np.void]:
        """Return the content as one record of mechanism inputs, shape (1,)."""
        record = np.zeros(1, MECHANISMS)
        for mechanism, amount in self.content.items():
            record[mechanism] = amount
        return record

    def __init_subclass__(cls, **options: Any) -> None:
        """Refuse a content that names no mechanism."""
        super().__init_subclass__(**options)
        for mechanism, amount in cls.content.items():
            if mechanism not in MECHANISMS.names or not 0.0 <= amount <= 1.0:  # type: ignore[operator]
                raise TypeError(
                    f"{cls.__name__}.content: {mechanism}={amount} must be one of "
                    f"{', '.join(MECHANISMS.names or ())}, with a dose from 0 to 1"
                )

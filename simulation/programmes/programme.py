"""A programme: who it is for, how it is delivered, and which mechanisms a session moves.

A programme never writes an outcome. Its ``content`` is a small vector of mechanism inputs that
participants receive in the weeks they come; everything else follows from the world.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, get_args

import numpy as np
import numpy.typing as npt
from pydantic import Field

from simulation.conditions.census import Census
from simulation.conditions.conditions import parse_condition
from simulation.mechanisms import MECHANISM_NAMES
from simulation.money.costs import Costs
from simulation.programmes.groups import Groups
from simulation.programmes.reach import Reach
from simulation.programmes.sessions import Sessions
from simulation.programmes.view import PeopleView

__all__ = ["Format", "Programme"]

Format = Literal["group", "one_to_one", "open"]


class Programme(Reach, Groups, Sessions, Costs):
    """What all programmes have in common; a kind of programme adds its content.

    Examples
    --------
    >>> from simulation.programmes import GroupTherapy
    >>> GroupTherapy(start_week=4).label
    'group_therapy'
    """

    #: Mechanism inputs of a session attended, by name (see ``simulation.mechanisms``).
    content: ClassVar[Mapping[str, float]] = {}
    #: Whether people meet in groups of their own, one to one, or openly in their neighbourhood.
    format: ClassVar[Format] = "one_to_one"
    #: Share of the sessions somebody must have come to in order to count as a participant.
    participant_share: ClassVar[float] = 0.0
    #: One line for lists.
    summary: ClassVar[str] = ""

    type: str
    """Kind of programme."""

    name: Annotated[str | None, Field(min_length=1, max_length=80)] = None
    """Label in results; the kind if left out."""

    start_week: Annotated[int, Field(ge=0, le=100_000)] = 0
    """Week of the first offer, counted from when the programme is given to the world (weeks)."""

    @property
    def label(self) -> str:
        """Name in results."""
        return self.name or self.type

    @property
    def relative_length(self) -> float:
        """Length of a session relative to this kind's usual one."""
        usual = self.usual_hours
        return self.session_hours / usual if usual else 1.0

    @property
    def usual_hours(self) -> float:
        """Length of a session for which the content is stated (hours)."""
        return float(type(self).model_fields["session_hours"].default)

    @property
    def weekly_dropout(self) -> float:
        """Chance that an average participant leaves after a week with sessions."""
        meetings = self.course_sessions // self.sessions_a_week
        return 1.0 - float((1.0 - self.dropout_share) ** (1.0 / meetings))

    def eligible(self, census: Census) -> npt.NDArray[np.bool_]:
        """Return who may be offered a place, shape (people,)."""
        return parse_condition(self.eligibility).compute(census.read)

    def weekly_inputs(
        self, people: PeopleView, enrolment: npt.NDArray[np.void], week: int
    ) -> Mapping[str, npt.ArrayLike]:
        """Return the mechanism inputs of a session this week, 0 to 1, for those who come.

        Parameters
        ----------
        people
            Columns of those who come, by name, shape (n,) each.
        enrolment
            Their cases, records of ``simulation.programmes.view.ENROLMENT``, shape (n,).
        week
            Weeks since the programme's start.

        Returns
        -------
        mapping
            By mechanism: one number for all, or one for each.
        """
        return self.content

    def inputs_between_sessions(
        self, people: PeopleView, enrolment: npt.NDArray[np.void], week: int
    ) -> Mapping[str, npt.ArrayLike]:
        """Return what people in a course go on with by themselves in a week without a session.

        Nothing by default: a programme works where and when people come. Nobody's time is booked.

        Parameters
        ----------
        people, enrolment, week
            As in :meth:`weekly_inputs`, of those in a course who are at no session this week.

        Returns
        -------
        mapping
            Mechanism inputs as in :meth:`weekly_inputs`.
        """
        return {}

    @property
    def goes_on_between_sessions(self) -> bool:
        """Whether this kind leaves people anything for weeks without a session."""
        return type(self).inputs_between_sessions is not Programme.inputs_between_sessions

    def attendance_chances(
        self,
        people: PeopleView,
        enrolment: npt.NDArray[np.void],
        chances: npt.NDArray[np.float64],
    ) -> npt.NDArray[np.float64]:
        """Return the chance that each participant comes to a session, shape (n,).

        Parameters
        ----------
        people, enrolment
            As in :meth:`weekly_inputs`, of all who are in a course.
        chances
            What follows from the settings.
        """
        return chances

    def makes_trauma_informed(self, other: str, week: int) -> float:
        """Return how far this programme makes another trauma-informed, 0 to 1.

        Parameters
        ----------
        other
            Label of the other.
        week
            Weeks since the own start; negative before it.
        """
        return 0.0

    def __init_subclass__(cls, **options: Any) -> None:
        """Refuse a content that names no mechanism, and a format that does not exist."""
        super().__init_subclass__(**options)
        content: Any = cls.content  # written by whoever writes the class
        if not isinstance(content, Mapping):
            raise TypeError(
                f"{cls.__name__}.content must be a mapping of mechanism to dose, got {content!r}"
            )
        for mechanism, amount in content.items():
            is_dose = isinstance(amount, int | float | np.number) and 0.0 <= amount <= 1.0
            if mechanism not in MECHANISM_NAMES or not is_dose:
                raise TypeError(
                    f"{cls.__name__}.content: {mechanism}={amount} must be one of "
                    f"{', '.join(MECHANISM_NAMES)}, with a dose from 0 to 1"
                )
        if cls.format not in get_args(Format):
            raise TypeError(
                f"{cls.__name__}.format: {cls.format!r} must be one of "
                f"{', '.join(get_args(Format))}"
            )

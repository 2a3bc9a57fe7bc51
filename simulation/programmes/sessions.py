"""Sessions: how often people meet, who comes, who leaves, how well and how safely it is done."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from simulation.programmes.settings import Chance, Hours, LogOdds, Settings, Share, Weeks

__all__ = ["Sessions"]


class Sessions(Settings):
    """What one person's course consists of."""

    weeks: Weeks = 16
    """Length of a course (weeks)."""

    sessions_a_week: Annotated[int, Field(ge=1, le=7)] = 1
    """Sessions in a week that has any (sessions a week)."""

    weeks_between_sessions: Annotated[int, Field(ge=1, le=52)] = 1
    """Weeks from one week with sessions to the next (weeks); 2 is every other week."""

    guided_weeks: Weeks | None = None
    """Weeks of a course in which there are sessions (weeks); all if left out. Afterwards people go
    on by themselves until the course ends."""

    session_hours: Hours = 1.5
    """Length of a session (hours); a shorter one than usual delivers less."""

    preparation_hours: Hours = 0.5
    """Time of each facilitator beside a session (hours a session; assumed)."""

    attendance: Chance = 0.8
    """Chance that an average participant comes to a session (chance a session; assumed: .55 to
    .85 in community groups)."""

    attendance_withdrawal: LogOdds = 0.5
    """What full withdrawal takes from the odds of coming (log odds; assumed)."""

    attendance_habit: LogOdds = 1.0
    """What having come last time adds to those odds, and having stayed away takes (log odds;
    assumed)."""

    dropout_share: Share = 0.25
    """Share of average participants who leave before the end (share; .197 in psychotherapy, Swift
    & Greenberg 2012; more outside trials)."""

    dropout_after_hurt: LogOdds = 1.5
    """What a bad session adds to the odds of leaving after it (log odds; assumed)."""

    completion_share: Share = 0.5
    """Share of the sessions somebody must have come to for the course to count as completed
    (share; assumed)."""

    fidelity: Share = 1.0
    """How much of the content is delivered (share)."""

    adverse_chance: Chance = 0.01
    """Chance that a session goes badly for somebody who came: conflict, rejection (chance a
    session; assumed)."""

    trauma_informed: Share = 0.0
    """How far people hurt early in life are met in a way that feels safe to them (share)."""

    @model_validator(mode="after")
    def _sessions_lie_in_the_course(self) -> Self:
        if self.guided_weeks is not None and self.guided_weeks > self.weeks:
            raise ValueError(
                f"guided_weeks ({self.guided_weeks}) must not exceed weeks ({self.weeks})"
            )
        return self

    @property
    def weeks_led(self) -> int:
        """Weeks from the start of a course after which there are no more sessions."""
        return self.weeks if self.guided_weeks is None else self.guided_weeks

    @property
    def course_sessions(self) -> int:
        """Sessions of a whole course.

        Examples
        --------
        >>> Sessions(weeks=16, weeks_between_sessions=2).course_sessions
        8
        """
        meetings = -(-self.weeks_led // self.weeks_between_sessions)
        return meetings * self.sessions_a_week

"""What happened to participants one by one, and around them: found by meeting both worlds.

Who takes part is known only when the arm's world has lived, so the answers of its people wait until
then; the baseline world is met week by week while it lives.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.worlds.groups import GroupSeries
from experiments.worlds.history import PARTICIPANTS, Answers, WeeklyAnswers
from experiments.worlds.indicators import Marks
from experiments.worlds.individuals import Met, Start, gainer_traits, meet, person_effects
from experiments.worlds.panels import Group, Panel
from experiments.worlds.reach import reach_groups
from experiments.worlds.strata import strata

if TYPE_CHECKING:
    from simulation import ConnectivityModel

__all__ = ["REACH", "Around", "groups_at_start", "is_panel_week", "start_of"]

#: The dimension of groups by distance from participants.
REACH = "reach"

#: Panels are looked at in weeks that this divides, and in the last.
_PANEL_WEEKS = 4


def is_panel_week(week: int, last: int) -> bool:
    """Return whether panels are looked at in a week.

    Examples
    --------
    >>> [week for week in range(8) if is_panel_week(week, 7)]
    [0, 4, 7]
    """
    return week % _PANEL_WEEKS == 0 or week == last


def start_of(world: ConnectivityModel) -> Start:
    """Return a town at the end of its burn-in: who lives there, what they answer, their strata."""
    people = world.people.records.copy()
    return Start(people, world.survey_arrays(), strata(people))


def groups_at_start(start: Start) -> dict[Group, NDArray[np.int64]]:
    """Return the unique ids of the people of every stratum."""
    ids = start.people["unique_id"].astype(np.int64)
    return {
        (dimension, name): ids[members]
        for dimension, groups in start.strata.items()
        for name, members in groups.items()
    }


@dataclass(frozen=True)
class _Moment:
    """Everybody's answers in the arm's world in one week."""

    ids: NDArray[np.int64]
    answers: Answers


class Around:
    """Participants of one arm and those around them, waiting to be met in the baseline world.

    Parameters
    ----------
    arm, baseline : str
        Names of the two worlds.
    past : ConnectivityModel
        The town at week 0, with the ties that tell who is near.
    start : Start
        The same town as numbers.
    members : array of int64
        Unique ids of the participants.
    weekly : WeeklyAnswers
        Everybody's answers in the arm's world.
    moments : collection of int
        Weeks in which participants are met one by one.
    """

    def __init__(
        self,
        arm: str,
        baseline: str,
        past: ConnectivityModel,
        start: Start,
        members: NDArray[np.int64],
        weekly: WeeklyAnswers,
        moments: tuple[int, ...],
    ) -> None:
        self._start, self._members = start, members
        ids = start.people["unique_id"].astype(np.int64)
        rows = np.flatnonzero(np.isin(ids, members))
        near = reach_groups(past.ties.arrays, start.people["tie_count"], rows)
        groups = {(REACH, name): ids[flags] for name, flags in near.items()}
        self._with = Panel(arm, arm, groups, len(ids))
        self._without = Panel(baseline, arm, groups, len(ids))
        self._last = len(weekly.ids) - 1
        for week, (alive, answers) in enumerate(zip(weekly.ids, weekly.answers, strict=True)):
            if is_panel_week(week, self._last):
                self._with.note(week, alive, answers)
        self._moments = {
            week: _Moment(weekly.ids[week], weekly.answers[week])
            for week in moments
            if week <= self._last
        }
        self._met: list[Met] = []

    def meet(self, week: int, ids: NDArray[np.int64], answers: Answers, marks: Marks) -> None:
        """Meet the baseline world in one week."""
        if is_panel_week(week, self._last):
            self._without.note(week, ids, answers)
        if week in self._moments:
            other = self._moments[week]
            self._met.append(meet(week, self._members, other.ids, other.answers, ids, answers))

    def series(self) -> tuple[GroupSeries, ...]:
        """Return no series: what is found here has tables of its own."""
        return ()

    def indicators(self) -> tuple[GroupSeries, ...]:
        """Return no indicators."""
        return ()

    def tables(self) -> Mapping[str, pd.DataFrame]:
        """Return ``panels`` by reach, ``individuals`` and ``profiles``."""
        effects = [person_effects(met, self._start, PARTICIPANTS) for met in self._met]
        traits = [gainer_traits(met, self._start) for met in self._met]
        return {
            "panels": pd.concat([self._with.table(), self._without.table()], ignore_index=True),
            "individuals": pd.concat(effects, ignore_index=True) if effects else pd.DataFrame(),
            "profiles": pd.concat(traits, ignore_index=True) if traits else pd.DataFrame(),
        }

"""Living one world week by week, and asking everybody in it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from experiments.outcomes import outcome_means
from experiments.worlds.around import is_panel_week
from experiments.worlds.groups import GroupSeries
from experiments.worlds.history import EVERYBODY, PARTICIPANTS, Waiting, WeeklyAnswers
from experiments.worlds.indicators import IndicatorWatch
from experiments.worlds.panels import Panel

if TYPE_CHECKING:
    from scenarios import Scenario
    from simulation import ConnectivityModel

__all__ = ["Lived", "live", "participants_of"]


@dataclass(frozen=True)
class Lived:
    """A world at its end.

    Attributes
    ----------
    everybody, indicators
        Outcomes of everybody; indicators of every subgroup.
    weekly
        Everybody's answers week by week, where they were to be kept.
    seconds, step_seconds
        Time it took, and the part of it in which weeks were lived and people asked.
    """

    everybody: GroupSeries
    indicators: list[GroupSeries]
    weekly: WeeklyAnswers | None
    seconds: float
    step_seconds: float


def live(
    model: ConnectivityModel,
    arm: str,
    weeks: int,
    *,
    waiting: Sequence[Waiting] = (),
    panel: Panel | None = None,
    keep_answers: bool = False,
) -> Lived:
    """Live a world to its end.

    Parameters
    ----------
    model : ConnectivityModel
        At the end of its burn-in; left at its end.
    arm : str
        Its name in the study.
    weeks : int
        Weeks to live.
    waiting : sequence of Waiting
        People of other worlds who are met here as the same people.
    panel : Panel, optional
        Groups whose outcomes are noted in some weeks.
    keep_answers : bool
        Whether everybody's weekly answers are kept, because it shows only at the end who took part.
    """
    started = time.perf_counter()
    steps = 0.0
    everybody = GroupSeries(arm, "", EVERYBODY)
    watch = IndicatorWatch(arm, weeks)
    weekly = WeeklyAnswers() if keep_answers else None
    for week in range(weeks + 1):
        begun = time.perf_counter()
        if week:
            model.run_weeks(1, observe=False)  # the survey below is the observation
        ids, answers = model.people.ids, model.survey_arrays()
        marks = watch.note(week, model.people.records)
        everybody.add(week, len(ids), outcome_means(answers))
        steps += time.perf_counter() - begun
        for group in waiting:
            group.meet(week, ids, answers, marks)
        if panel is not None and is_panel_week(week, weeks):
            panel.note(week, ids, answers)
        if weekly is not None:
            weekly.add(ids, answers, marks)
    return Lived(everybody, watch.series(), weekly, time.perf_counter() - started, steps)


def participants_of(
    model: ConnectivityModel, scenario: Scenario
) -> Iterator[tuple[str, NDArray[np.int64]]]:
    """Yield the groups of people who took part: in anything, and in each programme of several.

    Parameters
    ----------
    model : ConnectivityModel
        A world at its end.
    scenario : Scenario
        Its settings.

    Yields
    ------
    tuple
        Name of the group, and the unique ids of its people.
    """
    labels = list(dict.fromkeys(programme.label for programme in scenario.programmes))
    if not labels:
        return
    members = {label: np.unique(model.participants(label)) for label in labels}
    yield PARTICIPANTS, np.unique(np.concatenate(list(members.values())))
    if len(labels) > 1:
        for label in labels:
            yield f"{PARTICIPANTS} of {label}", members[label]

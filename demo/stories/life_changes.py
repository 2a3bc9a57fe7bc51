"""What a week did to everybody's life beside their ties: groups, work, home, coming and going.

All of it is read from the columns of people a week ago and now. Whether somebody died or moved away
no column says, since the row has another person by then; that is in the events that the life
course noted in this week.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from demo.stories.happenings import Happening, Happenings, happenings
from simulation import ConnectivityModel
from simulation.demography.life_course import DIES, MOVES

__all__ = [
    "CAME_FOR_A_TIME",
    "CAME_OF_AGE",
    "CHANGED_WORK",
    "LEFT_HOME",
    "LEFT_TOWN",
    "LEFT_WORK",
    "MOVED_ELSEWHERE",
    "MOVED_HOME",
    "MOVED_IN_TOGETHER",
    "MOVED_TO_TOWN",
    "PARTED",
    "RETIRED",
    "STARTED_COURSE",
    "STARTED_WORK",
    "WENT_BY_DEATH",
    "died_this_week",
    "first_course",
    "life_changes",
]

Flags = npt.NDArray[np.bool_]
Records = npt.NDArray[np.void]

#: Details of an arrival.
MOVED_TO_TOWN, CAME_OF_AGE, CAME_FOR_A_TIME = 0, 1, 2
#: Details of a departure.
LEFT_TOWN, WENT_BY_DEATH = 0, 1
#: Details of a change of home. The first two tell of another person.
MOVED_IN_TOGETHER, PARTED, LEFT_HOME, MOVED_ELSEWHERE, MOVED_HOME = 0, 1, 2, 3, 4
#: Details of a change of work.
STARTED_WORK, LEFT_WORK, CHANGED_WORK, RETIRED, STARTED_COURSE = 0, 1, 2, 3, 4

_JUST_OF_AGE = 18.05
_RETIREMENT = 66.0


def first_course(model: ConnectivityModel) -> int:
    """Return the number of the first workplace that is a course of study."""
    return model.places.workplaces - model.population.courses


def died_this_week(model: ConnectivityModel, before: Records) -> npt.NDArray[np.uint8]:
    """Return of which rows the person of a week ago has died, shape (people,)."""
    gone = before["unique_id"] != model.people.records["unique_id"]
    died: npt.NDArray[np.uint8] = (gone & ((model.life_events & DIES) != 0)).astype(np.uint8)
    return died


def life_changes(
    model: ConnectivityModel, before: Records, died: npt.NDArray[np.uint8], week: int
) -> list[Happenings]:
    """Return what has happened to people since last week, beside their ties.

    Parameters
    ----------
    model
        The world now.
    before
        Records of its people a week ago.
    died
        From :func:`died_this_week`.
    week
        The week of the happenings.

    Returns
    -------
    list of ndarray of HAPPENING
        Those who go, those who come, then what happened to those who stayed.
    """
    now = model.people.records
    stayed = before["unique_id"] == now["unique_id"]
    told = [*_comings_and_goings(model, before, now, ~stayed, died, week)]
    told += _homes(model, before, now, stayed, week)
    told += _work(model, before, now, stayed, week)
    told += _groups(before, now, stayed, week)
    return [one for one in told if len(one)]


def _comings_and_goings(
    model: ConnectivityModel,
    before: Records,
    now: Records,
    changed: Flags,
    died: npt.NDArray[np.uint8],
    week: int,
) -> Iterator[Happenings]:
    rows = np.flatnonzero(changed)
    if not len(rows):
        return
    yield happenings(before["unique_id"][rows], Happening.DEPARTED, week, detail=died[rows])
    how = np.where(now["age"][rows] < _JUST_OF_AGE, CAME_OF_AGE, MOVED_TO_TOWN)
    how[rows >= model.population.residents] = CAME_FOR_A_TIME
    yield happenings(now["unique_id"][rows], Happening.ARRIVED, week, detail=how)


def _homes(
    model: ConnectivityModel, before: Records, now: Records, stayed: Flags, week: int
) -> Iterator[Happenings]:
    ids = now["unique_id"]
    partner, partner_before = now["partner"], before["partner"]
    paired = stayed & (partner >= 0) & (partner != partner_before)
    yield happenings(
        ids[paired], Happening.MOVED, week, other=partner[paired], detail=MOVED_IN_TOGETHER
    )
    # A partner who died or left town is told of as a loss.
    parted = stayed & (partner_before >= 0) & (partner != partner_before)
    parted[parted] = np.isin(partner_before[parted], ids)
    yield happenings(
        ids[parted], Happening.MOVED, week, other=partner_before[parted], detail=PARTED
    )
    told = paired | parted
    home_changed = now["household"] != before["household"]
    left_home = (before["adult_child"] > 0) & (now["adult_child"] == 0) & home_changed
    moves = (model.life_events & MOVES) != 0
    elsewhere = now["neighbourhood"] != before["neighbourhood"]
    rest = stayed & ~told & (home_changed | elsewhere | moves)
    how = np.where(left_home, LEFT_HOME, np.where(elsewhere, MOVED_ELSEWHERE, MOVED_HOME))
    yield happenings(ids[rest], Happening.MOVED, week, detail=how[rest])


def _work(
    model: ConnectivityModel, before: Records, now: Records, stayed: Flags, week: int
) -> Iterator[Happenings]:
    place, place_before = now["workplace"], before["workplace"]
    changed = stayed & (place != place_before)
    if not changed.any():
        return
    how = np.where(place_before < 0, STARTED_WORK, CHANGED_WORK)
    how = np.where(place >= first_course(model), STARTED_COURSE, how)
    stopped = np.where(now["age"] >= _RETIREMENT, RETIRED, LEFT_WORK)
    how = np.where(place < 0, stopped, how)
    yield happenings(now["unique_id"][changed], Happening.WORK, week, detail=how[changed])


def _groups(before: Records, now: Records, stayed: Flags, week: int) -> Iterator[Happenings]:
    ids, group, group_before = now["unique_id"], now["group"], before["group"]
    changed = stayed & (group != group_before)
    left = changed & (group_before >= 0)
    yield happenings(ids[left], Happening.LEFT, week)
    joined = changed & (group >= 0)
    yield happenings(ids[joined], Happening.JOINED, week)

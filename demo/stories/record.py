"""The record of one world: what has happened to whom, and how everybody felt, week by week."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from demo.stories.happenings import HAPPENING, Happening, Happenings
from demo.stories.help_changes import help_changes
from demo.stories.life_changes import died_this_week, first_course, life_changes
from demo.stories.tie_changes import TiesThen, compare_ties, first_ties
from simulation import ConnectivityModel

__all__ = ["Gone", "WorldRecord"]

Bytes = npt.NDArray[np.uint8]
Records = npt.NDArray[np.void]

#: Loneliness (0 to 1) is kept in steps of 1/255.
LONELINESS_STEPS = 255


class Gone(NamedTuple):
    """Somebody who is no longer in town, as they last were."""

    week: int
    died: bool
    record: np.void
    at_home: int


def _copied(people: Records) -> Records:
    """Return a copy, as one block of bytes: NumPy copies records field by field, slowly."""
    whole = people.view(np.dtype((np.void, people.dtype.itemsize))).copy()
    return whole.view(people.dtype)


class WorldRecord:
    """What happened in one world since the recording began.

    Arrays of past weeks are never written to again, so a copy shares them.

    Parameters
    ----------
    model
        The world as it is when the recording begins.
    week
        The week it begins, on the page's count.

    Attributes
    ----------
    first_week, week
        First and last week noted.
    begun_at
        The model's own week when the recording began.
    happenings
        What happened, one array a week; empty for the first week.
    loneliness, stress
        One array of uint8 a week, by row: 255ths, and answers of 0 to 40.
    gone
        Those who were here and are not, by unique id.
    came
        The week of arrival of those who came since the beginning, by unique id.
    help_words
        What programmes are called in sentences; a happening holds the place in this list.
    first_course
        Number of the first workplace that is a course of study.
    people, ties
        Records of people, and their ties, at the end of the last week.
    """

    def __init__(self, model: ConnectivityModel, week: int) -> None:
        self.first_week = self.week = week
        self._asked: tuple[int, int, Happenings] = (-1, week, np.zeros(0, HAPPENING))
        self.first_course = first_course(model)
        self.begun_at = model.week
        self.happenings: list[Happenings] = [np.zeros(0, HAPPENING)]
        self.loneliness: list[Bytes] = []
        self.stress: list[Bytes] = []
        self.gone: dict[int, Gone] = {}
        self.came: dict[int, int] = {}
        self.people: Records = _copied(model.people.records)
        self.first_people: Records = self.people
        self.ties: TiesThen = first_ties(self.people, model.ties.arrays)
        self.help_words: list[str] = []
        self._help, _ = help_changes(model, {}, self.help_words, week)
        self._note_feelings(model)

    def copy(self) -> WorldRecord:
        """Return a record with the same past and a future of its own."""
        twin = WorldRecord.__new__(WorldRecord)
        twin.__dict__.update(self.__dict__)
        for name in ("happenings", "loneliness", "stress", "gone", "came", "help_words"):
            setattr(twin, name, getattr(self, name).copy())
        return twin

    @property
    def nbytes(self) -> int:
        """Bytes of all arrays, those shared with a copy included."""
        weekly = sum(one.nbytes for one in (*self.happenings, *self.loneliness, *self.stress))
        once = self.people.nbytes + self.first_people.nbytes + sum(one.nbytes for one in self.ties)
        return weekly + once + len(self.gone) * self.people.dtype.itemsize

    def note(self, model: ConnectivityModel, week: int) -> None:
        """Note the week that this world has lived since last time."""
        before, now = self.people, model.people.records
        died = died_this_week(model, before)
        ties, tie_changes = compare_ties(before, self.ties, now, model.ties.arrays, died, week)
        self._help, help_told = help_changes(model, self._help, self.help_words, week)
        told = [*life_changes(model, before, died, week), *help_told, tie_changes]
        self._note_changes_of_hands(before, now, died, week)
        self.happenings.append(np.concatenate(told))
        self.people, self.ties, self.week = _copied(now), ties, week
        self._note_feelings(model)

    def _note_changes_of_hands(self, before: Records, now: Records, died: Bytes, week: int) -> None:
        for row in np.flatnonzero(before["unique_id"] != now["unique_id"]).tolist():
            home = before["household"][row]
            at_home = int(np.count_nonzero(before["household"] == home)) if home >= 0 else 1
            gone = Gone(week, bool(died[row]), before[row].copy(), at_home)
            self.gone[int(before["unique_id"][row])] = gone
            self.came[int(now["unique_id"][row])] = week

    def _note_feelings(self, model: ConnectivityModel) -> None:
        logit = self.people["loneliness_logit"].astype(np.float64)
        share = 1.0 / (1.0 + np.exp(-logit))
        self.loneliness.append(np.rint(LONELINESS_STEPS * share).astype(np.uint8))
        self.stress.append(model.survey_arrays()["pss10"].copy())  # a row of all answers

    def knows(self, unique_id: int) -> bool:
        """Return whether somebody is, or ever was, here since the recording began."""
        return self.is_here(unique_id) or unique_id in self.gone

    def is_here(self, unique_id: int) -> bool:
        """Return whether somebody is here now."""
        row = unique_id % len(self.people)
        return unique_id >= 0 and bool(self.people["unique_id"][row] == unique_id)

    def person(self, unique_id: int) -> np.void:
        """Return the record of somebody, as they are or last were.

        Raises
        ------
        KeyError
            When they were never here.
        """
        if self.is_here(unique_id):
            found: np.void = self.people[unique_id % len(self.people)]
            return found
        return self.gone[unique_id].record

    def weeks_here(self, unique_id: int) -> range:
        """Return the weeks in which somebody was here, as places in the lists of weeks."""
        first = self.came.get(unique_id, self.first_week) - self.first_week
        gone = self.gone.get(unique_id)
        end = self.week + 1 if gone is None else gone.week
        return range(first, max(first, end - self.first_week))

    def happened_to(self, unique_id: int) -> Happenings:
        """Return what happened to somebody, in the order of weeks."""
        if self._asked[:2] != (unique_id, self.week):
            found = (one[one["person"] == unique_id] for one in self.happenings)
            mine = [one for one in found if len(one)]
            rows = np.concatenate(mine) if mine else np.zeros(0, HAPPENING)
            self._asked = unique_id, self.week, rows
        return self._asked[2]

    def arrived(self, unique_id: int, week: int) -> int | None:
        """Return how somebody came to town in that week, None if they did not."""
        if self.came.get(unique_id) != week:
            return None
        told = self.happenings[week - self.first_week]
        mine = (told["person"] == unique_id) & (told["kind"] == Happening.ARRIVED)
        return int(told["detail"][mine][0])

    def left_behind(self, unique_id: int) -> int:
        """Return how many people lost somebody who is gone."""
        told = self.happenings[self.gone[unique_id].week - self.first_week]
        return int(np.sum((told["other"] == unique_id) & (told["kind"] == Happening.LOST)))

"""Who began or ended a programme this week, read from the programmes' rosters."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from demo.stories.happenings import Happening, Happenings, happenings
from demo.stories.help_in_words import help_in_words
from simulation import ConnectivityModel
from simulation.delivery.roster import Status

__all__ = ["HelpTold", "help_changes"]


class HelpTold(NamedTuple):
    """Of which cases of a programme it has been told that they began, and that they ended."""

    begun: npt.NDArray[np.bool_]
    ended: npt.NDArray[np.bool_]


_NOTHING = HelpTold(np.zeros(0, np.bool_), np.zeros(0, np.bool_))


def help_changes(
    model: ConnectivityModel, told: dict[str, HelpTold], words: list[str], week: int
) -> tuple[dict[str, HelpTold], list[Happenings]]:
    """Return who began and ended a programme since last time, and of which cases that is told now.

    Parameters
    ----------
    model
        The world now.
    told
        By label of the programme, from last time; empty at first.
    words
        What programmes are called, in the order in which they were first met; added to.
    week
        The week of the happenings.

    Returns
    -------
    dict, list of ndarray of HAPPENING
        ``other`` is the place of the programme in ``words``; ``detail`` of an end is the status
        with which the case ended.
    """
    after: dict[str, HelpTold] = {}
    new: list[Happenings] = []
    for delivery in model.deliveries:
        label, cases = delivery.programme.label, delivery.roster.cases
        known = told.get(label, _NOTHING)
        called = help_in_words(delivery.programme)
        if called not in words:
            words.append(called)
        begun = cases["started_week"] >= 0
        status = cases["status"]
        over = begun & (status != Status.IN_COURSE)
        # Who died or left town has not ended the programme in a way to tell of.
        ended = over & (status != Status.GONE)
        for kind, now, before in (
            (Happening.BEGAN_HELP, begun, known.begun),
            (Happening.ENDED_HELP, ended, known.ended),
        ):
            fresh = now.copy()
            fresh[: len(before)] &= ~before[: len(fresh)]
            if fresh.any():
                who = cases["unique_id"][fresh]
                new.append(happenings(who, kind, week, words.index(called), status[fresh]))
        after[label] = HelpTold(begun.copy(), ended.copy())
    return after, new

"""How lonely and how stressed somebody is, in words, from the weeks that were kept."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from demo.stories.record import LONELINESS_STEPS, WorldRecord

__all__ = [
    "feelings_in_words",
    "lately",
    "loneliness_now",
    "lonely_in_words",
    "weekly_loneliness",
    "weekly_stress",
]

Floats = npt.NDArray[np.float64]

#: Loneliness below which each sentence holds. In a burnt-in town about a fifth of the people stand
#: above .55, three in ten below .2.
_LONELY = (
    (0.20, "Hardly ever feels lonely."),
    (0.38, "Feels lonely now and then."),
    (0.55, "Often feels lonely."),
    (1.01, "Feels very lonely."),
)
#: The same of stress, points of 0 to 40.
_STRESSED = (
    (10.0, "Life feels calm."),
    (18.0, "Has about as much stress as most people."),
    (25.0, "Feels stressed."),
    (41.0, "Feels very stressed."),
)
#: Weeks over which an answer that goes up and down is smoothed.
_LATELY = 4


def loneliness_now(record: WorldRecord) -> Floats:
    """Return everybody's loneliness at the end of the last week, 0 to 1, shape (people,)."""
    logit = record.people["loneliness_logit"].astype(np.float64)
    share: Floats = 1.0 / (1.0 + np.exp(-logit))
    return share


def weekly_loneliness(record: WorldRecord, unique_id: int) -> list[float]:
    """Return loneliness (0 to 1) in each week in which somebody was here."""
    row = unique_id % len(record.people)
    kept = [int(record.loneliness[week][row]) for week in record.weeks_here(unique_id)]
    return [round(one / LONELINESS_STEPS, 3) for one in kept]


def weekly_stress(record: WorldRecord, unique_id: int) -> list[int]:
    """Return answers on stress (0 to 40) in each week in which somebody was here."""
    row = unique_id % len(record.people)
    return [int(record.stress[week][row]) for week in record.weeks_here(unique_id)]


def lately(values: list[float] | list[int]) -> float:
    """Return the mean of the last few weeks, 0 if there are none.

    Examples
    --------
    >>> lately([9, 1, 2, 3, 4])
    2.5
    """
    return float(np.mean(values[-_LATELY:])) if values else 0.0


def lonely_in_words(loneliness: float) -> str:
    """Return how lonely somebody feels.

    Examples
    --------
    >>> lonely_in_words(0.1)
    'Hardly ever feels lonely.'
    """
    return next(words for below, words in _LONELY if loneliness < below)


def feelings_in_words(record: WorldRecord, unique_id: int) -> list[str]:
    """Return how lonely and how stressed somebody has been lately."""
    lonely = lately(weekly_loneliness(record, unique_id))
    stressed = lately(weekly_stress(record, unique_id))
    return [lonely_in_words(lonely), next(words for below, words in _STRESSED if stressed < below)]

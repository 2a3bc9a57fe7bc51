"""The outcomes a study compares: read off the simulated surveys, never off hidden states.

A share is counted per 1,000 people with the cut-off of its instrument; a score is a mean.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

__all__ = ["MAIN_OUTCOMES", "OUTCOMES", "Outcome", "each_ones_part", "group_means", "outcome_means"]


@dataclass(frozen=True)
class Outcome:
    """One number that is read off the survey of a group of people in one week.

    ``cut`` is None for a mean; otherwise the people beyond the cut of the instrument are counted
    per 1,000.
    """

    name: str
    title: str
    unit: str
    meaning: str
    better: Literal["lower", "higher"]
    instrument: str
    cut: int | None = None

    @property
    def digits(self) -> int:
        """Digits after the point that are worth printing."""
        return 1 if self.cut is not None else 2


_LISTED = (
    Outcome(
        "isolated_per_1000", "Isolated", "per 1,000 people",
        "People with LSNS-6 below 12: few relatives and friends to see, call on or talk to.",
        "lower", "lsns6", 12,
    ),
    Outcome(
        "lonely_per_1000", "Lonely", "per 1,000 people",
        "People with UCLA-3 of 6 or more: often without company, left out or cut off.",
        "lower", "ucla3", 6,
    ),
    Outcome(
        "pss10", "Stress (PSS-10)", "points, 0-40",
        "Perceived stress over the last month, mean.", "lower", "pss10",
    ),
    Outcome(
        "phq9", "Low mood (PHQ-9)", "points, 0-27",
        "Depressive symptoms over the last two weeks, mean.", "lower", "phq9",
    ),
    Outcome(
        "life_satisfaction", "Life satisfaction", "points, 0-10",
        "How satisfied people are with their life nowadays, mean.", "higher", "life_satisfaction",
    ),
    Outcome(
        "ucla3", "Loneliness (UCLA-3)", "points, 3-9",
        "Loneliness on the three-item scale, mean.", "lower", "ucla3",
    ),
    Outcome(
        "lsns6", "Network (LSNS-6)", "points, 0-30",
        "Size and closeness of the network of relatives and friends, mean.", "higher", "lsns6",
    ),
    Outcome(
        "gad7", "Anxiety (GAD-7)", "points, 0-21",
        "Anxiety symptoms over the last two weeks, mean.", "lower", "gad7",
    ),
)  # fmt: skip

#: Every outcome by name, in the order of tables and files.
OUTCOMES: dict[str, Outcome] = {outcome.name: outcome for outcome in _LISTED}

#: What is compared when a study names no outcomes.
MAIN_OUTCOMES: tuple[str, ...] = tuple(OUTCOMES)[:5]


def each_ones_part(answers: Mapping[str, NDArray[np.uint8]]) -> NDArray[np.uint16]:
    """Return what each person adds to the outcomes of a group, which are means over it.

    Parameters
    ----------
    answers : mapping of str to array of uint8, shape (people,)
        By instrument, one value a living person.

    Returns
    -------
    array of uint16, shape (8, people)
        In the order of :data:`OUTCOMES`: 1,000 for somebody beyond a cut, or the score itself.
    """
    from simulation import observation  # compiles surveys: only when needed

    parts = observation.each_ones_part(dict(answers))
    order = list(observation.OUTCOMES)
    return parts[[order.index(name) for name in OUTCOMES]]


def group_means(parts: NDArray[np.uint16]) -> NDArray[np.float64]:
    """Return every outcome of a group from what its people add to them.

    Parameters
    ----------
    parts : array of uint16, shape (8, group)
        Of the group's people, from :func:`each_ones_part`.

    Returns
    -------
    array of float64, shape (8,)
        In the order of :data:`OUTCOMES`; NaN for a group of nobody.
    """
    people = parts.shape[1]
    # Whole numbers: a mean does not depend on the order of people.
    return parts.sum(axis=1, dtype=np.int64) / people if people else np.full(len(parts), np.nan)


def outcome_means(
    answers: Mapping[str, NDArray[np.uint8]], rows: NDArray[np.intp] | None = None
) -> NDArray[np.float64]:
    """Return every outcome of one group in one week.

    Parameters
    ----------
    answers : mapping of str to array of uint8, shape (people,)
        By instrument, one value a living person.
    rows : array of int, shape (group,), optional
        Which people belong to the group; everybody by default.

    Returns
    -------
    array of float64, shape (8,)
        In the order of :data:`OUTCOMES`; NaN for a group of nobody.

    Examples
    --------
    >>> answers = {name: np.array([4, 20], dtype=np.uint8) for name in
    ...            ("lsns6", "ucla3", "pss10", "phq9", "gad7", "life_satisfaction")}
    >>> float(outcome_means(answers)[0])
    500.0
    """
    group = answers if rows is None else {name: one[rows] for name, one in answers.items()}
    return group_means(each_ones_part(group))

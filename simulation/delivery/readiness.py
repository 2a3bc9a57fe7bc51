"""Readiness: what makes a person more or less likely to say yes, to come, and to stay.

Stated chances are those of an average person. For others the odds shift with withdrawal, trust in
people, need and early adversity:

    odds = stated odds e^shift,   chance = odds / (1 + odds)

so a chance of 0 stays 0 and a chance of 1 stays 1. Who was hurt early in life is more cautious,
except where care is trauma-informed; that takes nothing from people who were not hurt. A stated
chance is that of an average person where care is as usual.
"""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from simulation.programmes.reach import Reach

__all__ = ["Reader", "attendance_shift", "coming_shift", "early_hurt", "shifted", "wariness"]

Floats = npt.NDArray[np.float64]

#: Averages of adults in the model's default town, at which a stated chance holds.
_USUAL_WITHDRAWAL = 0.17
_USUAL_TRUST = 0.58
_USUAL_HURT = 0.36


class Reader(Protocol):
    """What gives one column of some people by name."""

    def __getitem__(self, name: str, /) -> npt.NDArray[Any]:
        """Return one value a person."""


def shifted(chance: npt.ArrayLike, shift: npt.ArrayLike) -> Floats:
    """Return chances whose odds are multiplied by e^shift.

    Examples
    --------
    >>> shifted([0.0, 0.5, 1.0], 1.0).round(3).tolist()
    [0.0, 0.731, 1.0]
    """
    given = np.asarray(chance, np.float64)
    ratio = given * np.exp(np.asarray(shift, np.float64))
    return np.asarray(ratio / (1.0 - given + ratio), np.float64)


def early_hurt(people: Reader) -> Floats:
    """Return how far people were hurt early in life, 0 to 1: four adverse experiences are 1."""
    return np.minimum(people["adverse_childhood"] / 4.0, 1.0)


def wariness(reach: Reach, people: Reader, trauma_informed: float) -> Floats:
    """Return how much more cautious people are than an average person is where care is as usual.

    Parameters
    ----------
    reach
        Settings with the weight.
    people
        Columns of those concerned.
    trauma_informed
        Share of the caution of people hurt early in life that care takes away.

    Returns
    -------
    ndarray of float64, shape (n,)
        Log odds of staying away, and of a session that goes badly.
    """
    left = (1.0 - trauma_informed) * early_hurt(people)
    return np.asarray(reach.trauma_caution * (left - _USUAL_HURT), np.float64)


def coming_shift(reach: Reach, people: Reader, trauma_informed: float) -> Floats:
    """Return how the odds of saying yes or of coming forward differ from an average person's.

    Parameters
    ----------
    reach
        Settings with the weights.
    people
        Columns of those concerned.
    trauma_informed
        Share of the caution of people hurt early in life that care takes away.

    Returns
    -------
    ndarray of float64, shape (n,)
        Log odds; need is not among it.
    """
    return np.asarray(
        reach.uptake_trust * (people["working_model"] - _USUAL_TRUST)
        - reach.uptake_withdrawal * (people["withdrawal"] - _USUAL_WITHDRAWAL)
        - wariness(reach, people, trauma_informed),
        np.float64,
    )


def attendance_shift(withdrawal_weight: float, people: Reader) -> Floats:
    """Return how the odds of coming to a session differ from an average person's (log odds)."""
    return np.asarray(-withdrawal_weight * (people["withdrawal"] - _USUAL_WITHDRAWAL), np.float64)

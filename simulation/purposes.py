"""What luck is drawn for: every purpose by name, and its key in a week.

A purpose is a name. Its key is a hash of that name, so adding a purpose changes no other draw. Its
place in ``PURPOSES`` is only where kernels find the key of the week.
"""

from __future__ import annotations

import hashlib

import numpy as np
import numpy.typing as npt

__all__ = ["LIFELONG", "PURPOSES", "WEEKLY", "Purpose", "number", "purpose_key", "week_keys"]

Purpose = int

#: Drawn once in a life (or once for a pair): the week is not part of the key.
LIFELONG: tuple[str, ...] = (
    "sex",
    "age",
    "partner age",
    "household size",
    "adult child",
    "family of household",
    "family size",
    "workplace at start",
    "group at start",
    "family score",
    "adversity",
    "family neuroticism",
    "neuroticism",
    "extraversion",
    "insecurity",
    "early anxiety",
    "early avoidance",
    "neurodivergence",
    "family belief",
    "early belief",
    "stress disposition",
    "depression disposition",
    "anxiety disposition",
    "satisfaction disposition",
    "allostatic disposition",
    "inflammation disposition",
    "health disposition",
    "need to belong",
    "free time",
    "place fit",
    "strain at start",
    "cognition at start",
    "rootedness at start",
    "online share",
    "passive share",
    "neighbourhood culture",
    "neighbourhood cohesion",
    "neighbourhood deprivation",
    "same-sex attraction",
    "seat",
    "compatibility",
    "liking",
    "newcomer age",
    "newcomer family",
    "newcomer job",
    "newcomer group",
    "newcomer of age",
    "newcomer living alone",
    "parents",
)

#: Drawn anew each week.
WEEKLY: tuple[str, ...] = (
    "death",
    "emigration",
    "leaving town",
    "end of stay",
    "partner from elsewhere",
    "pairing of older people",
    "household move",
    "move destination",
    "leaving home",
    "new home",
    "partnering",
    "separation",
    "job change",
    "job found",
    "workplace",
    "group joining or leaving",
    "group choice",
    "group attendance",
    "contact",
    "contact online",
    "contact depth",
    "conflict",
    "rupture",
    "slight",
    "tie dropped",
    "meeting offset",
    "accept household",
    "accept family",
    "accept neighbourhood",
    "accept event",
    "accept work",
    "accept group",
    "accept programme",
    "accept online",
    "accept introduction",
    "offer rank",
    "broker active",
    "broker choice",
    "belief noise",
    "loneliness noise",
    "strain noise",
    "life event",
    "life event size",
    "stress noise",
    "depression noise",
    "anxiety noise",
    "illness",
    "survey ucla3 item 1",
    "survey ucla3 item 2",
    "survey ucla3 item 3",
    "survey lsns6 scale 1",
    "survey lsns6 scale 2",
    "survey lsns6 scale 3",
    "survey lsns6 scale 4",
    "survey lsns6 scale 5",
    "survey lsns6 scale 6",
    "survey lsns6 offset 1",
    "survey lsns6 offset 2",
    "survey lsns6 offset 3",
    "survey lsns6 offset 4",
    "survey lsns6 offset 5",
    "survey lsns6 offset 6",
    "survey pss10",
    "survey phq9",
    "survey gad7",
    "survey life_satisfaction",
)

#: Every purpose a kernel draws for; its place here is its place in the array of keys.
PURPOSES: tuple[str, ...] = LIFELONG + WEEKLY


def purpose_key(seed: int, purpose: str, week: int = 0) -> int:
    """Return the 64-bit key of a purpose in a week.

    Parameters
    ----------
    seed
        The seed of the world, any integer.
    purpose
        A name; programmes outside the package choose their own, such as ``"choir/uptake"``.
    week
        The week drawn for; 0 for what is drawn once in a life.

    Returns
    -------
    int
        From 0 to 2**64 - 1.

    Examples
    --------
    >>> purpose_key(1, "contact", 7) == purpose_key(1, "contact", 7)
    True
    >>> purpose_key(1, "contact", 7) == purpose_key(1, "contact", 8)
    False
    """
    text = f"{seed}\0{purpose}\0{week}".encode()
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "little")


def _registered(purposes: tuple[str, ...]) -> dict[str, Purpose]:
    """Return the purposes numbered; two of one name would share their luck."""
    numbers: dict[str, Purpose] = {}
    for purpose in purposes:
        if purpose in numbers:
            raise ValueError(f"purpose {purpose!r} is registered twice")
        numbers[purpose] = len(numbers)
    return numbers


_NUMBERS = _registered(PURPOSES)


def number(purpose: str) -> Purpose:
    """Return the place of a registered purpose in the array of keys.

    Raises
    ------
    KeyError
        When no such purpose is registered.

    Examples
    --------
    >>> PURPOSES[number("contact")]
    'contact'
    """
    return _NUMBERS[purpose]


def week_keys(seed: int, week: int) -> npt.NDArray[np.uint64]:
    """Return the keys of all registered purposes for one week.

    Parameters
    ----------
    seed
        The seed of the world.
    week
        The week, from 0.

    Returns
    -------
    ndarray of uint64, shape (len(PURPOSES),)

    Examples
    --------
    >>> week_keys(1, 0).shape == (len(PURPOSES),)
    True
    """
    lifelong = [purpose_key(seed, purpose) for purpose in LIFELONG]
    weekly = [purpose_key(seed, purpose, week + 1) for purpose in WEEKLY]
    return np.array(lifelong + weekly, dtype=np.uint64)

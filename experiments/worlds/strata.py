"""Groups of people fixed at week 0: who they were before anything was offered.

Each dimension divides everybody. A dimension by neighbourhoods is left out where all
neighbourhoods are alike.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.indicators import SUBGROUPS
from simulation.indicators.indicator import Flags, Records
from simulation.indicators.subgroups import ANXIOUS_ABOVE, AVOIDANT_ABOVE

__all__ = ["DIMENSIONS", "Strata", "strata"]

#: Who is in which group, by dimension and group: bool, shape (people,).
Strata = dict[str, dict[str, Flags]]

#: Title and meaning of each dimension, in the order of tables.
DIMENSIONS: dict[str, tuple[str, str]] = {
    "age": ("Age", "18-29, 30-64, 65 and over"),
    "sex": ("Sex", "women, men"),
    "attachment_style": (
        "Attachment style",
        f"anxiety above {ANXIOUS_ABOVE:g}: preoccupied; avoidance above {AVOIDANT_ABOVE:g}: "
        "dismissing; both: fearful; neither: secure",
    ),
    "adverse_childhood": ("Adverse childhood experiences", "0, 1-3, 4 or more"),
    "neurotype": ("Neurotype", "neurotypical, neurodivergent"),
    "culture": (
        "Culture of the neighbourhood",
        "collectivism: lower half of the people, upper half, each neighbourhood in one of them",
    ),
    "deprivation": (
        "Deprivation of the neighbourhood",
        "the fifth of the people who live in the most deprived neighbourhoods, others",
    ),
    "living_alone": ("Living alone", "no other adult in the household, others"),
}


def strata(people: Records) -> Strata:
    """Return who is in which group.

    Parameters
    ----------
    people
        Records of PERSON, shape (people,): everybody in the town, at week 0.

    Returns
    -------
    dict
        By dimension (see :data:`DIMENSIONS`) and group, bool, shape (people,). The groups of a
        dimension do not overlap and leave nobody out; some may be empty.

    Examples
    --------
    >>> from simulation import ConnectivityModel
    >>> groups = strata(ConnectivityModel(people=100, rng=1).people.records)
    >>> list(groups["attachment_style"])
    ['secure', 'preoccupied', 'dismissing', 'fearful']
    """
    anxious = people["attachment_anxiety"] > ANXIOUS_ABOVE
    avoidant = people["attachment_avoidance"] > AVOIDANT_ABOVE
    adverse = people["adverse_childhood"]
    many = SUBGROUPS["adversity_4_or_more"].members(people)
    divergent = SUBGROUPS["neurodivergent"].members(people)
    alone = SUBGROUPS["lives_alone"].members(people)
    upper = _upper_part(people["collectivism"], 0.5)
    deprived = _upper_part(people["deprivation"], 0.2)
    women = SUBGROUPS["women"].members(people)
    found: Strata = {
        "age": {
            "18-29": SUBGROUPS["aged_18_29"].members(people),
            "30-64": SUBGROUPS["aged_30_64"].members(people),
            "65 and over": SUBGROUPS["aged_65_over"].members(people),
        },
        "sex": {"women": women, "men": ~women},
        "attachment_style": {
            "secure": ~anxious & ~avoidant,
            "preoccupied": anxious & ~avoidant,
            "dismissing": ~anxious & avoidant,
            "fearful": anxious & avoidant,
        },
        "adverse_childhood": {"0": adverse == 0, "1-3": (adverse > 0) & ~many, "4 or more": many},
        "neurotype": {"neurotypical": ~divergent, "neurodivergent": divergent},
    }
    if upper is not None:
        found["culture"] = {"less collectivist half": ~upper, "more collectivist half": upper}
    if deprived is not None:
        found["deprivation"] = {"most deprived fifth": deprived, "others": ~deprived}
    found["living_alone"] = {"living alone": alone, "with others": ~alone}
    return found


def _upper_part(values: NDArray[np.floating], part: float) -> Flags | None:
    """Return who is in the upper part, people of equal value together; None if all are alike.

    People of one value belong to the part if the middle of them does; the highest always do.
    """
    levels, which, people = np.unique(values, return_inverse=True, return_counts=True)
    if len(levels) < 2:
        return None
    above = people[::-1].cumsum()[::-1] - people / 2
    chosen: Flags = above < part * len(values)
    chosen[-1] = True
    flags: Flags = chosen[which]
    return flags

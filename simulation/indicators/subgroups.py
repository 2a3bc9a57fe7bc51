"""Groups of people whose prevalences are told apart.

Who is in a group is asked anew each time. Where a programme changes who is (who joins a group, who
becomes secure), a difference between two worlds mixes what happened to people with who they are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from simulation.indicators.indicator import Flags, Records

__all__ = [
    "ANXIOUS_ABOVE",
    "AVOIDANT_ABOVE",
    "EVERYBODY",
    "SUBGROUPS",
    "Subgroup",
    "subgroup_flags",
]

EVERYBODY = "everybody"

#: Attachment anxiety and avoidance (0 to 1) above which attachment is called insecure.
ANXIOUS_ABOVE, AVOIDANT_ABOVE = 0.45, 0.44

_YOUNG, _OLD = 30.0, 65.0
_MANY_ADVERSITIES = 4
_PART = 5


@dataclass(frozen=True)
class Subgroup:
    """One group of people.

    Attributes
    ----------
    name, title, definition
        Its name in tables, its name for people, and who is in it.
    members
        A function of records of people that says who is in it, shape (people,).
    """

    name: str
    title: str
    definition: str
    members: Callable[[Records], Flags]


def _everybody(people: Records) -> Flags:
    return np.ones(len(people), np.bool_)


def _lives_alone(people: Records) -> Flags:
    home = people["household"]
    return (home >= 0) & (np.bincount(home + 1)[home + 1] == 1)


def _insecure(people: Records) -> Flags:
    anxious = people["attachment_anxiety"] > ANXIOUS_ABOVE
    return anxious | (people["attachment_avoidance"] > AVOIDANT_ABOVE)


def _by_cohesion(people: Records, most: bool) -> Flags:
    """Return who lives in the fifth of neighbourhoods that is most, or least, cohesive."""
    place = people["neighbourhood"] + 1  # 0 = nowhere
    lived_in = np.bincount(place)
    lived_in[0] = 0
    there = np.flatnonzero(lived_in)
    chosen = np.zeros(len(lived_in), np.bool_)
    if len(there) > 1:
        cohesion = np.bincount(place, people["cohesion"])[there] / lived_in[there]
        ranked = there[np.argsort(cohesion, kind="stable")]
        some = max(1, len(there) // _PART)
        chosen[ranked[-some:] if most else ranked[:some]] = True
    return chosen[place]


_FIFTH = "in the {} fifth of neighbourhoods by cohesion, at least one; nobody if there is only one"

_LISTED = (
    Subgroup(EVERYBODY, "Everybody", "everybody living in the town", _everybody),
    Subgroup("women", "Women", "sex is 0", lambda people: people["sex"] == 0),
    Subgroup("men", "Men", "sex is 1", lambda people: people["sex"] == 1),
    Subgroup("aged_18_29", "Aged 18-29", "under 30", lambda people: people["age"] < _YOUNG),
    Subgroup(
        "aged_30_64", "Aged 30-64", "30 and over, under 65",
        lambda people: (people["age"] >= _YOUNG) & (people["age"] < _OLD),
    ),
    Subgroup(
        "aged_65_over", "Aged 65 and over", "65 and over",
        lambda people: people["age"] >= _OLD,
    ),
    Subgroup("lives_alone", "Live alone", "no other adult in the household", _lives_alone),
    Subgroup(
        "adversity_4_or_more", "Four or more adverse experiences",
        "adverse_childhood is 4 or more",
        lambda people: people["adverse_childhood"] >= _MANY_ADVERSITIES,
    ),
    Subgroup(
        "neurodivergent", "Neurodivergent", "neurodivergent is 1",
        lambda people: people["neurodivergent"] > 0,
    ),
    Subgroup(
        "insecure_attachment", "Insecure attachment",
        f"attachment_anxiety above {ANXIOUS_ABOVE:g} or attachment_avoidance above "
        f"{AVOIDANT_ABOVE:g} (about four adults in ten)",
        _insecure,
    ),
    Subgroup(
        "group_members", "Members of a group", "in a voluntary group",
        lambda people: people["group"] >= 0,
    ),
    Subgroup(
        "most_cohesive", "Most cohesive neighbourhoods", f"living {_FIFTH.format('most cohesive')}",
        lambda people: _by_cohesion(people, most=True),
    ),
    Subgroup(
        "least_cohesive", "Least cohesive neighbourhoods",
        f"living {_FIFTH.format('least cohesive')}",
        lambda people: _by_cohesion(people, most=False),
    ),
)  # fmt: skip

#: All subgroups by name, everybody first.
SUBGROUPS: dict[str, Subgroup] = {one.name: one for one in _LISTED}


def subgroup_flags(people: Records) -> dict[str, Flags]:
    """Return who is in which subgroup.

    Parameters
    ----------
    people
        Records of PERSON, shape (people,); everybody of a town, for homes and neighbourhoods are
        counted among them.

    Returns
    -------
    dict
        By subgroup, bool, shape (people,).

    Examples
    --------
    >>> from simulation import ConnectivityModel
    >>> groups = subgroup_flags(ConnectivityModel(people=100, rng=1).people.records)
    >>> bool((groups["women"] ^ groups["men"]).all())
    True
    """
    return {name: one.members(people) for name, one in SUBGROUPS.items()}

"""Commit: a tie begins where two people offered it to each other.

An offer stands only if the other's offers name me too. Both sides look at both rows of offers and
at both numbers of free slots, so they agree without talking; the tie then takes the next slot of
each. A full row of slots refuses the tie on both sides, and counts it.

Relatives and housemates count as kin, but for people who are in town for a time: strangers who
share a home may become friends, or not.
"""

from __future__ import annotations

from typing import Any

from simulation.compilation import Record, inline, kernel
from simulation.maths import clip
from simulation.parameters import Parameter
from simulation.tie_arrays import ORIGINS, SLOTS
from simulation.week.contact import compatibility
from simulation.week.meeting import OFFERS

__all__ = ["PARAMETERS", "begin_tie", "commit"]

# fmt: off
PARAMETERS = (
    Parameter("first_closeness", 0.14, "closeness", 0, 1, "assumed", "start assumed",
              "closeness of a new acquaintance"),
    Parameter("first_kin_closeness", 0.35, "closeness", 0, 1, "assumed", "start assumed",
              "closeness of a new relative or housemate"),
    Parameter("first_kin_trust", 0.1, "trust", 0, 1, "assumed", "start assumed",
              "trust in a new relative beyond trust in people"),
    Parameter("first_contact_rate", 0.25, "contacts a week", 0, 1, "assumed", "start assumed",
              "contact a new tie counts as having had"),
)
# fmt: on

_FAMILY = ORIGINS.index("family")
_ONLINE = ORIGINS.index("online")


@inline
def _first_trust(person: Record, kin: int, p: Record) -> float:
    return clip(person.working_model + (p.first_kin_trust if kin else 0.0), 0.05, 0.95)


@inline
def begin_tie(
    i: int,
    slot: int,
    j: int,
    origin: int,
    residents: int,
    shown: Record,
    ties: Any,
    p: Record,
    keys: Any,
) -> None:
    """Write a new half-tie of ``i`` with ``j`` into a free slot of ``i``."""
    kin = 1 if origin <= _FAMILY and max(i, j) < residents else 0
    closeness = p.first_kin_closeness if kin else p.first_closeness
    ties.neighbour[i, slot] = j
    ties.closeness[i, slot] = closeness
    ties.their_closeness[i, slot] = closeness
    ties.trust[i, slot] = _first_trust(shown[i], kin, p)
    ties.their_trust[i, slot] = _first_trust(shown[j], kin, p)
    ties.balance[i, slot] = 0.0
    ties.contact_rate[i, slot] = p.first_contact_rate
    ties.compatibility[i, slot] = compatibility(shown[i], shown[j], p, keys)
    ties.weeks[i, slot] = 0
    ties.origin[i, slot] = origin
    ties.kin[i, slot] = kin
    ties.online[i, slot] = 1 if origin == _ONLINE else 0


@kernel
def commit(
    people: Record,
    shown: Record,
    ties: Any,
    counts: Any,
    offers: Any,
    origins: Any,
    refused: Any,
    residents: int,
    p: Record,
    keys: Any,
    first: int,
    last: int,
) -> None:
    """Begin the ties of people ``first`` to ``last``; writes own rows only.

    ``counts`` is everybody's number of ties before this pass; ``refused`` gets, for each person,
    the offers that found no free slot; the rows after the first ``residents`` are newcomers'.
    """
    for i in range(first, last):
        refused[i] = 0
        if offers[i, 0] < 0:
            continue
        slot = counts[i]
        for q in range(OFFERS):
            j = offers[i, q]
            if j < 0:
                break
            theirs = -1
            for z in range(OFFERS):
                if offers[j, z] == i:
                    theirs = z
            if theirs < 0:
                continue
            if counts[i] + q >= SLOTS or counts[j] + theirs >= SLOTS:
                refused[i] += 1
                continue
            begin_tie(i, slot, j, origins[i, q], residents, shown, ties, p, keys)
            slot += 1
        people[i].tie_count = slot

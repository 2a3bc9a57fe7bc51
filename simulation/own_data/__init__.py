"""People and ties that a user brings: what is known of them is kept, the rest the model draws."""

from __future__ import annotations

from simulation.own_data.data import (
    HAS_NONE,
    NOT_GIVEN,
    OWN_PLACES,
    OWN_TRAITS,
    OwnData,
    OwnPeople,
    OwnTies,
)

__all__ = [
    "HAS_NONE",
    "NOT_GIVEN",
    "OWN_PLACES",
    "OWN_TRAITS",
    "OwnData",
    "OwnPeople",
    "OwnTies",
]

"""What is known of a user's own people and ties, as arrays with gaps."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from simulation.person_columns import FOCUS_COLUMNS, TRAITS

__all__ = [
    "HAS_NONE",
    "NOT_GIVEN",
    "OWN_PLACES",
    "OWN_TRAITS",
    "OwnData",
    "OwnPeople",
    "OwnTies",
]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

#: Numbers of places and ties that are not known; the model fills them in.
NOT_GIVEN = -1
#: Somebody who is known to have no such place: no work, no group.
HAS_NONE = -2

#: Culture, cohesion and deprivation are those of the neighbourhood, so nobody brings them along.
_OF_THE_NEIGHBOURHOOD = ("collectivism", "cohesion", "deprivation")
#: Columns of numbers that a user may know of people.
OWN_TRAITS: tuple[str, ...] = (
    *(one.name for one in TRAITS if one.name not in _OF_THE_NEIGHBOURHOOD),
    "sex",
    "adverse_childhood",
    "neurodivergent",
)
#: Places that a user may know people to share.
OWN_PLACES: tuple[str, ...] = tuple(one.name for one in FOCUS_COLUMNS)


@dataclass(frozen=True, eq=False)
class OwnPeople:
    """What is known of each person.

    Attributes
    ----------
    people
        How many there are.
    traits : dict of ndarray of float64, shape (people,)
        By column, in the column's unit; not a number where unknown.
    places : dict of ndarray of int64, shape (people,)
        Number of the place, from 0 in the order in which places are named; ``NOT_GIVEN`` or
        ``HAS_NONE``.
    """

    people: int
    traits: dict[str, Floats]
    places: dict[str, Ints]

    def trait(self, name: str) -> Floats:
        """Return what is known of a trait, shape (people,)."""
        known = self.traits.get(name)
        return np.full(self.people, np.nan) if known is None else known

    def place(self, name: str) -> Ints:
        """Return what is known of a place, shape (people,)."""
        known = self.places.get(name)
        return np.full(self.people, NOT_GIVEN) if known is None else known


@dataclass(frozen=True, eq=False)
class OwnTies:
    """What is known of each tie; shape (ties,) each.

    Attributes
    ----------
    person, other
        Rows of the two people.
    closeness, their_closeness, trust, their_trust
        Of ``person`` and of ``other``, 0 to 1; not a number where unknown.
    kin
        1 for relatives, 0 for others, ``NOT_GIVEN``.
    origin
        Code of where the tie began, or ``NOT_GIVEN``.
    """

    person: Ints
    other: Ints
    closeness: Floats
    their_closeness: Floats
    trust: Floats
    their_trust: Floats
    kin: Ints
    origin: Ints


@dataclass(frozen=True, eq=False)
class OwnData:
    """People and, if there are any, their ties; equal if every number is.

    Examples
    --------
    >>> one = OwnData(OwnPeople(2, {"age": np.array([30.0, np.nan])}, {}))
    >>> one == OwnData(OwnPeople(2, {"age": np.array([30.0, np.nan])}, {}))
    True
    """

    people: OwnPeople
    ties: OwnTies | None = None

    def _content(self) -> tuple[object, ...]:
        known = sorted({**self.people.traits, **self.people.places}.items())
        ties = () if self.ties is None else [getattr(self.ties, f.name) for f in fields(self.ties)]
        return (
            self.people.people,
            tuple((name, array.tobytes()) for name, array in known),
            tuple(array.tobytes() for array in ties),
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OwnData) and self._content() == other._content()

    def __hash__(self) -> int:
        return hash(self._content())

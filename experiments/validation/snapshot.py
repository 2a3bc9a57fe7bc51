"""What is kept of a world at one date, so that two dates can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from simulation import ConnectivityModel

__all__ = ["HalfTies", "Snapshot", "half_ties", "take_snapshot"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_COLUMNS = (
    "age", "sex", "adverse_childhood", "neurodivergent", "household", "group", "partner",
    "attachment_anxiety", "attachment_avoidance", "chronic_loneliness", "inflammation",
    "health", "allostatic_load", "cognition", "tie_count",
)  # fmt: skip


@dataclass(frozen=True)
class HalfTies:
    """One row a half-tie: what ``person`` has with ``other``; shape (half-ties,) each.

    Attributes
    ----------
    person, other
        Rows of people in the snapshot.
    closeness, their_closeness, contact_rate
        0 to 1.
    kin
        Whether relatives.
    weeks
        Age of the tie.
    origin
        Code of where it began.
    """

    person: Ints
    other: Ints
    closeness: Floats
    their_closeness: Floats
    contact_rate: Floats
    kin: Flags
    weeks: Ints
    origin: Ints

    @property
    def active(self) -> Flags:
        """Whether the two are in touch: contact rate over .04, or closeness over .25."""
        return (self.contact_rate > 0.04) | (self.closeness > 0.25)

    @property
    def strong(self) -> Flags:
        """Whether the person feels close: closeness over .5."""
        return self.closeness > 0.5


@dataclass(frozen=True)
class Snapshot:
    """A world at one date.

    Attributes
    ----------
    ids
        Unique ids in row order, shape (people,).
    scores
        Survey scores by instrument, shape (people,) each.
    columns
        Some columns of people, shape (people,) each.
    ties
        All half-ties.
    """

    ids: Ints
    scores: dict[str, Floats]
    columns: dict[str, npt.NDArray[Any]]
    ties: HalfTies

    def count(self, which: Flags) -> Ints:
        """Return how many of the half-ties picked out by ``which`` each person has."""
        return np.bincount(self.ties.person[which], minlength=len(self.ids))


def half_ties(model: ConnectivityModel) -> HalfTies:
    """Return every half-tie of a world now."""
    arrays = model.ties.arrays
    at = np.nonzero(arrays.neighbour >= 0)
    return HalfTies(
        person=at[0].astype(np.int64),
        other=arrays.neighbour[at].astype(np.int64),
        closeness=arrays.closeness[at].astype(np.float64),
        their_closeness=arrays.their_closeness[at].astype(np.float64),
        contact_rate=arrays.contact_rate[at].astype(np.float64),
        kin=arrays.kin[at].astype(np.bool_),
        weeks=arrays.weeks[at].astype(np.int64),
        origin=arrays.origin[at].astype(np.int64),
    )


def take_snapshot(model: ConnectivityModel) -> Snapshot:
    """Return what is measured of a world now; the world is left as it is."""
    return Snapshot(
        ids=model.people.ids,
        scores={name: one.astype(np.float64) for name, one in model.survey_arrays().items()},
        columns={name: model.people.array(name) for name in _COLUMNS},
        ties=half_ties(model),
    )

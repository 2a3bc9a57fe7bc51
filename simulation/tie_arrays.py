"""Where ties are kept: half-ties in fixed slots, each with a mirror of the other side.

A person's ties lie in slots ``0 .. tie_count - 1`` of the own row. A half-tie holds the own
closeness and trust and a mirror of the partner's; both people compute both from the same draws and
the same records, so no half ever has to be looked up in somebody else's row. No draw and no result
depends on a slot number.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

__all__ = ["ORIGINS", "SLOTS", "TieArrays", "empty_ties"]

#: Half-tie slots a person has; about half are in use, a full row refuses new ties and counts it.
SLOTS = 40

#: Where a tie began; the place in the tuple is the stored code.
ORIGINS: tuple[str, ...] = (
    "household",
    "family",
    "neighbourhood",
    "event",
    "work",
    "group",
    "programme",
    "online",
    "introduced",
)


class TieArrays(NamedTuple):
    """Half-ties of everybody, one row a person, ``SLOTS`` columns."""

    neighbour: npt.NDArray[np.int32]
    closeness: npt.NDArray[np.float32]
    their_closeness: npt.NDArray[np.float32]
    trust: npt.NDArray[np.float32]
    their_trust: npt.NDArray[np.float32]
    balance: npt.NDArray[np.float32]
    contact_rate: npt.NDArray[np.float32]
    compatibility: npt.NDArray[np.float32]
    weeks: npt.NDArray[np.uint16]
    origin: npt.NDArray[np.uint8]
    kin: npt.NDArray[np.uint8]
    online: npt.NDArray[np.uint8]

    def copy(self) -> TieArrays:
        """Return ties that share nothing with these."""
        return self._replace(**{name: array.copy() for name, array in self._asdict().items()})


def empty_ties(people: int) -> TieArrays:
    """Return room for the ties of ``people`` persons, all slots free.

    Parameters
    ----------
    people
        Number of rows.

    Returns
    -------
    TieArrays
    """
    types = {"weeks": np.uint16, "origin": np.uint8, "kin": np.uint8, "online": np.uint8}
    shape = (people, SLOTS)
    arrays = {
        name: np.zeros(shape, types.get(name, np.float32))
        for name in TieArrays._fields
        if name != "neighbour"
    }
    return TieArrays(neighbour=np.full(shape, -1, np.int32), **arrays)

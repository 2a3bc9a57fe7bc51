"""How a column is declared: its type, unit, range and meaning, in one line.

The declaration is the only one there is: storage, checks, the data dictionary and the class
attributes of a Person all come from it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["Column", "aligned_records", "record_type"]


@dataclass(frozen=True, slots=True)
class Column:
    """One quantity that every record of a kind has.

    Attributes
    ----------
    name, symbol
        Its name everywhere in Kith, and its symbol in the model description.
    dtype
        NumPy type name.
    unit, low, high
        What it is counted in and the range of values that make sense.
    meaning
        In plain words.
    """

    name: str
    dtype: str
    unit: str
    low: float
    high: float
    meaning: str
    symbol: str = ""

    def checked(self, values: npt.ArrayLike) -> npt.NDArray[Any]:
        """Return ``values`` in the column's type.

        Raises
        ------
        ValueError
            For a fraction in a whole-number column, or a value that is not a number or is outside
            the range.
        """
        given = np.asarray(values)
        if given.dtype.kind not in "biuf":
            raise ValueError(f"{self.name}: must be numbers, got {given.dtype}")
        whole = np.dtype(self.dtype).kind in "iu"
        if whole and given.dtype.kind == "f" and not np.array_equal(given, np.floor(given)):
            raise ValueError(f"{self.name}: must be whole numbers, got a fraction")
        outside = ~((given >= self.low) & (given <= self.high))
        if outside.any():
            worst = given[outside].ravel()[0]
            raise ValueError(
                f"{self.name}: must be from {self.low:g} to {self.high:g} ({self.unit}), "
                f"got {worst}"
            )
        return given.astype(self.dtype)


def record_type(columns: Sequence[Column], size: int | None = None) -> np.dtype[np.void]:
    """Return the NumPy record type of these columns, in their order.

    Parameters
    ----------
    columns
        One field each. Give the wide ones first: fields are packed without gaps.
    size
        Bytes a record takes; by default what the fields need, rounded up to 8.

    Returns
    -------
    dtype
    """
    formats = [np.dtype(column.dtype) for column in columns]
    offsets = [0]
    for one in formats:
        offsets.append(offsets[-1] + one.itemsize)
    needed = offsets.pop()
    return np.dtype(
        {
            "names": [column.name for column in columns],
            "formats": formats,
            "offsets": offsets,
            "itemsize": size or 8 * math.ceil(needed / 8),
        }
    )


def aligned_records(
    count: int, dtype: np.dtype[np.void], boundary: int = 64
) -> npt.NDArray[np.void]:
    """Return zeroed records that begin on a cache line.

    Parameters
    ----------
    count
        Number of records.
    dtype
        Their type; its size should divide or be a multiple of ``boundary``.
    boundary
        Bytes of a cache line.

    Returns
    -------
    ndarray, shape (count,)
    """
    room = np.zeros(count * dtype.itemsize + boundary, np.uint8)
    start = -room.ctypes.data % boundary
    return room[start : start + count * dtype.itemsize].view(dtype)

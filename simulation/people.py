"""The people of a world, as columns: what is read, changed and counted by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from simulation.columns import Column
from simulation.person_columns import COLUMNS

__all__ = ["COLUMNS", "DERIVED", "DepartedPersonError", "People"]

Array = npt.NDArray[Any]


class DepartedPersonError(LookupError):
    """Somebody was asked for who has died or left town.

    Attributes
    ----------
    unique_id
        The person asked for.
    """

    def __init__(self, unique_id: int) -> None:
        super().__init__(
            f"person {unique_id} is no longer here: they died or left town, and nobody else ever "
            f"gets their id. Check `unique_id in model.people.ids` first."
        )
        self.unique_id = unique_id

    def __reduce__(self) -> tuple[type[DepartedPersonError], tuple[int]]:
        """Pickle by the id."""
        return type(self), (self.unique_id,)


def _loneliness(records: Array) -> Array:
    return 1.0 / (1.0 + np.exp(-records["loneliness_logit"].astype(np.float64)))


#: Columns worked out from stored ones when they are read.
DERIVED: dict[str, tuple[Column, Callable[[Array], Array]]] = {
    "loneliness": (
        Column("loneliness", "f8", "share", 0.0, 1.0, "loneliness, logistic of its logit", "L"),
        _loneliness,
    ),
}


class People:
    """Everybody living in the town, one row each.

    Parameters
    ----------
    records
        Array of records; a row is one living person.

    Examples
    --------
    >>> from simulation import ConnectivityModel
    >>> model = ConnectivityModel(people=100, rng=1)
    >>> model.people.array("age").shape
    (100,)
    """

    def __init__(self, records: npt.NDArray[np.void]) -> None:
        self.records = records
        self.changes = 0  # how often columns were written from outside

    def __len__(self) -> int:
        """Return how many people live in the town."""
        return len(self.records)

    def __repr__(self) -> str:
        """Say how many."""
        return f"<People: {len(self)} living>"

    @property
    def ids(self) -> npt.NDArray[np.int64]:
        """Unique ids of the living, in the order of every array."""
        ids: npt.NDArray[np.int64] = self.records["unique_id"].astype(np.int64)
        return ids

    @property
    def column_names(self) -> tuple[str, ...]:
        """Every name that can be read, stored and derived."""
        return (*COLUMNS, *DERIVED)

    def array(self, name: str) -> Array:
        """Return a column, one value a living person, as an array of one's own.

        Parameters
        ----------
        name
            One of ``column_names``.

        Returns
        -------
        ndarray, shape (people,)

        Raises
        ------
        KeyError
            For an unknown name.
        """
        return self._read(name, self.records)

    def values(self, name: str, rows: Array) -> Array:
        """Return a column for some rows only; see :meth:`array`."""
        return self._read(name, self.records[np.asarray(rows)])

    def _read(self, name: str, records: Array) -> Array:
        if name in COLUMNS:
            return np.ascontiguousarray(records[name])
        if name in DERIVED:
            return DERIVED[name][1](records)
        raise KeyError(f"people have no column {name!r}")

    def assign(self, name: str, rows: Array, values: npt.ArrayLike) -> None:
        """Write a stored column for some rows.

        Raises
        ------
        ValueError
            For a fraction in a whole-number column, a value out of range, or a column that is
            derived or gives identity.
        KeyError
            For an unknown name.
        """
        if name in DERIVED:
            raise ValueError(f"{name}: is worked out from other columns and cannot be set")
        if name not in COLUMNS:
            raise KeyError(f"people have no column {name!r}")
        if name == "unique_id":
            raise ValueError("unique_id: is a person's identity and cannot be set")
        self.records[name][np.asarray(rows)] = COLUMNS[name].checked(values)
        self.changes += 1

    def row_of(self, unique_id: int) -> int:
        """Return the row of a living person.

        Raises
        ------
        DepartedPersonError
            When that person died, left town, or never lived here.
        """
        row = int(unique_id) % len(self.records)
        if unique_id < 0 or self.records["unique_id"][row] != unique_id:
            raise DepartedPersonError(int(unique_id))
        return row

    def is_present(self, unique_id: int) -> bool:
        """Return whether a person lives in the town now."""
        row = int(unique_id) % len(self.records)
        return bool(unique_id >= 0 and self.records["unique_id"][row] == unique_id)

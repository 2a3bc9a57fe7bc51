"""Comparing two worlds bit by bit: who differs, and which ties do."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from simulation import ConnectivityModel
from simulation.tie_arrays import TieArrays

Pairs = set[tuple[int, int]]


def world_of(model: ConnectivityModel) -> Any:
    """Return the arrays behind a model; tests look where users need not."""
    return model._kith_world


def half_ties(model: ConnectivityModel) -> npt.NDArray[np.void]:
    """Return every half-tie with the ids of both, ordered by ids: slots do not show."""
    arrays = world_of(model).ties
    rows, slots = np.nonzero(arrays.neighbour >= 0)
    me, other = model.people.ids[rows], model.people.ids[arrays.neighbour[rows, slots]]
    order = np.argsort(me << 32 | other)
    here = rows[order], slots[order]
    names = [name for name in TieArrays._fields if name != "neighbour"]
    kinds = [(name, getattr(arrays, name).dtype) for name in names]
    table = np.zeros(len(rows), [("me", np.int64), ("other", np.int64), *kinds])
    table["me"], table["other"] = me[order], other[order]
    for name in names:
        table[name] = getattr(arrays, name)[here]
    return table


def pairs(model: ConnectivityModel) -> Pairs:
    """Return all ties as pairs of ids, the smaller first."""
    table = half_ties(model)
    once = table["me"] < table["other"]
    return set(zip(table["me"][once].tolist(), table["other"][once].tolist(), strict=True))


def fields(records: npt.NDArray[np.void]) -> npt.NDArray[np.uint8]:
    """Return the bytes of all fields, shape (n, bytes): what lies between fields says nothing."""
    columns = [np.ascontiguousarray(records[name]) for name in records.dtype.names or ()]
    return np.hstack([one.view(np.uint8).reshape(len(one), -1) for one in columns])


def same_bits(one: npt.NDArray[Any], other: npt.NDArray[Any]) -> bool:
    """Return whether two arrays hold the same bits (which NaN and -0.0 would hide)."""
    alike = one.dtype == other.dtype and one.shape == other.shape
    return alike and one.tobytes() == other.tobytes()


def difference(one: ConnectivityModel, other: ConnectivityModel) -> list[str]:
    """Return the names of everything in which two worlds differ; empty if they are one world."""
    here, there = world_of(one), world_of(other)
    names = here.people.dtype.names
    found = [f"people.{x}" for x in names if not same_bits(here.people[x], there.people[x])]
    if not same_bits(half_ties(one), half_ties(other)):
        found.append("ties")
    for name in ("occupant", "seat"):
        if not same_bits(getattr(here.foci, name), getattr(there.foci, name)):
            found.append(f"foci.{name}")
    for name in ("home_neighbourhood", "neighbourhood_culture"):
        if not same_bits(getattr(here, name), getattr(there, name)):
            found.append(name)
    if here.week != there.week:
        found.append("week")
    if one.refusals != other.refusals:
        found.append("refusals")
    return found


def differing_rows(one: ConnectivityModel, other: ConnectivityModel) -> npt.NDArray[np.int64]:
    """Return the rows whose person, ties or standing seats are not the same bits in both worlds."""
    here, there = world_of(one), world_of(other)
    differs = (fields(here.people) != fields(there.people)).any(axis=1)
    venues = min(here.foci.seat.shape[1], there.foci.seat.shape[1])
    differs |= (here.foci.seat[:, :venues] != there.foci.seat[:, :venues]).any(axis=1)
    differs[_owners_of_other_halves(half_ties(one), half_ties(other)) % len(here.people)] = True
    return np.flatnonzero(differs)


def _owners_of_other_halves(
    mine: npt.NDArray[np.void], theirs: npt.NDArray[np.void]
) -> npt.NDArray[np.int64]:
    """Return whose half-ties are in one table only, or hold other bits in the other."""
    here, there = (table["me"] << 32 | table["other"] for table in (mine, theirs))
    _, i, j = np.intersect1d(here, there, assume_unique=True, return_indices=True)
    other_bits = (_bytes(mine)[i] != _bytes(theirs)[j]).any(axis=1)
    lone = np.setxor1d(here, there, assume_unique=True) >> 32
    return np.concatenate([mine["me"][i][other_bits], lone])


def _bytes(table: npt.NDArray[np.void]) -> npt.NDArray[np.uint8]:
    return table.view(np.uint8).reshape(len(table), -1)


def differing_ties(one: ConnectivityModel, other: ConnectivityModel) -> int:
    """Return how many ties are there in one world only."""
    return len(pairs(one) ^ pairs(other))

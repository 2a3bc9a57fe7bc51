"""An independent account of who comes across whom in a week, in plain NumPy.

Written from the description of meetings, not from the kernel: every hash is done again here. It is
asked after a week was lived, when seats and what people showed are still those of that week.
"""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
import numpy.typing as npt

from simulation import ConnectivityModel
from tests.properties.twins import world_of

Rows = npt.NDArray[np.int64]
Bits = npt.NDArray[np.uint64]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_SECOND = np.uint64(0xC2B2AE3D27D4EB4F)


def key(seed: int, purpose: str, week: int = 0) -> np.uint64:
    """Return the key of a purpose, from its definition."""
    text = f"{seed}\0{purpose}\0{week}".encode()
    return np.uint64(int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "little"))


def mixed(bits: Bits) -> Bits:
    """Return the splitmix64 finaliser of each number."""
    with np.errstate(over="ignore"):
        bits = bits ^ (bits >> np.uint64(30))
        bits = bits * np.uint64(0xBF58476D1CE4E5B9)
        bits = bits ^ (bits >> np.uint64(27))
        bits = bits * np.uint64(0x94D049BB133111EB)
        return bits ^ (bits >> np.uint64(31))


def bits_of(start: Any, who: Any) -> Bits:
    """Return 64 bits for each (key, person)."""
    with np.errstate(over="ignore"):
        who = np.asarray(who, np.int64).astype(np.uint64)
        return mixed(np.asarray(np.asarray(start, np.uint64) + who * _GOLDEN))


def identities(who: Any) -> Bits:
    """Return the 64 bits that stand for each person in draws of pairs."""
    with np.errstate(over="ignore"):
        who = np.asarray(who, np.int64).astype(np.uint64)
        return mixed(np.asarray(who * _GOLDEN + _SECOND))


def pair_bits(start: np.uint64, who: Any, other: Any) -> Bits:
    """Return 64 bits for each unordered pair of people."""
    with np.errstate(over="ignore"):
        return mixed(np.asarray(start + (identities(who) + identities(other))))


def directed_bits(start: np.uint64, who: Any, other: Any) -> Bits:
    """Return 64 bits for what each person makes of each other."""
    with np.errstate(over="ignore"):
        return mixed(np.asarray(start + (identities(who) + np.uint64(3) * identities(other))))


def unit(bits: Bits) -> npt.NDArray[np.float64]:
    """Return the uniform draw that belongs to 64 bits."""
    return (2.0 * (bits >> np.uint64(12)).astype(np.float64) + 1.0) / 2.0**53


def venue_key(name: str, seed: int, week: int) -> np.uint64:
    """Return what the offsets of a venue are drawn from in a week."""
    with np.errstate(over="ignore"):
        return key(0, name) + key(seed, "meeting offset", week + 1)


def seat_partners(model: ConnectivityModel, only: int | None = None) -> Rows:
    """Return the pairs of rows that sat opposite each other last week, shape (pairs, 2).

    ``only`` limits them to one venue.
    """
    world = world_of(model)
    foci, week = world.foci, world.week - 1
    goes = world.scratch.shown["places"]
    found = []
    for place, venue in enumerate(foci.venues):
        if only not in (None, place):
            continue
        here = np.flatnonzero(
            (foci.seat[:, place] >= 0) & ((goes >> np.uint64(place)) & np.uint64(1) == 1)
        )
        seats = foci.seat[here, place].astype(np.int64)
        focus = bits_of(venue_key(venue.name, world.seed, week), seats // venue.size)
        for turn in range(venue.rounds):
            r = bits_of(focus, turn) % np.uint64(venue.size - 1) + np.uint64(1)
            other = foci.places(place)[seats ^ r.astype(np.int64)]
            there = other >= 0
            if venue.selective:
                there &= (goes[other] >> np.uint64(place)) & np.uint64(1) == 1
            found.append(np.column_stack([here[there], other[there]]))
    nobody = np.zeros((0, 2), np.int64)
    return np.concatenate([nobody, *found]).astype(np.int64)


def introductions(model: ConnectivityModel) -> Rows:
    """Return the pairs of rows whom somebody meant to bring together last week.

    Whom a broker chooses is tested on its own; here only who was looked at matters.
    """
    brokers = world_of(model).scratch.brokers
    active = brokers[brokers["one"] >= 0]
    return np.column_stack([active["one"], active["two"]]).astype(np.int64)


def candidate_pairs(model: ConnectivityModel) -> Rows:
    """Return every pair of rows that last week's meetings looked at, shape (pairs, 2)."""
    return np.concatenate([seat_partners(model), introductions(model)])


def tied_pairs(model: ConnectivityModel) -> Rows:
    """Return the pairs of rows with a tie now, from both sides."""
    rows, slots = np.nonzero(world_of(model).ties.neighbour >= 0)
    return np.column_stack([rows, world_of(model).ties.neighbour[rows, slots]]).astype(np.int64)


def reached(allowed: npt.NDArray[np.bool_], links: list[Rows]) -> npt.NDArray[np.bool_]:
    """Return who is allowed or linked to somebody allowed."""
    further = allowed.copy()
    for some in links:
        further[some[allowed[some[:, 0]], 1]] = True
        further[some[allowed[some[:, 1]], 0]] = True
    return further

"""Departures: the ties of those who die or leave end, and those left behind lose what they had."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from simulation.compilation import Record, kernel
from simulation.foci import ONLINE
from simulation.world import World

__all__ = ["depart", "end_tie", "find_tie"]


@kernel
def find_tie(ties: Any, count: int, i: int, j: int) -> int:
    """Return the slot in which ``i`` holds the tie with ``j``, -1 if there is none."""
    for k in range(count):
        if ties.neighbour[i, k] == j:
            return k
    return -1


@kernel
def end_tie(people: Record, ties: Any, i: int, slot: int) -> None:
    """Remove one half-tie of ``i``; the last one takes its slot."""
    last = people[i].tie_count - 1
    ties.closeness[i, slot] = ties.closeness[i, last]
    ties.their_closeness[i, slot] = ties.their_closeness[i, last]
    ties.trust[i, slot] = ties.trust[i, last]
    ties.their_trust[i, slot] = ties.their_trust[i, last]
    ties.balance[i, slot] = ties.balance[i, last]
    ties.contact_rate[i, slot] = ties.contact_rate[i, last]
    ties.compatibility[i, slot] = ties.compatibility[i, last]
    ties.weeks[i, slot] = ties.weeks[i, last]
    ties.origin[i, slot] = ties.origin[i, last]
    ties.kin[i, slot] = ties.kin[i, last]
    ties.online[i, slot] = ties.online[i, last]
    ties.neighbour[i, slot] = ties.neighbour[i, last]
    ties.neighbour[i, last] = -1
    people[i].tie_count = last


@kernel
def _bereave(people: Record, ties: Any, rows: Any, gone: Any, kin_grief: float) -> None:
    """End every tie of the departed; sum the closeness each one left behind has lost."""
    for n in range(len(rows)):
        leaver = rows[n]
        for k in range(people[leaver].tie_count):
            j = ties.neighbour[leaver, k]
            ties.neighbour[leaver, k] = -1
            if gone[j]:
                continue
            slot = find_tie(ties, people[j].tie_count, j, leaver)
            weight = kin_grief if ties.kin[j, slot] else 1.0
            people[j].bereavement += weight * ties.closeness[j, slot]
            end_tie(people, ties, j, slot)
        people[leaver].tie_count = 0


def depart(world: World, rows: npt.NDArray[np.int64]) -> None:
    """Let these people go: ties end, seats are freed, a partner left behind is single.

    Parameters
    ----------
    world
        Changed in place.
    rows
        Who dies or leaves town, in the order of their ids.
    """
    people = world.people
    gone = np.zeros(len(people), np.bool_)
    gone[rows] = True
    _bereave(people, world.ties, rows, gone, float(world.p["kin_grief"]))
    for venue in range(len(world.foci.venues)):
        if venue != ONLINE:
            world.foci.leave(venue, rows)
    people["household"][rows] = -1  # nobody moves in with somebody who has gone
    left_by = people["partner"][rows]
    partners = left_by[left_by >= 0] % len(people)
    people["partner"][partners[~gone[partners]]] = -1

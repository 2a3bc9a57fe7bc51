"""Meeting: whom a person comes across this week, and whether they take to each other.

People meet where they live, work and gather (Feld 1981), online, and through somebody who knows
both (Kossinets & Watts 2006). In each round of a focus, seat q meets seat q XOR r with r keyed by
focus, week and round. Housemates and relatives always come to know each other; others do when

    u < rate openness-of-society compatibility^2 sqrt(openness openness')

Places to meet raise the rate among neighbours, work from home lowers it among colleagues (both have
to be there), and the rate online needs both people's online share.

Rates hold for a place of its nominal size: an empty seat is a meeting that does not happen. At a
community event people talk to others who came, a few each time; events differ from the street only
in that: more conversations, and more readiness to get to know each other.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from simulation.compilation import Record, inline, kernel
from simulation.draws import pair_uniform, person_bits
from simulation.foci import GROUP, NEIGHBOURHOOD, ONLINE, STANDING, VENUE, WORKPLACE, Foci
from simulation.parameters import Parameter
from simulation.purposes import number, purpose_key
from simulation.tie_arrays import ORIGINS
from simulation.week.contact import colleagues_meet, compatibility, neighbours_meet

__all__ = ["OFFERS", "PARAMETERS", "meeting", "venue_table"]

# fmt: off
PARAMETERS = (
    Parameter("neighbour_meeting", 0.055, "chance a conversation", 0, 1, "fitted",
              "fitted to the number of active ties", "making friends with a neighbour met"),
    Parameter("work_meeting", 0.2, "chance a conversation", 0, 1, "fitted",
              "fitted to the number of active ties", "the same at work"),
    Parameter("group_meeting", 0.6, "chance a conversation", 0, 2, "fitted",
              "fitted to the number of active ties", "the same in a group"),
    Parameter("session_meeting", 0.5, "chance a conversation", 0, 2, "assumed", "rate assumed",
              "the same in a programme's group of eight"),
    Parameter("event_meeting", 0.5, "chance a conversation", 0, 2, "assumed",
              "taken near a group's: people come to an event to meet",
              "the same at a community event"),
    Parameter("event_conversations", 6.0, "conversations an event", 0, 12, "assumed",
              "number assumed", "people one talks to at an event"),
    Parameter("online_meeting", 0.12, "chance a conversation", 0, 1, "assumed", "rate assumed",
              "the same online, for two people half of whose contact is online"),
    Parameter("vouching", 1.5, "ratio", 0, 10, "assumed", "weight assumed",
              "weight of the introducer's closeness to both"),
    Parameter("friendship_acceptance", 1.3, "ratio", 0, 10, "fitted", "fitted to friendships",
              "general openness of the society"),
    Parameter("assisted_meeting", 1.0, "ratio per dose", 0, 5, "assumed", "weight assumed",
              "help in meeting people, in groups and around home"),
    Parameter("founding_boost", 5.0, "ratio", 1, 20, "assumed",
              "a town's friendships need decades; the start is shortened",
              "meeting among neighbours and colleagues in the founding weeks"),
    Parameter("founding_weeks", 40.0, "weeks", 0, 520, "assumed", "length assumed",
              "weeks that boost lasts"),
)
# fmt: on

#: New ties a person can begin in one week; the pair-keyed luckiest are kept.
OFFERS = 6

_INTRODUCED = ORIGINS.index("introduced")

_OFFSET = number("meeting offset")
_RANK = number("offer rank")
_FIRST_ACCEPT = number("accept household")  # purposes of acceptance follow in the order of ORIGINS


def venue_table(foci: Foci, p: Record, founding: bool) -> npt.NDArray[np.void]:
    """Return the venues as the kernel reads them, rates scaled to their nominal size.

    Parameters
    ----------
    foci
        The places of the world.
    p
        The parameter record.
    founding
        Whether these are the founding weeks.

    Returns
    -------
    ndarray of VENUE, shape (venues,)
    """
    boost = float(p["founding_boost"]) if founding else 1.0
    base = {
        NEIGHBOURHOOD: (
            2.0 * float(p["neighbour_meeting"]) * boost * float(p["neighbourhood_life"]),
            0.5,
        ),
        WORKPLACE: (float(p["work_meeting"]) * boost, 0.0),
        GROUP: (float(p["group_meeting"]), 1.0),
        ONLINE: (4.0 * float(p["online_meeting"]), 0.0),
    }
    by_origin = {
        ORIGINS.index("event"): float(p["event_meeting"]),
        ORIGINS.index("programme"): float(p["session_meeting"]),
    }
    table = np.zeros(len(foci.venues), VENUE)
    for place, venue in enumerate(foci.venues):
        rate, assisted = math.inf, 0.0
        if place in base:
            rate, assisted = base[place]
            rate *= venue.size / venue.nominal / venue.rounds
        elif place >= len(STANDING):
            rate = by_origin[venue.origin]
        table[place] = (
            purpose_key(0, venue.name),
            foci.first(place),
            venue.size,
            venue.rounds,
            venue.origin,
            venue.selective,
            rate,
            assisted * float(p["assisted_meeting"]),
        )
    return table


@inline
def _knows(neighbours: Any, count: int, j: int) -> bool:
    found = False
    for k in range(count):
        found |= neighbours[k] == j
    return found


@inline
def _befriends(me: Record, other: Record, origin: int, rate: float, p: Record, keys: Any) -> bool:
    """Return whether two people who come across each other take to each other."""
    luck = pair_uniform(keys[_FIRST_ACCEPT + origin], me.identity, other.identity)
    bound = rate * p.friendship_acceptance * math.sqrt(me.openness * other.openness)
    if luck >= bound:  # compatibility is at most 1
        return False
    match = compatibility(me, other, p, keys)
    if me.neurodivergent != other.neurodivergent:
        match *= 1.0 - p.double_empathy_cost
    return bool(luck < bound * match * match)


@inline
def _offer(j: int, origin: int, rank: float, offers: Any, origins: Any, ranks: Any) -> None:
    """Keep ``j`` among the offers, in the order of their ranks, if it is among the luckiest."""
    place = OFFERS
    for q in range(OFFERS):
        if offers[q] == j:
            return
        if place == OFFERS and rank < ranks[q]:
            place = q
    for q in range(OFFERS - 1, place, -1):
        offers[q], origins[q], ranks[q] = offers[q - 1], origins[q - 1], ranks[q - 1]
    if place < OFFERS:
        offers[place], origins[place], ranks[place] = j, origin, rank


@kernel
def meeting(
    shown: Record,
    ties: Any,
    counts: Any,
    brokers: Record,
    venues: Record,
    occupant: Any,
    seat: Any,
    offers: Any,
    origins: Any,
    ranks: Any,
    p: Record,
    keys: Any,
    first: int,
    last: int,
) -> None:
    """Fill the offers of people ``first`` to ``last`` from everybody they come across.

    ``counts`` is everybody's number of ties after this week's contacts. Writes own rows only.
    """
    for i in range(first, last):
        me = shown[i]
        known = ties.neighbour[i]
        mine, kinds, order = offers[i], origins[i], ranks[i]
        mine[:] = -1
        order[:] = math.inf
        for v in range(len(venues)):
            venue = venues[v]
            if seat[i, v] < 0 or not (me.places >> v) & 1:
                continue
            place = np.int64(seat[i, v])
            focus = person_bits(venue.code + keys[_OFFSET], place // venue.size)
            for turn in range(venue.rounds):
                offset = person_bits(focus, turn) % np.uint64(venue.size - 1)
                j = occupant[venue.first + (place ^ np.int64(offset + np.uint64(1)))]
                if j < 0:
                    continue
                other = shown[j]
                if venue.selective and not (other.places >> v) & 1:
                    continue
                if venue.rate < math.inf:
                    rate = venue.rate * (1.0 + venue.assisted * (me.meeting + other.meeting))
                    if v == ONLINE:
                        rate *= me.online_share * other.online_share
                    elif v == NEIGHBOURHOOD:
                        rate *= neighbours_meet(me, other, p)
                    elif v == WORKPLACE:
                        rate *= colleagues_meet(me, other)
                    if not _befriends(me, other, venue.origin, rate, p, keys):
                        continue
                if not _knows(known, counts[i], j):
                    rank = pair_uniform(keys[_RANK], me.identity, other.identity)
                    _offer(j, venue.origin, rank, mine, kinds, order)
        for k in range(counts[i]):
            broker = brokers[known[k]]
            if broker.one == i:
                j = broker.two
            elif broker.two == i:
                j = broker.one
            else:
                continue
            other = shown[j]
            rate = p.vouching * broker.vouch
            if _befriends(me, other, _INTRODUCED, rate, p, keys) and not _knows(
                known, counts[i], j
            ):
                rank = pair_uniform(keys[_RANK], me.identity, other.identity)
                _offer(j, _INTRODUCED, rank, mine, kinds, order)

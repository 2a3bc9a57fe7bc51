"""Foci: the places where people meet, each with standing seats.

A focus has a fixed number of seats, a power of two. A joiner takes the first free seat from a keyed
start and keeps it until leaving. In a meeting, seat q meets seat q XOR r: one arrival or departure
therefore re-pairs nobody else, which keeps luck local. A full focus refuses a joiner and counts it.

A *venue* is a kind of focus in a given world: the five standing kinds, the online world, and one
for each programme that gathers people.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from simulation.compilation import kernel
from simulation.draws import person_bits
from simulation.purposes import number

__all__ = [
    "FAMILY",
    "GROUP",
    "HOUSEHOLD",
    "NEIGHBOURHOOD",
    "ONLINE",
    "STANDING",
    "VENUE",
    "WORKPLACE",
    "Foci",
    "Venue",
]

_SEAT = number("seat")


@dataclass(frozen=True, slots=True)
class Venue:
    """A kind of place: its seats, and how people meet there.

    Attributes
    ----------
    name
        Its name; meetings are keyed by a hash of it.
    size
        Seats of one focus, a power of two.
    nominal
        People present in a typical one; meeting rates hold for that number.
    rounds
        Meetings a week that a seat takes part in.
    origin
        Where ties that begin here are said to come from.
    selective
        Whether only those who went there this week are met.
    """

    name: str
    size: int
    nominal: float
    rounds: int
    origin: int
    selective: bool = False


HOUSEHOLD, FAMILY, NEIGHBOURHOOD, WORKPLACE, GROUP, ONLINE = range(6)

#: Venues that are always there, in the order in which meetings are held. The online world is one
#: focus in which everybody's seat is the own row.
STANDING: tuple[Venue, ...] = (
    Venue("household", 4, 1.9, 1, 0),
    Venue("family", 32, 7.4, 1, 1),
    Venue("neighbourhood", 512, 200.0, 4, 2),
    Venue("workplace", 64, 14.0, 4, 4),
    Venue("group", 64, 9.0, 6, 5, selective=True),
    Venue("online", 0, 0.0, 1, 7),
)

#: A venue as the meeting kernel reads it.
VENUE = np.dtype(
    [
        ("code", np.uint64),  # names the venue in draws
        ("first", np.int64),  # its first seat in the array of all seats
        ("size", np.int64),
        ("rounds", np.int64),
        ("origin", np.int64),
        ("selective", np.int64),
        ("rate", np.float64),  # chance a conversation of two open, compatible people
        ("assisted", np.float64),  # how much help in meeting people raises it
    ]
)


#: A person's places of the week are the bits of one 64-bit number.
MOST_VENUES = 63


@kernel
def _take_seats(occupant: Any, size: int, rows: Any, ids: Any, foci: Any, key: Any) -> Any:
    taken = np.full(len(rows), -1, np.int32)
    for n in range(len(rows)):
        start = person_bits(person_bits(key, ids[n]), foci[n])
        for step in range(size):
            place = foci[n] * size + np.int64((start + np.uint64(step)) % np.uint64(size))
            if occupant[place] < 0:
                occupant[place] = rows[n]
                taken[n] = place
                break
    return taken


class Foci:
    """All places of a world and who sits where.

    Parameters
    ----------
    people
        Number of persons.
    counts
        How many foci there are of each standing venue but the online world.

    Attributes
    ----------
    occupant : ndarray of int32, shape (all seats,)
        Row of who sits there, -1 = free.
    seat : ndarray of int32, shape (people, venues)
        Seat number of each person within each venue, -1 = none.
    refusals
        How many joiners full foci have refused so far, by venue name.
    """

    def __init__(self, people: int, counts: tuple[int, ...]) -> None:
        self.people = people
        self.venues: list[Venue] = []
        self.counts: list[int] = []
        self.occupant: npt.NDArray[np.int32] = np.empty(0, np.int32)
        self.seat: npt.NDArray[np.int32] = np.empty((people, 0), np.int32)
        self.refusals: dict[str, int] = {}
        for venue, count in zip(STANDING, counts, strict=False):
            self.open(venue, count)
        size = 1 << max(1, (people - 1).bit_length())
        self.open(Venue("online", size, float(people), 1, STANDING[ONLINE].origin), 1)
        rows = np.arange(people, dtype=np.int32)
        self.seat[:, ONLINE] = rows
        self.places(ONLINE)[:people] = rows

    def open(self, venue: Venue, count: int) -> int:
        """Add a venue with ``count`` empty foci; return its place among the venues.

        Raises
        ------
        ValueError
            When the world has no room for one more.
        """
        if len(self.venues) == MOST_VENUES:
            raise ValueError(
                f"no room for {venue.name!r}: a world has at most {MOST_VENUES} venues, "
                f"of which {len(STANDING)} are always there; offer fewer programmes that gather "
                f"people"
            )
        self.venues.append(venue)
        self.counts.append(count)
        self.refusals.setdefault(venue.name, 0)
        self.occupant = np.append(self.occupant, np.full(count * venue.size, -1, np.int32))
        nobody = np.full((self.people, 1), -1, np.int32)
        self.seat = np.ascontiguousarray(np.append(self.seat, nobody, axis=1))
        return len(self.venues) - 1

    def grow(self, venue: int, count: int) -> None:
        """Let a venue have at least ``count`` foci; those added are empty, nobody moves.

        Parameters
        ----------
        venue
            Place among the venues.
        count
            Foci wanted; nothing happens if there are as many already.
        """
        missing = count - self.counts[venue]
        if missing <= 0:
            return
        size = self.venues[venue].size
        after = self.first(venue) + self.counts[venue] * size
        self.occupant = np.insert(self.occupant, after, np.full(missing * size, -1, np.int32))
        self.counts[venue] = count

    def close_programmes(self) -> None:
        """Remove every venue that is not a standing one."""
        keep = len(STANDING)
        seats = sum(
            count * venue.size
            for count, venue in zip(self.counts[:keep], self.venues[:keep], strict=True)
        )
        self.venues, self.counts = self.venues[:keep], self.counts[:keep]
        self.occupant = self.occupant[:seats].copy()
        self.seat = np.ascontiguousarray(self.seat[:, :keep])

    def first(self, venue: int) -> int:
        """Return the first seat of a venue in the array of all seats."""
        return sum(
            count * one.size
            for count, one in zip(self.counts[:venue], self.venues[:venue], strict=True)
        )

    def places(self, venue: int) -> npt.NDArray[np.int32]:
        """Return the occupants of a venue's seats, as a view."""
        first = self.first(venue)
        return self.occupant[first : first + self.counts[venue] * self.venues[venue].size]

    def members(self, venue: int, focus: int) -> npt.NDArray[np.int32]:
        """Return the rows of those who have a seat in one focus."""
        size = self.venues[venue].size
        seats = self.places(venue)[focus * size : (focus + 1) * size]
        return seats[seats >= 0]

    def taken(self, venue: int) -> npt.NDArray[np.int64]:
        """Return how many seats are taken in every focus of a venue."""
        table = self.places(venue).reshape(-1, self.venues[venue].size)
        counts: npt.NDArray[np.int64] = (table >= 0).sum(axis=1)
        return counts

    def leave(self, venue: int, rows: npt.NDArray[np.int64]) -> None:
        """Free the seats these people hold; who holds none is passed over."""
        held = self.seat[rows, venue]
        self.places(venue)[held[held >= 0]] = -1
        self.seat[rows, venue] = -1

    def join(
        self,
        venue: int,
        rows: npt.NDArray[np.int64],
        ids: npt.NDArray[np.int64],
        foci: npt.NDArray[np.int64],
        keys: npt.NDArray[np.uint64],
    ) -> npt.NDArray[np.bool_]:
        """Give each person a seat in a focus, in the order of their ids.

        Parameters
        ----------
        venue
            Place among the venues.
        rows, ids, foci
            Who joins which focus; shape (n,) each. They must hold no seat in the venue.
        keys
            Keys of the week.

        Returns
        -------
        ndarray of bool, shape (n,)
            True where the focus was full: the person stays without, and ``refusals`` counts it.
        """
        order = np.argsort(ids, kind="stable")
        rows = np.asarray(rows, np.int64)
        taken = _take_seats(
            self.places(venue),
            self.venues[venue].size,
            rows[order],
            np.asarray(ids, np.int64)[order],
            np.asarray(foci, np.int64)[order],
            keys[_SEAT],
        )
        self.seat[rows[order], venue] = taken
        refused = np.zeros(len(order), np.bool_)
        refused[order] = taken < 0
        self.refusals[self.venues[venue].name] += int(refused.sum())
        return refused

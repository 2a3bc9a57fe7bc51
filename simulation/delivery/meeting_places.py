"""Meeting places: where participants meet each other, so that friendships can begin.

A group keeps its seats; an open event is seated anew each week by those who came. People who meet
one to one meet nobody else.
"""

from __future__ import annotations

import numpy as np

from simulation.delivery.roster import Ints, Roster, Status
from simulation.foci import NEIGHBOURHOOD, Venue
from simulation.programmes.programme import Programme
from simulation.tie_arrays import ORIGINS
from simulation.world import World

__all__ = ["MeetingPlaces"]

_EVENT_SEATS = 256
_TYPICAL_CROWD = 40.0
_NO_VENUE = -1


class MeetingPlaces:
    """The places of one programme in one world; opened when somebody first comes.

    Attributes
    ----------
    venue
        Place among the world's venues, -1 = none yet.
    """

    def __init__(self, programme: Programme, venue: int = _NO_VENUE) -> None:
        self._programme = programme
        self.venue = venue

    def copy(self) -> MeetingPlaces:
        """Return the same, for a twin world."""
        return MeetingPlaces(self._programme, self.venue)

    def gather(self, world: World, rows: Ints, ids: Ints, places: Ints) -> None:
        """Seat those who came and have no seat, and let them meet this week.

        Parameters
        ----------
        world
            Its foci and gatherings are changed.
        rows, ids, places
            Who came, and to which group or neighbourhood; shape (n,) each.
        """
        if self._programme.format == "one_to_one":
            return
        if self.venue == _NO_VENUE:
            self.venue = world.foci.open(*self._room(world))
        if len(places):
            world.foci.grow(self.venue, int(places.max()) + 1)
        if self._programme.format == "open":
            self._vacate(world)
        new = world.foci.seat[rows, self.venue] < 0
        world.foci.join(self.venue, rows[new], ids[new], places[new], world.keys)
        world.scratch.gathering[rows] |= np.uint64(1 << self.venue)

    def clear(self, world: World, roster: Roster) -> None:
        """Free the seats of those whose course is over."""
        if self.venue == _NO_VENUE or self._programme.format != "group":
            return
        staying = np.zeros(len(world.people), np.bool_)
        staying[roster.cases["row"][roster.having(Status.IN_COURSE)]] = True
        world.foci.leave(
            self.venue, np.flatnonzero((world.foci.seat[:, self.venue] >= 0) & ~staying)
        )

    def close(self, world: World) -> None:
        """Free all seats."""
        if self.venue != _NO_VENUE:
            self._vacate(world)

    def _vacate(self, world: World) -> None:
        world.foci.leave(self.venue, np.flatnonzero(world.foci.seat[:, self.venue] >= 0))

    def _room(self, world: World) -> tuple[Venue, int]:
        """Return the venue of this kind of programme, and how many places it begins with."""
        programme = self._programme
        if programme.format == "open":
            talks = float(world.p["event_conversations"])
            rounds = round(talks * _EVENT_SEATS / _TYPICAL_CROWD)
            square = Venue(
                f"event {programme.label}", _EVENT_SEATS, _TYPICAL_CROWD, rounds,
                ORIGINS.index("event"), True,
            )  # fmt: skip
            return square, world.foci.counts[NEIGHBOURHOOD]
        seats = 1 << (2 * programme.group_size - 1).bit_length()
        room = Venue(
            f"programme {programme.label}", seats, float(programme.group_size), 2,
            ORIGINS.index("programme"), True,
        )  # fmt: skip
        return room, 0

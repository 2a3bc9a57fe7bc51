"""Delivery: how a programme reaches people in one world, week by week.

Everything random is keyed by the programme's label and the person, so two programmes do not disturb
each other and their order in a file does not matter.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from simulation.asking import ask
from simulation.draws import uniforms
from simulation.programmes.programme import Programme
from simulation.purposes import purpose_key
from simulation.world import World

__all__ = ["Delivery"]

_NEVER = 2**31 - 1
_ENTRY = np.dtype(
    [
        ("unique_id", np.int64),
        ("row", np.int64),
        ("place", np.int64),
        ("quits_week", np.int64),
        ("attended", np.int64),
    ]
)


@dataclass
class Delivery:
    """One programme in one world.

    Attributes
    ----------
    programme
        Its settings.
    start_week
        The model's week of the first offer.
    roster : ndarray of records
        Everybody who took a place: unique id, row, meeting place, week of leaving, weeks attended.
    counts
        What became of those eligible: offered, accepted, declined, no place left.
    """

    programme: Programme
    start_week: int
    roster: npt.NDArray[np.void] = field(default_factory=lambda: np.zeros(0, _ENTRY))
    counts: dict[str, int] = field(default_factory=dict)
    venue: int = -1

    @property
    def end_week(self) -> int:
        """The first week after the programme."""
        return self.start_week + self.programme.weeks

    def participants(self) -> npt.NDArray[np.int64]:
        """Return the unique ids of all who took part so far, in order."""
        least = self.programme.participant_share * self.programme.weeks
        ids: npt.NDArray[np.int64] = self.roster["unique_id"][self.roster["attended"] >= least]
        return np.sort(ids)

    def copy(self) -> Delivery:
        """Return a delivery that shares only the settings."""
        return Delivery(
            self.programme, self.start_week, self.roster.copy(), dict(self.counts), self.venue
        )

    def deliver(self, world: World) -> None:
        """Set this week's mechanism inputs of those who come; enrol people in the first week."""
        if world.week == self.start_week:
            self._enrol(world)
        if self.start_week <= world.week < self.end_week:
            self._hold(world)
        elif world.week == self.end_week and self.venue >= 0:
            self._vacate(world)

    def _luck(self, world: World, purpose: str, week: int, ids: Any) -> npt.NDArray[np.float64]:
        key = purpose_key(world.seed, f"{self.programme.label}/{purpose}", week)
        return uniforms(key, ids)

    def _enrol(self, world: World) -> None:
        programme, people = self.programme, world.people
        rows = np.flatnonzero(programme.eligible(people, ask(world)))
        eligible = len(rows)
        ids = people["unique_id"][rows]
        rows = rows[self._luck(world, "offer", self.start_week, ids) < programme.offered_share]
        offered = len(rows)
        ids = people["unique_id"][rows]
        rows = rows[self._luck(world, "uptake", self.start_week, ids) < programme.uptake]
        accepted = len(rows)
        ids = people["unique_id"][rows]
        if programme.places is not None and accepted > programme.places:
            turn = np.argsort(self._luck(world, "place", self.start_week, ids), kind="stable")
            rows = np.sort(rows[turn[: programme.places]])
            ids = people["unique_id"][rows]
        self.counts = {
            "eligible": eligible,
            "offered": offered,
            "declined": offered - accepted,
            "accepted": accepted,
            "without a place": accepted - len(rows),
            "enrolled": len(rows),
        }
        roster = np.zeros(len(rows), _ENTRY)
        roster["unique_id"] = ids
        roster["row"] = rows
        luck = self._luck(world, "leaving", self.start_week, ids)
        share = programme.dropout_share
        leaves = luck < share
        roster["quits_week"] = _NEVER
        weeks_in = (luck[leaves] / share * programme.weeks).astype(np.int64) if share else 0
        roster["quits_week"][leaves] = self.start_week + weeks_in
        self.roster = roster
        room = programme.venue(world, len(rows))
        if room is not None:
            self.venue = world.foci.open(*room)
            roster["place"] = programme.meeting_place(world, rows)

    def _hold(self, world: World) -> None:
        programme, roster, people = self.programme, self.roster, world.people
        here = people["unique_id"][roster["row"]] == roster["unique_id"]
        entries = np.flatnonzero(here & (world.week < roster["quits_week"]))
        rows = roster["row"][entries]
        chance = programme.attendance_chances(world, rows, self.start_week)
        luck = self._luck(world, "attendance", world.week, roster["unique_id"][entries])
        entries = entries[luck < chance]
        rows = roster["row"][entries]
        roster["attended"][entries] += 1
        given = programme.dose()[0]
        doses = world.scratch.doses
        for mechanism in programme.content:
            without = 1.0 - doses[mechanism][rows]
            doses[mechanism][rows] = 1.0 - without * (1.0 - given[mechanism])
        if self.venue >= 0:
            self._gather(world, entries)

    def _gather(self, world: World, entries: npt.NDArray[np.int64]) -> None:
        """Seat those who came. A group keeps its seats; an open event is seated anew each week."""
        programme, roster, foci = self.programme, self.roster, world.foci
        rows, place = roster["row"][entries], roster["place"][entries]
        if programme.seats_anew:
            self._vacate(world)
            place = programme.meeting_place(world, rows)
        new = (foci.seat[rows, self.venue] < 0) & (place >= 0)
        ids = roster["unique_id"][entries]
        foci.join(self.venue, rows[new], ids[new], place[new], world.keys)
        world.scratch.gathering[rows] |= np.uint64(1 << self.venue)

    def _vacate(self, world: World) -> None:
        seated = np.flatnonzero(world.foci.seat[:, self.venue] >= 0)
        world.foci.leave(self.venue, seated)

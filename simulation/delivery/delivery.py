"""Delivery: how a programme reaches people in one world, week by week.

The week of a programme: people who died or moved are taken off, courses end, people give up
waiting; places are offered; people begin; sessions are held; what it cost is booked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from simulation.conditions.census import Census
from simulation.delivery.course import end_courses, hold_sessions
from simulation.delivery.history import History
from simulation.delivery.inputs import called, checked_values
from simulation.delivery.intake import offer_places
from simulation.delivery.luck import Luck
from simulation.delivery.meeting_places import MeetingPlaces
from simulation.delivery.placing import place_people, tend_waiting_list
from simulation.delivery.roster import Ints, Roster, Status
from simulation.delivery.running_groups import RunningGroups
from simulation.delivery.spending import book_referrals, book_sessions
from simulation.money.ledger import Ledger
from simulation.programmes.programme import Programme
from simulation.world import World

__all__ = ["Delivery", "spread_trauma_informed_care"]

_SETTLED_FLOWS = {
    status: status.name.lower()
    for status in (
        Status.GAVE_UP_WAITING,
        Status.NO_LONGER_ELIGIBLE,
        Status.GONE_WHILE_WAITING,
        Status.NOT_PLACED,
        Status.COMPLETED,
        Status.NOT_COMPLETED,
        Status.LEFT,
        Status.GONE,
    )
}


class Delivery:
    """One programme in one world.

    Parameters
    ----------
    programme
        Its settings.
    start_week
        The model's week of the first offers.
    people
        Rows of the world.

    Attributes
    ----------
    roster
        A case for everybody who was offered a place.
    groups
        Every group so far.
    ledger, history
        What it cost, and what happened, week by week.
    eligible_at_start
        People eligible when the rounds of offers began, summed over rounds.
    trauma_informed
        How far people hurt early in life are met with care this week.
    invited
        Unique ids, in order, of the only people who may be offered a place; None is everybody.
    """

    def __init__(self, programme: Programme, start_week: int, people: int) -> None:
        self.programme = programme
        self.start_week = start_week
        self.roster = Roster(people)
        self.groups = RunningGroups()
        self.ledger = Ledger(programme)
        self.history = History()
        self.meeting_places = MeetingPlaces(programme)
        self.served: npt.NDArray[np.bool_] = np.zeros(0, np.bool_)
        self.eligible_at_start = 0
        self.trauma_informed = programme.trauma_informed
        self.closed = False
        self.invited: Ints | None = None
        self.tally: Counter[str] = Counter()

    def copy(self) -> Delivery:
        """Return a delivery that shares only the settings."""
        twin = Delivery(self.programme, self.start_week, len(self.roster.latest))
        twin.roster, twin.groups = self.roster.copy(), self.groups.copy()
        twin.ledger, twin.history = self.ledger.copy(), self.history.copy()
        twin.meeting_places = self.meeting_places.copy()
        twin.served, twin.eligible_at_start = self.served.copy(), self.eligible_at_start
        twin.trauma_informed, twin.closed = self.trauma_informed, self.closed
        twin.invited = self.invited  # replaced by `invite`, never written to
        return twin

    def invite(self, unique_ids: Iterable[int] | None) -> None:
        """Let only these people be offered a place from now on.

        Offers that were made stay: who waits or is in a course goes on. Everything else about the
        programme stays too, so who is invited must still be eligible, be found and say yes.

        Parameters
        ----------
        unique_ids
            Who may be offered a place; None lets everybody.

        Raises
        ------
        ValueError
            When something among them is no unique id.
        """
        self.invited = None if unique_ids is None else _invited(unique_ids)

    def is_invited(self, ids: Ints) -> npt.NDArray[np.bool_]:
        """Return which of these unique ids may be offered a place, shape (n,)."""
        if self.invited is None:
            return np.ones(len(ids), np.bool_)
        return np.isin(ids, self.invited)

    def luck(self, world: World) -> Luck:
        """Return the draws of this programme in its world."""
        return Luck(world.seed, self.programme.label)

    def deliver(self, world: World, census: Census) -> None:
        """Live one week: set the mechanism inputs of those who come, and book what it cost.

        Parameters
        ----------
        world
            Its doses and gatherings of the week are added to.
        census
            What can be known about people this week.
        """
        week = world.week
        if self.closed or week < self.start_week:
            return
        self.tally = Counter()
        if week == self.start_week and self.programme.cost_fixed:
            self.ledger.charge_all(week, "fixed", self.programme.price("fixed"), 1)
        self._take_off(census, week)
        end_courses(self, week)
        tend_waiting_list(self, world, census)
        offer_places(self, world, census)
        place_people(self, world, census)
        self.meeting_places.clear(world, self.roster)
        hold_sessions(self, world)
        self._close_if_over(world)
        self.history.note(week, self.tally, self.stocks())

    def settle(self, cases: Ints, status: Status, week: int) -> None:
        """End cases, and count them."""
        if len(cases):
            self.roster.settle(cases, status, week)
            self.tally[_SETTLED_FLOWS[status]] += len(cases)

    def stocks(self) -> dict[str, int]:
        """Return who is where now: people waiting, in a course, and groups going on."""
        return {
            "waiting": len(self.roster.having(Status.WAITING)),
            "in_course": len(self.roster.having(Status.IN_COURSE)),
            "groups": len(self.active_groups()[0]),
        }

    def active_groups(self) -> tuple[Ints, Ints]:
        """Return the numbers of the groups going on, and how many people each has."""
        return self.groups.active(self.roster)

    def room(self) -> int | None:
        """Return how many people more could begin, groups apart; None is any number."""
        programme = self.programme
        limits = [] if programme.places is None else [programme.places]
        if programme.facilitators is not None and programme.format == "one_to_one":
            limits.append(programme.facilitators * programme.people_per_facilitator)
        busy = len(self.roster.having(Status.IN_COURSE))
        return max(0, min(limits) - busy) if limits else None

    def places_of(self, world: World, cases: Ints) -> Ints:
        """Return where each of these cases has its sessions: a group, a neighbourhood, oneself."""
        known = self.roster.cases
        if self.programme.format == "group":
            return np.asarray(known["group"][cases], np.int64)
        if self.programme.format == "open":
            return np.asarray(world.people["neighbourhood"][known["row"][cases]], np.int64)
        return np.asarray(known["unique_id"][cases], np.int64)

    def gather(self, world: World, cases: Ints) -> None:
        """Bring those who came together where they can meet each other."""
        known = self.roster.cases
        if self.programme.format == "group":
            places = self.groups.table["place"][known["group"][cases]]
        else:
            places = self.places_of(world, cases)
        self.meeting_places.gather(
            world, known["row"][cases].astype(np.int64), known["unique_id"][cases], places
        )

    def charge_referrals(self, week: int, cases: Ints) -> None:
        """Book what finding and assessing these people cost."""
        book_referrals(self.ledger, self.programme, week, cases)

    def charge_sessions(self, week: int, cases: Ints, places: Ints, came: Ints) -> None:
        """Book this week's sessions; ``came`` is how many each case came to, at which place."""
        self.tally["sessions_held"] += book_sessions(
            self.ledger, self.programme, week, cases, places, came
        )

    def participants(self) -> npt.NDArray[np.int64]:
        """Return the unique ids of all who took part so far, in order, each once."""
        cases = self.roster.cases
        least = self.programme.participant_share * self.programme.course_sessions
        took_part = (cases["sessions_attended"] > 0) & (cases["sessions_attended"] >= least)
        return np.unique(cases["unique_id"][took_part])

    def _take_off(self, census: Census, week: int) -> None:
        """Settle the cases of people who died or moved away."""
        cases, ids = self.roster.cases, census.read("unique_id")
        for before, after in (
            (Status.WAITING, Status.GONE_WHILE_WAITING),
            (Status.IN_COURSE, Status.GONE),
        ):
            there = self.roster.having(before)
            lost = ids[cases["row"][there]] != cases["unique_id"][there]
            self.settle(there[lost], after, week)

    def _close_if_over(self, world: World) -> None:
        """End the service when nobody is served, nobody more can come, and nobody can be placed."""
        if world.week - self.start_week < self.programme.last_intake_week:
            return
        if len(self.roster.having(Status.IN_COURSE)):
            return
        waiting = self.roster.having(Status.WAITING)
        if len(waiting) and self.tally["weeks_capacity_bound"]:
            return
        self.settle(waiting, Status.NOT_PLACED, world.week)
        self.meeting_places.close(world)
        self.closed = True


def _invited(unique_ids: Iterable[int]) -> Ints:
    given = np.asarray(unique_ids if isinstance(unique_ids, np.ndarray) else [*unique_ids]).reshape(
        -1
    )
    if given.size and given.dtype.kind not in "iu":
        raise ValueError(f"unique ids are whole numbers, got {given[0]!s} ({given.dtype})")
    invited = np.unique(given.astype(np.int64))
    invited.flags.writeable = False
    return invited


def spread_trauma_informed_care(week: int, deliveries: Sequence[Delivery]) -> None:
    """Note how far each programme is trauma-informed this week, by itself and through others.

    Parameters
    ----------
    week
        The model's week.
    deliveries
        All programmes of one world; shares compose as independent chances do.
    """
    for one in deliveries:
        without = 1.0 - one.programme.trauma_informed
        for other in deliveries:
            if other is not one:
                without *= 1.0 - _lends(other, one.programme.label, week)
        one.trauma_informed = 1.0 - without


def _lends(delivery: Delivery, label: str, week: int) -> float:
    """Return how far a programme makes that of a label trauma-informed, checked."""
    method = "makes_trauma_informed"
    share = called(delivery.programme, method, label, week - delivery.start_week)
    return float(checked_values(delivery.programme, method, "a share", share, 1)[0])

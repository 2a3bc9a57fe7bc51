"""Checks that no world may ever fail, whatever happened in it."""

from __future__ import annotations

import numpy as np

from simulation.foci import FAMILY, GROUP, HOUSEHOLD, NEIGHBOURHOOD, ONLINE, WORKPLACE
from simulation.tie_arrays import SLOTS

PLACES = {
    HOUSEHOLD: "household",
    FAMILY: "family",
    NEIGHBOURHOOD: "neighbourhood",
    WORKPLACE: "workplace",
    GROUP: "group",
}

#: What both halves of a tie must say alike.
SHARED = ("contact_rate", "compatibility", "weeks", "origin", "kin", "online")


class Presence:
    """Since which week each row has had its present occupant, and every id that was ever seen."""

    def __init__(self, model):
        self.ids = model.people.ids
        self.since = np.full(len(self.ids), model.week)
        self.seen = set(self.ids.tolist())

    def update(self, model):
        self.note(model.people.ids, model.week)

    def note(self, ids, week):
        came = np.flatnonzero(ids != self.ids)
        newcomers = set(ids[came].tolist())
        assert len(newcomers) == len(came)
        assert not newcomers & self.seen, "a unique_id was given a second time"
        assert len(set(ids.tolist())) == len(self.ids)
        self.seen |= newcomers
        self.since[came] = week
        self.ids = ids


def check_ties(model, presence=None):
    """Assert that half-ties pair up, mirror each other and join two different living people."""
    arrays, counts = model.ties.arrays, model.people.array("tie_count")
    taken = arrays.neighbour >= 0
    assert (taken.sum(axis=1) == counts).all()
    assert (taken == (np.arange(SLOTS) < counts[:, None])).all(), "a gap between slots in use"
    i, slot = np.nonzero(taken)
    j = arrays.neighbour[i, slot].astype(np.int64)
    n = len(counts)
    assert (j < n).all()
    assert (i != j).all(), "a tie with oneself"
    place = i * n + j
    assert len(np.unique(place)) == len(place), "two ties between the same two people"
    order = np.argsort(place)
    found = np.searchsorted(place, j * n + i, sorter=order)
    assert (found < len(place)).all()
    back = order[found]
    assert (place[back] == j * n + i).all(), "a tie only one side has"
    here, there = (i, slot), (i[back], slot[back])
    for mine, theirs in (("closeness", "their_closeness"), ("trust", "their_trust")):
        own, mirror = getattr(arrays, mine)[here], getattr(arrays, theirs)[there]
        assert own.tobytes() == mirror.tobytes(), f"{theirs} differs from the partner's {mine}"
        assert ((own >= 0) & (own <= 1)).all()
    for name in SHARED:
        values = getattr(arrays, name)
        assert values[here].tobytes() == values[there].tobytes(), f"two sides differ in {name}"
    if presence is not None:
        together = model.week - np.maximum(presence.since[i], presence.since[j])
        # Who arrives knows the people at home from the first week on, hence the one.
        assert (arrays.weeks[here] <= together + 1).all(), "a tie outlived one of its people"


def check_seats(model):
    """Assert that every seat and its holder agree, and that who should sit somewhere does."""
    foci, people = model._kith_world.foci, model.people
    rows = np.arange(len(people))
    for venue, kind in enumerate(foci.venues):
        seat, occupant = foci.seat[:, venue], foci.places(venue)
        holders = rows[seat >= 0]
        assert (occupant[seat[holders]] == holders).all(), f"{kind.name}: somebody else's seat"
        assert (occupant >= 0).sum() == len(holders), f"{kind.name}: two seats, or a ghost"
        if venue in PLACES:
            column = people.array(PLACES[venue])
            expected = np.where(seat >= 0, seat // kind.size, -1)
            assert (column == expected).all(), f"{kind.name}: the column names another place"
    assert (foci.seat[:, HOUSEHOLD] >= 0).all(), "somebody has no home"
    assert (foci.seat[:, ONLINE] == rows).all()
    newcomer = model.population.is_newcomer(people.ids)
    for venue in (FAMILY, NEIGHBOURHOOD):
        without = foci.seat[:, venue] < 0
        if venue == FAMILY:
            assert without[newcomer].all(), "somebody here for a time has kin in town"
            without[newcomer] = False
        assert without.sum() <= model.refusals[foci.venues[venue].name], (
            "turned away, yet not counted"
        )


def check_couples(model):
    """Assert that partners are partners of each other and share a home."""
    people = model.people
    partner, home = people.array("partner"), people.array("household")
    rows = np.flatnonzero(partner >= 0)
    other = partner[rows] % len(people)
    assert (people.ids[other] == partner[rows]).all(), "a partner who is no longer here"
    assert (partner[other] == people.ids[rows]).all(), "a partner of somebody else"
    assert (home[other] == home[rows]).all(), "a couple in two homes"


def check_columns(model):
    """Assert that every column is finite and within the range it declares."""
    from simulation.people import COLUMNS

    for name, column in COLUMNS.items():
        values = model.people.array(name).astype(np.float64)
        assert np.isfinite(values).all(), name
        assert values.min() >= column.low - 1e-5, name
        assert values.max() <= column.high + 1e-5, name


def check_world(model, presence=None):
    """Assert all of it."""
    check_ties(model, presence)
    check_seats(model)
    check_couples(model)
    check_columns(model)

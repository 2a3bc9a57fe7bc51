"""Checks that hold in every town at any time."""

from __future__ import annotations

import numpy as np

from simulation.foci import FAMILY, GROUP, HOUSEHOLD, NEIGHBOURHOOD, WORKPLACE
from tests.properties.twins import half_ties, world_of

PLACES = {
    HOUSEHOLD: "household",
    FAMILY: "family",
    NEIGHBOURHOOD: "neighbourhood",
    WORKPLACE: "workplace",
    GROUP: "group",
}

#: Everything that can happen in a life happens often.
EVENTFUL = {
    "death_level": -8.0,
    "emigration": 0.5,
    "residential_mobility": 0.5,
    "leaving_home": 1.0,
    "partner_search": 1.0,
    "partner_closeness": 0.05,
    "separation": 0.5,
    "job_change": 1.0,
    "group_joining": 0.2,
    "group_leaving": 0.2,
}


def assert_ties_in_order(model):
    """No tie to oneself, none twice, none to the departed; both sides hold the same."""
    table = half_ties(model)
    ids = model.people.ids
    assert (table["me"] != table["other"]).all()
    assert np.isin(table["other"], ids).all()
    pairs = np.unique(table[["me", "other"]])
    assert len(pairs) == len(table)
    world = world_of(model)
    used = world.ties.neighbour >= 0
    assert (used.sum(axis=1) == world.people["tie_count"]).all()
    assert (used == (np.arange(used.shape[1]) < world.people["tie_count"][:, None])).all()
    mirror = table[np.lexsort((table["me"], table["other"]))]
    assert (mirror["other"] == table["me"]).all()
    assert (mirror["me"] == table["other"]).all()
    for mine, theirs in (("closeness", "their_closeness"), ("trust", "their_trust")):
        assert mirror[theirs].tobytes() == table[mine].tobytes()
    for shared in ("contact_rate", "compatibility", "weeks", "origin", "kin", "online"):
        assert mirror[shared].tobytes() == table[shared].tobytes(), shared


def assert_places_in_order(model):
    """Everybody sits where their columns say, and nobody else does."""
    world = world_of(model)
    for venue, column in PLACES.items():
        seat, named = world.foci.seat[:, venue], world.people[column]
        assert ((seat >= 0) == (named >= 0)).all(), column
        sits = seat >= 0
        assert (seat[sits] // world.foci.venues[venue].size == named[sits]).all(), column
        assert (world.foci.places(venue)[seat[sits]] == np.flatnonzero(sits)).all()
        assert (world.foci.places(venue) >= 0).sum() == sits.sum()
    assert (world.people["household"] >= 0).all()


def assert_homes_in_order(model):
    """Couples are mutual and live together; a child at home lives with somebody grown up."""
    people = world_of(model).people
    n = len(people)
    rows = np.flatnonzero(people["partner"] >= 0)
    partner = people["partner"][rows] % n
    assert (people["unique_id"][partner] == people["partner"][rows]).all()
    assert (people["partner"][partner] == people["unique_id"][rows]).all()
    assert (people["household"][partner] == people["household"][rows]).all()
    assert not people["adult_child"][rows].any()
    grown = np.zeros(n, int)
    np.add.at(grown, people["household"][people["adult_child"] == 0], 1)
    assert (grown[people["household"][people["adult_child"] == 1]] > 0).all()
    standing = world_of(model).home_neighbourhood[people["household"]]
    assert (standing == people["neighbourhood"]).all()

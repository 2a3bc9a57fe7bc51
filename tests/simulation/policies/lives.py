"""The same people with the same luck, with policies and without: what some weeks bring them."""

from __future__ import annotations

import numpy as np

from simulation.tie_arrays import ORIGINS
from tests.properties.twins import half_ties, world_of


class Life:
    """Some weeks of a world: what people received in them, summed up."""

    def __init__(self, model, policies=(), weeks=4):
        self.model = model.fork(policies=list(policies))
        self.weeks = weeks
        self.world = world_of(self.model)
        n = len(self.world.people)
        self.contacts = np.zeros(n)
        self.online = np.zeros(n)
        self.group = np.zeros(n)
        for _ in range(weeks):
            self.model.run_weeks(1, observe=False)
            self.contacts += self.world.scratch.received["contacts"]
            self.online += self.world.scratch.received["online_contacts"]
            self.group += self.world.people["attending_group"]

    @property
    def people(self):
        return self.world.people

    @property
    def dose(self):
        return self.world.scratch.doses

    @property
    def in_person(self):
        return self.contacts - self.online

    def between(self, alike):
        """Return contact rates of ties whose two people are told by ``alike(me, other)``."""
        table, n = half_ties(self.model), len(self.people)
        me, other = self.people[table["me"] % n], self.people[table["other"] % n]
        apart = me["household"] != other["household"]
        return table["contact_rate"][alike(me, other) & apart].mean()

    def new_ties(self, origin):
        """Return how many half-ties that began in these weeks came about in this way."""
        table = half_ties(self.model)
        began = table["weeks"] < self.weeks
        return int((began & (table["origin"] == ORIGINS.index(origin))).sum())


def lived(town, *policies, weeks=4):
    return Life(town, policies, weeks)


def neighbours(me, other):
    return me["neighbourhood"] == other["neighbourhood"]


def strangers_in_town(me, other):
    return me["neighbourhood"] != other["neighbourhood"]


def colleagues(me, other):
    return (me["workplace"] == other["workplace"]) & (me["workplace"] >= 0)

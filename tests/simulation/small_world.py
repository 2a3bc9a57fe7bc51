"""A world that only stands still: columns of people behind Mesa's face, without any process."""

from __future__ import annotations

import mesa
import numpy as np

from simulation.agents import ModelOfPeople
from simulation.people import People
from simulation.person_columns import PERSON
from simulation.tie_arrays import empty_ties
from simulation.ties import Ties


def small_people(count):
    """Return people whose ids follow each other from ten times their number."""
    place = np.arange(count)
    records = np.zeros(count, PERSON)
    records["unique_id"] = 10 * count + place
    records["age"] = 18 + (place * 7919) % 83
    records["loneliness_logit"] = 3 * np.sin(place * 1.7)
    records["stress"] = np.round(np.cos(place * 0.37), 1)
    records["adverse_childhood"] = place % 5
    records["household"] = place // 3
    return People(records)


def small_ties(people):
    """Give everybody a tie to kin, the next in the row, and one to a friend, the next but one."""
    count = len(people)
    arrays = empty_ties(count)
    for slot in (0, 1):
        arrays.neighbour[:, slot] = (np.arange(count) + slot + 1) % count
    arrays.kin[:, 0] = 1
    people.records["tie_count"] = 2
    return Ties(arrays, people)


class SmallWorld(ModelOfPeople):
    """People in columns; a step is a week in which nothing happens."""

    def __init__(self, people=12, rng=1):
        super().__init__(rng=rng)
        self.people = small_people(people)
        self.ties = small_ties(self.people)
        self.week = 0

    def step(self):
        self.week += 1

    def replace(self, *rows):
        """Let newcomers take the rows of people who go."""
        gone = self.people.ids[list(rows)]
        came = gone + len(self.people)
        self.people.records["unique_id"][list(rows)] = came
        self._kith_announce(came, gone)


class Facilitator(mesa.Agent):
    """An agent that is not a person."""

    skill = 3


def ids(agents):
    """Return the unique ids in order."""
    return [agent.unique_id for agent in agents]

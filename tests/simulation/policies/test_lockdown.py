"""Lockdown: contact in person is cut where it was meant to be, and nowhere else."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.policies import Lockdown
from tests.properties.twins import half_ties
from tests.simulation.policies.lives import Life, colleagues, lived, neighbours


def test_a_lockdown_cuts_contact_in_person_place_by_place(town, usual):
    strict = {"home_visits": 1, "workplaces": 1, "groups": 1, "neighbourhood": 1, "programmes": 1}
    assert lived(town, Lockdown(**strict)).contacts.tolist() == usual.contacts.tolist()

    homes = lived(town, Lockdown(**strict | {"home_visits": 0.0}))
    assert homes.in_person.sum() < 0.75 * usual.in_person.sum()
    assert homes.online.sum() > 1.2 * usual.online.sum()
    alone = lived(town, Lockdown(**strict | {"home_visits": 0.0, "online_substitution": 0.0}))
    assert alone.in_person.sum() < homes.in_person.sum() * 1.02
    assert alone.contacts.sum() < homes.contacts.sum()

    work = lived(town, Lockdown(**strict | {"workplaces": 0.0}))
    assert work.between(colleagues) < 0.8 * usual.between(colleagues)
    street = lived(town, Lockdown(**strict | {"neighbourhood": 0.0}))
    assert street.between(neighbours) < usual.between(neighbours)
    groups = lived(town, Lockdown(**strict | {"groups": 0.0}))
    assert groups.group.sum() == 0
    assert usual.group.sum() > 1000
    held = lived(town, Lockdown(**strict | {"programmes": 0.25}), weeks=1)
    assert held.world.programmes_held == 0.25


def test_those_who_live_together_see_each_other_as_ever(town):
    rates = []
    for life in (lived(town, Lockdown(), weeks=1), lived(town, weeks=1)):
        table, home = half_ties(life.model), life.people["household"]
        n = len(home)
        at_home = home[table["me"] % n] == home[table["other"] % n]
        rates.append(table["contact_rate"][at_home])
    np.testing.assert_array_equal(rates[0], rates[1])
    assert len(rates[0]) > 1000


def test_fewer_people_are_introduced_in_a_lockdown(town):
    fewer, usually = lived(town, Lockdown(home_visits=0.0), weeks=8), lived(town, weeks=8)
    assert fewer.new_ties("introduced") < 0.2 * usually.new_ties("introduced")
    assert fewer.new_ties("group") < 0.3 * usually.new_ties("group")


def test_a_lockdown_reopens_by_and_by(town):
    life = Life(town, [Lockdown(weeks=3, wind_down_weeks=3)], weeks=0)
    left = []
    for _ in range(8):
        life.model.run_weeks(1, observe=False)
        left.append(float(life.world.p["home_visits"]))
    assert left == pytest.approx([0.2, 0.2, 0.2, 0.4, 0.6, 0.8, 1.0, 1.0])

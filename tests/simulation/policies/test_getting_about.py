"""Transport, remote work and working hours: where people get to, and with what time."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from simulation.draws import uniforms
from simulation.policies import RemoteWork, Transport, WorkingHours
from simulation.purposes import purpose_key
from tests.simulation.policies.lives import colleagues, lived, strangers_in_town


def test_easier_travel_brings_people_elsewhere_and_to_groups(town, usual):
    easy, hard = lived(town, Transport(ease=1.5)), lived(town, Transport(ease=0.5))
    assert easy.group.sum() > usual.group.sum() > hard.group.sum()
    rates = [life.between(strangers_in_town) for life in (easy, usual, hard)]
    assert rates == sorted(rates, reverse=True)
    assert easy.in_person.sum() > usual.in_person.sum() > hard.in_person.sum()
    assert hard.online.sum() > usual.online.sum()


def test_who_works_from_home_is_drawn_once_and_among_workers(town):
    few, more = RemoteWork(share=0.2), RemoteWork(share=0.5)
    rows = [np.flatnonzero(lived(town, one, weeks=1).dose["remote_work"]) for one in (few, more)]
    workers = int((town.people.array("workplace") >= 0).sum())
    assert stats.binomtest(len(rows[0]), workers, 0.2).pvalue > 0.001
    assert set(rows[0].tolist()) < set(rows[1].tolist())
    partly = lived(town, more.model_copy(update={"strength": 0.4}), weeks=1)
    assert (np.flatnonzero(partly.dose["remote_work"]) == rows[0]).all()
    later = lived(town, few, weeks=4)
    again = np.flatnonzero(later.dose["remote_work"])
    # But for those who found work, lost it, or came to town.
    assert len(np.setxor1d(again, rows[0])) < 0.05 * len(again)
    key = purpose_key(town.seed, "remote_work/works from home")
    ids = later.people["unique_id"][again]
    assert (uniforms(key, ids) < 0.2).all()


def test_work_from_home_thins_contact_at_work_and_moves_it_online(town, usual):
    life = lived(town, RemoteWork(share=1.0, days_at_home=0.8, free_time=1.0))
    assert life.between(colleagues) < usual.between(colleagues)
    home = life.dose["remote_work"] > 0
    assert home.sum() > 800
    share, before = (x.online[home].sum() / x.contacts[home].sum() for x in (life, usual))
    assert share > before + 0.05
    assert (life.world.scratch.shown["away_from_work"][home] == np.float32(0.8)).all()
    assert lived(town, RemoteWork(share=1.0, days_at_home=1.0), weeks=12).new_ties(
        "work"
    ) < 0.5 * lived(town, weeks=12).new_ties("work")


def test_work_from_home_gives_a_little_time(town):
    life, other = lived(town, RemoteWork(free_time=1.2), weeks=1), lived(town, weeks=1)
    home = life.dose["remote_work"] > 0
    ratio = life.people["time_factor"] / other.people["time_factor"]
    gained = other.people["time_factor"] < 1.0
    np.testing.assert_allclose(ratio[home & gained], 1.2, rtol=1e-3)
    np.testing.assert_array_equal(ratio[~home], 1.0)


@pytest.mark.parametrize(("free_time", "strength"), [(1.2, 1.0), (1.2, 0.5), (0.7, 1.0)])
def test_hours_give_or_take_time_of_people_of_an_age(town, free_time, strength):
    parents = WorkingHours(
        free_time=free_time,
        strength=strength,
        minimum_age=25,
        maximum_age=50,
        workers_only=False,
    )
    life, other = lived(town, parents, weeks=1), lived(town, weeks=1)
    age = other.people["age"] - 1 / 52
    band = (age >= 25) & (age <= 50)
    ratio = life.people["time_factor"] / other.people["time_factor"]
    free = (other.people["time_factor"] < 1.0) & (np.abs(age - 25) > 0.1)
    expected = 1 + strength * (free_time - 1)
    np.testing.assert_allclose(ratio[band & free], expected, rtol=1e-3)
    np.testing.assert_array_equal(ratio[~band & (np.abs(age - 50) > 0.1)], 1.0)


def test_hours_of_work_are_those_of_workers(town):
    life = lived(town, WorkingHours(free_time=1.5), weeks=1)
    at_start = town.people.array("workplace") >= 0
    changed = life.dose["spare_time"] != 0
    assert (changed == at_start).mean() > 0.99
    assert life.dose["spare_time"].max() == pytest.approx(math.log(1.5))


def test_time_won_turns_into_contact(town, usual):
    assert lived(town, WorkingHours(free_time=1.5)).contacts.sum() > usual.contacts.sum()
    assert lived(town, WorkingHours(free_time=0.6)).contacts.sum() < usual.contacts.sum()

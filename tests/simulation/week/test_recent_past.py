"""The recent past: counted rightly, and read by nobody in the model."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.programmes import GroupTherapy
from tests.properties.twins import difference, half_ties

COLUMNS = ("lasting_friendships", "friendships_lost", "shallow_contact")


def test_follows_its_equation(random_lives, close):
    rng = np.random.default_rng(3)
    size = len(random_lives)
    lives = random_lives.changed(
        friendships_lost=rng.uniform(0, 5, size), shallow_contact=rng.uniform(0, 0.4, size)
    ).given(
        lasting_friendships=rng.integers(0, 20, size), friendships_ended=rng.integers(0, 3, size),
        shallow_contacts=random_lives.ties.contacts * rng.uniform(0, 1, size),
    )  # fmt: skip
    b, r, d, v = lives.before, lives.ties, lives.dose, lives.defaults
    after = lives.after()
    close(after.lasting_friendships, r.lasting_friendships)
    remembered = b.friendships_lost * (1 - 1 / v.loss_memory)
    close(after.friendships_lost, remembered + r.friendships_ended)
    contacts = r.contacts + d.safe_contact + v.hurt_contacts * d.hurt
    share = r.shallow_contacts / np.maximum(contacts, 1e-9)
    moved = b.shallow_contact + v.shallow_contact_speed * (share - b.shallow_contact)
    close(after.shallow_contact, np.where(contacts > 0, moved, b.shallow_contact))


def test_a_steady_loss_is_remembered_as_a_year_of_losses(two):
    after = two.given(friendships_ended=0.1).after(weeks=600)
    assert after.friendships_lost[0] == pytest.approx(5.2, rel=1e-3)


def test_a_week_without_contact_says_nothing_about_how_contact_is(two):
    alone = two.changed(shallow_contact=0.3).given(contacts=0.0, shallow_contacts=0.0)
    assert alone.after(weeks=20).shallow_contact[0] == pytest.approx(0.3)
    session = alone.dosed(safe_contact=0.9).after(weeks=20).shallow_contact[0]
    assert session == pytest.approx(0.3 * 0.95**20, rel=1e-4)


def test_lasting_friendships_are_those_in_the_ties(town):
    model = town.fork()
    model.run_weeks(1, observe=False)
    ties = half_ties(model)
    lasting = ties["me"][(ties["kin"] == 0) & (ties["weeks"] >= 26)]
    held = np.bincount(lasting % 2000, minlength=2000)
    noted = model.people.array("lasting_friendships")
    assert (noted == held).all()
    assert noted.mean() > 5


def test_losses_are_friendships_that_fade_and_not_deaths_or_departures(town):
    model = town.fork()
    for _ in range(6):
        before, lost_before = half_ties(model), model.people.array("friendships_lost")
        ids = model.people.ids
        model.run_weeks(1, observe=False)
        now = half_ties(model)
        gone = np.setdiff1d(_pairs(before), _pairs(now))
        old = before[np.isin(_pairs(before), gone)]
        old = old[(old["kin"] == 0) & (old["weeks"] + 1 >= 26)]
        here = model.people.ids
        stayed = np.isin(old["me"], here) & np.isin(old["other"], here)
        faded = np.bincount(old["me"][stayed] % 2000, minlength=2000)
        same = here == ids
        counted = model.people.array("friendships_lost") - lost_before * (1 - 1 / 52)
        np.testing.assert_allclose(counted[same], faded[same], atol=1e-5)
        assert faded.sum() > 20


def _pairs(ties):
    return ties["me"] * 2**31 + ties["other"]


def test_newcomers_begin_with_no_past(town):
    model = town.fork()
    before = model.people.ids
    model.run_weeks(2, observe=False)
    new = model.people.ids != before
    assert new.any()
    assert (model.people.array("friendships_lost")[new] == 0).all()
    assert (model.people.array("lasting_friendships")[new] == 0).all()


def test_nobody_acts_on_it(village):
    """A world in which these columns were never kept would be the same world."""
    plain = village.fork(programmes=[GroupTherapy(start_week=0)])
    other = village.fork(programmes=[GroupTherapy(start_week=0)])
    everybody = np.arange(500)
    other.people.assign("lasting_friendships", everybody, 7.0)
    other.people.assign("friendships_lost", everybody, 9.0)
    other.people.assign("shallow_contact", everybody, 0.9)
    for world in (plain, other):
        world.run_weeks(12, observe=False)
    differs = {name.removeprefix("people.") for name in difference(plain, other)}
    assert differs == {"friendships_lost", "shallow_contact"}
    assert differs < set(COLUMNS)

"""Vigilance: watchfulness for social threat."""

from __future__ import annotations

import numpy as np
import pytest


def test_follows_its_equation(random_lives, close):
    b, d, v = random_lives.before, random_lives.dose, random_lives.defaults
    logit = (
        v.vigilance_base
        + v.vigilance_loneliness * b.chronic_loneliness
        + v.vigilance_anxiety * (b.attachment_anxiety - 0.34)
        + v.vigilance_trauma * (b.adverse_childhood - 1.5)
        + v.vigilance_passive_use * (b.passive_share * (1 - v.active_use * d.digital) - 0.35)
        - v.vigilance_mistrust * (b.working_model - 0.5)
        - v.vigilance_challenge * d.belief_challenge * (1 - d.hurt)
        + v.vigilance_hurt * d.hurt
    )
    aim = 1 / (1 + np.exp(-logit))
    close(random_lives.after().vigilance, b.vigilance + v.vigilance_speed * (aim - b.vigilance))


@pytest.mark.parametrize(
    ("column", "low", "high"),
    [
        ("chronic_loneliness", 0.1, 0.7),
        ("attachment_anxiety", 0.1, 0.9),
        ("adverse_childhood", 0, 6),
        ("passive_share", 0.0, 0.9),
        ("working_model", 0.9, 0.2),
    ],
)
def test_what_makes_people_watchful(two, column, low, high):
    after = two.changed(**{column: [low, high]}).after()
    assert after.vigilance[1] > after.vigilance[0]


def test_acute_loneliness_alone_does_not(two):
    after = two.changed(loneliness_logit=[-3.0, 3.0]).after()
    assert after.vigilance[0] == after.vigilance[1]


def test_challenge_and_active_use_calm(two):
    assert np.diff(two.dosed(belief_challenge=[0.0, 0.5]).after().vigilance) < 0
    assert np.diff(two.dosed(digital=[0.0, 1.0]).after().vigilance) < 0


def test_being_hurt_makes_watchful_however_much_was_put_to_the_test(two):
    assert np.diff(two.dosed(hurt=[0.0, 1.0]).after().vigilance) > 0
    tested = two.dosed(belief_challenge=[0.0, 1.0], hurt=1.0).after()
    assert tested.vigilance[0] == tested.vigilance[1]


def test_platforms_that_keep_people_passive_make_them_watchful(two):
    usual, more, most = (two.after(online_passivity=x).vigilance[0] for x in (1.0, 2.0, 3.0))
    assert usual < more < most
    wholly = two.changed(passive_share=[0.5, 1.0]).after(online_passivity=2.0)
    assert wholly.vigilance[0] == wholly.vigilance[1]


def test_active_use_does_not_harm_those_who_hardly_use_passively(two):
    light = two.changed(passive_share=0.0).dosed(digital=[0.0, 1.0]).after()
    assert light.vigilance[0] == light.vigilance[1]

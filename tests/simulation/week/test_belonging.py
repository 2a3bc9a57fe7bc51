"""Belonging: to groups and to a place."""

from __future__ import annotations

import numpy as np
import pytest


def test_follows_its_equations(random_lives, close):
    b, d, v = random_lives.before, random_lives.dose, random_lives.defaults
    after = random_lives.after()
    present = (b.attending_group > 0) | (d.session > 0) | (d.event > 0)
    won = v.identification_gain * (1 - v.identification_vigilance * b.vigilance)
    close(
        after.identification,
        b.identification
        + np.where(
            present, won * (1 - b.identification), -v.identification_decay * b.identification
        ),
    )
    logit = (
        v.belonging_base
        + v.belonging_company * b.companionship
        + v.belonging_identification * b.identification
        + v.belonging_roots * b.rootedness
        + v.belonging_trust * b.working_model
        - v.belonging_vigilance * b.vigilance
        + v.belonging_culture * b.collectivism
        + v.belonging_fit * b.place_fit
        - v.belonging_neurodivergence * b.neurodivergent
        + v.belonging_cohesion * (b.cohesion + v.local_cohesion_gain * d.local_cohesion)
        + v.belonging_event * d.event
    )
    aim = 1 / (1 + np.exp(-logit))
    close(after.belonging, b.belonging + v.belonging_speed * (aim - b.belonging))
    close(after.rootedness, b.rootedness + v.rooting_speed * (1 - b.rootedness))


@pytest.mark.parametrize("how", ["attending_group", "session", "event"])
def test_identification_grows_by_attendance_and_fades_without(two, how):
    if how == "attending_group":
        lives = two.changed(attending_group=[0, 1])
    else:
        lives = two.dosed(**{how: [0.0, 1.0]})
    after = lives.after()
    assert after.identification[0] < 0.3 < after.identification[1]


def test_attendance_protects_only_through_identification(two):
    after = two.changed(attending_group=[0, 1]).after()
    assert after.belonging[0] == after.belonging[1]
    later = two.changed(attending_group=[0, 1]).after(weeks=26)
    assert later.belonging[1] > later.belonging[0]


def test_the_vigilant_identify_less(two):
    after = two.changed(attending_group=1, vigilance=[0.1, 0.9]).after()
    assert after.identification[1] < after.identification[0]


def test_neighbours_drawn_together_belong_more(two):
    after = two.dosed(local_cohesion=[0.0, 1.0]).after()
    assert after.belonging[1] > after.belonging[0]


def test_full_roots_grow_no_further(two):
    assert two.changed(rootedness=1.0).after(weeks=10).rootedness[0] == 1.0

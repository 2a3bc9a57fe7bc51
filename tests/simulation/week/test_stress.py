"""Stress: demands that exceed what one and one's people can carry."""

from __future__ import annotations

import numpy as np


def test_demands_follow_their_equations(random_lives, close):
    b, d, v = random_lives.before, random_lives.dose, random_lives.defaults
    after = random_lives.after(event_rate=0.2)
    drift = v.strain_spread * np.sqrt(2 * v.strain_return)
    close(
        after.strain,
        b.strain * (1 - v.strain_return) + drift * random_lives.normal("strain noise"),
    )
    digested = v.event_digestion * (v.event_digestion_alone + v.event_digestion_support * b.support)
    struck = random_lives.uniform("life event") < 0.2 * (
        1 + v.event_adversity * b.adverse_childhood
    )
    size = -v.event_size * np.log(random_lives.uniform("life event size"))
    events = b.life_events * (1 - digested) + struck * size
    d = random_lives.dose
    events += v.bereavement_effect * b.bereavement + v.hurt_event * d.hurt + v.shock_size * d.shock
    assert 0.1 < struck.mean() < 0.5
    close(after.life_events, np.minimum(6, events))
    assert not after.bereavement.any()


def test_stress_follows_its_equation(random_lives, close):
    b, v = random_lives.before, random_lives.defaults
    demand = (
        b.strain + v.demand_events * np.minimum(b.life_events, v.demand_event_limit) + v.demand_base
    )
    share = 1 / (1 + np.exp(-b.loneliness_logit))
    aim = (
        v.stress_base
        + v.stress_demand * demand * (1 - v.stress_buffer * b.support)
        + v.stress_loneliness * (share - 0.25)
        + v.stress_vigilance * (b.vigilance - 0.3)
        + v.stress_neuroticism * b.neuroticism
        - v.stress_regulation * (b.emotion_regulation - 0.6)
        + v.stress_lasting * b.stress_disposition
    )
    noise = v.stress_noise * random_lives.normal("stress noise")
    close(random_lives.after().stress, b.stress + v.stress_speed * (aim - b.stress) + noise)


def test_support_buffers_more_the_greater_the_demand(two):
    supported = two.changed(support=[0.0, 1.0])
    calm = supported.changed(strain=-0.5).after().stress
    pressed = supported.changed(strain=2.0).after().stress
    assert pressed[0] - pressed[1] > calm[0] - calm[1] > 0


def test_events_are_digested_faster_with_support(two):
    struck = two.changed(life_events=4.0, support=[0.0, 1.0]).given(support=[0.0, 8.0])
    left = struck.after(weeks=12, event_rate=0.0).life_events
    assert left[1] < left[0] < 4.0


def test_a_bereavement_is_felt_once(two):
    bereaved = two.changed(bereavement=[0.0, 0.8])
    first = bereaved.after(weeks=1, event_rate=0.0)
    later = bereaved.after(weeks=40, event_rate=0.0)
    np.testing.assert_allclose(first.life_events[1] - first.life_events[0], 0.96, atol=1e-5)
    assert 0 < later.life_events[1] - later.life_events[0] < 0.5


def test_being_hurt_weighs_like_a_small_event_and_stresses(two):
    hurt = two.dosed(hurt=[0.0, 1.0]).after(weeks=8, event_rate=0.0)
    assert 0.5 < hurt.life_events[1] - hurt.life_events[0] < 8 * two.defaults.hurt_event
    assert hurt.stress[1] > hurt.stress[0] + 0.1


def test_a_disaster_is_an_event_of_its_size(two):
    after = two.dosed(shock=[0.0, 0.5]).after(event_rate=0.0)
    np.testing.assert_allclose(after.life_events[1] - after.life_events[0], 1.25, atol=1e-5)


def test_adversity_brings_more_life_events(random_lives):
    safe = random_lives.changed(bereavement=0.0).dosed(hurt=0.0, shock=0.0)
    none = safe.changed(adverse_childhood=0).after(weeks=52)
    many = safe.changed(adverse_childhood=8).after(weeks=52)
    assert many.life_events.mean() > 1.4 * none.life_events.mean()


def test_strain_keeps_its_spread(random_lives):
    after = random_lives.after(weeks=150)
    assert abs(after.strain.std() / random_lives.defaults.strain_spread - 1) < 0.12

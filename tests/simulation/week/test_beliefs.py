"""Beliefs: 'I do not belong, they will not want me'."""

from __future__ import annotations

import numpy as np


def test_follows_its_equation(random_lives, close):
    b, d, v = random_lives.before, random_lives.dose, random_lives.defaults
    _, mean, _ = random_lives.met()
    refuted = (1 - d.hurt) * (
        v.belief_challenge
        * d.belief_challenge
        * (v.belief_challenge_alone + (1 - v.belief_challenge_alone) * d.safe_contact)
        + v.safe_contact_effect * d.safe_contact
    )
    belonging = b.identification - v.belief_identification_reference
    pull = (
        b.belief_set_point
        - v.belief_evidence * (mean - v.belief_reference)
        - v.belief_identification * belonging
    )
    after = random_lives.after()
    close(
        after.isolation_belief,
        b.isolation_belief
        + v.belief_rate * (pull - b.isolation_belief)
        - refuted * np.maximum(0, b.isolation_belief - v.belief_floor)
        + v.belief_hurt * d.hurt
        + v.belief_noise * random_lives.normal("belief noise"),
    )
    close(
        after.belief_set_point,
        b.belief_set_point
        + v.belief_set_point_rate * (b.isolation_belief - b.belief_set_point)
        + v.belief_anchor * v.belief_set_point_rate * (b.early_belief - b.belief_set_point),
    )


def test_safe_contact_and_challenge_work_best_together(two):
    start = two.changed(isolation_belief=1.0, belief_set_point=1.0, early_belief=1.0)

    def effect(**dose):
        return (start.dosed(**dose).after(16).isolation_belief - start.after(16).isolation_belief)[
            0
        ]

    safe = effect(safe_contact=0.85)
    challenge = effect(belief_challenge=0.5)
    both = effect(safe_contact=0.85, belief_challenge=0.5)
    assert both < challenge < safe < 0
    assert both < 1.2 * challenge


def test_a_test_that_ends_in_rejection_refutes_nothing_and_confirms(two):
    start = two.changed(isolation_belief=1.0, belief_set_point=1.0, early_belief=1.0)
    tested = start.dosed(belief_challenge=1.0, safe_contact=0.0)
    untested = start.after().isolation_belief[0]
    assert tested.after().isolation_belief[0] < untested
    assert tested.dosed(hurt=1.0).after().isolation_belief[0] > untested + 0.02


def test_there_is_nothing_to_refute_below_the_floor(two):
    at_ease = two.changed(isolation_belief=-1.6)
    after = at_ease.dosed(belief_challenge=[0.0, 1.0]).after()
    assert after.isolation_belief[0] == after.isolation_belief[1]


def test_unresponsive_company_feeds_the_belief(two):
    after = two.given(responsiveness=[1.0, 4.5]).after()
    assert after.isolation_belief[0] > after.isolation_belief[1]


def test_being_part_of_something_refutes_the_belief(two):
    after = two.changed(identification=[0.1, 0.8]).after()
    assert after.isolation_belief[1] < after.isolation_belief[0]


def test_the_set_point_stays_anchored_in_its_origin(two):
    # Neutral evidence: the belief must end where it began in life, however far it was moved.
    neutral = two.given(responsiveness=5 * two.defaults.belief_reference)
    neutral = neutral.changed(identification=two.defaults.belief_identification_reference)
    moved = neutral.changed(early_belief=0.5, isolation_belief=[-1.4, 3.0], belief_set_point=2.0)
    settled = moved.after(weeks=2000, belief_noise=0.0, belief_identification=0.0)
    np.testing.assert_allclose(settled.isolation_belief, 0.5, atol=1e-3)
    np.testing.assert_allclose(settled.belief_set_point, 0.5, atol=1e-3)


def test_an_effect_fades_over_months_after_the_programme(two):
    start = two.changed(isolation_belief=1.0, belief_set_point=1.0, early_belief=1.0)
    treated = start.dosed(safe_contact=[0.0, 0.85], belief_challenge=[0.0, 0.5])
    end = treated.records_after(weeks=16)
    start.people[:] = end
    later = start.after(weeks=52)
    at_end = float(end["isolation_belief"][1] - end["isolation_belief"][0])
    left = float(later.isolation_belief[1] - later.isolation_belief[0])
    assert at_end < -0.3
    assert 0.1 < left / at_end < 0.7

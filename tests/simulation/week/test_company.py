"""Company: what the week's contacts add up to."""

from __future__ import annotations

import numpy as np


def test_follows_its_equation(random_lives, close):
    b, r, d, v = (
        random_lives.before,
        random_lives.ties,
        random_lives.dose,
        random_lives.defaults,
    )
    after = random_lives.after()
    far = b.distant_closeness
    intimacy = np.maximum(r.intimacy, v.session_intimacy * d.safe_contact)
    intimacy = np.maximum(intimacy, v.distant_intimacy * far)
    close(after.intimacy, b.intimacy + v.intimacy_speed * (intimacy - b.intimacy))
    company = r.companionship + v.session_company * d.safe_contact + v.event_company * d.event
    filled = 1 - np.exp(-company / v.companionship_scale)
    close(after.companionship, b.companionship + v.companionship_speed * (filled - b.companionship))
    hiding = b.vigilance * (1 - v.map_against_hiding * d.mapping)
    support = r.support + v.distant_support * far
    felt = (1 - np.exp(-support / v.support_scale)) * (1 - v.support_vigilance * hiding)
    close(after.support, b.support + v.support_speed * (felt - b.support))
    given = r.given + v.giving_support * d.giving
    close(after.support_given, b.support_given * 0.95 + 0.05 * given)
    close(after.support_received, b.support_received * 0.95 + 0.05 * r.received)
    close(after.contact_sought, r.contact_sought)
    close(after.distant_closeness, far * (1 - v.distant_fading * (1 - b.online_share)))


def test_more_company_is_worth_less_and_less(two):
    gains = [
        float(two.given(companionship=depth).after().companionship[0]) for depth in (0, 1, 2, 3)
    ]
    steps = np.diff(gains)
    assert (steps > 0).all()
    assert (np.diff(steps) < 0).all()


def test_a_session_never_replaces_a_close_friend_but_stands_in_for_one(two):
    with_friend = two.given(intimacy=0.9)
    without = two.given(intimacy=0.0)
    assert (
        with_friend.dosed(safe_contact=0.5).after().intimacy[0] == (with_friend.after().intimacy[0])
    )
    assert without.dosed(safe_contact=0.5).after().intimacy[0] > without.after().intimacy[0]


def test_a_small_dose_of_a_session_never_counts_as_a_bad_contact(two):
    trusting = two.changed(working_model=0.5, isolation_belief=0.0)
    lonely = trusting.given(contacts=0.0, responsiveness=0.0, negatives=0.0)
    for dose in (0.01, 0.35, 1.0):
        met = lonely.dosed(safe_contact=dose).after()
        assert met.working_model[0] > lonely.after().working_model[0]


def test_vigilance_hides_support_and_a_map_shows_part_of_it(two):
    after = two.changed(vigilance=[0.1, 0.9]).after()
    assert after.support[0] > after.support[1]
    mapped = two.changed(vigilance=[0.0, 0.9]).dosed(mapping=1.0).after()
    assert after.support[1] < mapped.support[1] < mapped.support[0]


def test_being_hurt_weighs_as_several_contacts_of_no_responsiveness(two):
    v = two.defaults
    met, hurt = two.given(responsiveness=3.0), two.given(responsiveness=3.0).dosed(hurt=1.0)
    rejected = two.given(contacts=5.0 + v.hurt_contacts, responsiveness=3.0)
    assert hurt.after().working_model[0] < met.after().working_model[0]
    assert hurt.after().working_model[0] == rejected.after().working_model[0]
    negative = rejected.given(negatives=v.hurt_contacts).after()
    assert hurt.after().confidence[0] == negative.confidence[0]


def test_a_little_hurt_without_other_company_is_a_little_bad(two):
    alone = two.given(contacts=0.0, responsiveness=0.0, negatives=0.0)
    beliefs = [float(alone.dosed(hurt=x).after(belief_hurt=0.0).isolation_belief[0])
               for x in (0.0, 0.01, 0.2, 1.0)]  # fmt: skip
    assert beliefs == sorted(beliefs)
    assert beliefs[1] - beliefs[0] < 0.1 * (beliefs[3] - beliefs[0])
    assert beliefs[2] < beliefs[3]


def test_constant_company_is_kept(two):
    v = two.defaults
    filled = 1 - np.exp(-2.2 / v.companionship_scale)
    after = two.changed(companionship=filled, intimacy=0.6).after()
    np.testing.assert_allclose(after.companionship, filled, rtol=1e-6)
    np.testing.assert_allclose(after.intimacy, 0.6, rtol=1e-6)


def test_people_far_away_are_somebody_to_talk_to_but_no_company(two):
    alone = two.changed(distant_closeness=[0.0, 0.8]).given(intimacy=0.1, support=0.1)
    after = alone.after(weeks=20)
    assert after.intimacy[1] > after.intimacy[0] + 0.2
    assert after.support[1] > after.support[0] + 0.2
    assert after.companionship[1] == after.companionship[0]


def test_old_friends_fade_as_after_a_move_and_are_kept_up_online(two):
    """Roberts & Dunbar 2011: 15 % less close after 18 months."""
    apart = two.changed(distant_closeness=0.7, online_share=[0.43, 1.0]).after(weeks=78)
    np.testing.assert_allclose(1 - apart.distant_closeness[0] / 0.7, 0.15, atol=0.02)
    np.testing.assert_allclose(apart.distant_closeness[1], 0.7, rtol=1e-6)

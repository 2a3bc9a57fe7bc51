"""Attachment: what one expects of people, and how secure one is with them."""

from __future__ import annotations

import numpy as np
import pytest


def test_working_model_follows_its_equation(random_lives, close):
    b, d, v = random_lives.before, random_lives.dose, random_lives.defaults
    r = random_lives.ties
    contacts, mean, _ = random_lives.met()
    noticed = v.working_model_map * d.mapping * (r.contacts > 0)
    lesson = mean + noticed * (r.trusted_response - mean)
    early = np.clip(
        v.expected_trust_base
        - v.anxiety_mistrust * b.early_anxiety
        - v.avoidance_mistrust * b.early_avoidance,
        0.05,
        0.95,
    )
    learned = (
        v.working_model_rate
        * (1 - v.disconfirmation_resistance * b.attachment_avoidance)
        * np.minimum(contacts, v.working_model_contact_limit)
        / v.working_model_usual_contacts
        * (lesson - b.working_model)
        * (1 + v.working_model_challenge * d.belief_challenge)
    )
    pull = v.working_model_return * (1 - v.working_model_attachment_work * d.attachment_work)
    expected = np.clip(b.working_model + learned + pull * (early - b.working_model), 0.02, 0.98)
    close(random_lives.after().working_model, expected)


@pytest.mark.parametrize("kind", ["anxiety", "avoidance"])
def test_attachment_follows_its_equation_with_this_weeks_security(random_lives, close, kind):
    b, d, v = random_lives.before, random_lives.dose, random_lives.defaults
    after = random_lives.after()
    now = getattr(b, f"attachment_{kind}")
    early = getattr(b, f"early_{kind}")
    security = (after.intimacy + after.working_model) / 2
    aim = early + v.earned_security * (v.security_reference - security)
    moved = now + v.attachment_speed * (aim - now)
    moved -= v.attachment_work_rate * d.attachment_work * now
    close(getattr(after, f"attachment_{kind}"), np.clip(moved, 0, 1))


def test_good_experience_is_taken_in_less_by_the_avoidant(two):
    met = two.changed(attachment_avoidance=[0.1, 0.9]).given(responsiveness=4.5)
    after = met.after()
    assert after.working_model[0] > after.working_model[1] > two.before.working_model[0] - 0.01


def test_a_map_lets_the_trusted_tie_teach(two):
    mapped = two.dosed(mapping=[0.0, 1.0])
    kind = mapped.given(trusted_response=0.9).after().working_model
    assert kind[1] > kind[0]
    usual = mapped.given(trusted_response=0.64).after().working_model
    np.testing.assert_allclose(usual[1], usual[0], rtol=1e-6)
    alone = mapped.given(contacts=0.0, responsiveness=0.0, trusted_response=0.0)
    assert alone.after().working_model[1] == alone.after().working_model[0]


def test_without_company_trust_returns_to_what_early_attachment_left(two):
    v = two.defaults
    alone = two.given(contacts=0.0, responsiveness=0.0, negatives=0.0)
    settled = alone.changed(working_model=[0.1, 0.95]).after(weeks=1500)
    early = v.expected_trust_base - v.anxiety_mistrust * 0.34 - v.avoidance_mistrust * 0.33
    np.testing.assert_allclose(settled.working_model, early, atol=1e-3)


def test_attachment_work_lowers_insecurity_and_intimacy_earns_security(two):
    worked = two.dosed(attachment_work=[0.0, 1.0]).after(weeks=26)
    assert worked.attachment_anxiety[1] < worked.attachment_anxiety[0] - 0.03
    assert worked.attachment_avoidance[1] < worked.attachment_avoidance[0] - 0.03
    close_ties = two.given(intimacy=[0.2, 0.9]).after(weeks=104)
    assert close_ties.attachment_anxiety[1] < close_ties.attachment_anxiety[0]


def test_a_year_leaves_attachment_nearly_as_it_was(two):
    after = two.after(weeks=52)
    assert abs(after.attachment_anxiety[0] - 0.34) < 0.03

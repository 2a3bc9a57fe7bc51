"""Standards: the relations one wants."""

from __future__ import annotations

import numpy as np


def test_follows_its_equation(random_lives, close):
    b, v = random_lives.before, random_lives.defaults
    after = random_lives.after()
    need = v.need_to_belong_spread * b.need_to_belong
    culture = v.desired_culture * b.collectivism
    intimacy = (
        v.desired_intimacy
        + need
        + v.desired_intimacy_anxiety * (b.attachment_anxiety - 0.34)
        - v.desired_intimacy_avoidance * (b.attachment_avoidance - 0.33)
    )
    company = v.desired_company + need + v.desired_company_extraversion * b.extraversion + culture
    belonging = v.desired_belonging + need + culture
    for wanted, standard, has in (
        ("desired_intimacy", intimacy, b.intimacy),
        ("desired_companionship", company, b.companionship),
        ("desired_belonging", belonging, b.belonging),
    ):
        was = getattr(b, wanted)
        aim = (1 - v.standard_adaptation) * standard + v.standard_adaptation * has
        close(getattr(after, wanted), was + v.standard_speed * (aim - was))


def test_people_settle_between_their_standard_and_what_they_have(two):
    v = two.defaults
    settled = two.given(intimacy=0.2).after(weeks=900, earned_security=0.0)
    expected = (1 - v.standard_adaptation) * v.desired_intimacy + v.standard_adaptation * 0.2
    np.testing.assert_allclose(settled.desired_intimacy, expected, atol=2e-3)


def test_need_to_belong_raises_all_three(two):
    after = two.changed(need_to_belong=[-1.0, 1.0]).after()
    for wanted in ("desired_intimacy", "desired_companionship", "desired_belonging"):
        low, high = getattr(after, wanted)
        assert high > low

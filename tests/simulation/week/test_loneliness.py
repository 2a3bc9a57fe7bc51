"""Loneliness: the gap between the relations one wants and those one perceives."""

from __future__ import annotations

import numpy as np
import pytest


def _gap(x, sharpness):
    return np.logaddexp(0.0, sharpness * x) / sharpness


def test_follows_its_equation(random_lives, close):
    b, r, d, v = (
        random_lives.before,
        random_lives.ties,
        random_lives.dose,
        random_lives.defaults,
    )
    seen = 1 - v.perception_bias * b.vigilance
    shown = 1 - v.perception_bias * b.vigilance * (1 - v.map_against_hiding * d.mapping)
    aim = (
        v.loneliness_base
        + v.weight_intimacy * _gap(b.desired_intimacy - shown * b.intimacy, v.gap_sharpness)
        + v.weight_company
        * _gap(b.desired_companionship - shown * b.companionship, v.gap_sharpness)
        + v.weight_belonging * _gap(b.desired_belonging - seen * b.belonging, v.gap_sharpness)
        + v.weight_belief * b.isolation_belief
        + v.weight_neuroticism * b.neuroticism
        + v.weight_depression * b.depression
        + v.contagion * r.contagion
    )
    moved = b.loneliness_logit + v.loneliness_speed * (aim - b.loneliness_logit)
    moved += v.loneliness_noise * random_lives.normal("loneliness noise")
    after = random_lives.after()
    close(after.loneliness_logit, np.clip(moved, -6, 5))
    share = 1 / (1 + np.exp(-b.loneliness_logit))
    close(
        after.chronic_loneliness,
        b.chronic_loneliness + (share - b.chronic_loneliness) / v.chronic_loneliness_weeks,
    )


@pytest.mark.parametrize(
    ("column", "low", "high"),
    [
        ("vigilance", 0.1, 0.8),
        ("isolation_belief", -1.0, 1.0),
        ("neuroticism", -1.0, 1.0),
        ("depression", -1.0, 1.0),
        ("intimacy", 0.9, 0.2),
        ("companionship", 0.9, 0.2),
        ("belonging", 0.9, 0.2),
        ("desired_intimacy", 0.4, 0.9),
    ],
)
def test_what_makes_people_lonelier(two, column, low, high):
    after = two.changed(**{column: [low, high]}).after()
    assert after.loneliness_logit[1] > after.loneliness_logit[0]


def test_a_surplus_counts_for_nearly_nothing(two):
    alike = {"desired_intimacy": 0.4, "vigilance": 0.0}
    short, even, over = (
        float(two.changed(intimacy=share, **alike).after().loneliness_logit[0])
        for share in (0.1, 0.7, 1.0)
    )
    assert short - even > 20 * (even - over) > 0


def test_a_map_shows_the_watchful_what_they_have_and_the_trusting_nothing_new(two):
    mapped = two.dosed(mapping=[0.0, 1.0])
    watchful = mapped.changed(vigilance=0.8).after().loneliness_logit
    trusting = mapped.changed(vigilance=0.0).after().loneliness_logit
    assert watchful[1] < watchful[0]
    assert trusting[1] == trusting[0]
    alone = mapped.changed(vigilance=0.8, intimacy=0.0, companionship=0.0).after()
    assert alone.loneliness_logit[1] == alone.loneliness_logit[0]


def test_lonely_friends_make_lonely(two):
    after = two.given(contagion=[-1.0, 1.0]).after()
    assert after.loneliness_logit[1] > after.loneliness_logit[0]
    off = two.given(contagion=[-1.0, 1.0]).after(contagion=0.0)
    assert off.loneliness_logit[1] == off.loneliness_logit[0]


@pytest.mark.parametrize(("start", "bound"), [(-6.0, -6.0), (5.0, 5.0)])
def test_stays_in_range(two, start, bound):
    pushed = two.changed(loneliness_logit=start, isolation_belief=np.sign(start) * 12.0)
    assert pushed.after().loneliness_logit[0] == bound


def test_habit_follows_half_a_year_behind(two):
    lonely = two.changed(loneliness_logit=2.0, chronic_loneliness=0.0)
    held = lonely.after(weeks=26, loneliness_speed=0.0, loneliness_noise=0.0)
    share = 1 / (1 + np.exp(-2.0))
    np.testing.assert_allclose(held.chronic_loneliness, share * (1 - (25 / 26) ** 26), rtol=1e-4)

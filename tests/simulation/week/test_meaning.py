"""Meaning: purpose, satisfaction with life, and the risk of suicidal ideation."""

from __future__ import annotations

import numpy as np
import pytest


def test_purpose_follows_its_equation_with_this_weeks_giving(random_lives, close):
    b, d, v = random_lives.before, random_lives.dose, random_lives.defaults
    after = random_lives.after()
    logit = (
        v.purpose_base
        + v.purpose_belonging * b.belonging
        - v.purpose_depression * b.depression
        + np.minimum(1, v.purpose_giving * after.support_given)
        + v.purpose_group * (b.attending_group + v.purpose_session * d.session)
    )
    aim = 1 / (1 + np.exp(-logit))
    close(after.purpose, b.purpose + v.purpose_speed * (aim - b.purpose))


def test_satisfaction_follows_its_equation(random_lives, close):
    b, v = random_lives.before, random_lives.defaults
    share = 1 / (1 + np.exp(-b.loneliness_logit))
    aim = (
        v.satisfaction_base
        - v.satisfaction_loneliness * (share - 0.25)
        - v.satisfaction_depression * b.depression
        - v.satisfaction_stress * b.stress
        + v.satisfaction_purpose * (b.purpose - 0.6)
        + v.satisfaction_support * (b.support - 0.6)
        + v.satisfaction_health * (b.health - 85)
        + v.satisfaction_lasting * b.satisfaction_disposition
    )
    close(
        random_lives.after().satisfaction,
        b.satisfaction + v.satisfaction_speed * (aim - b.satisfaction),
    )


def test_ideation_risk_follows_its_equation_with_this_weeks_giving(random_lives, close):
    b, v = random_lives.before, random_lives.defaults
    after = random_lives.after()
    burden = 1 - np.minimum(1, v.ideation_giving * after.support_given)
    logit = (
        v.ideation_base
        + v.ideation_depression * np.maximum(0, b.depression)
        + v.ideation_belonging * (1 - b.belonging) * burden
        + v.ideation_trauma * b.adverse_childhood
    )
    close(after.ideation_risk, 1 / (1 + np.exp(-logit)))


def test_thwarted_belonging_is_dangerous_only_to_who_feels_a_burden(two):
    outside = two.changed(belonging=[0.9, 0.1])
    burden = outside.changed(support_given=0.0).given(given=0.0).after().ideation_risk
    giving = outside.changed(support_given=1.0).given(given=1.0).after().ideation_risk
    assert burden[1] > burden[0]
    assert giving[1] == giving[0]


def test_helping_gives_purpose(two):
    little = two.changed(support_given=0.0).given(given=0.0)
    after = little.dosed(giving=[0.0, 1.0]).after(weeks=26)
    assert after.purpose[1] > after.purpose[0]


@pytest.mark.parametrize(
    ("column", "better", "worse"),
    [
        ("loneliness_logit", -2.0, 2.0),
        ("depression", -1.0, 1.0),
        ("stress", -1.0, 1.0),
        ("purpose", 0.9, 0.2),
        ("support", 0.9, 0.2),
        ("health", 95.0, 40.0),
    ],
)
def test_what_spoils_satisfaction(two, column, better, worse):
    after = two.changed(**{column: [better, worse]}).after()
    assert after.satisfaction[1] < after.satisfaction[0]

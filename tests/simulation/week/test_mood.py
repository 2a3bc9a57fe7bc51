"""Mood: depression and anxiety."""

from __future__ import annotations

import numpy as np
import pytest


def test_depression_follows_its_equation(random_lives, close):
    b, v = random_lives.before, random_lives.defaults
    share = 1 / (1 + np.exp(-b.loneliness_logit))
    aim = (
        v.depression_base
        + v.loneliness_depression * (share - 0.25)
        + v.depression_stress * b.stress
        + v.depression_neuroticism * b.neuroticism
        - v.depression_regulation * (b.emotion_regulation - 0.6)
        + v.depression_numbness * (b.numbness - 0.1)
        + v.depression_trauma * (b.adverse_childhood - 1.5)
        - v.depression_belonging * (b.belonging - 0.6)
        + v.depression_lasting * b.depression_disposition
    )
    noise = v.depression_noise * random_lives.normal("depression noise")
    close(
        random_lives.after().depression,
        b.depression + v.depression_speed * (aim - b.depression) + noise,
    )


def test_anxiety_follows_its_equation(random_lives, close):
    b, v = random_lives.before, random_lives.defaults
    aim = (
        v.anxiety_base
        + v.anxiety_depression * b.depression
        + v.anxiety_stress * b.stress
        + v.anxiety_neuroticism * b.neuroticism
        + v.anxiety_attachment * (b.attachment_anxiety - 0.34)
        + v.anxiety_vigilance * (b.vigilance - 0.3)
        + v.anxiety_lasting * b.anxiety_disposition
    )
    noise = v.anxiety_noise * random_lives.normal("anxiety noise")
    close(random_lives.after().anxiety, b.anxiety + v.anxiety_speed * (aim - b.anxiety) + noise)


@pytest.mark.parametrize(
    ("column", "low", "high"),
    [
        ("loneliness_logit", -2.0, 2.0),
        ("stress", -1.0, 1.0),
        ("numbness", 0.1, 0.8),
        ("belonging", 0.9, 0.2),
        ("emotion_regulation", 0.9, 0.2),
        ("adverse_childhood", 0, 8),
    ],
)
def test_what_depresses(two, column, low, high):
    after = two.changed(**{column: [low, high]}).after()
    assert after.depression[1] > after.depression[0]


def test_anxious_attachment_and_vigilance_make_anxious_not_depressed_at_once(two):
    after = two.changed(attachment_anxiety=[0.1, 0.9], vigilance=[0.1, 0.8]).after()
    assert after.anxiety[1] > after.anxiety[0]
    assert after.depression[1] == after.depression[0]

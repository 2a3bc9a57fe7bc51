"""Emotion: going numb, and regulating what one feels."""

from __future__ import annotations

import numpy as np


def test_numbness_follows_its_equation(random_lives, close):
    b, d, v = random_lives.before, random_lives.dose, random_lives.defaults
    logit = (
        v.numbness_base
        + v.numbness_trauma * (b.adverse_childhood - 1.5)
        + v.numbness_avoidance * b.attachment_avoidance * b.attachment_activation
        + v.numbness_depression * b.depression
        + v.numbness_loneliness * b.chronic_loneliness
        - v.numbness_emotion_work * d.emotion_work
    )
    aim = 1 / (1 + np.exp(-logit))
    close(random_lives.after().numbness, b.numbness + v.numbness_speed * (aim - b.numbness))


def test_regulation_follows_its_equation(random_lives, close):
    b, d, v = random_lives.before, random_lives.dose, random_lives.defaults
    aim = (
        v.regulation_base
        - v.regulation_neuroticism * b.neuroticism
        - v.regulation_trauma * (b.adverse_childhood - 1.5)
        + v.coregulation * (b.companionship + b.support - 1)
        - v.regulation_stress * b.stress
        + v.regulation_emotion_work * d.emotion_work
    )
    moved = b.emotion_regulation + v.regulation_speed * (aim - b.emotion_regulation)
    close(random_lives.after().emotion_regulation, np.clip(moved, 0.02, 0.98))


def test_avoidance_numbs_only_when_roused(two):
    avoidant = two.changed(attachment_avoidance=[0.1, 0.9])
    calm = avoidant.changed(attachment_activation=0.0).after().numbness
    roused = avoidant.changed(attachment_activation=1.0).after().numbness
    assert calm[0] == calm[1]
    assert roused[1] > roused[0]


def test_emotion_work_thaws_and_teaches(two):
    after = two.dosed(emotion_work=[0.0, 1.0]).after()
    assert after.numbness[1] < after.numbness[0]
    assert after.emotion_regulation[1] > after.emotion_regulation[0]


def test_others_carry_part_of_regulation(two):
    after = two.changed(support=[0.1, 0.9], companionship=[0.1, 0.9]).after()
    assert after.emotion_regulation[1] > after.emotion_regulation[0]

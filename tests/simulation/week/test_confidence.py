"""Confidence: trusting oneself with people."""

from __future__ import annotations

import numpy as np


def test_follows_its_equation(random_lives, close):
    b, d, v = random_lives.before, random_lives.dose, random_lives.defaults
    contacts, mean, negatives = random_lives.met()
    negative = negatives / np.maximum(contacts, 1)
    success = np.clip(v.confidence_responsiveness * mean - v.confidence_negatives * negative, 0, 1)
    base = (
        v.confidence_base
        + v.confidence_extraversion * b.extraversion
        - v.confidence_neuroticism * b.neuroticism
        - v.confidence_neurodivergence * b.neurodivergent
    )
    aim = (1 - v.confidence_experience) * base + v.confidence_experience * success
    moved = b.confidence + v.confidence_speed * (aim - b.confidence)
    moved += v.skill_practice * d.skill * (1 - b.confidence)
    close(random_lives.after().confidence, np.clip(moved, 0, 1))


def test_practice_and_success_build_it_conflict_costs_it(two):
    assert np.diff(two.dosed(skill=[0.0, 1.0]).after().confidence) > 0
    assert np.diff(two.given(responsiveness=[1.0, 4.0]).after().confidence) > 0
    assert np.diff(two.given(negatives=[0.0, 3.0]).after().confidence) < 0
    assert np.diff(two.dosed(hurt=[0.0, 1.0]).after().confidence) < 0


def test_training_skills_leaves_loneliness_of_the_week_alone(two):
    after = two.dosed(skill=[0.0, 1.0]).after()
    assert after.loneliness_logit[0] == after.loneliness_logit[1]

"""Emotion: going numb, and regulating what one feels.

Deactivation under threat ends in numbness: avoidant people whose attachment is roused feel less
(Mikulincer & Shaver 2007). Regulation is partly lent by others: social baseline theory (Beckes &
Coan 2011) has company carry part of the work. Target: r(loneliness, regulation ability) = -.28,
r(loneliness, suppression) = .31 (Patrichi et al. 2024, 61 studies).

    numbness   += .03 (logistic(-3.2 + .18 (adversity - 1.5) + 2.7 avoidance activation
                                + .5 depression + 1.2 chronic loneliness - 1.2 emotion work)
                       - numbness)
    regulation += .05 (.6 - .06 neuroticism - .012 (adversity - 1.5)
                       + .15 (companionship + support - 1) - .05 stress + .12 emotion work
                       - regulation)
"""

from __future__ import annotations

from simulation.compilation import Record, inline
from simulation.maths import clip, logistic
from simulation.parameters import Parameter

__all__ = ["PARAMETERS", "update_numbness", "update_regulation"]

# fmt: off
PARAMETERS: tuple[Parameter, ...] = (
    Parameter("numbness_speed", 0.03, "share a week", 0.003, 0.3, "assumed",
              "about eight months; assumed", "speed of numbness"),
    Parameter("numbness_base", -3.2, "logit", -8, 0, "assumed", "set with the weights below",
              "numbness of an average person at rest"),
    Parameter("numbness_trauma", 0.18, "logit per experience", 0, 1, "assumed",
              "Woodhouse et al. 2015: numbing in traumatic stress; size assumed",
              "adverse childhood -> numbness"),
    Parameter("numbness_avoidance", 2.7, "logit per unit", 0, 8, "assumed",
              "Mikulincer & Shaver 2007: deactivation; size assumed",
              "roused avoidance -> numbness"),
    Parameter("numbness_depression", 0.5, "logit per SD", 0, 3, "assumed", "size assumed",
              "depression -> numbness"),
    Parameter("numbness_loneliness", 1.2, "logit per unit", 0, 5, "assumed", "size assumed",
              "chronic loneliness -> numbness"),
    Parameter("numbness_emotion_work", 1.2, "logit per dose", 0, 5, "assumed", "size assumed",
              "numbness lowered by work with emotions"),
    Parameter("regulation_speed", 0.05, "share a week", 0.005, 0.5, "assumed",
              "about five months; assumed", "speed of regulation"),
    Parameter("regulation_base", 0.6, "share", 0.2, 0.9, "assumed", "level assumed",
              "regulation of an average person"),
    Parameter("regulation_neuroticism", 0.06, "share per SD", 0, 0.3, "assumed", "size assumed",
              "neuroticism -> less regulation"),
    Parameter("regulation_trauma", 0.012, "share per experience", 0, 0.1, "assumed",
              "size assumed", "adverse childhood -> less regulation"),
    Parameter("coregulation", 0.15, "share per unit", 0, 0.8, "assumed",
              "Beckes & Coan 2011: others carry part of the work; size assumed",
              "company and support -> regulation"),
    Parameter("regulation_stress", 0.05, "share per SD", 0, 0.3, "assumed", "size assumed",
              "stress -> less regulation"),
    Parameter("regulation_emotion_work", 0.12, "share per dose", 0, 0.6, "assumed",
              "size assumed", "regulation learned by work with emotions"),
)
# fmt: on


@inline
def update_numbness(now: Record, before: Record, dose: Record, p: Record) -> None:
    """Move numbness towards what roused avoidance, mood and history call for."""
    called_for = logistic(
        p.numbness_base
        + p.numbness_trauma * (before.adverse_childhood - 1.5)
        + p.numbness_avoidance * before.attachment_avoidance * before.attachment_activation
        + p.numbness_depression * before.depression
        + p.numbness_loneliness * before.chronic_loneliness
        - p.numbness_emotion_work * dose.emotion_work
    )
    now.numbness = before.numbness + p.numbness_speed * (called_for - before.numbness)


@inline
def update_regulation(now: Record, before: Record, dose: Record, p: Record) -> None:
    """Move emotion regulation towards temperament, stress and the company that shares the work."""
    aim = (
        p.regulation_base
        - p.regulation_neuroticism * before.neuroticism
        - p.regulation_trauma * (before.adverse_childhood - 1.5)
        + p.coregulation * (before.companionship + before.support - 1.0)
        - p.regulation_stress * before.stress
        + p.regulation_emotion_work * dose.emotion_work
    )
    now.emotion_regulation = clip(
        before.emotion_regulation + p.regulation_speed * (aim - before.emotion_regulation),
        0.02,
        0.98,
    )

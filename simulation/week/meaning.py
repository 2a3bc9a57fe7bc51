"""Meaning: purpose, satisfaction with life, and the risk of suicidal ideation.

Purpose grows from belonging, from giving to others and from a group. The interpersonal theory of
suicide (Joiner 2005) takes thwarted belonging times the sense of being a burden, which giving
relieves, and an acquired capability, for which adverse childhood stands here. The risk is a
property of groups, good for comparing worlds, and never a prediction for a person. The mean of
satisfaction is set to 7.5 of 10 (ONS 2022-23); only its differences are predicted.

    purpose      += .03 (logistic(-.6 + 1.6 belonging - .5 depression + min(1, 3 given)
                                  + .3 group) - purpose),   group = own group + .7 session
    satisfaction += .15 (7.2 - 2.2 (loneliness - .25) - .55 depression - .35 stress
                         + 1.4 (purpose - .6) + .8 (support - .6) + .015 (health - 85)
                         + .35 disposition - satisfaction)
    ideation risk = logistic(-6.2 + .9 max(0, depression)
                             + 2 (1 - belonging) (1 - min(1, 4 given)) + .15 adversity)

``given`` is this week's running mean of support given.
"""

from __future__ import annotations

from simulation.compilation import Record, inline
from simulation.doubt import Doubt
from simulation.maths import logistic
from simulation.parameters import Parameter

__all__ = ["PARAMETERS", "update_ideation_risk", "update_purpose", "update_satisfaction"]

_SIZE = "size assumed"
_JOINER = "Joiner 2005; size assumed"
_ANCHOR = "set to the mean 7.5 of ONS personal well-being 2022-23"

# fmt: off
PARAMETERS: tuple[Parameter, ...] = (
    Parameter("purpose_speed", 0.03, "share a week", 0.003, 0.3, "assumed",
              "about eight months; assumed", "speed of purpose"),
    Parameter("purpose_base", -0.6, "logit", -4, 3, "assumed", "level assumed",
              "purpose without belonging, giving or group"),
    Parameter("purpose_belonging", 1.6, "logit per unit", 0, 6, "assumed", _SIZE,
              "belonging -> purpose"),
    Parameter("purpose_depression", 0.5, "logit per SD", 0, 3, "assumed", _SIZE,
              "depression -> less purpose"),
    Parameter("purpose_giving", 3.0, "logit per amount", 0, 20, "assumed", _SIZE,
              "support given -> purpose, up to one logit"),
    Parameter("purpose_group", 0.3, "logit", 0, 3, "assumed", _SIZE,
              "a week with one's group -> purpose"),
    Parameter("purpose_session", 0.7, "share", 0, 2, "assumed", _SIZE,
              "how much of a group a session is"),
    Parameter("satisfaction_speed", 0.15, "share a week", 0.01, 0.6, "assumed",
              "about six weeks; assumed", "speed of life satisfaction"),
    Parameter("satisfaction_base", 7.2, "points", 4, 10, "assumed", _ANCHOR,
              "life satisfaction of an average person",
              doubt=Doubt("normal", 7.0, 7.4,
                          "sets the mean, which national surveys agree on within about .2 "
                          "(judgement)")),
    Parameter("satisfaction_loneliness", 2.2, "points per unit", 0, 8, "assumed",
              "r(loneliness, life satisfaction) about -.4; size assumed",
              "loneliness -> less satisfaction",
              doubt=Doubt("lognormal", 1.65, 2.75,
                          "r(loneliness, life satisfaction) -.3 to -.5 about -.4 (recalled), "
                          "in proportion")),
    Parameter("satisfaction_depression", 0.55, "points per SD", 0, 3, "assumed", _SIZE,
              "depression -> less satisfaction"),
    Parameter("satisfaction_stress", 0.35, "points per SD", 0, 3, "assumed", _SIZE,
              "stress -> less satisfaction"),
    Parameter("satisfaction_purpose", 1.4, "points per unit", 0, 6, "assumed", _SIZE,
              "purpose -> satisfaction"),
    Parameter("satisfaction_support", 0.8, "points per unit", 0, 6, "assumed", _SIZE,
              "support -> satisfaction"),
    Parameter("satisfaction_health", 0.015, "points per point", 0, 0.1, "assumed", _SIZE,
              "health -> satisfaction"),
    Parameter("satisfaction_lasting", 0.35, "points per SD", 0, 2, "assumed", _SIZE,
              "lasting part of satisfaction not explained here"),
    Parameter("ideation_base", -6.2, "logit", -12, -2, "assumed", "level assumed",
              "risk of a person who belongs and is not depressed"),
    Parameter("ideation_depression", 0.9, "logit per SD", 0, 3, "assumed", _SIZE,
              "depression -> ideation"),
    Parameter("ideation_belonging", 2.0, "logit per unit", 0, 6, "assumed", _JOINER,
              "thwarted belonging and burdensomeness -> ideation"),
    Parameter("ideation_giving", 4.0, "share per amount", 0, 20, "assumed", _JOINER,
              "support given -> less sense of being a burden"),
    Parameter("ideation_trauma", 0.15, "logit per experience", 0, 1, "assumed", _JOINER,
              "adverse childhood -> acquired capability"),
)
# fmt: on


@inline
def update_purpose(now: Record, before: Record, dose: Record, p: Record) -> None:
    """Move purpose towards what belonging, giving and a group offer.

    Reads this week's support given: update company first.
    """
    group = before.attending_group + p.purpose_session * dose.session
    aim = logistic(
        p.purpose_base
        + p.purpose_belonging * before.belonging
        - p.purpose_depression * before.depression
        + min(1.0, p.purpose_giving * now.support_given)
        + p.purpose_group * group
    )
    now.purpose = before.purpose + p.purpose_speed * (aim - before.purpose)


@inline
def update_satisfaction(now: Record, before: Record, p: Record, loneliness: float) -> None:
    """Move life satisfaction towards what relations, mood, purpose and health make of it.

    ``loneliness`` is last week's, as a share.
    """
    aim = (
        p.satisfaction_base
        - p.satisfaction_loneliness * (loneliness - 0.25)
        - p.satisfaction_depression * before.depression
        - p.satisfaction_stress * before.stress
        + p.satisfaction_purpose * (before.purpose - 0.6)
        + p.satisfaction_support * (before.support - 0.6)
        + p.satisfaction_health * (before.health - 85.0)
        + p.satisfaction_lasting * before.satisfaction_disposition
    )
    now.satisfaction = before.satisfaction + p.satisfaction_speed * (aim - before.satisfaction)


@inline
def update_ideation_risk(now: Record, before: Record, p: Record) -> None:
    """Set the risk of ideation from mood, thwarted belonging and burdensomeness.

    Reads this week's support given: update company first.
    """
    burden = 1.0 - min(1.0, p.ideation_giving * now.support_given)
    now.ideation_risk = logistic(
        p.ideation_base
        + p.ideation_depression * max(0.0, 1.0 * before.depression)
        + p.ideation_belonging * (1.0 - before.belonging) * burden
        + p.ideation_trauma * before.adverse_childhood
    )

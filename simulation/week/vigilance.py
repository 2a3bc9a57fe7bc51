"""Vigilance: watchfulness for social threat.

Lasting loneliness makes people watch for rejection, and what is watched for is found: the
hypervigilance loop (Cacioppo & Hawkley 2009; cross-lagged paths of about .15, Lim et al. 2016).
Attachment anxiety, adverse childhood and passive online use add to it; trust in people lowers it;
testing beliefs against what happens lowers it most, and being hurt where one sought help raises it.

    vigilance += .08 (logistic(-2.1 + 2.0 chronic loneliness + 1.2 (anxiety - .34)
                               + .11 (adversity - 1.5) + 1.2 (passive use - .35)
                               - .78 (working model - .5) - 1.6 challenge (1 - hurt)
                               + 1.2 hurt)
                      - vigilance)

The numbers subtracted are the average person's, so that the base is that person's vigilance.
"""

from __future__ import annotations

from simulation.compilation import Record, inline
from simulation.doubt import Doubt
from simulation.maths import logistic
from simulation.parameters import Parameter

__all__ = ["PARAMETERS", "update_vigilance"]

# fmt: off
PARAMETERS: tuple[Parameter, ...] = (
    Parameter("vigilance_speed", 0.08, "share a week", 0.005, 0.5, "assumed",
              "about three months; assumed", "speed of vigilance"),
    Parameter("vigilance_base", -2.1, "logit", -6, 2, "assumed", "set with the weights below",
              "vigilance of an average person who is not lonely"),
    Parameter("vigilance_loneliness", 2.028, "logit per unit", 0, 8, "assumed",
              "Cacioppo & Hawkley 2009: the loop; size fitted within its order of magnitude",
              "chronic loneliness -> vigilance",
              doubt=Doubt("lognormal", 1.08, 2.7,
                          "cross-lagged path .08 to .20 about .15 (Lim et al. 2016, "
                          "recalled), in proportion")),
    Parameter("vigilance_anxiety", 1.1573, "logit per unit", 0, 5, "fitted",
              "fitted to the order of attachment styles", "attachment anxiety -> vigilance"),
    Parameter("vigilance_trauma", 0.1066, "logit per experience", 0, 0.6, "fitted",
              "fitted to loneliness twice as common with four experiences or more",
              "adverse childhood -> vigilance",
              doubt=Doubt("lognormal", 0.078, 0.131,
                          "r(adversities, loneliness) .22 to .37 about .30 (Curtis et al. "
                          "2025), in proportion")),
    Parameter("vigilance_passive_use", 1.2, "logit per unit", 0, 5, "assumed",
              "passive use invites comparison; size assumed", "passive online use -> vigilance"),
    Parameter("vigilance_mistrust", 0.7786, "logit per unit", 0, 5, "fitted",
              "fitted with the spread of vigilance", "low trust in people -> vigilance"),
    Parameter("vigilance_challenge", 1.6, "logit per dose", 0, 6, "assumed",
              "Masi et al. 2011: social cognition can be changed; size assumed",
              "vigilance lowered by putting beliefs to the test"),
    Parameter("vigilance_hurt", 1.2, "logit per dose", 0, 6, "assumed",
              "Downey & Feldman 1996: rejection teaches to expect it; size assumed",
              "being hurt in a session -> vigilance"),
)
# fmt: on


@inline
def update_vigilance(now: Record, before: Record, dose: Record, p: Record) -> None:
    """Move vigilance towards what loneliness, history and trust call for."""
    inclined = before.passive_share * (1.0 - p.active_use * dose.digital)
    passive = min(1.0, inclined * p.online_passivity)
    called_for = logistic(
        p.vigilance_base
        + p.vigilance_loneliness * before.chronic_loneliness
        + p.vigilance_anxiety * (before.attachment_anxiety - 0.34)
        + p.vigilance_trauma * (before.adverse_childhood - 1.5)
        + p.vigilance_passive_use * (passive - 0.35)
        - p.vigilance_mistrust * (before.working_model - 0.5)
        - p.vigilance_challenge * dose.belief_challenge * (1.0 - dose.hurt)
        + p.vigilance_hurt * dose.hurt
    )
    now.vigilance = before.vigilance + p.vigilance_speed * (called_for - before.vigilance)

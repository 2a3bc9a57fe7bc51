"""Belonging: to groups and to a place.

What protects is identification with a group, not attendance (the social cure: Haslam et al. 2018):
identification is a stock that attendance fills, less for the vigilant, and that fades when one
stays away. Belonging follows company, identification, roots, trust and the place itself.

    identification += .06 (1 - .5 vigilance) (1 - identification)    in a week of attendance
                    | - .02 identification                           otherwise
    belonging      += .04 (logistic(-1.8 + 2.2 companionship + 1.2 identification + .9 rootedness
                                    + 1.6 working model - 1.2 vigilance + .5 collectivism
                                    + .4 place fit - .3 neurodivergent
                                    + .4 (cohesion + .5 drawn together) + .6 event)
                           - belonging)
    rootedness     += .006 (1 - rootedness)

Attendance is a visit to one's group, a session, or a community event. A move uproots.
"""

from __future__ import annotations

from simulation.compilation import Record, inline
from simulation.maths import logistic
from simulation.parameters import Parameter

__all__ = ["PARAMETERS", "update_belonging"]

# fmt: off
PARAMETERS: tuple[Parameter, ...] = (
    Parameter("identification_gain", 0.06, "share a week", 0, 0.4, "assumed",
              "Haslam et al. 2018: identification protects; speed assumed",
              "identification won per attendance"),
    Parameter("identification_vigilance", 0.5, "share per unit", 0, 1, "assumed",
              "size assumed", "identification that vigilance prevents"),
    Parameter("identification_decay", 0.02, "share a week", 0, 0.2, "assumed",
              "half gone after eight months; assumed", "identification lost by staying away"),
    Parameter("belonging_speed", 0.04, "share a week", 0.005, 0.4, "assumed",
              "about six months; assumed", "speed of belonging"),
    Parameter("belonging_base", -1.8, "logit", -6, 2, "assumed", "set with the weights below",
              "belonging of a person without company, group, roots and trust"),
    Parameter("belonging_company", 2.2, "logit per unit", 0, 6, "assumed", "size assumed",
              "companionship -> belonging"),
    Parameter("belonging_identification", 1.2, "logit per unit", 0, 6, "assumed",
              "Haslam et al. 2018: the social cure; size assumed",
              "identification -> belonging"),
    Parameter("belonging_roots", 0.9, "logit per unit", 0, 6, "assumed", "size assumed",
              "rootedness -> belonging"),
    Parameter("belonging_trust", 1.6, "logit per unit", 0, 6, "assumed", "size assumed",
              "trust in people -> belonging"),
    Parameter("belonging_vigilance", 1.2, "logit per unit", 0, 6, "assumed", "size assumed",
              "vigilance -> less belonging"),
    Parameter("belonging_culture", 0.5, "logit per unit", -3, 3, "assumed",
              "Lykes & Kemmelmeier 2014: contested; size assumed",
              "collectivist neighbourhood -> belonging"),
    Parameter("belonging_fit", 0.4002, "logit per SD", 0, 2, "fitted",
              "fitted: belonging has causes outside the network",
              "fit with the place -> belonging"),
    Parameter("belonging_neurodivergence", 0.3, "logit", 0, 2, "assumed",
              "Milton 2012: the loss lies in the fit; size assumed",
              "neurodivergence -> less belonging"),
    Parameter("belonging_cohesion", 0.4, "logit per unit", 0, 3, "assumed", "size assumed",
              "cohesive neighbourhood -> belonging"),
    Parameter("local_cohesion_gain", 0.5, "z per dose", 0, 3, "assumed",
              "one SD between neighbourhoods; size assumed",
              "neighbours drawn together -> cohesion of the neighbourhood, as long as it lasts"),
    Parameter("belonging_event", 0.6, "logit per dose", 0, 3, "assumed", "size assumed",
              "community event -> belonging, in its week"),
    Parameter("rooting_speed", 0.006, "share a week", 0, 0.05, "assumed",
              "about three years; assumed", "growth of roots"),
)
# fmt: on


@inline
def update_belonging(now: Record, before: Record, dose: Record, p: Record) -> None:
    """Move identification, belonging and roots by a week in this place and its groups."""
    identification = before.identification
    if before.attending_group > 0 or dose.session > 0.0 or dose.event > 0.0:
        taken = 1.0 - p.identification_vigilance * before.vigilance
        gained = p.identification_gain * taken * (1.0 - identification)
        now.identification = identification + gained
    else:
        now.identification = identification - p.identification_decay * identification
    aim = logistic(
        p.belonging_base
        + p.belonging_company * before.companionship
        + p.belonging_identification * identification
        + p.belonging_roots * before.rootedness
        + p.belonging_trust * before.working_model
        - p.belonging_vigilance * before.vigilance
        + p.belonging_culture * before.collectivism
        + p.belonging_fit * before.place_fit
        - p.belonging_neurodivergence * before.neurodivergent
        + p.belonging_cohesion * (before.cohesion + p.local_cohesion_gain * dose.local_cohesion)
        + p.belonging_event * dose.event
    )
    now.belonging = before.belonging + p.belonging_speed * (aim - before.belonging)
    now.rootedness = before.rootedness + p.rooting_speed * (1.0 - before.rootedness)

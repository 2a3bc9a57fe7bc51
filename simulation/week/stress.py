"""Stress: demands that exceed what one and one's people can carry.

Strain is chronic and drifts; life events come at random, more often after an adverse childhood, and
are digested, faster with support. Support takes part of the demand away (the buffering hypothesis,
Cohen & Wills 1985) and company lowers the cost of demand even without events (Beckes & Coan 2011);
loneliness and vigilance make the same demand weigh more. A death counts by the closeness lost.

    strain       = (1 - .04) strain + .04 . .12 deprivation + .79 sqrt(2 . .04) normal
    life events *= 1 - .06 (.6 + .8 support);  + .91 exponential(1) with chance
                   .02 (1 + .15 adversity) (1 + .1 deprivation) a week;
                   + 1.2 closeness lost by death;  + .15 hurt in a session;  + 2.5 disaster
    demand       = strain + .6 min(life events, 4) + .8
    stress      += .25 (-.66 + .96 demand (1 - .35 support) + .80 (loneliness - .25)
                        + .5 (vigilance - .3) + .36 neuroticism - (regulation - .6)
                        + .57 disposition - stress) + .21 normal

Stress is a z score of the PSS-10: mean 15.5 (men) and 16.1 (women), SD 7.4 in a US panel (Cohen &
Janicki-Deverts 2012).
"""

from __future__ import annotations

import math
from typing import Any

from simulation.compilation import Record, inline
from simulation.doubt import Doubt
from simulation.draws import exponential, normal, uniform
from simulation.parameters import Parameter
from simulation.purposes import number

__all__ = [
    "LIFE_EVENT",
    "LIFE_EVENT_SIZE",
    "PARAMETERS",
    "STRAIN_NOISE",
    "STRESS_NOISE",
    "update_demands",
    "update_stress",
]

STRAIN_NOISE = number("strain noise")
LIFE_EVENT = number("life event")
LIFE_EVENT_SIZE = number("life event size")
STRESS_NOISE = number("stress noise")

_SPREAD = "fitted to the mean, spread and one-year stability of the PSS-10"

# fmt: off
PARAMETERS: tuple[Parameter, ...] = (
    Parameter("strain_return", 0.04, "share a week", 0.002, 0.5, "assumed",
              "about half a year; assumed", "how fast chronic strain forgets"),
    Parameter("strain_spread", 0.7942, "z", 0, 3, "fitted", _SPREAD,
              "spread of chronic strain between people"),
    Parameter("strain_deprivation", 0.12, "z per SD", 0, 2, "fitted",
              "fitted: PHQ-8 of 10 and more 24 % in the most, 12 % in the least deprived areas "
              "(ONS 2021)", "deprivation -> chronic strain"),
    Parameter("event_rate", 0.02, "events a week", 0, 0.2, "assumed",
              "about one major event a year; order of magnitude from life-event inventories",
              "life events a week"),
    Parameter("event_adversity", 0.15, "ratio per experience", 0, 1, "assumed",
              "stress proliferation; size assumed", "adverse childhood -> more life events"),
    Parameter("event_deprivation", 0.1, "ratio per SD", 0, 0.5, "assumed",
              "life events are more common in deprived areas; size assumed",
              "deprivation -> more life events"),
    Parameter("event_size", 0.91, "size", 0, 5, "assumed", "size assumed",
              "mean size of a life event"),
    Parameter("event_digestion", 0.06, "share a week", 0.005, 0.5, "assumed",
              "a few months; assumed", "speed at which events are digested"),
    Parameter("event_digestion_alone", 0.6, "share", 0.05, 2, "assumed", "size assumed",
              "part of that speed that needs nobody"),
    Parameter("event_digestion_support", 0.8, "ratio per unit", 0, 3, "assumed",
              "Cohen & Wills 1985; size assumed", "part that support adds"),
    Parameter("bereavement_effect", 1.2, "size per closeness", 0, 5, "assumed",
              "Petersen et al. 2016: deaths of friends matter; size assumed",
              "closeness lost by death -> life events"),
    Parameter("hurt_event", 0.15, "size per dose", 0, 2, "assumed",
              "Dickerson & Kemeny 2004: social evaluation stresses most; size assumed",
              "being hurt in a session -> life events"),
    Parameter("shock_size", 2.5, "size per dose", 0, 6, "assumed",
              "Norris et al. 2002: disasters impair many (direction); size assumed",
              "a disaster that strikes one's neighbourhood -> life events"),
    Parameter("demand_base", 0.8, "z", 0, 3, "assumed", "level assumed",
              "demands of an ordinary week"),
    Parameter("demand_events", 0.6, "z per size", 0, 3, "assumed", "size assumed",
              "life events -> demand"),
    Parameter("demand_event_limit", 4.0, "size", 1, 6, "assumed", "limit assumed",
              "events beyond which demand grows no more"),
    Parameter("stress_speed", 0.25, "share a week", 0.02, 0.9, "assumed",
              "about a month, the span the PSS-10 asks about", "speed of stress"),
    Parameter("stress_base", -0.6645, "z", -3, 2, "fitted", _SPREAD,
              "stress of an average person without demands"),
    Parameter("stress_demand", 0.9603, "z per z", 0, 4, "fitted", _SPREAD, "demand -> stress"),
    Parameter("stress_buffer", 0.35, "share", 0, 1, "assumed",
              "Cohen & Wills 1985: buffering; order of magnitude",
              "share of demand removed by full support",
              doubt=Doubt("logit_normal", 0.13, 0.66,
                          "stress x support -.03 to -.15 about -.08 (Cohen & Wills 1985, "
                          "Rueger et al. 2016, recalled), in proportion")),
    Parameter("stress_loneliness", 0.7972, "z per unit", 0, 4, "fitted",
              "fitted to r(loneliness, stress) .4", "loneliness -> stress",
              doubt=Doubt("lognormal", 0.62, 0.97,
                          "r(loneliness, stress) .35 to .55 about .45 (recalled), in "
                          "proportion")),
    Parameter("stress_vigilance", 0.5, "z per unit", 0, 4, "assumed", "size assumed",
              "vigilance -> stress"),
    Parameter("stress_neuroticism", 0.3649, "z per SD", 0, 1.5, "fitted", _SPREAD,
              "neuroticism -> stress"),
    Parameter("stress_regulation", 1.0, "z per unit", 0, 5, "assumed", "size assumed",
              "emotion regulation -> less stress"),
    Parameter("stress_lasting", 0.5658, "z per SD", 0, 2, "fitted", _SPREAD,
              "lasting part of stress not explained here"),
    Parameter("stress_noise", 0.2102, "z", 0, 1, "fitted", _SPREAD,
              "weekly ups and downs of stress"),
)
# fmt: on


@inline
def update_demands(now: Record, before: Record, dose: Record, p: Record, keys: Any) -> None:
    """Let strain drift, and life events come and be digested."""
    person = before.unique_id
    drift = p.strain_spread * math.sqrt(2.0 * p.strain_return)
    kept = before.strain * (1.0 - p.strain_return)
    pressed = p.strain_return * p.strain_deprivation * before.deprivation
    now.strain = kept + pressed + drift * normal(keys[STRAIN_NOISE], person)
    digested = p.event_digestion * (
        p.event_digestion_alone + p.event_digestion_support * before.support
    )
    events = before.life_events * (1.0 - digested)
    chance = p.event_rate * (1.0 + p.event_adversity * before.adverse_childhood)
    chance *= max(0.0, 1.0 + p.event_deprivation * before.deprivation)
    if uniform(keys[LIFE_EVENT], person) < chance:
        events += p.event_size * exponential(uniform(keys[LIFE_EVENT_SIZE], person))
    struck = (
        p.bereavement_effect * before.bereavement
        + p.hurt_event * dose.hurt
        + p.shock_size * dose.shock
    )
    now.life_events = min(6.0, events + struck)
    now.bereavement = 0.0


@inline
def update_stress(now: Record, before: Record, p: Record, keys: Any, loneliness: float) -> None:
    """Move stress towards what demand, support and appraisal make of the week.

    ``loneliness`` is last week's, as a share.
    """
    demand = (
        before.strain
        + p.demand_events * min(1.0 * before.life_events, p.demand_event_limit)
        + p.demand_base
    )
    aim = (
        p.stress_base
        + p.stress_demand * demand * (1.0 - p.stress_buffer * before.support)
        + p.stress_loneliness * (loneliness - 0.25)
        + p.stress_vigilance * (before.vigilance - 0.3)
        + p.stress_neuroticism * before.neuroticism
        - p.stress_regulation * (before.emotion_regulation - 0.6)
        + p.stress_lasting * before.stress_disposition
    )
    noise = p.stress_noise * normal(keys[STRESS_NOISE], before.unique_id)
    now.stress = before.stress + p.stress_speed * (aim - before.stress) + noise

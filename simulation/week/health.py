"""Health: illness, physical health, cognition and age.

People with fewer kinds of tie caught four times as many colds from the same virus (Cohen et al.
1997): illness comes more often with age and inflammation, and passes sooner with support. Health
declines with age and wear. Cognition declines faster in the lonely (hazard of dementia 1.31:
Luchetti et al. 2024) and the isolated (1.26: Shen et al. 2022).

    illness   *= 1 - .05 (.5 + support);  + 10 with chance .002 exp(.03 (age - 45)
                 + .3 inflammation) a week;  at most 40
    health    += .05 (96 - .012 max(0, age - 25)^1.75 - 4 (allostatic load - 1) - illness
                      + 7 disposition - health), within 0..100
    cognition -= .012/52 max(0, (age - 45)/20) (1 + .6 (chronic loneliness - .25)
                 + .4 max(0, 1 - ties / 12))
    age       += 1/52

The lasting disposition of health is assumed: it brings r(health, chronic loneliness) in people over
65 to about -.1, and moves the mean by about a point.
"""

from __future__ import annotations

import math
from typing import Any

from simulation.compilation import Record, inline
from simulation.doubt import Doubt
from simulation.draws import normal, uniform
from simulation.maths import clip
from simulation.parameters import Parameter
from simulation.purposes import number

__all__ = [
    "HEALTH_DISPOSITION",
    "ILLNESS",
    "PARAMETERS",
    "update_cognition",
    "update_health",
    "update_illness",
]

ILLNESS = number("illness")
HEALTH_DISPOSITION = number("health disposition")

# fmt: off
PARAMETERS: tuple[Parameter, ...] = (
    Parameter("illness_recovery", 0.05, "share a week", 0.005, 0.8, "assumed",
              "about five months; assumed", "speed of recovery from illness"),
    Parameter("illness_recovery_alone", 0.5, "share", 0.05, 2, "assumed", "size assumed",
              "part of recovery that needs no support"),
    Parameter("illness_rate", 0.002, "chance a week", 0, 0.02, "assumed",
              "one serious illness in ten years at 45; assumed", "illnesses at 45"),
    Parameter("illness_ageing", 0.03, "log ratio a year", 0, 0.15, "assumed", "size assumed",
              "age -> illness"),
    Parameter("illness_inflammation", 0.3, "log ratio per SD", 0, 1.5, "assumed",
              "Cohen et al. 1997: social ties and colds; path and size assumed",
              "inflammation -> illness"),
    Parameter("illness_size", 10.0, "points", 0, 40, "assumed", "size assumed",
              "health lost to an illness"),
    Parameter("health_speed", 0.05, "share a week", 0.005, 0.5, "assumed",
              "about five months; assumed", "speed of health"),
    Parameter("health_base", 96.0, "points", 70, 100, "assumed", "level assumed",
              "health of the young and unworn",
              doubt=Doubt("normal", 94.0, 98.0,
                          "the scale ends at 100 (judgement)")),
    Parameter("health_ageing", 0.012, "points per year^1.75", 0, 0.05, "assumed",
              "form and size assumed", "health lost with age"),
    Parameter("health_ageing_from", 25.0, "years", 18, 60, "assumed", "age assumed",
              "age at which that begins"),
    Parameter("health_load", 4.0, "points per load", 0, 15, "assumed", "size assumed",
              "allostatic load -> less health"),
    Parameter("health_spread", 7.0, "points", 0, 25, "assumed",
              "set so that r(health, chronic loneliness) over 65 is about -.1; size assumed",
              "lasting differences in health not explained here"),
    Parameter("cognition_ageing", 0.012, "z a year", 0, 0.1, "assumed", "size assumed",
              "cognition lost a year at 65"),
    Parameter("cognition_ageing_from", 45.0, "years", 18, 70, "assumed", "age assumed",
              "age at which that begins"),
    Parameter("cognition_loneliness", 0.6, "ratio per unit", 0, 4, "assumed",
              "Luchetti et al. 2024: hazard ratio 1.31; size assumed",
              "chronic loneliness -> faster decline",
              doubt=Doubt("normal", 0.1, 0.8,
                          "hazard ratios of dementia from 1.04 (UK Biobank, Shen et al. 2022) "
                          "to 1.43 (upper end of Luchetti et al. 2024), logs in proportion")),
    Parameter("cognition_isolation", 0.4, "ratio", 0, 3, "assumed",
              "Shen et al. 2022: hazard ratio 1.26; size assumed",
              "having no ties -> faster decline",
              doubt=Doubt("lognormal", 0.24, 0.54,
                          "Shen et al. 2022: hazard ratio 1.15 to 1.37 about 1.26, logs in "
                          "proportion")),
    Parameter("cognition_full_network", 12.0, "ties", 1, 60, "assumed", "number assumed",
              "ties beyond which more do not help cognition"),
)
# fmt: on


@inline
def update_illness(now: Record, before: Record, p: Record, keys: Any) -> None:
    """Let illness pass, and perhaps strike."""
    recovered = p.illness_recovery * (p.illness_recovery_alone + before.support)
    burden = before.illness * (1.0 - recovered)
    chance = p.illness_rate * math.exp(
        p.illness_ageing * (before.age - 45.0) + p.illness_inflammation * before.inflammation
    )
    if uniform(keys[ILLNESS], before.unique_id) < chance:
        burden += p.illness_size
    now.illness = min(40.0, burden)


@inline
def update_health(now: Record, before: Record, p: Record, keys: Any) -> None:
    """Move health towards what age, wear and illness leave.

    Reads this week's illness: update that first.
    """
    years = max(0.0, before.age - p.health_ageing_from)
    # The power 1.75 by two roots: exact, and several times cheaper.
    root = math.sqrt(years)
    lost_to_age = p.health_ageing * years * root * math.sqrt(root)
    aim = (
        p.health_base
        - lost_to_age
        - p.health_load * (before.allostatic_load - 1.0)
        - now.illness
        + p.health_spread * normal(keys[HEALTH_DISPOSITION], before.unique_id)
    )
    now.health = clip(before.health + p.health_speed * (aim - before.health), 0.0, 100.0)


@inline
def update_cognition(now: Record, before: Record, p: Record) -> None:
    """Take off what a week of ageing costs, and grow a week older."""
    ageing = max(0.0, (before.age - p.cognition_ageing_from) / 20.0)
    isolation = 1.0 - min(1.0, before.tie_count / p.cognition_full_network)
    pace = (
        1.0
        + p.cognition_loneliness * (before.chronic_loneliness - 0.25)
        + p.cognition_isolation * isolation
    )
    now.cognition = before.cognition - p.cognition_ageing / 52.0 * ageing * pace
    now.age = before.age + 1.0 / 52.0

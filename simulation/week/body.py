"""Body: cortisol, the wear it leaves, and inflammation.

Stress and loneliness raise cortisol (Adam et al. 2006), support lowers it. Wear is a slow integral
of what is above rest, with slow recovery that regulation helps: allostatic load (McEwen 1998).
Inflammation follows wear, lasting loneliness and depression.

    cortisol     += .3 (.3 stress + .5 (loneliness - .25) - .15 (support - .6) - cortisol)
    allostatic load += .01 max(0, .33 + cortisol + .15 adversity + 2.0 disposition)
                     - .01 allostatic load (.7 + .6 regulation)
    inflammation += .05 (.3 (allostatic load - 1) + .3 (chronic loneliness - .25)
                         + .15 max(0, depression) + 1.0 disposition - inflammation)

Bodies differ for reasons this model does not know (genes, diet, smoking, work, disease), and the
social part is small: meta-analysis finds no reliable link of loneliness with C-reactive protein
(Smith et al. 2020), one study of the old .16 (Van Bogart et al. 2021). Each person therefore has
lasting dispositions, drawn once in a life. Their sizes are assumed: with them, and with weak
couplings, the correlations of load with stress and of inflammation with lasting loneliness come
down to about .2 from .75; the mean load stays at 1. None of these sizes is an estimate.
"""

from __future__ import annotations

from typing import Any

from simulation.compilation import Record, inline
from simulation.doubt import Doubt
from simulation.draws import normal
from simulation.parameters import Parameter
from simulation.purposes import number

__all__ = [
    "ALLOSTATIC_DISPOSITION",
    "INFLAMMATION_DISPOSITION",
    "PARAMETERS",
    "update_allostatic_load",
    "update_cortisol",
    "update_inflammation",
]

ALLOSTATIC_DISPOSITION = number("allostatic disposition")
INFLAMMATION_DISPOSITION = number("inflammation disposition")

_WEAK = "coupling assumed, kept weak: field correlations with stress are small"

# fmt: off
PARAMETERS: tuple[Parameter, ...] = (
    Parameter("cortisol_speed", 0.3, "share a week", 0.02, 1, "assumed",
              "about three weeks; assumed", "speed of cortisol"),
    Parameter("cortisol_stress", 0.3, "z per SD", 0, 2, "assumed", _WEAK, "stress -> cortisol"),
    Parameter("cortisol_loneliness", 0.5, "z per unit", 0, 3, "assumed",
              "Adam et al. 2006: loneliness precedes cortisol; size assumed",
              "loneliness -> cortisol"),
    Parameter("cortisol_support", 0.15, "z per unit", 0, 2, "assumed",
              "Beckes & Coan 2011: social baseline; size assumed", "support -> less cortisol"),
    Parameter("allostatic_speed", 0.01, "load a week", 0.001, 0.1, "assumed",
              "McEwen 1998: years; speed assumed", "wear by cortisol above rest"),
    Parameter("allostatic_base", 0.33, "z", -2, 3, "assumed",
              "set so that the mean load is 1", "wear of an ordinary life"),
    Parameter("allostatic_trauma", 0.15, "z per experience", 0, 1, "assumed", "size assumed",
              "adverse childhood -> wear"),
    Parameter("allostatic_spread", 2.0, "z", 0, 5, "assumed",
              "set so that r(load, stress) is about .2; size assumed",
              "lasting differences in wear not explained here"),
    Parameter("allostatic_recovery", 0.01, "share a week", 0.001, 0.1, "assumed",
              "McEwen 1998: years; speed assumed", "recovery from wear"),
    Parameter("allostatic_recovery_alone", 0.7, "share", 0.1, 2, "assumed", "size assumed",
              "part of recovery that needs no regulation"),
    Parameter("allostatic_recovery_regulation", 0.6, "ratio per unit", 0, 3, "assumed",
              "size assumed", "part that emotion regulation adds"),
    Parameter("inflammation_speed", 0.05, "share a week", 0.005, 0.5, "assumed",
              "about five months; assumed", "speed of inflammation"),
    Parameter("inflammation_load", 0.3, "z per load", 0, 2, "assumed", _WEAK,
              "allostatic load -> inflammation"),
    Parameter("inflammation_loneliness", 0.3, "z per unit", 0, 3, "assumed",
              "Smith et al. 2020: none; Van Bogart et al. 2021: .16; size assumed",
              "chronic loneliness -> inflammation",
              doubt=Doubt("uniform", 0.0, 0.6,
                          "from none (Smith et al. 2020) to as far above the size taken "
                          "(judgement)")),
    Parameter("inflammation_depression", 0.15, "z per SD", 0, 2, "assumed", _WEAK,
              "depression -> inflammation"),
    Parameter("inflammation_spread", 1.0, "z", 0, 3, "assumed",
              "set so that r(inflammation, chronic loneliness) is about .2; size assumed",
              "lasting differences in inflammation not explained here"),
)
# fmt: on


@inline
def update_cortisol(now: Record, before: Record, p: Record, loneliness: float) -> None:
    """Move cortisol with stress, loneliness and support.

    ``loneliness`` is last week's, as a share.
    """
    aim = (
        p.cortisol_stress * before.stress
        + p.cortisol_loneliness * (loneliness - 0.25)
        - p.cortisol_support * (before.support - 0.6)
    )
    now.cortisol = before.cortisol + p.cortisol_speed * (aim - before.cortisol)


@inline
def update_allostatic_load(now: Record, before: Record, p: Record, keys: Any) -> None:
    """Add the week's wear and take off its recovery."""
    above_rest = (
        p.allostatic_base
        + before.cortisol
        + p.allostatic_trauma * before.adverse_childhood
        + p.allostatic_spread * normal(keys[ALLOSTATIC_DISPOSITION], before.unique_id)
    )
    recovery = p.allostatic_recovery * (
        p.allostatic_recovery_alone + p.allostatic_recovery_regulation * before.emotion_regulation
    )
    load = before.allostatic_load * (1.0 - recovery) + p.allostatic_speed * max(0.0, above_rest)
    now.allostatic_load = max(0.0, load)


@inline
def update_inflammation(now: Record, before: Record, p: Record, keys: Any) -> None:
    """Move inflammation towards what wear, loneliness and depression call for."""
    aim = (
        p.inflammation_load * (before.allostatic_load - 1.0)
        + p.inflammation_loneliness * (before.chronic_loneliness - 0.25)
        + p.inflammation_depression * max(0.0, 1.0 * before.depression)
        + p.inflammation_spread * normal(keys[INFLAMMATION_DISPOSITION], before.unique_id)
    )
    now.inflammation = before.inflammation + p.inflammation_speed * (aim - before.inflammation)

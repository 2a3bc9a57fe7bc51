"""Mood: depression and anxiety.

Loneliness precedes depression (odds of a new episode 2.0 per step over five years, 1.6 adjusted:
Beutel et al. 2018), as do stress, adversity, numbness and lost belonging. Anxiety follows stress,
temperament, attachment anxiety and vigilance. Both keep a lasting part that nothing here explains,
so that people differ for other reasons too. Targets: r(PHQ-9, UCLA-3) .5; r(GAD-7, PHQ-9) .65.

    depression += .053 (.02 + 1.0 (loneliness - .25) + .38 stress + .29 neuroticism
                        - .5 (regulation - .6) + .7 (numbness - .1) + .04 (adversity - 1.5)
                        - .5 (belonging - .6) + .43 disposition - depression) + .22 normal
    anxiety    += .1 (.36 + .15 depression + .44 stress + .28 neuroticism
                      + .7 (attachment anxiety - .34) + .7 (vigilance - .3) + .37 disposition
                      - anxiety) + .11 normal
"""

from __future__ import annotations

from typing import Any

from simulation.compilation import Record, inline
from simulation.doubt import Doubt
from simulation.draws import normal
from simulation.parameters import Parameter
from simulation.purposes import number

__all__ = ["ANXIETY_NOISE", "DEPRESSION_NOISE", "PARAMETERS", "update_anxiety", "update_depression"]

DEPRESSION_NOISE = number("depression noise")
ANXIETY_NOISE = number("anxiety noise")

_DEPRESSION = "fitted to the mean, tail and one-year stability of the PHQ-9"
_ANXIETY = "fitted to the mean and tail of the GAD-7 and r(GAD-7, PHQ-9) .65"

# fmt: off
PARAMETERS: tuple[Parameter, ...] = (
    Parameter("depression_speed", 0.0529, "share a week", 0.005, 0.5, "fitted", _DEPRESSION,
              "speed of depression"),
    Parameter("depression_base", 0.02, "z", -3, 3, "fitted", _DEPRESSION,
              "depression of an average person"),
    Parameter("loneliness_depression", 1.0, "z per unit", 0, 4, "fitted",
              "fitted to r(PHQ-9, UCLA-3) .5; direction from Beutel et al. 2018",
              "loneliness -> depression",
              doubt=Doubt("lognormal", 0.56, 1.43,
                          "Beutel et al. 2018: odds ratio of new depression 1.48 to 2.71 "
                          "about 2.01, logs in proportion")),
    Parameter("depression_stress", 0.38, "z per SD", 0, 1.5, "assumed", "size assumed",
              "stress -> depression"),
    Parameter("depression_neuroticism", 0.2908, "z per SD", 0, 1.5, "fitted", _DEPRESSION,
              "neuroticism -> depression"),
    Parameter("depression_regulation", 0.5, "z per unit", 0, 3, "assumed", "size assumed",
              "emotion regulation -> less depression"),
    Parameter("depression_numbness", 0.7, "z per unit", 0, 3, "assumed", "size assumed",
              "numbness -> depression"),
    Parameter("depression_trauma", 0.04, "z per experience", 0, 0.5, "assumed",
              "Hughes et al. 2017: more depression after four experiences; size assumed",
              "adverse childhood -> depression"),
    Parameter("depression_belonging", 0.5, "z per unit", 0, 3, "assumed",
              "Haslam et al. 2018: the social cure; size assumed",
              "belonging -> less depression"),
    Parameter("depression_lasting", 0.4293, "z per SD", 0, 2, "fitted", _DEPRESSION,
              "lasting part of depression not explained here"),
    Parameter("depression_noise", 0.2168, "z", 0, 1, "fitted", _DEPRESSION,
              "weekly ups and downs of depression"),
    Parameter("anxiety_speed", 0.1, "share a week", 0.01, 0.6, "assumed",
              "about ten weeks; assumed", "speed of anxiety"),
    Parameter("anxiety_base", 0.36, "z", -3, 3, "fitted", _ANXIETY,
              "anxiety of an average person"),
    Parameter("anxiety_depression", 0.15, "z per SD", 0, 1, "assumed", "size assumed",
              "depression -> anxiety"),
    Parameter("anxiety_stress", 0.438, "z per SD", 0, 1.5, "fitted", _ANXIETY,
              "stress -> anxiety"),
    Parameter("anxiety_neuroticism", 0.28, "z per SD", 0, 1.5, "assumed", "size assumed",
              "neuroticism -> anxiety"),
    Parameter("anxiety_attachment", 0.7, "z per unit", 0, 4, "assumed", "size assumed",
              "attachment anxiety -> anxiety"),
    Parameter("anxiety_vigilance", 0.7, "z per unit", 0, 4, "assumed", "size assumed",
              "vigilance -> anxiety"),
    Parameter("anxiety_lasting", 0.3736, "z per SD", 0, 2, "fitted", _ANXIETY,
              "lasting part of anxiety not explained here"),
    Parameter("anxiety_noise", 0.1116, "z", 0, 1, "fitted", _ANXIETY,
              "weekly ups and downs of anxiety"),
)
# fmt: on


@inline
def update_depression(now: Record, before: Record, p: Record, keys: Any, loneliness: float) -> None:
    """Move depressive mood towards what loneliness, stress and history call for.

    ``loneliness`` is last week's, as a share.
    """
    aim = (
        p.depression_base
        + p.loneliness_depression * (loneliness - 0.25)
        + p.depression_stress * before.stress
        + p.depression_neuroticism * before.neuroticism
        - p.depression_regulation * (before.emotion_regulation - 0.6)
        + p.depression_numbness * (before.numbness - 0.1)
        + p.depression_trauma * (before.adverse_childhood - 1.5)
        - p.depression_belonging * (before.belonging - 0.6)
        + p.depression_lasting * before.depression_disposition
    )
    noise = p.depression_noise * normal(keys[DEPRESSION_NOISE], before.unique_id)
    now.depression = before.depression + p.depression_speed * (aim - before.depression) + noise


@inline
def update_anxiety(now: Record, before: Record, p: Record, keys: Any) -> None:
    """Move anxious mood towards what stress, mood, attachment and vigilance call for."""
    aim = (
        p.anxiety_base
        + p.anxiety_depression * before.depression
        + p.anxiety_stress * before.stress
        + p.anxiety_neuroticism * before.neuroticism
        + p.anxiety_attachment * (before.attachment_anxiety - 0.34)
        + p.anxiety_vigilance * (before.vigilance - 0.3)
        + p.anxiety_lasting * before.anxiety_disposition
    )
    noise = p.anxiety_noise * normal(keys[ANXIETY_NOISE], before.unique_id)
    now.anxiety = before.anxiety + p.anxiety_speed * (aim - before.anxiety) + noise

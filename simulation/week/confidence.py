"""Confidence: trusting oneself with people.

Relational confidence follows temperament and the success of contacts; practice builds it. Training
skills alone changes loneliness little (Masi et al. 2011: .02), so it acts only through confidence.

    confidence += .02 (.76 base + .24 success - confidence) + .02 practice (1 - confidence)
    base        = .6 + .07 extraversion - .05 neuroticism - .08 neurodivergent
    success     = clip(1.2 responsiveness - .25 share of contacts with a conflict or slight, 0, 1),
                  being hurt in a session counted among them
"""

from __future__ import annotations

from simulation.compilation import Record, inline
from simulation.maths import clip
from simulation.parameters import Parameter

__all__ = ["PARAMETERS", "update_confidence"]

# fmt: off
PARAMETERS: tuple[Parameter, ...] = (
    Parameter("confidence_speed", 0.02, "share a week", 0.002, 0.2, "assumed",
              "about a year; assumed", "speed of confidence"),
    Parameter("confidence_base", 0.6, "share", 0.2, 0.9, "assumed", "level assumed",
              "confidence of an average temperament"),
    Parameter("confidence_extraversion", 0.07, "share per SD", 0, 0.3, "assumed",
              "Buecker et al. 2020: r(loneliness, extraversion) -.37; size assumed",
              "extraversion -> confidence"),
    Parameter("confidence_neuroticism", 0.05, "share per SD", 0, 0.3, "assumed",
              "Buecker et al. 2020: r(loneliness, neuroticism) .36; size assumed",
              "neuroticism -> less confidence"),
    Parameter("confidence_neurodivergence", 0.08, "share", 0, 0.4, "assumed",
              "Milton 2012: a history of misunderstanding; size assumed",
              "neurodivergence -> less confidence"),
    Parameter("confidence_experience", 0.2396, "share", 0, 1, "fitted",
              "fitted with the stability of loneliness", "part that success decides"),
    Parameter("confidence_responsiveness", 1.2, "ratio", 0, 3, "assumed", "size assumed",
              "responsiveness -> success"),
    Parameter("confidence_negatives", 0.25, "share", 0, 1, "assumed", "size assumed",
              "conflicts and slights -> failure"),
    Parameter("skill_practice", 0.02, "share a week per dose", 0, 0.2, "assumed",
              "Masi et al. 2011: skills alone .02; size assumed", "confidence built by practice"),
)
# fmt: on


@inline
def update_confidence(
    now: Record,
    before: Record,
    dose: Record,
    p: Record,
    contacts: float,
    responsiveness: float,
    negatives: float,
) -> None:
    """Move confidence towards temperament and the success of this week's contacts."""
    base = (
        p.confidence_base
        + p.confidence_extraversion * before.extraversion
        - p.confidence_neuroticism * before.neuroticism
        - p.confidence_neurodivergence * before.neurodivergent
    )
    negative_share = negatives / max(contacts, 1.0)
    success = clip(
        p.confidence_responsiveness * responsiveness - p.confidence_negatives * negative_share,
        0.0,
        1.0,
    )
    aim = (1.0 - p.confidence_experience) * base + p.confidence_experience * success
    confidence = before.confidence + p.confidence_speed * (aim - before.confidence)
    practised = p.skill_practice * dose.skill * (1.0 - before.confidence)
    now.confidence = clip(confidence + practised, 0.0, 1.0)

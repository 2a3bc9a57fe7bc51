"""Beliefs: "I do not belong, they will not want me".

Lonely people hold lasting beliefs about being unwanted; changing such beliefs is what works best
against loneliness (Masi et al. 2011: social-cognition trials -.60; Hickin et al. 2021: g = .43 over
28 trials). The belief returns to a set point, moves with the evidence of contacts, and is weakened
by safe contact and by being put to the test, best both together. Being hurt in a session is the
test that fails: it refutes nothing, and confirms what was feared. The set point learns from the
belief but is held by its origin twice as fast, or every belief would drift away.

    belief    += .03 (set point - .6 (responsiveness - .6) - belief)
               - [.05 challenge (.4 + .6 safe) + .007 safe] (1 - hurt) max(0, belief + 1.5)
               + .03 hurt + .08 normal
    set point += .01 (belief - set point) + .02 (origin - set point)

About half of the stable part of loneliness is inherited or set early (Boomsma et al. 2005 and later
twin studies), which is why an origin anchors the belief.
"""

from __future__ import annotations

from typing import Any

from simulation.compilation import Record, inline
from simulation.draws import normal
from simulation.parameters import Parameter
from simulation.purposes import number

__all__ = ["BELIEF_NOISE", "PARAMETERS", "update_beliefs"]

BELIEF_NOISE = number("belief noise")

_TRIALS = "fitted so that group therapy comes near g .43 (Hickin et al. 2021)"

# fmt: off
PARAMETERS: tuple[Parameter, ...] = (
    Parameter("belief_rate", 0.03, "share a week", 0.003, 0.3, "fitted",
              "fitted to effects that last one to six months (Lasgaard et al. 2022)",
              "return of the isolation belief to its set point"),
    Parameter("belief_evidence", 0.6, "z per unit", 0, 4, "fitted",
              "fitted to the one-year stability of loneliness", "contacts as evidence"),
    Parameter("belief_reference", 0.6, "share", 0.2, 0.95, "assumed", "level assumed",
              "responsiveness that neither feeds nor refutes the belief"),
    Parameter("belief_identification", 1.2, "z per unit", 0, 4, "fitted",
              "form: Haslam et al. 2018; size set so that regulars of open events gain about .1 d",
              "belonging to a group as evidence against 'I do not belong'"),
    Parameter("belief_identification_reference", 0.33, "share", 0, 1, "fitted",
              "mean identification, so that it moves no average",
              "identification that neither feeds nor refutes the belief"),
    Parameter("belief_challenge", 0.05, "share a week per dose", 0, 0.3, "fitted", _TRIALS,
              "belief removed by putting it to the test"),
    Parameter("belief_challenge_alone", 0.4, "share", 0, 1, "assumed",
              "Masi et al. 2011: cognition and contact; split assumed",
              "part of that which needs no safe contact"),
    Parameter("safe_contact_effect", 0.007, "share a week per dose", 0, 0.1, "fitted", _TRIALS,
              "belief removed by a safe contact"),
    Parameter("belief_hurt", 0.03, "z a week per dose", 0, 0.3, "assumed",
              "Downey & Feldman 1996: rejection confirms; half of what a session takes away, "
              "size assumed",
              "belief confirmed by being hurt in a session"),
    Parameter("belief_floor", -1.5, "z", -4, 0, "assumed", "level assumed",
              "belief at which a programme has nothing left to refute"),
    Parameter("belief_noise", 0.08, "z", 0, 0.5, "assumed", "size assumed",
              "weekly ups and downs of the belief"),
    Parameter("belief_set_point_rate", 0.01, "share a week", 0, 0.1, "assumed",
              "a schema moves over years; speed assumed", "how fast the set point learns"),
    Parameter("belief_anchor", 2.0, "ratio", 1, 10, "assumed",
              "at 1 and below beliefs drift away; ratio assumed",
              "pull of the origin, relative to learning"),
)
# fmt: on


@inline
def update_beliefs(
    now: Record, before: Record, dose: Record, p: Record, keys: Any, responsiveness: float
) -> None:
    """Move the isolation belief by evidence and challenge, and its set point slowly after it."""
    belief = before.isolation_belief
    set_point = before.belief_set_point
    safe = dose.safe_contact
    tested = p.belief_challenge_alone + (1.0 - p.belief_challenge_alone) * safe
    refuted = p.belief_challenge * dose.belief_challenge * tested + p.safe_contact_effect * safe
    refuted *= 1.0 - dose.hurt
    evidence = p.belief_evidence * (
        responsiveness - p.belief_reference
    ) + p.belief_identification * (before.identification - p.belief_identification_reference)
    now.isolation_belief = (
        belief
        + p.belief_rate * (set_point - evidence - belief)
        - refuted * max(0.0, belief - p.belief_floor)
        + p.belief_hurt * dose.hurt
        + p.belief_noise * normal(keys[BELIEF_NOISE], before.unique_id)
    )
    now.belief_set_point = set_point + p.belief_set_point_rate * (
        belief - set_point + p.belief_anchor * (before.early_belief - set_point)
    )

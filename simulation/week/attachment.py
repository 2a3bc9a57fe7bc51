"""Attachment: what one expects of people, and how secure one is with them.

The working model of others (Bowlby 1973) is an expectation, corrected slowly by the responsiveness
people show, and it resists good news: the more avoidant, the less is taken in. It is pulled back to
what early attachment left. Attachment anxiety and avoidance barely move in adults; intimacy and
trust that last earn some security, and therapy that works on attachment speeds this up. Target: r
(loneliness, insecurity) = .38 over 441 effects (PsyArXiv pz67u); avoidance with negative affect .28
(Zhang et al. 2022).

    working model += .01 (1 - .5 avoidance) min(contacts, 5)/3 (lesson - working model)
                        (1 + 1.5 belief challenge)
                   + .0102 (early model - working model) (1 - .5 attachment work)
    lesson         = responsiveness + .5 map (that of the person trusted most - responsiveness)
    anxiety       += .004 (early anxiety + .35 (.5 - security) - anxiety)
                   - .010 attachment work anxiety;  avoidance likewise
    security       = (intimacy + working model) / 2, of this week
"""

from __future__ import annotations

from simulation.compilation import Record, inline
from simulation.maths import clip
from simulation.parameters import Parameter
from simulation.week.traits import expected_trust

__all__ = ["PARAMETERS", "update_attachment", "update_working_model"]

_EARNED = "earned security: Taylor et al. 2015 find therapy raises security; size assumed"

# fmt: off
PARAMETERS: tuple[Parameter, ...] = (
    Parameter("working_model_rate", 0.01, "share a week", 0.001, 0.1, "assumed",
              "Bowlby 1973: models are corrected slowly; speed assumed",
              "how fast experience updates trust in people"),
    Parameter("working_model_usual_contacts", 3.0, "contacts a week", 1, 20, "assumed",
              "number assumed", "contacts in a week that count as one full experience"),
    Parameter("working_model_contact_limit", 5.0, "contacts a week", 1, 40, "assumed",
              "number assumed", "contacts beyond which a week teaches no more"),
    Parameter("working_model_challenge", 1.5, "ratio per dose", 0, 6, "assumed",
              "size assumed", "faster learning while beliefs are put to the test"),
    Parameter("working_model_return", 0.0102, "share a week", 0, 0.1, "fitted",
              "fitted with the spread of trust", "pull to what early attachment left"),
    Parameter("working_model_attachment_work", 0.5, "share per dose", 0, 1, "assumed",
              "size assumed", "pull of the early model lifted by attachment work"),
    Parameter("working_model_map", 0.5, "share per dose", 0, 1, "assumed",
              "a map turns attention to the safe tie; weight assumed",
              "part of the week's lesson taken from the person trusted most"),
    Parameter("attachment_speed", 0.004, "share a week", 0.0005, 0.05, "assumed",
              "adult attachment is as stable as a trait; speed assumed", "speed of attachment"),
    Parameter("earned_security", 0.35, "share per unit", 0, 1.5, "assumed", _EARNED,
              "insecurity relieved by lasting security"),
    Parameter("security_reference", 0.5, "share", 0.2, 0.8, "assumed", "level assumed",
              "security that leaves attachment where early life set it"),
    Parameter("attachment_work_rate", 0.010, "share a week per dose", 0, 0.1, "assumed",
              _EARNED, "insecurity removed by attachment work"),
)
# fmt: on


@inline
def update_working_model(
    now: Record,
    before: Record,
    received: Record,
    dose: Record,
    p: Record,
    contacts: float,
    responsiveness: float,
) -> None:
    """Correct the expectation of others by how responsive they were.

    With a map of one's network, the person trusted most counts for more than the others.
    """
    expected = before.working_model
    lesson = responsiveness
    if received.contacts > 0.0:
        trusted = received.trusted_response - responsiveness
        lesson += p.working_model_map * dose.mapping * trusted
    taken_in = (
        p.working_model_rate
        * (1.0 - p.disconfirmation_resistance * before.attachment_avoidance)
        * min(contacts, p.working_model_contact_limit)
        / p.working_model_usual_contacts
        * (1.0 + p.working_model_challenge * dose.belief_challenge)
    )
    pull = p.working_model_return * (1.0 - p.working_model_attachment_work * dose.attachment_work)
    learned = taken_in * (lesson - expected)
    returned = pull * (expected_trust(before, p) - expected)
    now.working_model = clip(expected + learned + returned, 0.02, 0.98)


@inline
def _moved(current: float, early: float, insecurity: float, dose: Record, p: Record) -> float:
    drift = p.attachment_speed * (early + insecurity - current)
    return clip(current + drift - p.attachment_work_rate * dose.attachment_work * current, 0.0, 1.0)


@inline
def update_attachment(now: Record, before: Record, dose: Record, p: Record) -> None:
    """Let lasting security, and work on attachment, ease anxiety and avoidance.

    Reads this week's intimacy and working model: update those first.
    """
    security = 0.5 * now.intimacy + 0.5 * now.working_model
    insecurity = p.earned_security * (p.security_reference - security)
    now.attachment_anxiety = _moved(
        before.attachment_anxiety, before.early_anxiety, insecurity, dose, p
    )
    now.attachment_avoidance = _moved(
        before.attachment_avoidance, before.early_avoidance, insecurity, dose, p
    )

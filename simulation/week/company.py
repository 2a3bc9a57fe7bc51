"""Company: what the week's contacts add up to.

Ties give a person intimacy, companionship and support; each is a running mean of what came in, for
one lonely week does not undo a friendship. Company saturates: the tenth contact adds less than the
first (diminishing returns of network size: Russell et al. 2012 find close friends count most). A
facilitated session counts as ``safe`` contacts of good responsiveness, whatever its dose, so that a
small dose is a short good contact and never a bad one; a community event adds passing company.
Being hurt in a session counts as several contacts of no responsiveness, for bad is stronger than
good (Baumeister et al. 2001).

    intimacy      += .15 (max(intimacy of the two best ties, session intimacy safe, .7 far)
                          - intimacy)
    companionship += .12 (1 - exp(-(depth of contacts + 1.5 safe + 2 event) / 2.4) - companionship)
    support       += .15 ((1 - exp(-(support of ties + far) / 1.4)) (1 - .2 hiding) - support)
    hiding         = vigilance (1 - .5 map)
    given         += .05 (support given + .5 giving - given);  received likewise
    contacts       = people met + safe + 3 hurt;    negatives = conflicts and slights + 3 hurt
    responsiveness = (summed responsiveness + .85 safe) / contacts;
                     with no contact, what the working model expects, less what hurt refutes
    far           -= .0037 (1 - online share) far

The support that counts is the support perceived, not the support received (Cohen & Wills 1985), and
vigilance hides part of it (Cacioppo & Hawkley 2009), unless a map of one's network shows it. Who
comes from elsewhere is close to people there (``far``): somebody to talk to, online or on visits,
but no company. That fades unless it is kept up online, by 15 % in 18 months for most (Roberts &
Dunbar 2011).
"""

from __future__ import annotations

import math

from simulation.compilation import Record, inline
from simulation.doubt import Doubt
from simulation.parameters import Parameter

__all__ = ["PARAMETERS", "hiding", "people_met", "update_company"]

# fmt: off
PARAMETERS: tuple[Parameter, ...] = (
    Parameter("intimacy_speed", 0.15, "share a week", 0.01, 0.5, "assumed",
              "about six weeks of memory; assumed", "speed of intimacy"),
    Parameter("companionship_speed", 0.12, "share a week", 0.01, 0.5, "assumed",
              "about eight weeks of memory; assumed", "speed of companionship"),
    Parameter("companionship_scale", 2.3742, "depth of contacts", 0.5, 10, "fitted",
              "fitted to the level and spread of loneliness", "company that fills 63 per cent"),
    Parameter("support_speed", 0.15, "share a week", 0.01, 0.5, "assumed",
              "about six weeks of memory; assumed", "speed of perceived support"),
    Parameter("support_scale", 1.3724, "amount", 0.3, 6, "fitted",
              "fitted to the level and spread of stress", "support that fills 63 per cent"),
    Parameter("support_vigilance", 0.2, "share per unit", 0, 0.8, "assumed",
              "Cacioppo & Hawkley 2009: threat bias hides support; size assumed",
              "support hidden by vigilance"),
    Parameter("exchange_speed", 0.05, "share a week", 0.01, 0.5, "assumed",
              "20-week memory; assumed", "speed of support given and received"),
    Parameter("giving_support", 0.5, "amount per dose", 0, 5, "assumed",
              "size assumed", "support given by helping in a programme"),
    Parameter("session_intimacy", 1.0, "share per dose", 0, 1, "assumed",
              "size assumed", "intimacy a facilitated session offers"),
    Parameter("session_company", 1.5, "depth per dose", 0, 6, "assumed",
              "size assumed", "company of a facilitated session"),
    Parameter("session_responsiveness", 0.85, "share", 0.3, 1, "assumed",
              "quality apart from dose; size assumed", "responsiveness met in a session"),
    Parameter("hurt_contacts", 3.0, "contacts per dose", 0, 10, "assumed",
              "Baumeister et al. 2001: bad is stronger than good; number assumed",
              "contacts that being hurt in a session weighs as much as"),
    Parameter("map_against_hiding", 0.5, "share per dose", 0, 1, "assumed",
              "Band et al. 2019 (GENIE): a map names whom to count on; weight assumed",
              "what vigilance hides of ties and support, brought back to mind by a map"),
    Parameter("event_company", 2.0, "depth per dose", 0, 6, "assumed",
              "size assumed", "company of a community event"),
    Parameter("distant_intimacy", 0.7, "ratio", 0, 1, "assumed",
              "contact is mostly online, of which less is deep; size assumed",
              "intimacy of people far away, relative to closeness"),
    Parameter("distant_support", 1.0, "amount per closeness", 0, 5, "assumed",
              "as much as of two good ties; size assumed", "support of people far away"),
    Parameter("distant_fading", 0.0037, "share a week", 0, 0.2, "assumed",
              "Roberts & Dunbar 2011: old friends 15 % less close 18 months after moving",
              "loss of that closeness for somebody who is never online",
              doubt=Doubt("lognormal", 0.0024, 0.0065,
                          "Roberts & Dunbar 2011: losses of 10 to 25 % about 15 % (recalled), "
                          "rates in proportion")),
)
# fmt: on


@inline
def people_met(
    before: Record, received: Record, dose: Record, p: Record
) -> tuple[float, float, float]:
    """Return the week's contacts, sessions included, their mean responsiveness, the bad ones."""
    hurt = p.hurt_contacts * dose.hurt
    negatives = received.negatives + hurt
    met = received.contacts + 1.0 * dose.safe_contact
    if met <= 0.0:
        return hurt, before.working_model * max(0.0, 1.0 - hurt), negatives
    summed = received.responsiveness + p.session_responsiveness * dose.safe_contact
    return met + hurt, summed / (met + hurt), negatives


@inline
def hiding(before: Record, dose: Record, p: Record) -> float:
    """Return the vigilance that hides what one's ties give: a map takes part of it away."""
    return before.vigilance * (1.0 - p.map_against_hiding * dose.mapping)


@inline
def update_company(now: Record, before: Record, received: Record, dose: Record, p: Record) -> None:
    """Move what the person gets from others towards what came in this week."""
    far = before.distant_closeness
    intimacy = max(1.0 * received.intimacy, p.session_intimacy * dose.safe_contact)
    intimacy = max(intimacy, p.distant_intimacy * far)
    now.intimacy = before.intimacy + p.intimacy_speed * (intimacy - before.intimacy)
    company = (
        received.companionship
        + p.session_company * dose.safe_contact
        + p.event_company * dose.event
    )
    filled = 1.0 - math.exp(-company / p.companionship_scale)
    now.companionship = before.companionship + p.companionship_speed * (
        filled - before.companionship
    )
    there = 1.0 - math.exp(-(received.support + p.distant_support * far) / p.support_scale)
    felt = there * (1.0 - p.support_vigilance * hiding(before, dose, p))
    now.support = before.support + p.support_speed * (felt - before.support)
    given = received.given + p.giving_support * dose.giving
    now.support_given = before.support_given + p.exchange_speed * (given - before.support_given)
    now.support_received = before.support_received + p.exchange_speed * (
        received.received - before.support_received
    )
    now.contact_sought = received.contact_sought
    now.distant_closeness = far * (1.0 - p.distant_fading * (1.0 - before.online_share))

"""Intent: what a person brings to the week.

Threat rouses the attachment system (Mikulincer & Shaver 2007). Roused anxiety seeks contact, roused
avoidance withdraws and becomes less available; acute loneliness raises approach, chronic loneliness
does not (Qualter et al. 2015). Time is finite: who wants more contact than fits gets a share of it
(Dunbar layers; Miritello et al. 2013).

    activation   = clip(.35 (stress + 1), 0, 1) + .4 (vigilance - .3), within 0..1
    withdrawal   = logistic(base + vigilance + depression + avoidance (.5 + activation)
                            - (confidence - .5) - extraversion - threshold lowered)
    outreach     = exp(extraversion + need to belong + acute loneliness + anxiety activation
                       + check-ins + freed time) (1 - .4 withdrawal)
    availability = logistic(base - avoidance (1 + .8 (activation - .3)) - numbness - depression
                            + 1.2 (regulation - .6) + .8 emotion work)
    openness     = 2 [(1 - withdrawal)(.3 + confidence)(1 - .5 vigilance)]^.55 e^(.25 extraversion)
                   (1 - ties / 30)
    time factor  = min(1.3, budget time e^(.15 extraversion + .35 check-ins + freed time
                                          + spare time) / contact sought)
    freed time   = online share x passive share x .7 digital

Passive online time that is given up is time for people (Allcott et al. 2020). What others meet also
depends on circumstances that policies set: who works from home is away from colleagues and has more
contact online, closed groups are not gone to, and an online platform can make more of the time
online passive.

    goes to the group  with chance .7 opening (travel ease) (1 - .5 withdrawal)
    away from work     = 1 - presence (1 - work from home)
    online share      += (1 - online share) .3 work from home
    passive share      = min(1, passive share (1 - .7 digital) passivity of platforms)
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from simulation.compilation import Record, inline, kernel
from simulation.doubt import Doubt
from simulation.draws import identity, uniform
from simulation.foci import GROUP, STANDING
from simulation.maths import clip, logistic
from simulation.parameters import Parameter
from simulation.purposes import number

__all__ = ["PARAMETERS", "intent", "introduce"]

_SHAVER = "Mikulincer & Shaver 2007: threat activates, avoidance deactivates; weight assumed"

_AS_USUAL = Doubt("fixed", 1.0, 1.0, "1 = as usual, by definition")

# fmt: off
PARAMETERS = (
    Parameter("activation_stress", 0.35, "share per SD of stress", 0, 2, "assumed", _SHAVER,
              "attachment activation by stress"),
    Parameter("activation_vigilance", 0.4, "share per unit", 0, 2, "assumed", _SHAVER,
              "attachment activation by vigilance above .3"),
    Parameter("withdrawal_base", -2.2, "logit", -6, 2, "assumed", "set with the weights below",
              "withdrawal of an average person at rest"),
    Parameter("withdrawal_vigilance", 1.2, "logit per unit", 0, 5, "assumed",
              "Cacioppo & Hawkley 2009: vigilance leads to avoidance; weight assumed",
              "vigilance -> withdrawal"),
    Parameter("withdrawal_depression", 0.45, "logit per SD", 0, 3, "assumed", "weight assumed",
              "depression -> withdrawal"),
    Parameter("withdrawal_avoidance", 0.7963, "logit per unit", 0, 5, "fitted", _SHAVER,
              "activated avoidance -> withdrawal"),
    Parameter("confidence_approach", 1.0, "logit per unit", 0, 5, "assumed", "weight assumed",
              "confidence -> approach"),
    Parameter("withdrawal_extraversion", 0.35, "logit per SD", 0, 2, "assumed", "weight assumed",
              "extraversion -> approach"),
    Parameter("threshold_relief", 1.0, "logit per dose", 0, 5, "assumed", "weight assumed",
              "what lowering the threshold takes from withdrawal"),
    Parameter("outreach_extraversion", 0.2, "log ratio per SD", 0, 1, "measured",
              "Pollet, Roberts & Dunbar 2011: r(extraversion, layer size) .2",
              "extraversion -> contact sought",
              doubt=Doubt("lognormal", 0.035, 0.38,
                          "r .215 among 117 people: interval of Fisher's z")),
    Parameter("outreach_need", 0.1, "log ratio per SD", 0, 1, "assumed", "weight assumed",
              "need to belong -> contact sought"),
    Parameter("reaffiliation", 1.5, "log ratio per unit", 0, 6, "assumed",
              "Qualter et al. 2015: reaffiliation motive; weight assumed",
              "acute loneliness -> outreach"),
    Parameter("hyperactivation", 1.0, "ratio", 0, 4, "assumed", _SHAVER,
              "seeking and conflict from activated anxiety"),
    Parameter("outreach_checking", 0.35, "log ratio per dose", 0, 2, "assumed", "weight assumed",
              "brief check-ins -> outreach, and the time they need"),
    Parameter("outreach_withdrawal", 0.4, "share", 0, 1, "assumed", "weight assumed",
              "contact not sought when wholly withdrawn"),
    Parameter("availability_base", 1.6, "logit", -3, 5, "assumed", "set with the weights below",
              "emotional availability at rest"),
    Parameter("avoidance_unavailability", 1.3083, "logit per unit", 0, 5, "fitted", _SHAVER,
              "availability lost to avoidance"),
    Parameter("deactivation", 0.8, "ratio per unit", 0, 4, "assumed", _SHAVER,
              "more so under threat"),
    Parameter("numbness_unavailability", 1.0, "logit per unit", 0, 5, "assumed", "weight assumed",
              "availability lost to numbness"),
    Parameter("depression_unavailability", 0.25, "logit per SD", 0, 2, "assumed",
              "weight assumed", "availability lost to depression"),
    Parameter("regulation_availability", 1.2, "logit per unit", 0, 5, "assumed", "weight assumed",
              "availability won by emotion regulation"),
    Parameter("emotion_work_availability", 0.8, "logit per dose", 0, 4, "assumed",
              "weight assumed", "availability won by emotion work"),
    Parameter("openness_power", 0.5487, "exponent", 0, 2, "fitted", "fitted with the meeting rates",
              "how strongly inner states govern openness"),
    Parameter("openness_extraversion", 0.25, "log ratio per SD", 0, 1, "assumed",
              "weight assumed", "extraversion -> openness"),
    Parameter("ties_that_fill_a_life", 30.0, "ties", 10, 200, "assumed",
              "degree saturation (Jin, Girvan & Newman 2001); number assumed",
              "ties at which nobody new is sought"),
    Parameter("group_attendance", 0.7, "chance a week", 0, 1, "assumed", "rate assumed",
              "going to one's group"),
    Parameter("group_opening", 1.0, "ratio", 0, 1, "assumed",
              "1 = as usual, by definition; what a policy leaves of it is the policy's setting",
              "groups that are open and may meet",
              doubt=_AS_USUAL),
    Parameter("workplace_presence", 1.0, "share", 0, 1, "assumed",
              "1 = as usual, by definition; what a policy leaves of it is the policy's setting",
              "part of the working week that people are at their workplace",
              doubt=_AS_USUAL),
    Parameter("remote_online", 0.3, "share", 0, 1, "assumed", "size assumed",
              "work from home -> part of the contact in person that moves online"),
    Parameter("online_passivity", 1.0, "ratio", 0, 3, "assumed",
              "1 = as usual, by definition; what a platform makes of it is the policy's setting",
              "passive part of online time, relative to what people are inclined to",
              doubt=_AS_USUAL),
    Parameter("absence_by_withdrawal", 0.5, "share per unit", 0, 1, "assumed", "weight assumed",
              "withdrawal -> staying away from the group"),
    Parameter("social_time", 4.0416, "contacts a week", 0.5, 30, "fitted",
              "Dunbar layers: about five weekly contacts", "contacts before time runs out"),
    Parameter("time_extraversion", 0.15, "log ratio per SD", 0, 1, "assumed", "weight assumed",
              "extraversion -> time kept for people"),
    Parameter("time_stretch", 1.3, "ratio", 1, 3, "assumed", "cap assumed",
              "most that spare time stretches contact"),
    Parameter("need_of_support", 0.25, "share per SD of stress", 0, 1, "assumed",
              "weight assumed", "stress -> need of support"),
    Parameter("slight_rate", 0.25, "chance per unit of vigilance", 0, 1, "assumed",
              "Cacioppo & Hawkley 2009: attentional bias; rate assumed",
              "chance of reading threat into a neutral contact"),
    Parameter("challenge_against_slights", 0.6, "share per dose", 0, 1, "assumed",
              "weight assumed", "slights prevented by challenging beliefs"),
    Parameter("map_against_slights", 0.5, "share per dose", 0, 1, "assumed", "weight assumed",
              "slights prevented by knowing whom to trust"),
    Parameter("active_use", 0.7, "share per dose", 0, 1, "assumed", "weight assumed",
              "passive online time turned active"),
    Parameter("freed_time", 1.0, "log ratio per share of contact", 0, 5, "assumed",
              "Allcott et al. 2020: more time with family and friends; size assumed",
              "passive online time given up -> contact sought, and the time for it"),
)
# fmt: on


_ATTENDANCE = number("group attendance")
_AT_GROUP = np.uint64(1 << GROUP)
_ALWAYS_THERE = np.uint64(sum(1 << venue for venue in range(len(STANDING)) if venue != GROUP))


@inline
def update_intent(person: Record, dose: Record, p: Record) -> None:
    """Set the person's own motives for this week from last week's states."""
    roused = clip(p.activation_stress * (person.stress + 1.0), 0.0, 1.0)
    activation = clip(roused + p.activation_vigilance * (person.vigilance - 0.3), 0.0, 1.0)
    avoidance = person.attachment_avoidance
    withdrawal = logistic(
        p.withdrawal_base
        + p.withdrawal_vigilance * person.vigilance
        + p.withdrawal_depression * person.depression
        + p.withdrawal_avoidance * avoidance * (0.5 + activation)
        - p.confidence_approach * (person.confidence - 0.5)
        - p.withdrawal_extraversion * person.extraversion
        - p.threshold_relief * dose.threshold
    )
    acute = max(0.0, logistic(person.loneliness_logit) - person.chronic_loneliness)
    anxious = person.attachment_anxiety * activation
    turned_active = person.online_share * person.passive_share * p.active_use * dose.digital
    freed = p.freed_time * turned_active
    outreach = math.exp(
        p.outreach_extraversion * person.extraversion
        + p.outreach_need * person.need_to_belong
        + p.reaffiliation * acute
        + 0.25 * p.hyperactivation * anxious
        + p.outreach_checking * dose.checking
        + freed
    ) * (1.0 - p.outreach_withdrawal * withdrawal)
    availability = logistic(
        p.availability_base
        - p.avoidance_unavailability * avoidance * (1.0 + p.deactivation * (activation - 0.3))
        - p.numbness_unavailability * person.numbness
        - p.depression_unavailability * max(0.0, person.depression)
        + p.regulation_availability * (person.emotion_regulation - 0.6)
        + p.emotion_work_availability * dose.emotion_work
    )
    ease = (1.0 - withdrawal) * (0.3 + person.confidence) * (1.0 - 0.5 * person.vigilance)
    room = max(0.0, 1.0 - person.tie_count / p.ties_that_fill_a_life)
    warmth = math.exp(p.openness_extraversion * person.extraversion)
    time = math.exp(
        p.time_extraversion * person.extraversion
        + p.outreach_checking * dose.checking
        + freed
        + dose.spare_time
    )
    person.attachment_activation = activation
    person.withdrawal = withdrawal
    person.outreach = outreach
    person.availability = availability
    person.openness = 2.0 * ease**p.openness_power * warmth * room
    person.time_factor = min(
        p.time_stretch,
        p.social_time * person.free_time * time / max(person.contact_sought, 0.1),
    )


@inline
def introduce(person: Record, shown: Record) -> None:
    """Write what never changes about a person, and what a first impression needs."""
    shown.identity = identity(person.unique_id)
    shown.temperament = person.neuroticism + person.early_belief
    shown.extraversion = person.extraversion
    shown.age = person.age
    shown.neurodivergent = person.neurodivergent
    shown.working_model = person.working_model


@inline
def _as_usual(p: Record) -> bool:
    """Return whether people can see each other as they always do."""
    return p.home_visits == 1.0 and p.travel_ease == 1.0 and p.neighbourhood_life == 1.0


@inline
def show(person: Record, shown: Record, dose: Record, gathering: int, p: Record) -> None:
    """Write what other people meet in this person this week."""
    introduce(person, shown)
    shown.household = person.household
    shown.neighbourhood = person.neighbourhood
    shown.workplace = person.workplace
    shown.group_met = person.group if person.attending_group > 0 else -1
    shown.event_met = person.neighbourhood if dose.event > 0.0 else -1
    shown.outreach = person.outreach
    shown.time_factor = person.time_factor
    shown.mapping = dose.mapping
    shown.availability = person.availability
    shown.root_availability = math.sqrt(person.availability)
    shown.loneliness_logit = person.loneliness_logit
    shown.activation = person.attachment_activation
    shown.anxious_activation = person.attachment_anxiety * person.attachment_activation
    shown.vigilance = person.vigilance
    shown.slight_chance = (
        p.slight_rate
        * person.vigilance
        * (1.0 - p.challenge_against_slights * dose.belief_challenge)
        * (1.0 - p.map_against_slights * dose.mapping)
    )
    shown.need = clip(p.need_of_support * (person.stress + 0.5), 0.0, 1.0)
    shown.online_share = (
        person.online_share + (1.0 - person.online_share) * p.remote_online * dose.remote_work
    )
    shown.passive_share = min(
        1.0, person.passive_share * (1.0 - p.active_use * dose.digital) * p.online_passivity
    )
    shown.away_from_work = 1.0 - p.workplace_presence * (1.0 - dose.remote_work)
    shown.local_places = dose.local_places
    away = shown.away_from_work > 0.0
    shown.unusual = 1 if away or dose.local_places > 0.0 or not _as_usual(p) else 0
    shown.openness = person.openness
    places = gathering | _ALWAYS_THERE
    if person.attending_group > 0:
        places |= _AT_GROUP
    shown.places = places
    shown.meeting = dose.meeting


@kernel
def intent(
    people: Record,
    shown: Record,
    doses: Record,
    gathering: Any,
    p: Record,
    keys: Any,
    first: int,
    last: int,
) -> None:
    """Run the pass for people ``first`` to ``last``; writes own rows only.

    ``gathering`` has a bit for each programme's venue a person goes to this week.
    """
    for i in range(first, last):
        person = people[i]
        update_intent(person, doses[i], p)
        goes = person.group >= 0 and uniform(keys[_ATTENDANCE], person.unique_id) < (
            p.group_attendance
            * p.group_opening
            * p.travel_ease
            * (1.0 - p.absence_by_withdrawal * person.withdrawal)
        )
        person.attending_group = 1 if goes else 0
        show(person, shown[i], doses[i], gathering[i], p)

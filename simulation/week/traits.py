"""Traits: what a person brings into the world, drawn once and kept for life.

Adversity and temperament run in families; adversity and neuroticism make attachment anxious,
adversity and introversion make it avoidant. Every number is drawn for this person (or this
family) alone, so a newcomer is a new person.

    adversity      = .5 family score + .866 own + .2 deprivation, cut into a count of 0 to 8
    neuroticism    = .15 adversity + .35 family + .925 own
    extraversion   = own - .25 neuroticism
    early anxiety  = .34 + .18 (.18 adversity + .36 neuroticism + .30 insecurity + .85 own)
    early avoidance= .33 + .17 (.15 adversity + .10 neuroticism - .20 extraversion
                                + .30 insecurity + .88 own)
    isolation belief begins at its origin: .5 family + .866 own
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

__all__ = ["ADVERSITY_CUTS", "PARAMETERS", "begin_life", "draw_traits", "expected_trust"]

# fmt: off
PARAMETERS = (
    Parameter("deprivation_in_adversity", 0.2, "SD per SD", 0, 2, "assumed",
              "Swedo et al. 2023: 4 or more in 17 %, of those unemployed 26 %; Bellis et al. 2014: "
              "three times as often in the most as in the least deprived fifth; weight assumed",
              "deprivation -> adverse childhood"),
    Parameter("adversity_in_neuroticism", 0.15, "SD per SD", 0, 0.9, "assumed",
              "Hughes et al. 2017 (direction); weight assumed", "adversity -> neuroticism"),
    Parameter("family_in_neuroticism", 0.35, "SD per SD", 0, 0.9, "assumed", "weight assumed",
              "likeness of temperament in a family"),
    Parameter("neuroticism_in_extraversion", 0.25, "SD per SD", 0, 0.9, "assumed",
              "van der Linden, te Nijenhuis & Bakker 2010 (direction); weight assumed",
              "neuroticism lowers extraversion"),
    Parameter("anxiety_mean", 0.34, "share", 0, 1, "measured",
              "Fraley, ECR-R norms: 3.56 on 1 to 7, lowered for self-selection",
              "mean early attachment anxiety",
              doubt=Doubt("logit_normal", 0.26, 0.43,
                          "upper end: the norm itself, (3.56 - 1) / 6, as if nobody had "
                          "selected themselves; lower end as far below (judgement)")),
    Parameter("anxiety_spread", 0.18, "share per SD", 0, 0.5, "measured",
              "Fraley, ECR-R norms: SD 1.12 of 6", "spread of early attachment anxiety",
              doubt=Doubt("lognormal", 0.16, 0.2,
                          "norm: 1.12 of 6 is .187; a tenth either side for other samples "
                          "(judgement)")),
    Parameter("anxiety_from_adversity", 0.18, "SD per SD", 0, 1, "measured",
              "Li et al. 2026: r(maltreatment, anxiety) .23", "adversity -> attachment anxiety",
              doubt=Doubt("lognormal", 0.14, 0.22,
                          "Li et al. 2026: 228 samples pin r .23 within about .02; doubled, "
                          "since their scales are no counts of adversities (judgement)")),
    Parameter("anxiety_from_neuroticism", 0.36, "SD per SD", 0, 1, "assumed",
              "Noftle & Shaver 2006: r(N, anxiety) .45", "neuroticism -> attachment anxiety",
              doubt=Doubt("lognormal", 0.32, 0.416,
                          "Noftle & Shaver 2006: r .40 to .52 about .45, in proportion "
                          "(recalled)")),
    Parameter("avoidance_mean", 0.33, "share", 0, 1, "measured",
              "Fraley, ECR-R norms: 2.92 on 1 to 7", "mean early attachment avoidance",
              doubt=Doubt("logit_normal", 0.25, 0.42,
                          "norm: (2.92 - 1) / 6 is .32; .09 either side, as much as the norm "
                          "of anxiety was moved for self-selection (judgement)")),
    Parameter("avoidance_spread", 0.17, "share per SD", 0, 0.5, "measured",
              "Fraley, ECR-R norms: SD 1.19 of 6", "spread of early attachment avoidance",
              doubt=Doubt("lognormal", 0.15, 0.198,
                          "upper end: the norm, 1.19 of 6; lower end about as far below "
                          "(judgement)")),
    Parameter("avoidance_from_adversity", 0.15, "SD per SD", 0, 1, "measured",
              "Li et al. 2026: r(maltreatment, avoidance) .20",
              "adversity -> attachment avoidance",
              doubt=Doubt("lognormal", 0.11, 0.19,
                          "Li et al. 2026: 228 samples pin r .20 within about .02; doubled, "
                          "since their scales are no counts of adversities (judgement)")),
    Parameter("avoidance_from_neuroticism", 0.10, "SD per SD", 0, 1, "assumed",
              "Noftle & Shaver 2006; weight assumed", "neuroticism -> attachment avoidance"),
    Parameter("avoidance_from_introversion", 0.20, "SD per SD", 0, 1, "assumed",
              "Noftle & Shaver 2006: r(E, avoidance) -.20", "introversion -> avoidance",
              doubt=Doubt("lognormal", 0.12, 0.28,
                          "Noftle & Shaver 2006: r -.12 to -.28 (recalled)")),
    Parameter("common_insecurity", 0.30, "SD per SD", 0, 1, "assumed",
              "Cameron, Finnegan & Morry 2012: the two dimensions correlate; weight assumed",
              "insecurity common to anxiety and avoidance",
              doubt=Doubt("lognormal", 0.25, 0.59,
                          "weights that give r(anxiety, avoidance) .13, near the ECR's .15, "
                          "and .41, the ECR-R's (Cameron, Finnegan & Morry 2012)")),
    Parameter("time_inequality", 0.1985, "log SD", 0, 1, "fitted", "fitted to spread of ties",
              "inequality of free time"),
    Parameter("online_mean", 0.35, "share", 0, 1, "assumed", "value assumed",
              "share of contact online at age 45"),
    Parameter("online_spread", 0.12, "share per SD", 0, 0.5, "assumed", "value assumed",
              "spread of that share"),
    Parameter("online_age", 0.003, "share a year", 0, 0.02, "assumed", "value assumed",
              "fall of online and passive share with age"),
    Parameter("online_neurodivergent", 0.1, "share", 0, 0.5, "assumed", "value assumed",
              "more contact online if neurodivergent"),
    Parameter("passive_mean", 0.35, "share", 0, 1, "assumed", "value assumed",
              "passive share of online time at age 45"),
    Parameter("passive_spread", 0.2, "share per SD", 0, 0.5, "assumed", "value assumed",
              "spread of that share"),
    Parameter("expected_trust_base", 0.78, "share", 0, 1, "assumed", "value assumed",
              "working model of a wholly secure person"),
    Parameter("anxiety_mistrust", 0.1891, "share per unit", 0, 1, "fitted", "Bowlby 1973; fitted",
              "early anxiety -> low expectation"),
    Parameter("avoidance_mistrust", 0.5977, "share per unit", 0, 1, "fitted",
              "Bowlby 1973; fitted", "early avoidance -> low expectation"),
)
# fmt: on

#: Normal scores at which the count of adverse experiences rises: 38 % none, 17 % four or more.
ADVERSITY_CUTS = (-0.31, 0.28, 0.67, 0.99, 1.28, 1.55, 1.88, 2.33)

_FAMILY_SCORE = number("family score")
_ADVERSITY = number("adversity")
_FAMILY_NEUROTICISM = number("family neuroticism")
_NEUROTICISM = number("neuroticism")
_EXTRAVERSION = number("extraversion")
_INSECURITY = number("insecurity")
_ANXIETY = number("early anxiety")
_AVOIDANCE = number("early avoidance")
_NEURODIVERGENCE = number("neurodivergence")
_FAMILY_BELIEF = number("family belief")
_BELIEF = number("early belief")
_STRESS = number("stress disposition")
_DEPRESSION = number("depression disposition")
_ANXIOUS = number("anxiety disposition")
_SATISFACTION = number("satisfaction disposition")
_NEED = number("need to belong")
_TIME = number("free time")
_FIT = number("place fit")
_STRAIN = number("strain at start")
_COGNITION = number("cognition at start")
_ONLINE = number("online share")
_PASSIVE = number("passive share")
_SEX = number("sex")

_HALF = 0.5
_REST = math.sqrt(0.75)


@inline
def expected_trust(person: Record, p: Record) -> float:
    """Return the working model that early attachment alone would give."""
    return clip(
        p.expected_trust_base
        - p.anxiety_mistrust * person.early_anxiety
        - p.avoidance_mistrust * person.early_avoidance,
        0.05,
        0.95,
    )


@inline
def draw_traits(person: Record, neurodivergent_share: float, p: Record, keys: Any) -> None:
    """Fill everything that is drawn for life, from the person's id, family and age."""
    me = person.unique_id
    kin = person.family
    adversity = _HALF * normal(keys[_FAMILY_SCORE], kin) + _REST * normal(keys[_ADVERSITY], me)
    adversity += p.deprivation_in_adversity * person.deprivation
    count = 0
    for cut in ADVERSITY_CUTS:
        if adversity > cut:
            count += 1
    shared = p.adversity_in_neuroticism**2 + p.family_in_neuroticism**2
    neuroticism = (
        p.adversity_in_neuroticism * adversity
        + p.family_in_neuroticism * normal(keys[_FAMILY_NEUROTICISM], kin)
        + math.sqrt(max(0.0, 1.0 - shared)) * normal(keys[_NEUROTICISM], me)
    )
    extraversion = normal(keys[_EXTRAVERSION], me) - p.neuroticism_in_extraversion * neuroticism
    insecurity = p.common_insecurity * normal(keys[_INSECURITY], me)
    anxious = (
        p.anxiety_from_adversity * adversity
        + p.anxiety_from_neuroticism * neuroticism
        + insecurity
        + 0.85 * normal(keys[_ANXIETY], me)
    )
    avoidant = (
        p.avoidance_from_adversity * adversity
        + p.avoidance_from_neuroticism * neuroticism
        - p.avoidance_from_introversion * extraversion
        + insecurity
        + 0.88 * normal(keys[_AVOIDANCE], me)
    )
    person.sex = 1 if uniform(keys[_SEX], me) < 0.49 else 0
    person.adverse_childhood = count
    person.neuroticism = neuroticism
    person.extraversion = extraversion
    person.early_anxiety = clip(p.anxiety_mean + p.anxiety_spread * anxious, 0.0, 1.0)
    person.early_avoidance = clip(p.avoidance_mean + p.avoidance_spread * avoidant, 0.0, 1.0)
    person.neurodivergent = 1 if uniform(keys[_NEURODIVERGENCE], me) < neurodivergent_share else 0
    person.early_belief = _HALF * normal(keys[_FAMILY_BELIEF], kin) + _REST * normal(
        keys[_BELIEF], me
    )
    person.stress_disposition = normal(keys[_STRESS], me)
    person.depression_disposition = normal(keys[_DEPRESSION], me)
    person.anxiety_disposition = normal(keys[_ANXIOUS], me)
    person.satisfaction_disposition = normal(keys[_SATISFACTION], me)
    person.need_to_belong = normal(keys[_NEED], me)
    person.free_time = math.exp(p.time_inequality * normal(keys[_TIME], me))
    person.place_fit = normal(keys[_FIT], me)
    youth = p.online_age * (person.age - 45.0)
    person.online_share = clip(
        p.online_mean
        + p.online_spread * normal(keys[_ONLINE], me)
        - youth
        + p.online_neurodivergent * person.neurodivergent,
        0.02,
        0.9,
    )
    person.passive_share = clip(
        p.passive_mean + p.passive_spread * normal(keys[_PASSIVE], me) - youth, 0.0, 1.0
    )


@inline
def begin_life(person: Record, p: Record, keys: Any) -> None:
    """Set the states a person starts with; a few weeks of living replace them."""
    me = person.unique_id
    person.attachment_anxiety = person.early_anxiety
    person.attachment_avoidance = person.early_avoidance
    person.isolation_belief = person.early_belief
    person.belief_set_point = person.early_belief
    person.working_model = expected_trust(person, p)
    person.loneliness_logit = -1.2
    person.chronic_loneliness = 0.25
    person.intimacy = 0.5
    person.companionship = 0.5
    person.belonging = 0.5
    person.desired_intimacy = p.desired_intimacy
    person.desired_companionship = p.desired_company
    person.desired_belonging = p.desired_belonging
    person.identification = 0.0
    person.vigilance = 0.25
    person.confidence = 0.6
    person.attachment_activation = 0.3
    person.availability = 0.6
    person.withdrawal = 0.2
    person.outreach = 1.0
    person.openness = 0.5
    person.time_factor = 1.0
    person.contact_sought = 5.0
    person.numbness = 0.1
    person.emotion_regulation = 0.6
    person.strain = (
        p.strain_spread * normal(keys[_STRAIN], me) + p.strain_deprivation * person.deprivation
    )
    person.life_events = 0.3
    person.stress = 0.0
    person.depression = 0.0
    person.anxiety = 0.0
    person.cortisol = 0.0
    person.allostatic_load = 0.95
    person.inflammation = 0.0
    person.illness = 0.0
    person.health = 85.0
    person.cognition = 0.5 * normal(keys[_COGNITION], me)
    person.purpose = 0.5
    person.satisfaction = 7.0
    person.ideation_risk = 0.005
    person.support = 0.5
    person.support_given = 0.0
    person.support_received = 0.0
    person.lasting_friendships = 0.0
    person.friendships_lost = 0.0
    person.shallow_contact = 0.0
    person.bereavement = 0.0
    person.attending_group = 0
    person.tie_count = 0

"""Surveys: what people would answer, read from their states with keyed response noise.

A survey changes nothing. Scores are what studies measure, so calibration and comparison use them,
not the states behind them: item noise weakens every correlation, as it does in the field.

    UCLA-3   three items of 1 to 3, graded responses: loneliness + .7 normal against two cuts each
    LSNS-6   relatives and friends seen monthly, at ease with, to call on: counts reported with a
             log error of .3 and an error of .35, coded 0, 1, 2, 3-4, 5-8, 9+ as 0 to 5; who is
             close to people far away counts one or two relatives and friends there
    PSS-10   15 + 5.6 stress + 2.2 normal
    PHQ-9    exp(.95 + .8 depression + .25 normal) - .6
    GAD-7    exp(.8 + .8 anxiety + .25 normal) - .6
    life satisfaction   satisfaction + .9 normal

All are rounded and kept in range. The exponential links give PHQ-9 and GAD-7 their skew: without it
the mean and the share above the cut cannot both be right. The links are anchors: means are set by
them (PSS-10 15.5 to 16.1, Cohen & Janicki-Deverts 2012; PHQ-9 2.9, Kocalevent et al. 2013), while
spread, correlations, stability and contrasts between groups are what the model is tested on.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from simulation.compilation import Record, inline, kernel
from simulation.doubt import Doubt
from simulation.draws import normal
from simulation.instruments import INSTRUMENTS, Instrument
from simulation.maths import clip
from simulation.parameters import Parameter
from simulation.purposes import number

__all__ = ["INSTRUMENTS", "PARAMETERS", "Instrument", "survey"]

_CUTS = "fitted to a fifth of adults scoring 6 or more"
_REPORT = "error in reported counts; size assumed"

# fmt: off
PARAMETERS: tuple[Parameter, ...] = (
    Parameter("ucla3_item1_sometimes", -0.45, "logit", -4, 3, "fitted", _CUTS,
              "lacks companionship at least some of the time"),
    Parameter("ucla3_item1_often", 1.25, "logit", -3, 5, "fitted", _CUTS,
              "lacks companionship often"),
    Parameter("ucla3_item2_sometimes", -0.60, "logit", -4, 3, "fitted", _CUTS,
              "feels left out at least some of the time"),
    Parameter("ucla3_item2_often", 1.15, "logit", -3, 5, "fitted", _CUTS, "feels left out often"),
    Parameter("ucla3_item3_sometimes", -0.35, "logit", -4, 3, "fitted", _CUTS,
              "feels isolated at least some of the time"),
    Parameter("ucla3_item3_often", 1.35, "logit", -3, 5, "fitted", _CUTS, "feels isolated often"),
    Parameter("ucla3_noise", 0.70, "logit", 0, 3, "assumed", "size assumed",
              "noise of one answer"),
    Parameter("lsns6_monthly", 0.16, "contacts a week", 0.02, 0.6, "assumed",
              "monthly is .23; a tie counts a little before its mean is there",
              "contact rate that counts as monthly",
              doubt=Doubt("uniform", 0.12, 0.23,
                          "upper end: monthly to the letter; lower end half of that "
                          "(judgement)")),
    Parameter("lsns6_at_ease", 0.50, "share", 0.1, 0.9, "assumed", "level assumed",
              "root of closeness times trust from which one is at ease"),
    Parameter("lsns6_call_on", 0.36, "share", 0.1, 0.9, "assumed", "level assumed",
              "closeness from which one could call on somebody"),
    Parameter("lsns6_distant_people", 1.5, "people", 0, 10, "assumed", "number assumed",
              "relatives, and as many friends, one is in touch with far away"),
    Parameter("lsns6_scale_noise", 0.30, "log ratio", 0, 1.5, "assumed", _REPORT,
              "error that grows with the count"),
    Parameter("lsns6_count_noise", 0.35, "people", 0, 3, "assumed", _REPORT,
              "error that does not"),
    Parameter("pss10_mean", 15.0, "points", 8, 24, "assumed",
              "anchor: means of 14 to 16 in general populations", "score at stress 0",
              doubt=Doubt("normal", 14.0, 16.0,
                          "means of 14 to 16 in general populations")),
    Parameter("pss10_slope", 5.6, "points per SD", 1, 12, "fitted", "fitted to a spread of 6 to 7",
              "stress -> score"),
    Parameter("pss10_noise", 2.2, "points", 0, 8, "assumed", "size assumed", "noise of the score"),
    Parameter("phq9_intercept", 0.95, "log points", -1, 3, "fitted",
              "anchor: mean 2.9 (Kocalevent et al. 2013), 8 to 10 per cent at 10 and above",
              "log score at depression 0"),
    Parameter("phq9_slope", 0.80, "log points per SD", 0.1, 2, "fitted", "as phq9_intercept",
              "depression -> log score"),
    Parameter("phq9_shift", 0.6, "points", 0, 3, "assumed", "lets the score reach 0",
              "taken off before rounding"),
    Parameter("phq9_noise", 0.25, "log points", 0, 1.5, "assumed", "size assumed",
              "noise of the log score"),
    Parameter("gad7_intercept", 0.80, "log points", -1, 3, "fitted",
              "anchor: mean 3.0, 5 to 6 per cent at 10 and above (Lowe et al. 2008)",
              "log score at anxiety 0"),
    Parameter("gad7_slope", 0.80, "log points per SD", 0.1, 2, "fitted", "as gad7_intercept",
              "anxiety -> log score"),
    Parameter("gad7_shift", 0.6, "points", 0, 3, "assumed", "lets the score reach 0",
              "taken off before rounding"),
    Parameter("gad7_noise", 0.25, "log points", 0, 1.5, "assumed", "size assumed",
              "noise of the log score"),
    Parameter("life_satisfaction_noise", 0.9, "points", 0, 4, "assumed",
              "with it the spread is 1.8 (ONS: 1.7)", "noise of the answer"),
)
# fmt: on

_UCLA3_1 = number("survey ucla3 item 1")
_UCLA3_2 = number("survey ucla3 item 2")
_UCLA3_3 = number("survey ucla3 item 3")
# The six questions follow one another in the register, so a question finds its key by its number.
_LSNS6_SCALE = number("survey lsns6 scale 1")
_LSNS6_COUNT = number("survey lsns6 offset 1")
_PSS10 = number("survey pss10")
_PHQ9 = number("survey phq9")
_GAD7 = number("survey gad7")
_LIFE_SATISFACTION = number("survey life_satisfaction")


@inline
def _rounded(score: float, low: int, high: int) -> int:
    return int(clip(math.floor(score + 0.5), low, high))


@inline
def _graded(answer: float, sometimes: float, often: float) -> int:
    return 1 + int(answer > sometimes) + int(answer > often)


@inline
def _ucla3(person: Record, p: Record, keys: Any) -> int:
    lonely = person.loneliness_logit
    noise = p.ucla3_noise
    who = person.unique_id
    first = lonely + noise * normal(keys[_UCLA3_1], who)
    second = lonely + noise * normal(keys[_UCLA3_2], who)
    third = lonely + noise * normal(keys[_UCLA3_3], who)
    return (
        _graded(first, p.ucla3_item1_sometimes, p.ucla3_item1_often)
        + _graded(second, p.ucla3_item2_sometimes, p.ucla3_item2_often)
        + _graded(third, p.ucla3_item3_sometimes, p.ucla3_item3_often)
    )


@inline
def _coded(count: float, question: int, person: Record, p: Record, keys: Any) -> int:
    """Return the code of a reported count: 0, 1, 2, 3-4, 5-8, 9+ people."""
    reported = p.lsns6_count_noise * normal(keys[_LSNS6_COUNT + question], person.unique_id)
    if count > 0:
        error = p.lsns6_scale_noise * normal(keys[_LSNS6_SCALE + question], person.unique_id)
        reported += count * math.exp(error)
    # Half-way points stand for rounding to whole people.
    return (
        int(reported >= 0.5)
        + int(reported >= 1.5)
        + int(reported >= 2.5)
        + int(reported >= 4.5)
        + int(reported >= 8.5)
    )


@inline
def _lsns6(i: int, person: Record, ties: Any, p: Record, keys: Any) -> int:
    monthly = np.float32(p.lsns6_monthly)
    at_ease_squared = np.float32(p.lsns6_at_ease * p.lsns6_at_ease)
    call_on = np.float32(p.lsns6_call_on)
    kin_seen = kin_at_ease = kin_to_call = 0
    seen = at_ease = to_call = 0
    # Counted without branches: which tie counts is as good as random, and would be guessed wrong.
    for k in range(person.tie_count):
        closeness = ties.closeness[i, k]
        met = int(ties.contact_rate[i, k] > monthly)
        eases = met & int(closeness * ties.trust[i, k] > at_ease_squared)
        helps = met & int(closeness > call_on)
        kin = int(ties.kin[i, k])
        seen += met
        at_ease += eases
        to_call += helps
        kin_seen += kin & met
        kin_at_ease += kin & eases
        kin_to_call += kin & helps
    far = person.distant_closeness
    away = p.lsns6_distant_people * (far > 0.0)
    away_at_ease = p.lsns6_distant_people * (far > p.lsns6_at_ease)
    away_to_call = p.lsns6_distant_people * (far > call_on)
    counts = (
        kin_seen + away,
        kin_at_ease + away_at_ease,
        kin_to_call + away_to_call,
        seen - kin_seen + away,
        at_ease - kin_at_ease + away_at_ease,
        to_call - kin_to_call + away_to_call,
    )
    score = 0
    for question in range(6):
        score += _coded(counts[question], question, person, p, keys)
    return score


@kernel
def survey(
    people: Record,
    ties: Any,
    p: Record,
    keys: Any,
    asked: Any,
    rows: Any,
    out: Any,
    first: int,
    last: int,
) -> None:
    """Ask the people in ``rows[first:last]``; reads only, but for their columns of ``out``.

    Parameters
    ----------
    people
        Records of type PERSON, shape (n,).
    ties
        :class:`simulation.tie_arrays.TieArrays` of the same people.
    p
        The parameters, one record.
    keys
        Keys of the week, uint64, shape (purposes,).
    asked
        Whether each of ``INSTRUMENTS`` is asked, bool, shape (6,): what is not costs nothing.
    rows
        Rows of ``people`` of those who can be asked, int64, shape (m,).
    out
        Scores, uint8, shape (6, m): a row for each of ``INSTRUMENTS``, in that order.
    first, last
        Which of ``rows`` to ask, from 0; ``last`` is not included.
    """
    for n in range(first, last):
        i = rows[n]
        person = people[i]
        who = person.unique_id
        if asked[0]:
            out[0, n] = _ucla3(person, p, keys)
        if asked[1]:
            out[1, n] = _lsns6(i, person, ties, p, keys)
        if asked[2]:
            stressed = p.pss10_mean + p.pss10_slope * person.stress
            out[2, n] = _rounded(stressed + p.pss10_noise * normal(keys[_PSS10], who), 0, 40)
        if asked[3]:
            depressed = p.phq9_intercept + p.phq9_slope * person.depression
            symptoms = math.exp(depressed + p.phq9_noise * normal(keys[_PHQ9], who))
            out[3, n] = _rounded(symptoms - p.phq9_shift, 0, 27)
        if asked[4]:
            anxious = p.gad7_intercept + p.gad7_slope * person.anxiety
            symptoms = math.exp(anxious + p.gad7_noise * normal(keys[_GAD7], who))
            out[4, n] = _rounded(symptoms - p.gad7_shift, 0, 21)
        if asked[5]:
            satisfied = person.satisfaction
            noise = p.life_satisfaction_noise * normal(keys[_LIFE_SATISFACTION], who)
            out[5, n] = _rounded(satisfied + noise, 0, 10)

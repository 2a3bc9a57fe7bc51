"""Life course: who dies, leaves, moves, parts, changes work or joins a group this week.

    death        Gompertz rate by age, times exp(.02 (expected health - health)), a year;
                 times 1 + excess in a wave of deaths
    emigration   2 % of homes a year; the whole home goes
    move         6 % of homes a year, to another neighbourhood; who has lost a home moves at once
    leaving home 15 % of adult children a year
    couples      someone single who looks for a partner moves in with the closest single friend
    separation   a share of couples a year, more when closeness is low
    work         8 % change a year; 78 % of changes lead to a job; retirement at 66
    groups       join .006 a week e^(.25 extraversion)(1 - withdrawal)(1 + 8 link), times what the
                 town's settings make of it;
                 leave .008 a week (1 + 1.5 withdrawal + 1.2 if belonging < .4)(1 - .5 link)

The kernel only notes what happens to whom; places and ties change afterwards, person by person in
the order of ids.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from simulation.compilation import Record, kernel
from simulation.doubt import Doubt
from simulation.draws import uniform
from simulation.parameters import Parameter
from simulation.purposes import number

__all__ = ["PARAMETERS", "life_course"]

# fmt: off
PARAMETERS = (
    Parameter("death_level", -10.8, "log rate a year", -14, -8, "assumed",
              "Gompertz law; level near national life tables", "log of the death rate at age 0",
              doubt=Doubt("normal", -10.9, -10.7,
                          "life tables leave the level within a tenth of the rate (judgement)")),
    Parameter("death_slope", 0.1, "log rate per year of age", 0.05, 0.15, "assumed",
              "Gompertz law; slope near national life tables", "rise of the death rate with age",
              doubt=Doubt("normal", 0.0975, 0.1025,
                          "life tables leave the death rate at 80 within a fifth (judgement)")),
    Parameter("health_mortality", 0.02, "log rate per point", 0, 0.2, "assumed",
              "Holt-Lunstad, Smith & Layton 2010 (direction, through health); size assumed",
              "health below what age explains -> death"),
    Parameter("emigration", 0.02, "share of homes a year", 0, 0.5, "assumed", "rate assumed",
              "homes that leave town and are replaced"),
    Parameter("residential_mobility", 0.06, "share of homes a year", 0, 0.5, "assumed",
              "order of internal migration statistics", "homes that move within town"),
    Parameter("leaving_home", 0.15, "chance a year", 0, 1, "assumed", "rate assumed",
              "adult children who take a home of their own"),
    Parameter("partner_search", 0.5, "chance a year", 0, 1, "fitted",
              "fitted to 15 % of adults living alone (ONS 2018)",
              "singles ready to move in with somebody close"),
    Parameter("partner_closeness", 0.2, "closeness", 0, 1, "assumed", "threshold assumed",
              "mutual closeness that moving in needs"),
    Parameter("separation", 0.012, "chance a year", 0, 0.5, "assumed",
              "order of divorce and separation statistics", "couples that part"),
    Parameter("move_strain", 0.4, "size of event", 0, 6, "assumed", "size assumed",
              "undigested life event of a move"),
    Parameter("separation_strain", 1.5, "size of event", 0, 6, "assumed", "size assumed",
              "undigested life event of a separation"),
    Parameter("uprooting", 0.05, "rootedness", 0, 1, "assumed", "value assumed",
              "roots left after a move"),
    Parameter("kin_grief", 1.6, "ratio", 0, 5, "assumed", "ratio assumed",
              "weight of kin in closeness lost"),
    Parameter("kin_on_arrival", 0.6, "closeness", 0, 1, "assumed", "start assumed",
              "closeness of the people somebody arrives with"),
    Parameter("distant_on_arrival", 1.3, "closeness per unit", 0, 3, "assumed",
              "size assumed: .7 for most, less for who expects little of people",
              "working model -> closeness of newcomers to people elsewhere"),
    Parameter("job_change", 0.08, "chance a year", 0, 1, "assumed", "rate assumed",
              "people under 66 who change work"),
    Parameter("job_search", 1.6, "ratio", 0, 10, "assumed", "ratio assumed",
              "the same without work, relative"),
    Parameter("job_found", 0.78, "chance", 0, 1, "assumed", "value assumed",
              "changes that end in a job"),
    Parameter("group_joining", 0.006, "chance a week", 0, 0.2, "assumed", "rate assumed",
              "joining a voluntary group"),
    Parameter("joining_extraversion", 0.25, "log ratio per SD", 0, 2, "assumed",
              "weight assumed", "extraversion -> joining"),
    Parameter("link_to_group", 8.0, "ratio per dose", 0, 50, "assumed", "weight assumed",
              "what being linked to a group adds to joining"),
    Parameter("group_leaving", 0.008, "chance a week", 0, 0.2, "assumed", "rate assumed",
              "leaving it"),
    Parameter("leaving_withdrawal", 1.5, "ratio per unit", 0, 10, "assumed", "weight assumed",
              "withdrawal -> leaving"),
    Parameter("leaving_not_belonging", 1.2, "ratio", 0, 10, "assumed", "weight assumed",
              "leaving when belonging is below .4"),
    Parameter("link_holds", 0.5, "share per dose", 0, 1, "assumed", "weight assumed",
              "leaving prevented by the link"),
)
# fmt: on

DIES = np.uint16(1)
EMIGRATES = np.uint16(2)
MOVES = np.uint16(4)
LEAVES_HOME = np.uint16(8)
SEEKS_PARTNER = np.uint16(16)
SEPARATES = np.uint16(32)
CHANGES_JOB = np.uint16(64)
RETIRES = np.uint16(128)
JOINS_GROUP = np.uint16(256)
LEAVES_GROUP = np.uint16(512)

_DEATH = number("death")
_EMIGRATION = number("emigration")
_MOVE = number("household move")
_LEAVING = number("leaving home")
_PARTNER = number("partnering")
_SEPARATION = number("separation")
_JOB = number("job change")
_GROUP = number("group joining or leaving")

_WEEKS_A_YEAR = 52.0
_RETIREMENT = 66.0
_LOW_BELONGING = 0.4
_BEST_HEALTH = 93.0


@kernel
def life_course(
    people: Record,
    doses: Record,
    events: Any,
    joining: float,
    p: Record,
    keys: Any,
    first: int,
    last: int,
) -> None:
    """Note in ``events`` what happens to people ``first`` to ``last``; writes own rows only.

    ``joining`` is how readily people join groups in this town, relative to the usual one.
    """
    most = math.exp(p.health_mortality * _BEST_HEALTH)
    for i in range(first, last):
        person = people[i]
        dose = doses[i]
        me = person.unique_id
        happens = np.uint16(0)

        rate = min(0.5, math.exp(p.death_level + p.death_slope * person.age)) / _WEEKS_A_YEAR
        rate *= 1.0 + dose.excess_mortality
        luck = uniform(keys[_DEATH], me)
        # Poor health never raises the rate more than this: most need no formula.
        if luck < most * rate:
            expected = _BEST_HEALTH - 0.012 * max(0.0, person.age - 25.0) ** 1.75
            if luck < rate * math.exp(p.health_mortality * (expected - person.health)):
                happens |= DIES
        if uniform(keys[_EMIGRATION], person.household) < p.emigration / _WEEKS_A_YEAR:
            happens |= EMIGRATES
        if uniform(keys[_MOVE], person.household) < p.residential_mobility / _WEEKS_A_YEAR:
            happens |= MOVES
        if dose.displaced >= 1.0:
            happens |= MOVES
        leaving = p.leaving_home / _WEEKS_A_YEAR
        if person.adult_child > 0 and uniform(keys[_LEAVING], me) < leaving:
            happens |= LEAVES_HOME
        if person.partner < 0:
            if uniform(keys[_PARTNER], me) < p.partner_search / _WEEKS_A_YEAR:
                happens |= SEEKS_PARTNER
        else:
            pair = min(me, person.partner)
            if uniform(keys[_SEPARATION], pair) < p.separation / _WEEKS_A_YEAR:
                happens |= SEPARATES

        if person.age < _RETIREMENT:
            change = p.job_change / _WEEKS_A_YEAR
            if person.workplace < 0:
                change *= p.job_search
            if uniform(keys[_JOB], me) < change:
                happens |= CHANGES_JOB
        elif person.workplace >= 0:
            happens |= RETIRES

        luck = uniform(keys[_GROUP], me)
        if person.group < 0:
            if luck < joining * p.group_joining * math.exp(
                p.joining_extraversion * person.extraversion
            ) * (1.0 - person.withdrawal) * (1.0 + p.link_to_group * dose.joining):
                happens |= JOINS_GROUP
        else:
            unhappy = p.leaving_not_belonging if person.belonging < _LOW_BELONGING else 0.0
            if luck < p.group_leaving * (
                1.0 + p.leaving_withdrawal * person.withdrawal + unhappy
            ) * (1.0 - p.link_holds * dose.joining):
                happens |= LEAVES_GROUP
        events[i] = happens

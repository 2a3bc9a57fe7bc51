"""The week of everybody's ties: one pass over own half-ties, writing own rows only.

Sums are whole numbers of 2**-32: they do not depend on the order of slots, which depends on
history that other people share.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from simulation.compilation import Record, inline, kernel
from simulation.draws import pair_uniform, person_bits, uniform
from simulation.maths import clip
from simulation.parameters import Parameter
from simulation.purposes import number
from simulation.tie_arrays import SLOTS
from simulation.week.bonding import (
    apart,
    conflict_chance,
    contact_mode,
    drops,
    fourth_root,
    reach,
    together,
    worth,
)
from simulation.week.contact import (
    contact_rate,
    contact_sought,
    liking,
    matched,
    online_chance,
)

__all__ = ["BROKER", "PARAMETERS", "tie_week"]

PARAMETERS = (
    Parameter("introduction_rate", 0.5, "chance a week", 0, 1, "fitted", "fitted to clustering",
              "chance that a person introduces two of their people to each other"),
)  # fmt: skip

#: The two people somebody introduces this week (rows, -1 = none) and how close they are to them.
BROKER = np.dtype([("one", np.int32), ("two", np.int32), ("vouch", np.float32)])

_CONTACT = number("contact")
_ONLINE = number("contact online")
_DEPTH = number("contact depth")
_CONFLICT = number("conflict")
_BROKER_ACTIVE = number("broker active")
_BROKER_CHOICE = number("broker choice")

_FIXED = 4294967296.0
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_INTIMACY = (0.65, 0.35)
_MOST_WEEKS = 65535


@inline
def _meets(rate: float, luck: float) -> bool:
    # 1 - e^-rate lies between rate - rate^2/2 and rate: few draws need the exponential.
    surely = luck < rate - 0.5 * rate * rate
    if surely == (luck < rate):
        return surely
    return bool(luck < 1.0 - math.exp(-rate))


@inline
def _choose_introduction(
    i: int, person: Record, shown: Record, ties: Any, broker: Record, p: Record, keys: Any
) -> None:
    broker.one = -1
    broker.two = -1
    if person.tie_count < 2:
        return
    if uniform(keys[_BROKER_ACTIVE], person.unique_id) >= p.introduction_rate:
        return
    best = np.uint64(0xFFFFFFFFFFFFFFFF)
    second = best
    first_slot = -1
    second_slot = -1
    mine = person_bits(keys[_BROKER_CHOICE], person.unique_id)
    for k in range(person.tie_count):
        bits = (mine ^ shown[ties.neighbour[i, k]].identity) * _SPREAD
        if bits < best:
            second, second_slot = best, first_slot
            best, first_slot = bits, k
        elif bits < second:
            second, second_slot = bits, k
    broker.one = ties.neighbour[i, first_slot]
    broker.two = ties.neighbour[i, second_slot]
    broker.vouch = math.sqrt(
        float(ties.closeness[i, first_slot]) * float(ties.closeness[i, second_slot])
    )


@inline
def _look_round(
    i: int, me: Record, count: int, shown: Record, ties: Any, met: Any, p: Record, keys: Any
) -> tuple[float, float, int, int, int, int]:
    """Note in ``met`` whom one meets, and sum what ties mean whether one meets or not.

    A loop of its own, short and without surprises, so that many partners are fetched at once.
    """
    best = 0.0
    second = 0.0
    support = 0
    contagion = 0
    weights = 0
    wanted = 0
    mine = float(me.loneliness_logit)
    for k in range(count):
        other = shown[ties.neighbour[i, k]]
        closeness = float(ties.closeness[i, k])
        theirs = float(ties.their_closeness[i, k])
        trust = float(ties.trust[i, k])
        kin = ties.kin[i, k]
        fair = worth(float(ties.balance[i, k]), p)
        mutual = closeness * theirs
        felt = trust * fair
        value = mutual * (felt * felt) * (fair * fair)
        second = max(second, min(best, value))
        best = max(best, value)
        support += int(closeness * felt * other.root_availability * _FIXED)
        weight = mutual * (1.0 - (1.0 - p.kin_in_contagion) * kin)
        contagion += int(weight * (float(other.loneliness_logit) - mine) * _FIXED)
        weights += int(weight * _FIXED)
        sought = contact_sought(me, closeness, trust, kin, p)
        their_sought = contact_sought(other, theirs, float(ties.their_trust[i, k]), kin, p)
        wanted += int(sought * _FIXED)
        rate = contact_rate(sought, their_sought, me, other, p)
        met[k] = _meets(rate, pair_uniform(keys[_CONTACT], me.identity, other.identity))
    return best, second, support, contagion, weights, wanted


@inline
def _live(
    i: int, me: Record, count: int, shown: Record, ties: Any, met: Any, p: Record, keys: Any
) -> tuple[int, int, int, float, int, int, int, int, int, int, int]:
    """Move every tie by a week, close the gaps of those that end; return what contacts gave."""
    kept = 0
    contacts = 0
    negatives = 0
    most_trust = -1.0
    trusted_response = 0.0
    companionship = 0
    responsiveness = 0
    given = 0
    got = 0
    shallow = 0
    lasting = 0
    ended = 0
    for k in range(count):
        other = shown[ties.neighbour[i, k]]
        closeness = float(ties.closeness[i, k])
        theirs = float(ties.their_closeness[i, k])
        trust = float(ties.trust[i, k])
        their_trust = float(ties.their_trust[i, k])
        balance = ties.balance[i, k] * p.balance_memory
        frequency = ties.contact_rate[i, k] * (1.0 - p.contact_memory)
        kin = ties.kin[i, k]
        if met[k]:
            frequency += p.contact_memory
            home = me.household == other.household
            if home:
                share = 0.5 * (me.online_share + other.online_share) * p.household_online
            else:
                share = online_chance(me, other, closeness, theirs, trust, their_trust, kin, p)
            mode = 1.0
            ties.online[i, k] = 0
            if pair_uniform(keys[_ONLINE], me.identity, other.identity) < share:
                ties.online[i, k] = 1
                passive = 0.5 * (me.passive_share + other.passive_share)
                mode = contact_mode(passive, p)
                shallow += int(passive * _FIXED)
            match = matched(me, other, float(ties.compatibility[i, k]), kin, home, p)
            my_reach = reach(me, trust, p)
            their_reach = reach(other, their_trust, p)
            luck = pair_uniform(keys[_DEPTH], me.identity, other.identity) - 0.5
            common = (
                p.intimacy_potential * match * math.sqrt(my_reach * their_reach) * mode
                + p.depth_luck * luck
            )
            depth = clip(common * liking(me, other, p, keys), 0.0, 1.0)
            their_depth = clip(common * liking(other, me, p, keys), 0.0, 1.0)
            conflict = pair_uniform(keys[_CONFLICT], me.identity, other.identity) < conflict_chance(
                me, other, match, p
            )
            gave = other.need * closeness * me.availability
            gained = me.need * theirs * other.availability
            given += int(gave * _FIXED)
            got += int(gained * _FIXED)
            balance = clip(balance + p.balance_step * (gained - gave), -1.0, 1.0)
            before = trust
            closeness, trust, response, slight = together(
                me, other, closeness, trust, their_reach, depth, mode, match, kin, conflict,
                p, keys,
            )  # fmt: skip
            theirs, their_trust, _, _ = together(
                other, me, theirs, their_trust, my_reach, their_depth, mode, match, kin,
                conflict, p, keys,
            )  # fmt: skip
            contacts += 1
            responsiveness += int(response * _FIXED)
            # Equal trust is settled by the response: a slot must not decide.
            if before > most_trust or (before == most_trust and response > trusted_response):
                most_trust = before
                trusted_response = response
            companionship += int(depth * (p.coresidence_weight if home else 1.0) * _FIXED)
            negatives += conflict or slight
        else:
            closeness, trust = apart(me, closeness, trust, kin, p)
            theirs, their_trust = apart(other, theirs, their_trust, kin, p)
        weeks = min(ties.weeks[i, k] + 1, _MOST_WEEKS)
        lasts = int(kin == 0 and weeks >= p.lasting_friendship)
        if kin == 0 and (drops(me, other, closeness, p, keys) or drops(other, me, theirs, p, keys)):
            ended += lasts
            continue
        lasting += lasts
        if kept < k:
            ties.neighbour[i, kept] = ties.neighbour[i, k]
            ties.compatibility[i, kept] = ties.compatibility[i, k]
            ties.origin[i, kept] = ties.origin[i, k]
            ties.online[i, kept] = ties.online[i, k]
            ties.kin[i, kept] = kin
        ties.closeness[i, kept] = closeness
        ties.their_closeness[i, kept] = theirs
        ties.trust[i, kept] = trust
        ties.their_trust[i, kept] = their_trust
        ties.balance[i, kept] = balance
        ties.contact_rate[i, kept] = frequency
        ties.weeks[i, kept] = weeks
        kept += 1
    ties.neighbour[i, kept:count] = -1
    return (kept, contacts, negatives, trusted_response, companionship, responsiveness, given, got,
            shallow, lasting, ended)  # fmt: skip


@kernel
def tie_week(
    people: Record,
    shown: Record,
    ties: Any,
    received: Record,
    brokers: Record,
    p: Record,
    keys: Any,
    first: int,
    last: int,
) -> None:
    """Let people ``first`` to ``last`` live a week with their ties; writes own rows only."""
    met = np.zeros(SLOTS, np.bool_)
    for i in range(first, last):
        person = people[i]
        me = shown[i]
        count = person.tie_count
        best, second, support, contagion, weights, wanted = _look_round(
            i, me, count, shown, ties, met, p, keys
        )
        # Before ties end: whom a person brings together this week is settled by last week's ties.
        _choose_introduction(i, person, shown, ties, brokers[i], p, keys)
        (kept, contacts, negatives, trusted, companionship, responsiveness, given, got, shallow,
         lasting, ended) = _live(i, me, count, shown, ties, met, p, keys)  # fmt: skip
        person.tie_count = kept
        sums = received[i]
        sums.intimacy = _INTIMACY[0] * fourth_root(best) + _INTIMACY[1] * fourth_root(second)
        sums.companionship = companionship / _FIXED
        sums.support = support / _FIXED
        sums.contacts = contacts
        sums.responsiveness = responsiveness / _FIXED
        sums.trusted_response = trusted
        sums.negatives = negatives
        sums.contagion = contagion / weights if weights > 0 else 0.0
        sums.given = given / _FIXED
        sums.received = got / _FIXED
        sums.shallow_contacts = shallow / _FIXED
        sums.lasting_friendships = lasting
        sums.friendships_ended = ended
        sums.contact_sought = wanted / _FIXED

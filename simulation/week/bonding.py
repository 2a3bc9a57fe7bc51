"""Bonding: what one week does to one half of a tie. Equations stand in :mod:`contact`.

What is true of some ties only (kin, a slight, a loss) enters as a factor of 0 or 1 where it can:
a processor that has to guess which way a branch goes loses more time than the sum takes.
"""

from __future__ import annotations

import math
from typing import Any

from simulation.compilation import Record, inline
from simulation.draws import directed_uniform, pair_uniform
from simulation.maths import clip
from simulation.purposes import number

__all__ = ["apart", "conflict_chance", "contact_mode", "drops", "reach", "together", "worth"]

_RUPTURE = number("rupture")
_SLIGHT = number("slight")
_DROPPED = number("tie dropped")


@inline
def reach(person: Record, trust: float, p: Record) -> float:
    """Return how available ``person`` is to one partner: part of it needs trust in them."""
    return person.availability * (1.0 - p.disclosure_needs_trust + p.disclosure_needs_trust * trust)


@inline
def contact_mode(passive: float, p: Record) -> float:
    """Return the depth an online contact allows, relative to meeting in person."""
    return p.online_depth + (1.0 - p.online_depth) * (1.0 - passive) * p.active_online_depth


@inline
def conflict_chance(me: Record, other: Record, match: float, p: Record) -> float:
    """Return the chance that a contact turns into a conflict; the same from both sides."""
    heat = p.conflict_calm + (me.activation + other.activation)
    anxious = 1.0 + p.hyperactivation * (me.anxious_activation + other.anxious_activation)
    return p.conflict_rate * heat * anxious * (1.3 - 0.6 * match)


@inline
def together(
    me: Record,
    other: Record,
    closeness: float,
    trust: float,
    their_reach: float,
    depth: float,
    mode: float,
    match: float,
    kin: int,
    conflict: bool,
    p: Record,
    keys: Any,
) -> tuple[float, float, float, bool]:
    """Return closeness, trust, responsiveness felt and whether a slight was read."""
    slight = directed_uniform(keys[_SLIGHT], me.identity, other.identity) < me.slight_chance * (
        1.0 - p.depth_against_slights * depth
    )
    filtered = 1.0 - p.disconfirmation_resistance * p.vigilant_reading * me.vigilance
    fit = 1.0 - p.response_compatibility + p.response_compatibility * match
    response = clip(p.response_gain * their_reach * mode * fit * filtered, 0.0, 1.0)
    speed = p.depth_gain * (1.0 - (1.0 - p.shallow_pull) * (depth <= closeness))
    after = closeness + speed * (depth - closeness)
    if conflict:
        response *= p.response_in_conflict
        after -= p.conflict_hit * closeness * (1.0 - 0.5 * kin)
        risk = p.rupture_risk * (1.0 - 0.75 * kin)
        if pair_uniform(keys[_RUPTURE], me.identity, other.identity) < risk:
            after *= 0.1
    response *= 1.0 - (1.0 - p.response_in_slight) * slight
    surprise = response - trust
    gain = p.trust_gain * (1.0 + (p.trust_loss_aversion - 1.0) * (surprise <= 0.0))
    return (
        clip(after, 0.0, 1.0),
        clip(trust + gain * surprise, 0.01, 0.99),
        response,
        slight,
    )


@inline
def apart(
    person: Record, closeness: float, trust: float, kin: int, p: Record
) -> tuple[float, float]:
    """Return closeness and trust after a week without contact."""
    decay = p.friend_decay + (p.kin_decay - p.friend_decay) * kin
    drifted = trust + p.trust_drift * (person.working_model - trust)
    return closeness * (1.0 - decay), clip(drifted, 0.01, 0.99)


@inline
def drops(person: Record, other: Record, closeness: float, p: Record, keys: Any) -> bool:
    """Return whether ``person`` lets a faded friendship go."""
    if closeness >= p.fading_closeness:
        return False
    luck = directed_uniform(keys[_DROPPED], person.identity, other.identity)
    return bool(luck < p.dropping)


@inline
def worth(balance: float, p: Record) -> float:
    """Return what imbalance leaves of a tie's worth: giving more hurts more than getting more."""
    return 1.0 + p.under_benefit * min(balance, 0.0) - p.over_benefit * max(balance, 0.0)


@inline
def fourth_root(x: float) -> float:
    """Return the fourth root."""
    return math.sqrt(math.sqrt(x))

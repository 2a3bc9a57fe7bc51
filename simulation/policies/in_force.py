"""Policies at work in a world: what they make of its parameters, week by week.

Policies act in the order of their labels, whatever their order in a file. Several of them on one
parameter compose: values first, each weighing as much as its effect, then factors, one by one.

    value     = usual (1 - sum of effects) + sum of effect x value      (if the sum is at most 1;
                else the mean of the values, weighed by the effects)
    parameter = value x product of [1 + effect (factor - 1)], within the range of the parameter

An effect of 0 leaves every bit as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from simulation.parameters import ParameterSet
from simulation.policies.policy import Policy

if TYPE_CHECKING:
    from simulation.world import World

__all__ = [
    "InForce",
    "apply_policies",
    "dated",
    "parameters_in_week",
    "share_of_programmes_held",
]


@dataclass(frozen=True, slots=True)
class InForce:
    """One policy in one world.

    Attributes
    ----------
    policy
        Its settings.
    start_week
        The model's first week in which it is in force.
    """

    policy: Policy
    start_week: int

    def effect(self, week: int) -> float:
        """Return how much of its full effect the policy has in a week of the world."""
        return self.policy.effect(week - self.start_week)


def dated(policies: Iterable[Policy], week: int) -> tuple[InForce, ...]:
    """Return policies with the week each begins, in the order of their labels.

    Parameters
    ----------
    policies
        What is given to a world.
    week
        The week in which it is; start weeks count from there.

    Raises
    ------
    ValueError
        When two policies have one label.
    """
    ordered = sorted(policies, key=lambda policy: policy.label)
    for one, other in pairwise(ordered):
        if one.label == other.label:
            raise ValueError(f"two policies are called {one.label!r}; give one of them a name")
    return tuple(InForce(one, week + one.start_week) for one in ordered)


def parameters_in_week(parameters: ParameterSet, policies: Sequence[InForce], week: int) -> Any:
    """Return the record of parameters that holds in a week.

    Parameters
    ----------
    parameters
        The world's own; they are not changed.
    policies
        In the order of their labels.
    week
        A week of the world.

    Returns
    -------
    record
        One field for each parameter, float64.
    """
    record = parameters.record()[0]
    weights: dict[str, float] = {}
    sums: dict[str, float] = {}
    factors: dict[str, float] = {}
    for one in policies:
        effect = one.effect(week)
        if effect == 0.0:
            continue
        for name, value in one.policy.values().items():
            weights[name] = weights.get(name, 0.0) + effect
            sums[name] = sums.get(name, 0.0) + effect * value
        for name, factor in one.policy.factors().items():
            factors[name] = factors.get(name, 1.0) * (1.0 + effect * (factor - 1.0))
    for name, weight in weights.items():
        record[name] = record[name] * max(0.0, 1.0 - weight) + sums[name] / max(1.0, weight)
    for name, factor in factors.items():
        record[name] *= factor
    if weights or factors:
        from simulation.registry import PARAMETERS  # processes declare, the registry gathers

        for name in weights | factors:
            one_parameter = PARAMETERS[name]
            record[name] = min(max(record[name], one_parameter.low), one_parameter.high)
    return record


def share_of_programmes_held(policies: Sequence[InForce], week: int) -> float:
    """Return the share of programmes' sessions that can be held in a week."""
    held = 1.0
    for one in policies:
        held *= 1.0 - one.effect(week) * (1.0 - one.policy.sessions_held())
    return held


def apply_policies(world: World) -> None:
    """Let the policies of a world act on the week it is about to live.

    Sets ``world.p``, ``world.programmes_held`` and circumstances in ``world.scratch.doses``, which
    must have been cleared.
    """
    week = world.week
    world.p = parameters_in_week(world.parameters, world.policies, week)
    world.programmes_held = share_of_programmes_held(world.policies, week)
    for one in world.policies:
        effect = one.effect(week)
        if effect > 0.0:
            one.policy.set_circumstances(world, effect, week - one.start_week)

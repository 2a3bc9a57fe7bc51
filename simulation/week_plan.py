"""The week as a visible, ordered plan: passes that run one after the other."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from simulation.conditions.census import Census
from simulation.delivery.delivery import Delivery, spread_trauma_informed_care
from simulation.demography import apply_life_course
from simulation.demography.life_course import life_course
from simulation.person_columns import PERSON
from simulation.policies.in_force import apply_policies
from simulation.team import Team
from simulation.week.commit import commit
from simulation.week.inner_life import inner_life
from simulation.week.intent import intent
from simulation.week.meeting import meeting, venue_table
from simulation.week.tie_week import tie_week
from simulation.work_and_groups import joining_ratio
from simulation.world import World

__all__ = ["Pass", "live_week", "week_passes"]


@dataclass
class Pass:
    """One step of the week.

    Attributes
    ----------
    name, meaning
        What it is called, and what happens in it.
    seconds, total_seconds
        Time it took last week, and in all weeks.
    """

    name: str
    meaning: str
    run: Callable[[World, Team, list[Delivery]], None] = field(repr=False)
    seconds: float = 0.0
    total_seconds: float = 0.0


def _policies(world: World, team: Team, deliveries: list[Delivery]) -> None:
    if deliveries or world.policies:
        world.scratch.clear_inputs()
    if world.policies:
        apply_policies(world)


def _programmes(world: World, team: Team, deliveries: list[Delivery]) -> None:
    if not deliveries:
        return
    census = Census(world, team)
    spread_trauma_informed_care(world.week, deliveries)
    for delivery in deliveries:
        delivery.deliver(world, census)


def _life_course(world: World, team: Team, deliveries: list[Delivery]) -> None:
    scratch = world.scratch
    rows = len(world.people)
    team.run(
        life_course, rows, world.people, scratch.doses, scratch.events,
        joining_ratio(world.settings), world.p, world.keys,
    )  # fmt: skip
    apply_life_course(world)


def _intent(world: World, team: Team, deliveries: list[Delivery]) -> None:
    scratch = world.scratch
    team.run(
        intent, len(world.people), world.people, scratch.shown, scratch.doses, scratch.gathering,
        world.p, world.keys,
    )  # fmt: skip
    unusual = scratch.shown["unusual"]
    if unusual.any():
        unusual[:] = 1  # both sides of a tie have to know, whoever is concerned


def _ties(world: World, team: Team, deliveries: list[Delivery]) -> None:
    scratch = world.scratch
    team.run(
        tie_week, len(world.people), world.people, scratch.shown, world.ties, scratch.received,
        scratch.brokers, world.p, world.keys,
    )  # fmt: skip


def _meeting(world: World, team: Team, deliveries: list[Delivery]) -> None:
    scratch, foci = world.scratch, world.foci
    founding = world.week < world.p["founding_weeks"]
    scratch.counts[:] = world.people["tie_count"]
    team.run(
        meeting, len(world.people), scratch.shown, world.ties, scratch.counts, scratch.brokers,
        venue_table(foci, world.p, founding), foci.occupant, foci.seat, scratch.offers,
        scratch.origins, scratch.ranks, world.p, world.keys,
    )  # fmt: skip


def _commit(world: World, team: Team, deliveries: list[Delivery]) -> None:
    scratch = world.scratch
    team.run(
        commit, len(world.people), world.people, scratch.shown, world.ties, scratch.counts,
        scratch.offers, scratch.origins, scratch.refused, world.settings.residents, world.p,
        world.keys,
    )  # fmt: skip
    world.refused_ties += int(scratch.refused.sum(dtype=np.int64)) // 2


def _inner_life(world: World, team: Team, deliveries: list[Delivery]) -> None:
    scratch = world.scratch

    def own_scratch(*arguments: Any) -> None:
        people, received, doses, p, keys, first, last = arguments
        inner_life(people, received, doses, np.zeros(1, PERSON), p, keys, first, last)

    team.run(
        own_scratch, len(world.people), world.people, scratch.received, scratch.doses,
        world.p, world.keys,
    )  # fmt: skip


def week_passes() -> list[Pass]:
    """Return the passes of a week in their order."""
    return [
        Pass("policies", "what is open, allowed and within reach; shocks that strike", _policies),
        Pass("programmes", "who comes to what, and which mechanisms that moves", _programmes),
        Pass("life course", "deaths, arrivals, homes, couples, work, groups", _life_course),
        Pass("intent", "what each person brings to the week, and shows of it", _intent),
        Pass("ties", "contact, depth, conflict, trust; ties that fade", _ties),
        Pass("meeting", "whom each person comes across and takes to", _meeting),
        Pass("commit", "ties begin where both offered them", _commit),
        Pass("inner life", "beliefs, belonging, loneliness, stress, mood, body", _inner_life),
    ]


def live_week(world: World, plan: list[Pass], team: Team, deliveries: list[Delivery]) -> None:
    """Let a world live one week.

    Parameters
    ----------
    world
        Changed in place; its week goes up by one.
    plan
        From :func:`week_passes`; the time each pass took is noted in it.
    team
        Threads to use; no result depends on it.
    deliveries
        The programmes of this world, in the order of their labels.
    """
    for step in plan:
        begun = time.perf_counter()
        step.run(world, team, deliveries)
        step.seconds = time.perf_counter() - begun
        step.total_seconds += step.seconds
    world.advance()

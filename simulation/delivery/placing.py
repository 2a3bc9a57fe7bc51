"""Placing: the waiting list, and who begins a course this week.

Capacity is the one thing that joins people who have nothing to do with each other: whoever takes a
place makes somebody else wait. The delivery notes in which weeks it bound.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulation.conditions.census import Census
from simulation.conditions.conditions import parse_quantity
from simulation.delivery.grouping import form_groups
from simulation.delivery.roster import Ints, Status
from simulation.world import World

if TYPE_CHECKING:
    from simulation.delivery.delivery import Delivery

__all__ = ["place_people", "tend_waiting_list"]


def tend_waiting_list(delivery: Delivery, world: World, census: Census) -> None:
    """Let people give up waiting, and look again at who has waited long."""
    programme, roster, week = delivery.programme, delivery.roster, world.week
    waiting = roster.having(Status.WAITING)
    if not len(waiting):
        return
    cases = roster.cases
    draw = delivery.luck(world).uniforms("waiting", week, cases["unique_id"][waiting])
    gives_up = draw < programme.waiting_dropout
    delivery.settle(waiting[gives_up], Status.GAVE_UP_WAITING, week)
    waiting = waiting[~gives_up]
    lapsed = waiting[week - cases["assessed_week"][waiting] >= programme.assessment_valid_weeks]
    if len(lapsed):
        still = programme.eligible(census.among(cases["row"][lapsed]))
        cases["assessed_week"][lapsed[still]] = week
        delivery.settle(lapsed[~still], Status.NO_LONGER_ELIGIBLE, week)


def place_people(delivery: Delivery, world: World, census: Census) -> None:
    """Let people who wait begin a course, as far as there is room, in the order of the queue."""
    programme, roster = delivery.programme, delivery.roster
    waiting = roster.having(Status.WAITING)
    opened_for = programme.open_weeks
    if opened_for is not None and world.week >= delivery.start_week + opened_for:
        delivery.settle(waiting, Status.NOT_PLACED, world.week)
        return
    if not len(waiting):
        return
    cases = roster.cases
    need = -cases["need"][waiting] if programme.queue == "most_in_need" else waiting * 0.0
    came = cases["offered_week"][waiting]
    queue = waiting[np.lexsort((cases["turn"][waiting], came, need))]
    room = delivery.room()
    if room is not None and len(queue) > room:
        delivery.tally["weeks_capacity_bound"] = 1
        queue = queue[:room]
    if programme.format == "group":
        _place_in_groups(delivery, world, census, queue)
    else:
        _begin(delivery, queue, -1, world.week, world.week + programme.weeks)


def _begin(delivery: Delivery, cases: Ints, group: int, week: int, ends: int) -> None:
    begun = delivery.roster.cases
    delivery.roster.become(cases, Status.IN_COURSE)
    begun["started_week"][cases] = week
    begun["ends_week"][cases] = ends
    begun["group"][cases] = group
    delivery.tally["started"] += len(cases)


def _place_in_groups(delivery: Delivery, world: World, census: Census, queue: Ints) -> None:
    programme, cases, week = delivery.programme, delivery.roster.cases, world.week
    queue = _replace_leavers(delivery, world, queue)
    limit = programme.groups_at_once()
    if limit is not None:
        possible = max(0, limit - len(delivery.active_groups()[0])) * programme.group_size
        if len(queue) > possible:
            delivery.tally["weeks_capacity_bound"] = 1
            queue = queue[:possible]
    rows = cases["row"][queue]
    alike = None
    if programme.composition == "matched":
        alike = parse_quantity(programme.matched_by).compute(census.read)[rows]
    formed = form_groups(
        cases["unique_id"][queue], census.read("neighbourhood")[rows], alike,
        programme.group_size, programme.minimum_to_start, delivery.luck(world), week,
    )  # fmt: skip
    numbers = delivery.groups.open(delivery.roster, week, len(formed))
    for group, members in zip(numbers.tolist(), formed, strict=True):
        _begin(delivery, queue[members], group, week, week + programme.weeks)


def _replace_leavers(delivery: Delivery, world: World, queue: Ints) -> Ints:
    """Fill places that leavers left in young groups; return who still waits."""
    programme, week = delivery.programme, world.week
    groups, members = delivery.active_groups()
    age = week - delivery.groups.table["started_week"][groups]
    young = (age > 0) & (age < programme.replacement_weeks) & (members < programme.group_size)
    groups, room = groups[young], programme.group_size - members[young]
    coming = queue[: room.sum()]
    for case in coming:
        place = int(np.argmax(room))
        room[place] -= 1
        ends = int(delivery.groups.table["started_week"][groups[place]]) + programme.weeks
        _begin(delivery, np.array([case]), int(groups[place]), week, ends)
    return queue[len(coming) :]

"""Intake: this week's offers, and who says yes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from simulation.conditions.census import Census
from simulation.delivery.readiness import coming_shift, shifted
from simulation.delivery.roster import Ints, Status
from simulation.delivery.targeting import (
    approached,
    find_people,
    need_of,
    served_neighbourhoods,
    waves_open,
)
from simulation.foci import NEIGHBOURHOOD
from simulation.programmes.view import PeopleView
from simulation.world import World

if TYPE_CHECKING:
    from simulation.delivery.delivery import Delivery

__all__ = ["offer_places"]


def _neighbourhoods_open(
    delivery: Delivery, world: World, census: Census, week: int
) -> npt.NDArray[np.bool_]:
    """Return the neighbourhoods in which places are offered this week."""
    programme = delivery.programme
    places = world.foci.counts[NEIGHBOURHOOD]
    offered = waves_open(programme, delivery.luck(world), places, week)
    if programme.targeting == "neighbourhood":
        if week == 0:
            delivery.served = served_neighbourhoods(programme, census, places)
        offered &= delivery.served
    return offered


def offer_places(delivery: Delivery, world: World, census: Census) -> None:
    """Offer places to those found this week; open a case for each, waiting or declined.

    Where a programme is for invited people only, nobody else is looked at at all.
    """
    programme, roster, luck = delivery.programme, delivery.roster, delivery.luck(world)
    since_start = world.week - delivery.start_week
    began = programme.round_at(since_start)
    if began is None:
        return
    offered = _neighbourhoods_open(delivery, world, census, since_start - began)
    began += delivery.start_week
    ids = census.read("unique_id")
    home = census.read("neighbourhood")
    # Who found no room in any neighbourhood can go to a group, but to no event of a neighbourhood.
    free = np.where(home >= 0, offered[home], programme.format != "open" and offered.any())
    free &= ~roster.has_case_since(ids, began)
    if delivery.invited is not None:
        free &= delivery.is_invited(ids)
    if programme.offered_share < 1.0:
        rows = np.flatnonzero(free)
        reached = luck.uniforms("offer", delivery.start_week, ids[rows]) < programme.offered_share
        free[rows[~reached]] = False
    if world.week == began:
        may_come = programme.eligible(census) & delivery.is_invited(ids)
        delivery.eligible_at_start += int(np.count_nonzero(may_come))
    manner = delivery.trauma_informed
    looked_at = approached(programme, world, census, roster, luck, free, began, manner)

    def eligible(some: Ints) -> npt.NDArray[np.bool_]:
        return programme.eligible(census.among(some))

    found = find_people(programme, world, census, luck, looked_at, eligible, began)
    rows = found.rows
    cases = _open(delivery, world, census, rows)
    people = PeopleView(world.people, rows)
    shift = coming_shift(programme, people, manner)
    shift += programme.uptake_need * (roster.cases["need"][cases] - programme.need_reference)
    draw = luck.uniforms("uptake", began, ids[rows])
    accepts = draw < shifted(programme.uptake, shift)
    roster.become(cases[accepts], Status.WAITING)
    roster.settle(cases[~accepts], Status.DECLINED, world.week)
    away = _open(delivery, world, census, found.turned_away)
    roster.settle(away, Status.TURNED_AWAY, world.week)
    delivery.charge_referrals(world.week, np.concatenate([cases, away]))
    delivery.tally.update(
        offered=len(rows),
        accepted=int(accepts.sum()),
        declined=len(rows) - int(accepts.sum()),
        turned_away=len(away),
    )


def _open(delivery: Delivery, world: World, census: Census, rows: Ints) -> Ints:
    roster, luck = delivery.roster, delivery.luck(world)
    ids = census.read("unique_id")[rows]
    numbers = roster.open_cases(ids, rows, world.week)
    opened = roster.cases
    opened["turn"][numbers] = luck.uniforms("place", delivery.start_week, ids)
    opened["taste"][numbers] = luck.normals("taste", delivery.start_week, ids)
    opened["need"][numbers] = need_of(delivery.programme, census.among(rows))
    return numbers

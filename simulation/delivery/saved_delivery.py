"""A delivery in parts that a file can hold, and back again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from simulation.delivery.delivery import Delivery
from simulation.delivery.history import History
from simulation.delivery.meeting_places import MeetingPlaces
from simulation.delivery.roster import Roster
from simulation.delivery.running_groups import RunningGroups
from simulation.money.ledger import Ledger
from simulation.programmes.programme import Programme

__all__ = ["delivery_arrays", "delivery_from", "delivery_state"]

_LEDGER = "ledger_"


def delivery_state(delivery: Delivery) -> dict[str, Any]:
    """Return what is no array and not among the settings, as data for JSON."""
    return {
        "start_week": delivery.start_week,
        "eligible_at_start": delivery.eligible_at_start,
        "trauma_informed": delivery.trauma_informed,
        "closed": delivery.closed,
        "venue": delivery.meeting_places.venue,
    }


def delivery_arrays(delivery: Delivery) -> dict[str, npt.NDArray[Any]]:
    """Return what is in arrays, by name."""
    invited = {} if delivery.invited is None else {"invited": delivery.invited}
    return {
        "cases": delivery.roster.cases,
        "groups": delivery.groups.table,
        "history": delivery.history.array(),
        "served": delivery.served,
        **invited,
        **{f"{_LEDGER}{name}": array for name, array in delivery.ledger.arrays().items()},
    }


def delivery_from(
    programme: Programme,
    people: int,
    state: Mapping[str, Any],
    arrays: Mapping[str, npt.NDArray[Any]],
) -> Delivery:
    """Return the delivery from which state and arrays were taken.

    Parameters
    ----------
    programme
        Its settings.
    people
        Rows of the world.
    state, arrays
        From :func:`delivery_state` and :func:`delivery_arrays`.
    """
    delivery = Delivery(programme, state["start_week"], people)
    delivery.roster = Roster(people, arrays["cases"])
    delivery.groups = RunningGroups(arrays["groups"])
    delivery.history = History(arrays["history"])
    delivery.served = np.asarray(arrays["served"], np.bool_)
    spent = {
        name.removeprefix(_LEDGER): one for name, one in arrays.items() if name.startswith(_LEDGER)
    }
    delivery.ledger = Ledger.from_arrays(programme, spent)
    delivery.meeting_places = MeetingPlaces(programme, state["venue"])
    delivery.eligible_at_start = state["eligible_at_start"]
    delivery.trauma_informed = state["trauma_informed"]
    delivery.closed = state["closed"]
    delivery.invite(arrays.get("invited"))
    return delivery

"""What a worker brings home about the programmes of one world: what was delivered, what it cost.

Weeks count as in a scenario file: a programme with ``start_week: 4`` makes its first offers in week
4, the fifth week of life.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from simulation import ConnectivityModel
    from simulation.delivery.delivery import Delivery

__all__ = ["Delivered", "what_was_delivered"]


@dataclass(frozen=True)
class Delivered:
    """One programme in one world, lived to its end.

    Attributes
    ----------
    arm, programme : str
        Name of the world, and label of the programme in it.
    eligible : int
        People eligible when the rounds of offers began, summed over rounds.
    participants : int
        People who took part, each once.
    told : str
        What became of the programme, in words.
    currency, price_year : str, int
        Of all amounts.
    weekly : DataFrame
        ``week`` and the counts of ``simulation.delivery.history``: a row for every week of life,
        zeros before the start and after the close.
    ledger : DataFrame
        ``week``, ``item``, ``payer``, ``quantity``, ``amount`` (Decimal): a row where something was
        used or spent.
    people_costs : DataFrame or None
        ``unique_id``, ``item``, ``payer``, ``amount`` (Decimal); None unless it was asked for.
    """

    arm: str
    programme: str
    eligible: int
    participants: int
    told: str
    currency: str
    price_year: int
    weekly: pd.DataFrame
    ledger: pd.DataFrame
    people_costs: pd.DataFrame | None = None


def what_was_delivered(
    model: ConnectivityModel, arm: str, weeks: int, *, people_costs: bool = False
) -> list[Delivered]:
    """Return what every programme of a world delivered, and what that cost.

    Parameters
    ----------
    model : ConnectivityModel
        A world at its end.
    arm : str
        Its name in the study.
    weeks : int
        Weeks it lived since it was given its programmes.
    people_costs : bool
        Whether to say what was spent on each person.

    Examples
    --------
    >>> from simulation import ConnectivityModel
    >>> from simulation.programmes import GroupTherapy
    >>> model = ConnectivityModel(people=100, programmes=[GroupTherapy(start_week=9)], rng=1)
    >>> [one.told for one in what_was_delivered(model, "therapy", weeks=0)]
    ['group_therapy has not started.']
    """
    first = model.week - weeks
    return [_delivered(one, arm, first, weeks, people_costs) for one in model.deliveries]


def _delivered(
    delivery: Delivery, arm: str, first: int, weeks: int, people_costs: bool
) -> Delivered:
    from simulation.delivery.story import tell  # pulls in the model: only in a worker

    programme, ledger = delivery.programme, delivery.ledger.weekly()
    whose = delivery.roster.cases["unique_id"]
    return Delivered(
        arm=arm,
        programme=programme.label,
        eligible=int(delivery.eligible_at_start),
        participants=len(delivery.participants()),
        told=tell(delivery),
        currency=programme.currency,
        price_year=programme.price_year,
        weekly=_every_week(delivery.history.table(), first, weeks),
        ledger=ledger.assign(week=ledger["week"] - first),
        people_costs=delivery.ledger.per_person(whose) if people_costs else None,
    )


def _every_week(history: pd.DataFrame, first: int, weeks: int) -> pd.DataFrame:
    known = history.assign(week=history["week"] - first).set_index("week")
    every = pd.RangeIndex(weeks, name="week")
    return known.reindex(every, fill_value=0).astype(np.int64).reset_index()

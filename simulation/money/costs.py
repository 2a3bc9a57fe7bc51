"""Costs: what delivering a programme costs, item by item, and who pays.

Each item has a price for one unit, and costs quantity x price:

==================  ====================================================  =====================
item                one unit is                                           price
==================  ====================================================  =====================
fixed               the programme, once                                   cost_fixed
group_session       a session held                                        cost_group_session
participant_session one person at one session                             cost_participant_session
facilitator_hour    an hour of one facilitator, preparation included      cost_facilitator_hour
referral            a person referred                                     cost_referral
participant_time    an hour of one participant: session and travel        value_of_participant_hour
travel              one person's way to a session and back                cost_travel
==================  ====================================================  =====================

The last two are borne by participants; unless said otherwise the programme's payer pays the rest.
"""

from __future__ import annotations

from typing import Annotated, Literal, get_args

import numpy as np
import numpy.typing as npt
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from simulation.money.money import Money, as_pence

__all__ = ["ITEMS", "ITEM_UNITS", "PAYERS", "Costs", "Item", "Payer"]

Item = Literal[
    "fixed",
    "group_session",
    "participant_session",
    "facilitator_hour",
    "referral",
    "participant_time",
    "travel",
]
Payer = Literal["health_service", "local_authority", "voluntary_sector", "participant"]

#: What money is spent on, in the order of tables.
ITEMS: tuple[Item, ...] = get_args(Item)
#: Who can pay, in the order of tables.
PAYERS: tuple[Payer, ...] = get_args(Payer)
#: What the quantities of an item count.
ITEM_UNITS: dict[Item, str] = {
    "fixed": "programmes",
    "group_session": "sessions",
    "participant_session": "attendances",
    "facilitator_hour": "hours",
    "referral": "referrals",
    "participant_time": "hours",
    "travel": "return journeys",
}
_PRICES: dict[Item, str] = {
    "fixed": "cost_fixed",
    "group_session": "cost_group_session",
    "participant_session": "cost_participant_session",
    "facilitator_hour": "cost_facilitator_hour",
    "referral": "cost_referral",
    "participant_time": "value_of_participant_hour",
    "travel": "cost_travel",
}
_BORNE_BY_PARTICIPANTS = ("participant_time", "travel")


def _three_letters(code: str) -> str:
    if len(code) != 3 or not (code.isascii() and code.isalpha() and code.isupper()):
        raise ValueError(f"a currency is three capital letters such as GBP, got {code!r}")
    return code


_Currency = Annotated[
    str, AfterValidator(_three_letters), Field(json_schema_extra={"pattern": "^[A-Z]{3}$"})
]


class Costs(BaseModel):
    """The prices of a programme and who pays them.

    Examples
    --------
    >>> costs = Costs(cost_facilitator_hour=42.5, payers={"travel": "voluntary_sector"})
    >>> costs.pence("facilitator_hour", 1.75)
    array(7438)
    >>> costs.payer_of("travel"), costs.payer_of("referral")
    ('voluntary_sector', 'health_service')
    """

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    currency: _Currency = "GBP"
    """Currency of all prices (ISO 4217 code; the sources below are British)."""

    price_year: Annotated[int, Field(ge=1950, le=2100)] = 2023
    """Year whose prices these are (calendar year; that of the sources below)."""

    cost_fixed: Money = 0.0
    """Price of setting the programme up, once (currency; assumed: none)."""

    cost_group_session: Money = 0.0
    """Price of holding a session whoever comes: room, materials (currency a session; assumed none,
    since an hour of PSSRU Unit Costs holds premises and overheads)."""

    cost_participant_session: Money = 0.0
    """Price of one person at one session: handouts, refreshments (currency an attendance; assumed:
    none)."""

    cost_facilitator_hour: Money = 50.0
    """Price of an hour of one facilitator, in the session or preparing it (currency an hour;
    assumed so that two facilitators of eight people, 1.5 h and 0.25 h of preparation, cost near 22
    GBP a participant and session, 12 to 40: own calculation from PSSRU Unit Costs 2023, recalled).
    """

    cost_referral: Money = 0.0
    """Price of one referral, where a service is paid by the referral (currency a referral; assumed:
    none. A link worker of social prescribing: 320 GBP, 200 to 500, an estimate from the NHS pay of
    band 5 and 200 to 250 referrals a year, recalled)."""

    value_of_participant_hour: Money = 7.5
    """Value of an hour of a participant's own time (currency an hour; assumed: leisure at 4.46 GBP
    in prices of 2002, TAG unit 3.5.6 of 2006, brought to 2023). 0 leaves own time out."""

    travel_hours: Annotated[float, Field(ge=0.0, le=24.0)] = 0.5
    """Time on the way to a session and back (hours; assumed). 0 for a programme at home."""

    cost_travel: Money = 2.0
    """Price of the way to a session and back (currency an attendance; assumed: half take a bus at
    2 GBP each way, the cap on fares in England in 2023, recalled)."""

    payer: Payer = "health_service"
    """Who pays the programme (assumed)."""

    payers: dict[Item, Payer] = {}
    """Who pays an item that the programme's payer does not pay; participants bear their time and
    travel unless it is said here (assumed: no exception)."""

    def price(self, item: Item) -> int:
        """Return the price of one unit of an item (pence).

        Examples
        --------
        >>> Costs(cost_referral=320).price("referral")
        32000
        """
        return as_pence(getattr(self, _PRICES[item]))

    def pence(self, item: Item, quantity: npt.ArrayLike) -> npt.NDArray[np.int64]:
        """Return what a quantity of an item costs, to the nearest penny, halves upwards.

        Parameters
        ----------
        item
            One of :data:`ITEMS`.
        quantity
            In the item's unit (see :data:`ITEM_UNITS`), any shape.

        Returns
        -------
        ndarray of int64, of the quantity's shape
            Pence.

        Raises
        ------
        ValueError
            When a quantity is negative or not finite.

        Examples
        --------
        >>> Costs(cost_facilitator_hour=33.33).pence("facilitator_hour", [0.5, 2.0])
        array([1667, 6666])
        """
        amount = np.asarray(quantity, dtype=np.float64)
        wrong = amount[~(np.isfinite(amount) & (amount >= 0.0))]
        if wrong.size:
            raise ValueError(f"a quantity must be finite and not negative, got {wrong[0]:g}")
        return np.asarray(np.floor(self.price(item) * amount + 0.5)).astype(np.int64)

    def payer_of(self, item: Item) -> Payer:
        """Return who pays an item.

        Examples
        --------
        >>> Costs(payer="voluntary_sector").payer_of("participant_time")
        'participant'
        """
        usual: Payer = "participant" if item in _BORNE_BY_PARTICIPANTS else self.payer
        return self.payers.get(item, usual)

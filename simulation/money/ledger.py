"""The ledger of a programme: what was spent, in which week, on what, for whom, and who paid.

All amounts are whole pence, so the total equals the sum over weeks, and the sum over cases plus
what was spent on nobody in particular, whatever the order of the charges. A case is one person who
was offered a place, numbered in the order of the programme's roster.
"""

from __future__ import annotations

import operator
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from simulation.money.amounts import LIMIT, Whole, exact_sum, listed, millionths, whole_pence
from simulation.money.costs import ITEMS, Costs, Item
from simulation.money.ledger_arrays import Entries, pack, unpack
from simulation.money.ledger_tables import person_table, weekly_table
from simulation.money.money import as_decimal
from simulation.money.splitting import add_to_cases, shares_of_cases

__all__ = ["Ledger"]

_COLUMN: dict[str, int] = {item: column for column, item in enumerate(ITEMS)}


class Ledger:
    """What one programme cost in one world.

    Parameters
    ----------
    costs
        Prices and payers. The ledger asks who pays, never for a price: whoever charges knows it.

    Examples
    --------
    >>> ledger = Ledger(Costs())
    >>> ledger.charge_all(0, "fixed", 100_000)
    >>> ledger.share(1, "facilitator_hour", 17_500, [0, 0, 0], cases=[4, 5, 6], quantity=3.5)
    >>> ledger.total()
    Decimal('1175.00')
    >>> ledger.per_case(7)[:, ITEMS.index("facilitator_hour")]
    array([   0,    0,    0,    0, 5834, 5833, 5833])
    """

    def __init__(self, costs: Costs) -> None:
        self.costs = costs
        self._entries: Entries = {}
        self._each: Whole = np.zeros((len(ITEMS), 0), np.int64)
        self._cases = 0
        self._unassigned: Whole = np.zeros(len(ITEMS), np.int64)
        self._spent = 0

    def charge(
        self,
        week: int,
        item: Item,
        cases: npt.ArrayLike,
        pence: npt.ArrayLike,
        quantity: npt.ArrayLike | None = None,
    ) -> None:
        """Write down what is spent on single cases.

        Parameters
        ----------
        week
            The world's week.
        item
            One of :data:`~simulation.money.costs.ITEMS`.
        cases : array of int, shape (n,)
            Case numbers; one that is named twice is charged twice.
        pence
            Of each case, shape (n,), or one amount that each case costs.
        quantity
            Of each case, or one that each case has, in the item's unit and kept to a millionth; one
            each if left out.

        Raises
        ------
        ValueError
            When something is negative, not finite or not whole, a list has the wrong length, or the
            item is unknown. Nothing is written then.

        Examples
        --------
        >>> ledger = Ledger(Costs())
        >>> ledger.charge(3, "travel", [0, 2], 200)
        >>> ledger.total()
        Decimal('4.00')
        """
        numbers, amounts = listed(cases, "a case"), whole_pence(pence)
        units = millionths(1.0 if quantity is None else quantity)
        n = len(numbers)
        column = self._record(week, item, exact_sum(amounts, n), exact_sum(units, n))
        self._add(column, numbers, amounts)

    def share(
        self,
        week: int,
        item: Item,
        pence_each_group: npt.ArrayLike,
        group_of_case: npt.ArrayLike,
        cases: npt.ArrayLike,
        quantity: npt.ArrayLike | None = None,
    ) -> None:
        """Write down what is spent on groups, and split it over their cases to the penny.

        Parameters
        ----------
        week, item
            As in :meth:`charge`.
        pence_each_group
            One amount that each group with cases costs, or the amount of every group, shape
            (groups,). That of a group without cases is spent on nobody in particular.
        group_of_case, cases
            Group of each case, from 0, and its number, in any order: the odd pence of a group go
            to the lowest numbers.
        quantity
            Of each group, like ``pence_each_group``; one each if left out.

        Raises
        ------
        ValueError
            As in :meth:`charge`, and when a group has no amount.
        """
        one_each = 1.0 if quantity is None else quantity
        split = shares_of_cases(pence_each_group, group_of_case, cases, one_each)
        column = self._record(week, item, split.total, split.quantity)
        self._add(column, split.cases, split.pence)
        self._unassigned[column] += split.total - int(split.pence.sum())

    def charge_all(self, week: int, item: Item, pence: int, quantity: npt.ArrayLike = 1.0) -> None:
        """Write down what is spent on nobody in particular: one amount, one quantity.

        Parameters
        ----------
        week, item, pence, quantity
            As in :meth:`charge`.

        Examples
        --------
        >>> ledger = Ledger(Costs())
        >>> ledger.charge_all(0, "fixed", 250_000)
        >>> ledger.total()
        Decimal('2500.00')
        """
        total = exact_sum(whole_pence(pence), 1)
        column = self._record(week, item, total, exact_sum(millionths(quantity), 1))
        self._unassigned[column] += total

    def weekly(self) -> pd.DataFrame:
        """Return what was spent in each week.

        Returns
        -------
        DataFrame
            ``week``, ``item``, ``payer``, ``quantity`` (in the item's unit) and ``amount``
            (Decimal, units of the currency), by week and in the order of the items; a row only
            where something was used or spent.
        """
        return weekly_table(self._entries, self.costs)

    def per_case(self, n_cases: int) -> Whole:
        """Return what was spent on each case.

        Parameters
        ----------
        n_cases
            Number of cases so far; those never charged have zeros.

        Returns
        -------
        ndarray of int64, shape (n_cases, items)
            Pence, a column for each of :data:`~simulation.money.costs.ITEMS`.

        Raises
        ------
        ValueError
            When a case beyond ``n_cases`` was charged.
        """
        if n_cases < self._cases:
            raise ValueError(f"case {self._cases - 1} was charged, but there are {n_cases} cases")
        table = np.zeros((n_cases, len(ITEMS)), np.int64)
        table[: self._cases] = self._each[:, : self._cases].T
        return table

    def per_person(self, unique_ids: npt.ArrayLike) -> pd.DataFrame:
        """Return what was spent on each person, over all of the person's cases.

        Parameters
        ----------
        unique_ids : array of int, shape (n_cases,)
            Whose case each is.

        Returns
        -------
        DataFrame
            ``unique_id``, ``item``, ``payer`` and ``amount`` (Decimal, units of the currency), by
            person and in the order of the items; a row only where something was spent.

        Raises
        ------
        ValueError
            When a case beyond the list was charged.
        """
        ids = listed(unique_ids, "a unique id")
        return person_table(ids, self.per_case(len(ids)), self.costs)

    def unassigned(self) -> Whole:
        """Return the pence spent on nobody in particular by item, shape (items,)."""
        return self._unassigned.copy()

    def total(self) -> Decimal:
        """Return all that was spent, by whomever, exactly (units of the currency)."""
        return as_decimal(self._spent)

    def copy(self) -> Ledger:
        """Return a ledger that shares only the prices."""
        other = Ledger(self.costs)
        other._entries = dict(self._entries)
        other._each = self._each[:, : self._cases].copy()
        other._cases = self._cases
        other._unassigned = self._unassigned.copy()
        other._spent = self._spent
        return other

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """Return all that is needed to make the ledger again, in arrays of whole numbers."""
        return pack(self._entries, self._each[:, : self._cases], self._unassigned)

    @classmethod
    def from_arrays(cls, costs: Costs, arrays: Mapping[str, npt.NDArray[Any]]) -> Ledger:
        """Return the ledger that gave these arrays.

        Raises
        ------
        ValueError
            When an array is missing or damaged.

        Examples
        --------
        >>> ledger = Ledger(Costs())
        >>> ledger.charge_all(0, "fixed", 5)
        >>> Ledger.from_arrays(Costs(), ledger.arrays()).total()
        Decimal('0.05')
        """
        ledger = cls(costs)
        ledger._entries, ledger._each, ledger._unassigned = unpack(arrays)
        ledger._cases = ledger._each.shape[1]
        ledger._spent = sum(pence for pence, _ in ledger._entries.values())
        return ledger

    def _record(self, week: int, item: str, pence: int, quantity: int) -> int:
        """Add to a week's row, and return the item's column."""
        if item not in _COLUMN:
            raise ValueError(f"unknown item {item!r}; there are: {', '.join(ITEMS)}")
        if operator.index(week) < 0:
            raise ValueError(f"a week must not be negative, got {week}")
        column = _COLUMN[item]
        if pence or quantity:
            before = self._entries.get((week, column), (0, 0))
            if self._spent + pence >= LIMIT or before[1] + quantity >= LIMIT:
                raise ValueError("the sum is too large to be kept exactly")
            self._entries[int(week), column] = (before[0] + pence, before[1] + quantity)
            self._spent += pence
        return column

    def _add(self, column: int, cases: Whole, pence: Whole) -> None:
        self._cases = max(self._cases, int(cases.max(initial=-1)) + 1)
        missing = self._cases - self._each.shape[1]
        if missing > 0:
            # Room for as many again, so that a ledger that grows week by week is seldom copied.
            self._each = np.pad(self._each, ((0, 0), (0, missing + self._each.shape[1])))
        add_to_cases(self._each[column], cases, pence)

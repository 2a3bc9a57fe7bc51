"""Tables of a ledger: rows in units of the currency, as exact decimals."""

from __future__ import annotations

import numpy as np
import pandas as pd

from simulation.money.amounts import MILLION, Whole
from simulation.money.costs import ITEMS, Costs
from simulation.money.ledger_arrays import Entries
from simulation.money.money import as_decimal

__all__ = ["person_table", "weekly_table"]


def weekly_table(entries: Entries, costs: Costs) -> pd.DataFrame:
    """Return a row for each week and item: what was used, what it cost, who paid.

    Parameters
    ----------
    entries
        Pence and millionths of a quantity by week and item.
    costs
        Who pays.
    """
    keys = sorted(entries)
    return pd.DataFrame(
        {
            "week": np.array([week for week, _ in keys], np.int64),
            "item": [ITEMS[column] for _, column in keys],
            "payer": [costs.payer_of(ITEMS[column]) for _, column in keys],
            "quantity": np.array([entries[key][1] / MILLION for key in keys], np.float64),
            "amount": pd.Series([as_decimal(entries[key][0]) for key in keys], dtype=object),
        }
    )


def person_table(unique_ids: Whole, per_case: Whole, costs: Costs) -> pd.DataFrame:
    """Return a row for each person and item on which something was spent.

    Parameters
    ----------
    unique_ids : ndarray of int64, shape (cases,)
        Whose case each is.
    per_case : ndarray of int64, shape (cases, items)
        Pence.
    costs
        Who pays.
    """
    people, whose = np.unique(unique_ids, return_inverse=True)
    sums = np.zeros((len(people), len(ITEMS)), np.int64)
    np.add.at(sums, whose, per_case)
    person, column = np.nonzero(sums)
    # Many people cost the same: a decimal is made once for each amount, not once for each row.
    amounts, which = np.unique(sums[person, column], return_inverse=True)
    decimals = np.array([as_decimal(one) for one in amounts], dtype=object)
    payers = [costs.payer_of(item) for item in ITEMS]
    return pd.DataFrame(
        {
            "unique_id": people[person],
            "item": np.array(ITEMS, dtype=object)[column],
            "payer": np.array(payers, dtype=object)[column],
            "amount": decimals[which],
        }
    )

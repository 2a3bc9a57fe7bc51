"""Tables of what programmes delivered and cost, for spreadsheets and for R.

Sums of money are written to the penny; only means are rounded.
"""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from experiments.delivery.costs import ALL
from experiments.delivery.records import DeliveryRecords
from experiments.storage.csv_text import as_csv
from experiments.storage.store import ResultsFolder

__all__ = ["DELIVERY_COLUMNS", "write_delivery_tables"]

#: Unit and meaning of columns of tables of delivery and money.
DELIVERY_COLUMNS = {
    "programme": ("", f"Label of the programme; {ALL!r}: all programmes of the arm together."),
    "measure": ("", "One of the measures of delivery and cost below."),
    "count": ("", "One of the weekly counts of delivery below."),
    "payer": ("", f"Who pays; {ALL!r}: whoever pays."),
    "item": ("", f"What money is spent on; {ALL!r}: all items together."),
    "quantity": ("unit of the item", "How much of an item was used; in costs_by_week over seeds."),
    "amount": ("currency", "What was spent, to the penny."),
    "total": ("currency", "The sum over seeds, to the penny; empty for costs per head."),
    "currency": ("", "Currency of all amounts in the row."),
    "price_year": ("year", "Year whose prices these are."),
    "told": ("", "What became of the programme in that world, in words."),
    "unique_id": ("", "The person; the same in all worlds of a seed."),
}

#: Every table that may be written here.
_FILES = (
    "delivery", "delivery_by_week", "costs", "costs_by_week", "costs_by_seed", "people_costs",
)  # fmt: skip


def write_delivery_tables(folder: ResultsFolder, records: DeliveryRecords) -> None:
    """Write the tables, and remove those of an earlier run that there is nothing for now."""
    tables = _tables(folder, records) if records else {}
    for name in _FILES:
        if name in tables:
            folder.write(f"tables/{name}.csv", as_csv(tables[name]))
        else:
            (folder.path / "tables" / f"{name}.csv").unlink(missing_ok=True)


def _tables(folder: ResultsFolder, records: DeliveryRecords) -> dict[str, pd.DataFrame]:
    by_week, by_seed = _exact(records.costs_by_week, "total"), _exact(records.costs_by_seed)
    by_week["mean"] = records.costs_by_week["pence"] / 100 / by_week["seeds"]
    tables = {
        "delivery": records.summary,
        "delivery_by_week": records.by_week,
        "costs": records.costs,
        "costs_by_week": _priced(by_week, records),
        "costs_by_seed": _priced(by_seed, records),
    }
    people = folder.table("people_costs")
    if people.empty:
        return tables
    first = people[people["seed"] == people["seed"].min()].reset_index(drop=True)
    return tables | {"people_costs": _priced(first, records)}


def _exact(table: pd.DataFrame, name: str = "amount") -> pd.DataFrame:
    """Return the table with its pence as decimals."""
    amounts = [Decimal(f"{pence}e-2") for pence in table["pence"]]
    place = list(table.columns).index("pence")
    exact = table.drop(columns="pence")
    exact.insert(place, name, pd.Series(amounts, index=table.index, dtype=object))
    return exact


def _priced(table: pd.DataFrame, records: DeliveryRecords) -> pd.DataFrame:
    """Return the table with currency and price year of each row."""
    keys = ["arm", "programme"]
    prices = records.programmes[[*keys, "currency", "price_year"]].drop_duplicates(keys)
    return table.merge(prices, on=keys, how="left")

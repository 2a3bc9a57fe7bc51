"""The settings of money of a study, each with its date and its source."""

from __future__ import annotations

from experiments.report.findings import Findings
from experiments.report.money_wording import economics_of
from experiments.report.parts import RowGroup, Table, TableRow, cells

__all__ = ["settings_table"]


def settings_table(findings: Findings) -> Table:
    """Return discount rates, price factors and the value of a WELLBY, as the study has them."""
    money = economics_of(findings)
    lines = []
    for title, rate in (("costs", money.discount.costs), ("effects", money.discount.effects)):
        value = f"{100 * rate.value:g} % a year"
        lines.append(TableRow(f"Discount of {title}", cells(value, rate.date, rate.source)))
    for one in money.prices:
        to = f"{one.to_currency or money.currency} of {one.to_year or money.price_year}"
        name = f"From {one.from_currency} of {one.from_year} to {to}"
        lines.append(TableRow(name, cells(f"{one.factor:g}", one.date, one.source)))
    if money.wellby is not None:
        worth = money.wellby
        value = (
            f"{worth.value:,.0f} ({worth.low:,.0f} to {worth.high:,.0f}) {worth.currency} of "
            f"{worth.price_year}"
        )
        lines.append(TableRow("Value of a WELLBY", cells(value, worth.date, worth.source)))
    caption = "Settings that are reviewed from time to time: look them up before you decide"
    return Table(caption, ["Setting", "Value", "Date", "Source"], [RowGroup(lines)])

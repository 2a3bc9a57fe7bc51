"""The settings of money of a study, each with its date and its source."""

from __future__ import annotations

from experiments.report.cited import Piece, Row, sentence
from experiments.report.findings import Findings
from experiments.report.parts import RowGroup, Table, TableRow, cells

__all__ = ["settings_table"]


def settings_table(findings: Findings) -> Table:
    """Return discount rates, price factors and the value of a WELLBY, as the study has them."""
    lines = [
        TableRow(row["setting"], cells(_value(row), row.said("date", row["date"]), _source(row)))
        for row in findings.basis_rows("dated_settings")
    ]
    caption = "Settings that are reviewed from time to time: look them up before you decide"
    return Table(caption, ["Setting", "Value", "Date", "Source"], [RowGroup(lines)])


def _value(row: Row) -> Piece:
    if row["unit"] == "share a year":
        return sentence("{} a year", row.said("value", f"{100 * row['value']:g} %"))
    if row.has("low"):
        return sentence(
            "{} ({} to {}) {}", *(row.cite(end, 0) for end in ("value", "low", "high")), row["unit"]
        )
    return row.said("value", f"{row['value']:g}")


def _source(row: Row) -> Piece:
    return row.said("source", row["source"])

"""How far a programme reaches: what changes for friends of participants, and for their friends."""

from __future__ import annotations

from collections.abc import Mapping

from experiments.outcomes import OUTCOMES
from experiments.report.cited import Piece, Row, interval_of, sentence
from experiments.report.findings import Findings
from experiments.report.parts import (
    Cell,
    Part,
    RowGroup,
    Section,
    Table,
    TableRow,
    Text,
    drawing,
)

__all__ = ["spillover_section"]


def spillover_section(findings: Findings, drawn: Mapping[str, str]) -> Section | None:
    """Return the section; None where nobody was told apart by distance."""
    outcome = OUTCOMES[findings.plan.outcomes[0]]
    if not findings.rows("distance", outcome=outcome.name):
        return None
    parts: list[Part] = [
        Text(
            "People are told apart by how far they were from participants at week 0, over close "
            "ties. The same people are compared in both worlds."
        )
    ]
    if "spillover" in drawn:
        parts.append(_figure(findings, drawn["spillover"]))
    return Section("spillover", "Beyond the participants", [*parts, *_tables(findings)])


def _figure(findings: Findings, svg: str) -> Part:
    outcome = OUTCOMES[findings.plan.outcomes[0]]
    told = []
    for arm in findings.plan.compared:
        near = [
            f"{row['distance']} {row.cite('difference', outcome.digits, signed=True)}"
            for row in findings.rows("distance", arm=arm.name, outcome=outcome.name)
        ]
        if near:
            told.append(f"{arm.title}: {', '.join(near)}.")
    label = (
        f"{outcome.title} by distance from participants. {' '.join(told)} The table below has the "
        "intervals."
    )
    caption = (
        f"{outcome.title}, {outcome.unit}: paired differences by distance from participants, with "
        "95 % intervals."
    )
    return drawing(svg, "spillover", "difference by distance", label, caption)


def _with_interval(row: Row, column: str, low: str, high: str, digits: int, **how: bool) -> Piece:
    text = row.cite(column, digits, **how)
    if not row.spread(low, high):
        return text
    return sentence("{} ({})", text, interval_of(row, digits, low, high, **how))


def _tables(findings: Findings) -> list[Part]:
    outcome = OUTCOMES[findings.plan.outcomes[0]]
    near, whole = [], []
    for arm in findings.plan.compared:
        lines = [
            TableRow(
                str(row["distance"]).capitalize(),
                [
                    Cell(row.cite("people", 0)),
                    Cell(row.cite("without", outcome.digits)),
                    Cell(
                        _with_interval(row, "difference", "low", "high", outcome.digits,
                                       signed=True),
                        clear=row.has("low") and (row["low"] > 0 or row["high"] < 0),
                    ),
                ],
            )
            for row in findings.rows("distance", arm=arm.name, outcome=outcome.name)
        ]  # fmt: skip
        near += [RowGroup(lines, arm.title)] if lines else []
        totals = []
        for row in findings.rows("spillover", arm=arm.name):
            one = OUTCOMES[str(row["outcome"])]
            share: Piece = "the total is not clear"
            if row.has("share_outside"):
                share = _with_interval(row, "share_outside", "low", "high", 0, percent=True)
            total = _with_interval(row, "total", "total_low", "total_high", 1, signed=True)
            outside = _with_interval(row, "outside", "outside_low", "outside_high", 1, signed=True)
            unit = "people in a world" if one.cut is not None else "points, summed over people"
            totals.append(TableRow(one.title, [Cell(total), Cell(outside), Cell(share)], unit))
        whole += [RowGroup(totals, arm.title)] if totals else []
    tables: list[Part] = [
        Table(
            f"{outcome.title}, {outcome.unit}, by distance from participants",
            ["Distance", "People", "Without it", "Difference (95 % interval)"],
            near,
        )
    ]
    if whole:
        tables.append(
            Table(
                "How much of the change falls to people who did not take part",
                ["Outcome", "Change in all", "Outside participants", "Share outside"],
                whole,
            )
        )
    return tables

"""What the answer rests on: parameters by status, what this study changes, and uncertain inputs."""

from __future__ import annotations

from collections.abc import Mapping

from experiments.report.cited import Piece, Row, joined, sentence
from experiments.report.findings import Findings
from experiments.report.parameter_counts import parameters_line
from experiments.report.parts import (
    Part,
    RowGroup,
    Section,
    Table,
    TableRow,
    Text,
    cells,
)
from experiments.report.varied_wording import input_words

__all__ = ["assumptions_section"]

_MEANING = {
    "measured": "read off published data",
    "fitted": "chosen so that the model meets published figures",
    "assumed": "a judgement",
}


def assumptions_section(findings: Findings, drawn: Mapping[str, str]) -> Section:
    """Return the section, which every page has."""
    lines = [
        TableRow(
            row["status"].capitalize(), cells(row.cite("parameters", 0), _MEANING[row["status"]])
        )
        for row in findings.basis_rows("parameters_by_status")
    ]
    parts: list[Part] = [
        Text(f"{parameters_line()} `kith list parameters` shows each with its source."),
        Table("Parameters of the model by status", ["Status", "Parameters", "What it means"],
              [RowGroup(lines)]),
        *_changed(findings),
        *_uncertain(findings),
    ]  # fmt: skip
    return Section("assumptions", "What the answer assumes", parts)


def _changed(findings: Findings) -> list[Part]:
    """Return the parameters that differ from their defaults in the worlds of the study."""
    from simulation.registry import PARAMETERS  # pulls in every process: only when asked

    by_name: dict[str, list[Row]] = {}
    for row in findings.basis_rows("changed_parameters"):
        by_name.setdefault(row["parameter"], []).append(row)
    if not by_name:
        return [Text("All parameters have their defaults in the worlds of this study.")]
    lines = []
    for name, rows in by_name.items():
        where = joined(
            [
                sentence("{}: {}", findings.plan.arm(row["arm"]).title, _exact(row, "value"))
                for row in rows
            ],
            "; ",
        )
        first = rows[0]
        default = sentence("{} {}", _exact(first, "default"), first["unit"])
        told = cells(default, where, first["status"], first.said("source", first["source"]))
        lines.append(TableRow(name.replace("_", " "), told, PARAMETERS[name].meaning))
    columns = ["Parameter", "Default", "In this study", "Status of the default", "Its source"]
    caption = "Parameters that differ from their defaults in this study"
    return [Table(caption, columns, [RowGroup(lines)])]


def _uncertain(findings: Findings) -> list[Part]:
    lines = [
        TableRow(
            input_words(row["input"]),
            cells(
                row["distribution"],
                *(row.said(name, f"{row[name]:.3g}") for name in ("middle", "low", "high")),
                row["status"],
                row.said("source", row["source"]),
            ),
        )
        for row in findings.basis_rows("uncertain_inputs")
    ]
    if not lines:
        return []
    columns = ["Input", "Distribution", "Middle", "2.5 % point", "97.5 % point", "Status", "Source"]
    caption = "Uncertain inputs and their distributions"
    return [Table(caption, columns, [RowGroup(lines)])]


def _exact(row: Row, column: str) -> Piece:
    return row.said(column, f"{row[column]:g}")

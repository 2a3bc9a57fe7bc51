"""A file of ties: one a row, or one an edge, between people of the file of people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from scenarios.own_data.cells import CellError, Number, is_missing
from scenarios.own_data.findings import Findings
from scenarios.own_data.mapping import Columns
from scenarios.own_data.table import Table
from scenarios.problems import suggestion
from simulation.own_data import NOT_GIVEN, OwnTies
from simulation.tie_arrays import ORIGINS, SLOTS

__all__ = ["TIE_COLUMNS", "TieRow", "read_ties", "rows_of_table"]

_BETWEEN = ("person_a", "person_b")
_SHARES = ("closeness", "closeness_back", "trust", "trust_back")
#: Columns that a file of ties may have; an edge has all but the first two as attributes.
TIE_COLUMNS: tuple[str, ...] = (*_BETWEEN, *_SHARES, "kin", "origin")

_SHARE = Number(0.0, 1.0, "share")
_KIN = Number(0, 1, "0 no, 1 yes", whole=True, words="yes or no")


@dataclass(frozen=True)
class TieRow:
    """One tie as it stands in a file: line, and text and number of the cell by column."""

    line: int
    cells: dict[str, tuple[str, int]]

    def text(self, name: str) -> str:
        """Return what stands in a column, nothing where the file has no such column."""
        return self.cells.get(name, ("", 0))[0]

    def note(self, findings: Findings, name: str, message: str) -> None:
        """Note a problem in a column."""
        findings.add(self.line, self.cells.get(name, ("", 0))[1], name, message)


def rows_of_table(table: Table, columns: Columns) -> list[TieRow]:
    """Return the ties of a CSV file."""
    return [
        TieRow(
            row.line,
            {
                name: (words.get(row.cells[n], row.cells[n]), n + 1)
                for name, (n, words) in columns.items()
            },
        )
        for row in table.rows
    ]


def read_ties(rows: Iterable[TieRow], people: dict[str, int], findings: Findings) -> OwnTies:
    """Return the ties of a file; what is wrong goes to ``findings``.

    Parameters
    ----------
    rows
        As they stand in the file.
    people
        Row of each person by id.
    findings
        Gets what is wrong.
    """
    pairs: list[tuple[int, int]] = []
    numbers: list[list[float]] = []
    codes: list[tuple[int, int]] = []
    lines: dict[tuple[int, int], int] = {}
    held: dict[int, int] = {}
    names = list(people)
    for row in rows:
        numbers_here = [_number(row, name, _SHARE, findings) for name in _SHARES]
        kin = _number(row, "kin", _KIN, findings)
        codes_here = (NOT_GIVEN if np.isnan(kin) else int(kin), _origin(row, findings))
        pair = _pair(row, people, names, findings)
        if pair is None:
            continue
        key = (min(pair), max(pair))
        if key in lines:
            both = f"{row.text(_BETWEEN[0])} and {row.text(_BETWEEN[1])}"
            message = f"a tie of {both} is given twice (first in line {lines[key]})"
            row.note(findings, _BETWEEN[1], message)
            continue
        lines[key] = row.line
        for name, one in zip(_BETWEEN, pair, strict=True):
            held[one] = held.get(one, 0) + 1
            if held[one] == SLOTS + 1:
                message = f"{row.text(name)} has more than {SLOTS} ties, for which there is room"
                row.note(findings, name, message)
        pairs.append(pair)
        numbers.append(numbers_here)
        codes.append(codes_here)
    if not lines and not findings.found:
        findings.add(0, 0, "", "holds no ties")
    between = np.array(pairs, np.int64).reshape(-1, 2)
    shares = np.array(numbers, np.float64).reshape(-1, len(_SHARES))
    kinds = np.array(codes, np.int64).reshape(-1, 2)
    sides = [np.ascontiguousarray(one) for one in (*between.T, *shares.T, *kinds.T)]
    return OwnTies(*sides)


def _number(row: TieRow, name: str, kind: Number, findings: Findings) -> float:
    text = row.text(name)
    if is_missing(text):
        return float("nan")
    try:
        return kind.read(text)
    except CellError as error:
        row.note(findings, name, str(error))
        return float("nan")


def _origin(row: TieRow, findings: Findings) -> int:
    text = row.text("origin")
    if is_missing(text):
        return NOT_GIVEN
    if text not in ORIGINS:
        row.note(findings, "origin", f"unknown origin {text!r}{suggestion(text, ORIGINS)}")
        return NOT_GIVEN
    return ORIGINS.index(text)


def _pair(
    row: TieRow, people: dict[str, int], names: Sequence[str], findings: Findings
) -> tuple[int, int] | None:
    """Return the rows of the two people of a tie, or None when one is nobody."""
    ends = []
    for name in _BETWEEN:
        text = row.text(name)
        if text in people and text:
            ends.append(people[text])
        elif not text:
            row.note(findings, name, "missing; a tie is between two people")
        else:
            near = suggestion(text, names)
            message = f"nobody has the id {text}{near if near.startswith(',') else ''}"
            row.note(findings, name, message)
    if len(ends) < len(_BETWEEN):
        return None
    if ends[0] == ends[1]:
        row.note(findings, _BETWEEN[1], f"{row.text(_BETWEEN[1])} has a tie with themselves")
        return None
    return ends[0], ends[1]

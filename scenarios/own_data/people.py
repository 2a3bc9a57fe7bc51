"""A file of people: one a row, with what is known of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scenarios.own_data.cells import CellError, Number, is_missing
from scenarios.own_data.findings import Findings
from scenarios.own_data.mapping import Columns
from scenarios.own_data.table import Table
from simulation.foci import STANDING
from simulation.own_data import HAS_NONE, NOT_GIVEN, OWN_PLACES, OWN_TRAITS, OwnPeople
from simulation.person_columns import COLUMNS

__all__ = ["FEWEST", "MOST", "PEOPLE_COLUMNS", "People", "read_people"]

#: Columns that a file of people may have.
PEOPLE_COLUMNS: tuple[str, ...] = ("id", *OWN_TRAITS, *OWN_PLACES)
#: People a town may have.
FEWEST, MOST = 10, 2_000_000

#: Places that somebody can be without, and the word that says so.
_OPTIONAL = ("workplace", "group")
_NONE = "none"
_WORDS = {"sex": "sex", "neurodivergent": "yes or no"}
_SEATS = dict(zip(OWN_PLACES, (venue.size for venue in STANDING), strict=False))


@dataclass(frozen=True)
class People:
    """What is known of the people, and the row of each by id (none if the file has no ids)."""

    known: OwnPeople
    rows: dict[str, int]


def read_people(table: Table, columns: Columns, findings: Findings) -> People:
    """Return the people of a table; what is wrong goes to ``findings``.

    Parameters
    ----------
    table
        The file's.
    columns
        Where each column of the model stands.
    findings
        Gets one problem a cell at most.
    """
    count = len(table.rows)
    if not FEWEST <= count <= MOST:
        message = f"must hold {FEWEST} to {MOST:,} people, one a row, got {count:,}"
        findings.add(0, 0, "", message)
    traits = {
        name: _numbers(table, columns, name, findings) for name in OWN_TRAITS if name in columns
    }
    labels = {
        name: _labels(table, columns, name, findings) for name in OWN_PLACES if name in columns
    }
    _check_neighbourhoods(table, columns, labels, findings)
    places = {name: _numbered(one) for name, one in labels.items()}
    rows = _ids(table, columns, findings) if "id" in columns else {}
    return People(OwnPeople(count, traits, places), rows)


def _cells(table: Table, columns: Columns, name: str) -> list[str]:
    n, words = columns[name]
    return [words.get(row.cells[n], row.cells[n]) for row in table.rows]


def _numbers(
    table: Table, columns: Columns, name: str, findings: Findings
) -> npt.NDArray[np.float64]:
    column = COLUMNS[name]
    kind = Number(
        column.low, column.high, column.unit, column.dtype == "u1", _WORDS.get(name, "")
    )  # fmt: skip
    values = np.full(len(table.rows), np.nan)
    for n, text in enumerate(_cells(table, columns, name)):
        if is_missing(text):
            continue
        try:
            values[n] = kind.read(text)
        except CellError as error:
            findings.add(table.rows[n].line, columns[name][0] + 1, name, str(error))
    return values


def _labels(table: Table, columns: Columns, name: str, findings: Findings) -> list[str | None]:
    """Return the place of each person: a label, ``none``, or None where unknown."""
    seats = _SEATS[name]
    taken: dict[str, int] = {}
    labels: list[str | None] = []
    for row, text in zip(table.rows, _cells(table, columns, name), strict=True):
        labels.append(None if is_missing(text) else text)
        if is_missing(text):
            continue
        cell = columns[name][0] + 1
        if text == _NONE:
            if name not in _OPTIONAL:
                findings.add(row.line, cell, name, "everybody has one; leave the cell empty")
            continue
        taken[text] = taken.get(text, 0) + 1
        if taken[text] == seats + 1:
            message = f"{name} {text} has more than {seats} people, for whom there is room"
            findings.add(row.line, cell, name, message)
    return labels


def _numbered(labels: Sequence[str | None]) -> npt.NDArray[np.int64]:
    numbers: dict[str, int] = {}
    for label in labels:
        if label is not None and label != _NONE:
            numbers.setdefault(label, len(numbers))
    return np.array(
        [
            NOT_GIVEN if label is None else numbers.get(label, HAS_NONE)
            for label in labels
        ],
        np.int64,
    )  # fmt: skip


def _check_neighbourhoods(
    table: Table,
    columns: Columns,
    labels: dict[str, list[str | None]],
    findings: Findings,
) -> None:
    """Refuse a household that stands in two neighbourhoods."""
    if not {"household", "neighbourhood"} <= set(labels):
        return
    first: dict[str, tuple[str, int]] = {}
    both = zip(table.rows, labels["household"], labels["neighbourhood"], strict=True)
    for row, home, place in both:
        if home is None or place is None:
            continue
        where, line = first.setdefault(home, (place, row.line))
        if where != place:
            message = f"household {home} stands in {where} (line {line}), got {place}"
            findings.add(row.line, columns["neighbourhood"][0] + 1, "neighbourhood", message)


def _ids(table: Table, columns: Columns, findings: Findings) -> dict[str, int]:
    rows: dict[str, int] = {}
    cell = columns["id"][0] + 1
    for n, (row, text) in enumerate(zip(table.rows, _cells(table, columns, "id"), strict=True)):
        if not text:
            findings.add(row.line, cell, "id", "missing; every person needs one")
        elif text in rows:
            line = table.rows[rows[text]].line
            findings.add(row.line, cell, "id", f"{text} is given twice (first in line {line})")
        rows.setdefault(text, n)
    return rows

"""Targets of a user's own: a table of figures, or answers to a survey, one person a row.

A table has the columns ``measure``, ``value`` or ``low`` and ``high``, and perhaps ``source``. A
value without a range gets the width of the built-in range of the same measure. Answers have columns
such as ``ucla3`` or ``age``; every measure that follows from them becomes a target whose range is
the 95 % interval of sampling (:mod:`experiments.validation.survey_statistics`).
"""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np

from experiments.errors import KithError
from experiments.validation.survey_statistics import FEWEST_ANSWERS, STATISTICS, Floats
from experiments.validation.targets import TARGETS, Target
from scenarios.own_data.cells import CellError, Number, is_missing
from scenarios.own_data.findings import Findings
from scenarios.own_data.mapping import Columns, columns_of
from scenarios.own_data.table import Table, read_bytes, read_table
from scenarios.problems import suggestion
from simulation.instruments import INSTRUMENTS
from simulation.person_columns import COLUMNS

__all__ = ["ANSWERS", "read_targets", "sampling_sd"]

_TABLE_COLUMNS = ("measure", "value", "low", "high", "source")
_YES_OR_NO = Number(0, 1, "0 no, 1 yes", whole=True, words="yes or no")

#: What a survey may hold: scores of instruments, and who answers.
ANSWERS: dict[str, Number] = {
    **{name: Number(one.low, one.high, "points") for name, one in INSTRUMENTS.items()},
    "age": Number(COLUMNS["age"].low, COLUMNS["age"].high, "years"),
    "sex": Number(0, 1, COLUMNS["sex"].unit, whole=True, words="sex"),
    "adverse_childhood": Number(0, 8, "count of 8", whole=True),
    "neurodivergent": _YES_OR_NO,
    "lives_alone": _YES_OR_NO,
    "in_group": _YES_OR_NO,
}
_KNOWN = {one.name: one for one in TARGETS}
_MEANINGS = {one.measure: one.meaning for one in STATISTICS} | {
    one.name: one.meaning for one in TARGETS
}
_ANY_NUMBER = Number(-1e9, 1e9, "in the measure's unit")
_Z = 1.959964


def sampling_sd(target: Target) -> float:
    """Return the standard error that a target's range stands for, as a 95 % interval.

    Examples
    --------
    >>> sampling_sd(Target("x", "", 18, 22, "", "own")).__round__(2)
    1.02
    """
    return (target.high - target.low) / (2.0 * _Z)


def read_targets(path: Path) -> tuple[Target, ...]:
    """Return the targets of a CSV file, all of them gating.

    Parameters
    ----------
    path
        A table of targets, or answers to a survey; its columns tell which.

    Raises
    ------
    KithError
        With every mistake found (of many the first twenty), a line each, with row and column.
    """
    findings = Findings(path)
    raw = read_bytes(path, findings)
    table = None if raw is None else read_table(raw, findings)
    targets: tuple[Target, ...] = ()
    if table is not None:
        if "measure" in table.header:
            targets = _of_table(table, findings)
        else:
            targets = _of_answers(table, path.name, findings)
    problems = findings.problems()
    if problems:
        raise KithError("\n".join(str(one) for one in problems))
    return targets


def _columns(table: Table, known: tuple[str, ...], findings: Findings) -> Columns:
    columns, _ = columns_of(table, {}, known, "", findings, others_may_stand=True)
    for n, name in enumerate(table.header):
        near = suggestion(name, known)
        if name and name not in known and near.startswith(","):
            findings.add(1, n + 1, name, f"unknown column{near}")
    return columns


def _of_table(table: Table, findings: Findings) -> tuple[Target, ...]:
    columns = _columns(table, _TABLE_COLUMNS, findings)
    seen: dict[str, int] = {}
    targets = []
    for row in table.rows:
        cells = {name: (row.cells[n], n + 1) for name, (n, _) in columns.items()}
        measure, cell = cells["measure"]
        if measure not in _MEANINGS:
            message = f"unknown measure {measure!r}{suggestion(measure, sorted(_MEANINGS))}"
            findings.add(row.line, cell, "measure", message)
            continue
        if measure in seen:
            message = f"{measure} is given twice (first in line {seen[measure]})"
            findings.add(row.line, cell, "measure", message)
            continue
        seen[measure] = row.line
        numbers: dict[str, float] = {}
        before = len(findings.found)
        for name in ("value", "low", "high"):
            text, at = cells.get(name, ("", 0))
            if is_missing(text):
                continue
            try:
                numbers[name] = _ANY_NUMBER.read(text)
            except CellError as error:
                findings.add(row.line, at, name, str(error))
        if len(findings.found) > before:
            continue
        ends = _ends(measure, numbers)
        if isinstance(ends, str):
            findings.add(row.line, cells.get("low", ("", cell))[1], "low", ends)
            continue
        source = cells.get("source", ("", 0))[0] or findings.path.name
        noise = _KNOWN[measure].noise if measure in _KNOWN else 0.0
        targets.append(Target(measure, _MEANINGS[measure], *ends, source, "own", noise=noise))
    if not table.rows:
        findings.add(0, 0, "", "holds no targets")
    return tuple(targets)


def _ends(measure: str, numbers: dict[str, float]) -> tuple[float, float] | str:
    """Return the range of a row of a table, or what is wrong with it."""
    if "low" in numbers and "high" in numbers:
        low, high = numbers["low"], numbers["high"]
        if not low <= numbers.get("value", low) <= high or low == high:
            return f"low must be under high, and value between them, got {low:g} and {high:g}"
        return low, high
    if "low" in numbers or "high" in numbers:
        return "low and high go together; give both"
    if "value" not in numbers:
        return "missing; give a value, or low and high"
    if measure not in _KNOWN:
        return f"missing; {measure} has no built-in range, so give low and high"
    half = (_KNOWN[measure].high - _KNOWN[measure].low) / 2.0
    return numbers["value"] - half, numbers["value"] + half


def _of_answers(table: Table, name: str, findings: Findings) -> tuple[Target, ...]:
    columns = _columns(table, tuple(ANSWERS), findings)
    if not columns:
        if not findings.found:
            known = ", ".join(ANSWERS)
            message = f"must have a column measure, or answers in some of the columns {known}"
            findings.add(1, 0, "", message)
        return ()
    answers = {column: _answers(table, columns, column, findings) for column in columns}
    targets = []
    for one in STATISTICS:
        if not set(one.questions) <= set(answers):
            continue
        given = [answers[question] for question in one.questions]
        complete = np.isfinite(given).all(axis=0)
        people = int(complete.sum())
        if people < FEWEST_ANSWERS:
            continue
        interval = one.of(*(values[complete] for values in given))
        if not math.isfinite(interval.low) or interval.low == interval.high:
            continue
        noise = _KNOWN[one.measure].noise if one.measure in _KNOWN else 0.0
        targets.append(
            Target(
                one.measure, one.meaning, interval.low, interval.high,
                f"{name}: {interval.value:.3g}, {people:,} answers", "own", noise=noise,
            )
        )  # fmt: skip
    if not targets:
        message = f"says nothing: fewer than {FEWEST_ANSWERS} answers, or all the same"
        findings.add(0, 0, "", message)
    return tuple(targets)


def _answers(table: Table, columns: Columns, name: str, findings: Findings) -> Floats:
    n = columns[name][0]
    values = np.full(len(table.rows), np.nan)
    for i, row in enumerate(table.rows):
        text = row.cells[n]
        if is_missing(text):
            continue
        try:
            values[i] = ANSWERS[name].read(text)
        except CellError as error:
            findings.add(row.line, n + 1, name, str(error))
    return values

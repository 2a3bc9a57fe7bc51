"""What was varied: sweeps, inputs one by one, screening, and draws that were set aside."""

from __future__ import annotations

from collections.abc import Mapping

from experiments.outcomes import OUTCOMES
from experiments.report.cited import Piece, Row, sentence
from experiments.report.findings import Findings
from experiments.report.parts import (
    Cell,
    Part,
    RowGroup,
    Section,
    Table,
    TableRow,
    Text,
    cells,
    drawing,
)
from experiments.report.varied_figures import screening_of
from experiments.report.varied_wording import input_words, points_of_kind
from experiments.uncertainty.accepting import acceptance_summary

__all__ = ["varied_section"]

_MOST_POINTS = 40
_SCREENING = {
    "morris": (
        "Morris screening: how much each input matters, beside luck",
        {"mu_star": "Mean size of effects", "mu": "Mean effect", "sigma": "Deviation of effects"},
    ),
    "sobol": (
        "Sobol indices: share of variance that goes with each input, beside luck",
        {"first": "Alone", "total": "In all"},
    ),
}


def varied_section(findings: Findings, drawn: Mapping[str, str]) -> Section | None:
    """Return the section; None in a study of one point."""
    if not findings.rows("point_differences"):
        return None
    outcome = OUTCOMES[findings.plan.outcomes[0]]
    parts: list[Part] = [
        Text(
            f"At each point all worlds share its inputs; what is shown is the paired difference in "
            f"“{outcome.title.lower()}” among everybody in week {findings.plan.weeks}."
        ),
        *_sweep(findings, drawn),
        *_tornado(findings, drawn),
        *_screening(findings, drawn),
        *_set_aside(findings),
    ]
    return Section("varied", "What was varied", parts)


def _difference(row: Row, column: str, half: str) -> Piece:
    digits = OUTCOMES[str(row.values.get("outcome", "pss10"))].digits
    return _plus_minus(row, column, half, digits)


def _plus_minus(row: Row, column: str, half: str, digits: int, *, signed: bool = True) -> Piece:
    text = row.cite(column, digits, signed=signed)
    return sentence("{} ± {}", text, row.cite(half, digits)) if row.has(half) else text


def _sweep(findings: Findings, drawn: Mapping[str, str]) -> list[Part]:
    numbers = points_of_kind(findings, "sweep")
    rows = {(row["point"], row["arm"]): row for row in
            findings.rows("point_differences", point=numbers)}  # fmt: skip
    if not rows:
        return []
    outcome, arms = OUTCOMES[findings.plan.outcomes[0]], findings.plan.compared
    parts: list[Part] = []
    if "sweep" in drawn:
        told = []
        for arm in arms:
            values = [float(row["difference"]) for (_, name), row in rows.items()
                      if name == arm.name]  # fmt: skip
            if values:
                told.append(
                    f"{arm.title}: from {min(values):.{outcome.digits}f} to "
                    f"{max(values):.{outcome.digits}f} over {len(values)} points."
                )
        label = (
            f"Difference in {outcome.title.lower()} against each varied input. {' '.join(told)} "
            "The numbers are in tables/point_differences.csv and tables/points.csv."
        )
        caption = "Each marker is a point; a line joins the means of points with the same value."
        parts.append(drawing(drawn["sweep"], "sweep", "difference by varied input", label, caption))
    values_of = {one.number: one.values for one in findings.plan.points}
    paths = list(dict.fromkeys(path for number in numbers for path in values_of[number]))
    lines = []
    for number in numbers[:_MOST_POINTS]:
        given = cells(*(str(values_of[number].get(path, "as written")) for path in paths))
        found = [
            Cell(
                _difference(rows[number, arm.name], "difference", "half_width")
                if (number, arm.name) in rows
                else "not lived"
            )
            for arm in arms
        ]
        lines.append(TableRow(str(number), [*given, *found]))
    columns = ["Point", *(input_words(path) for path in paths), *(arm.title for arm in arms)]
    caption = f"{outcome.title}, {outcome.unit}, by point (± half the 95 % interval)"
    parts.append(Table(caption, columns, [RowGroup(lines)]))
    if len(numbers) > _MOST_POINTS:
        parts.append(
            Text(f"{len(numbers) - _MOST_POINTS} more points are in tables/point_differences.csv.")
        )
    return parts


def _tornado(findings: Findings, drawn: Mapping[str, str]) -> list[Part]:
    outcome = OUTCOMES[findings.plan.outcomes[0]]
    groups = []
    for arm in findings.plan.compared:
        lines = [
            TableRow(
                input_words(str(row["input"])),
                cells(
                    sentence("{} to {}", row.said("low_value", f"{row['low_value']:.3g}"),
                             row.said("high_value", f"{row['high_value']:.3g}")),
                    _plus_minus(row, "at_low", "at_low_half_width", outcome.digits),
                    _plus_minus(row, "at_high", "at_high_half_width", outcome.digits),
                    _plus_minus(row, "swing", "swing_half_width", outcome.digits),
                ),
            )
            for row in findings.rows("tornado", arm=arm.name)
        ]  # fmt: skip
        groups += [RowGroup(lines, arm.title)] if lines else []
    if not groups:
        return []
    parts: list[Part] = []
    if "tornado" in drawn:
        told = "; ".join(f"{group.title}: most moved by {group.rows[0].title}" for group in groups)
        label = (
            f"Difference in {outcome.title.lower()} with each input at its low and at its high "
            f"end. {told}. The table below has the numbers."
        )
        caption = (
            "One input at a time, all others as written: open circle at its 2.5 % point, filled at "
            "its 97.5 % point. Dashed: the study as written."
        )
        parts.append(drawing(drawn["tornado"], "tornado", "inputs one by one", label, caption))
    columns = ["Input", "From, to", "Difference at low", "Difference at high", "Swing"]
    caption = f"{outcome.title}: inputs one by one (± half the 95 % interval)"
    return [*parts, Table(caption, columns, groups)]


def _screening(findings: Findings, drawn: Mapping[str, str]) -> list[Part]:
    found = screening_of(findings)
    if found is None:
        return []
    name, _ = found
    caption, measures = _SCREENING[name]
    groups = []
    for arm in findings.plan.compared:
        lines = []
        for row in findings.rows(name, arm=arm.name):
            shown = [
                _plus_minus(row, one, f"{one}_half_width", 2, signed=False)
                if f"{one}_half_width" in row.values
                else row.cite(one, 2)
                for one in measures
            ]
            beyond = "luck itself" if row["input"] == "luck" else (
                "yes" if row["beyond_luck"] else "no")  # fmt: skip
            lines.append(TableRow(input_words(str(row["input"])), cells(*shown, beyond)))
        groups += [RowGroup(lines, arm.title)] if lines else []
    parts: list[Part] = []
    if "screening" in drawn:
        label = (
            f"{caption}. Inputs in the order of the study; the interval of one that matters clears "
            "that of luck. The table below has the numbers."
        )
        parts.append(drawing(drawn["screening"], "screening", "screening of inputs", label,
                             f"{caption}, with 95 % intervals."))  # fmt: skip
    columns = ["Input", *measures.values(), "Matters beyond luck"]
    return [*parts, Table(caption, columns, groups)]


def _set_aside(findings: Findings) -> list[Part]:
    table = findings.frame("acceptance")
    if table.empty:
        return []
    counted = acceptance_summary(table)
    outside = counted["outside"]
    assert isinstance(outside, dict)
    why = "; ".join(f"{OUTCOMES[name].title} outside in {n}" for name, n in outside.items())
    return [
        Text(
            f"Of {counted['draws']} draws {counted['accepted']} were kept and "
            f"{counted['set_aside']} set aside, because their world without programmes at week 0 "
            f"is not like the one observed ({why}). Draw by draw: tables/acceptance.csv."
        )
    ]

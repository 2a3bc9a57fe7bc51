"""The programmes of a study side by side: what each changes, when, for how long, for what money."""

from __future__ import annotations

from experiments.comparison.equity import REACH
from experiments.designs.plan import ArmPlan
from experiments.outcomes import OUTCOMES
from experiments.report.cited import Piece, Row, sentence
from experiments.report.findings import Findings
from experiments.report.headline import final_row, side
from experiments.report.money_wording import cost_cell, economics_of, effect_word, ratio_cell
from experiments.report.parts import Cell, RowGroup, Table, TableRow
from experiments.worlds.history import EVERYBODY
from experiments.worlds.strata import DIMENSIONS

__all__ = ["programmes_notes", "programmes_table"]

_YEAR = 52
_STRESS = "pss10"

_VERDICTS = {
    "better": "better",
    "worse": "worse",
    "unclear": "no clear difference",
    "one seed": "one seed: no interval",
}


def programmes_table(findings: Findings) -> Table:
    """Return the table of page one: a line for each programme, in the order of the study."""
    first = OUTCOMES[findings.plan.outcomes[0]]
    columns = ["Programme", f"{first.title}, {first.unit}"]
    if first.name != _STRESS:
        columns.append(f"{OUTCOMES[_STRESS].title}, points")
    money = economics_of(findings)
    columns += [
        "Weeks to effect",
        "Left 12 months after the end",
        f"{money.currency} for each 1,000 people",
        f"{money.currency} per {effect_word(findings)}",
        "Who gains least",
        "Verdict",
    ]
    rows = [TableRow(arm.title, _cells(findings, arm)) for arm in findings.plan.compared]
    caption = f"The programmes side by side: everybody, week {findings.plan.weeks}"
    return Table(caption, columns, [RowGroup(rows)])


def _cells(findings: Findings, arm: ArmPlan) -> list[Cell]:
    first = OUTCOMES[findings.plan.outcomes[0]]
    names = dict.fromkeys((first.name, _STRESS))
    found = [Cell(_difference(final_row(findings, arm, name), name)) for name in names]
    row = final_row(findings, arm, first.name)
    said = None if row is None else side(findings, row, first)
    found += [
        Cell(_weeks_to_effect(findings, arm)),
        Cell(_left(findings, arm)),
        Cell(cost_cell(findings, arm)),
        Cell(ratio_cell(findings, arm)),
        Cell(_gains_least(findings, arm)),
        Cell("not lived" if said is None else _VERDICTS[said], clear=said in ("better", "worse")),
    ]
    return found


def _difference(row: Row | None, outcome: str) -> Piece:
    if row is None:
        return "not lived"
    digits = OUTCOMES[outcome].digits
    difference = row.cite("difference", digits, signed=True)
    if not row.has("low"):
        return difference
    return sentence(
        "{} ({} to {})",
        difference,
        *(row.cite(end, digits, signed=True) for end in ("low", "high")),
    )


def _first(findings: Findings, table: str, arm: ArmPlan, **wanted: object) -> Row | None:
    outcome = findings.plan.outcomes[0]
    rows = findings.rows(table, arm=arm.name, outcome=outcome, population=EVERYBODY, **wanted)
    return rows[0] if rows else None


def _weeks_to_effect(findings: Findings, arm: ArmPlan) -> Piece:
    row = _first(findings, "timing", arm)
    if row is None:
        return "not known"
    return row.cite("weeks_to_effect", 0) if row.has("weeks_to_effect") else "never clear"


def _left(findings: Findings, arm: ArmPlan) -> Piece:
    row = _first(findings, "persistence", arm, weeks_after=_YEAR)
    if row is None:
        return "runs to the end"
    if row.has("share_left"):
        return row.cite("share_left", 0, percent=True)
    return "not clear at its end" if row.has("later") else "not lived so long"


def _gains_least(findings: Findings, arm: ArmPlan) -> Piece:
    outcome = OUTCOMES[findings.plan.outcomes[0]]
    rows = [
        row
        for row in findings.rows(
            "subgroups", arm=arm.name, outcome=outcome.name, participants_of=""
        )
        if row["dimension"] != REACH and row.has("difference")
    ]
    if not rows:
        return "not counted"
    way = -1.0 if outcome.better == "lower" else 1.0
    least = min(rows, key=lambda row: way * float(row["difference"]))
    dimension = str(least["dimension"])
    title = DIMENSIONS[dimension][0] if dimension in DIMENSIONS else dimension
    difference = least.cite("difference", outcome.digits, signed=True)
    return sentence("{}: {} ({})", title, str(least["group"]), difference)


def programmes_notes(findings: Findings) -> list[Piece]:
    """Return what must be known to read the table."""
    first = OUTCOMES[findings.plan.outcomes[0]]
    smallest = findings.plan.smallest_difference.get(first.name)
    beyond = (
        f"lies beyond the smallest difference that matters ({smallest:g})"
        if smallest
        else "leaves out zero: the study names no smallest difference that matters"
    )
    notes: list[Piece] = [
        f"In brackets: 95 % intervals. A verdict on “{first.title.lower()}” is given only if the "
        f"whole interval {beyond}. Negative is "
        f"{'better' if first.better == 'lower' else 'worse'}."
    ]
    rows = findings.rows("simultaneous", outcome=first.name, population=EVERYBODY)
    if len(findings.plan.compared) > 1 and rows and rows[0].has("critical"):
        notes.append(
            sentence(
                "The intervals of this table and of the answer are simultaneous: wide enough ({} "
                "standard errors) to hold for all {} programmes together. Elsewhere each interval "
                "stands alone.",
                rows[0].cite("critical", 2),
                rows[0].cite("arms", 0),
            )
        )
    if findings.rows("subgroups"):
        notes.append(
            "Who gains least is the group with the smallest gain in the mean; that of a small "
            "group may be luck (see “For whom”)."
        )
    return notes

"""How soon an effect shows, how long it lasts, and what it adds up to over the run."""

from __future__ import annotations

from collections.abc import Mapping

from experiments.outcomes import OUTCOMES, Outcome
from experiments.report.cited import Piece, Row, interval_of, sentence
from experiments.report.findings import Findings
from experiments.report.parts import Part, RowGroup, Section, Table, TableRow, cells, drawing
from experiments.report.wording import population_title
from experiments.worlds.history import EVERYBODY, PARTICIPANTS

__all__ = ["lasting_section"]

_AFTER = {13: "3 months", 26: "6 months", 52: "12 months"}
_POPULATIONS = (PARTICIPANTS, EVERYBODY)


def lasting_section(findings: Findings, drawn: Mapping[str, str]) -> Section | None:
    """Return the section; None without any of its tables."""
    parts: list[Part] = []
    if "lasting" in drawn:
        parts.append(_figure(findings, drawn["lasting"]))
    parts += [*_persistence(findings), *_timing(findings), *_area(findings)]
    if not parts:
        return None
    return Section("lasting", "How soon, and for how long", parts)


def _figure(findings: Findings, svg: str) -> Part:
    outcome = OUTCOMES[findings.plan.outcomes[0]]
    told = []
    for arm in findings.plan.compared:
        for row in findings.rows(
            "persistence", arm=arm.name, outcome=outcome.name, population=EVERYBODY, weeks_after=52
        ):
            left = f"{row.cite('share_left', 0, percent=True)} of it is left 12 months later"
            at_end = row.cite("at_end", outcome.digits, signed=True)
            more = left if row.has("share_left") else "what is left 12 months later is not known"
            told.append(f"{arm.title}: {at_end} when it ends, {more}.")
    label = (
        f"Paired difference in {outcome.title.lower()} in every week. {' '.join(told)} The numbers "
        "are in tables/differences_by_week.csv."
    )
    caption = (
        f"{outcome.title}, {outcome.unit}: paired difference from the world without the programme "
        "in every week, with bands of 95 % intervals. A marker shows when the last programme ends. "
        "Each panel has a scale of its own."
    )
    return drawing(svg, "lasting", "difference over time", label, caption)


def _grouped(findings: Findings, name: str) -> dict[tuple[str, str], dict[str, list[Row]]]:
    """Return rows by title and population, then by outcome."""
    found: dict[tuple[str, str], dict[str, list[Row]]] = {}
    for arm in findings.plan.compared:
        for population in _POPULATIONS:
            for outcome in findings.plan.outcomes:
                rows = findings.rows(name, arm=arm.name, population=population, outcome=outcome)
                if rows:
                    found.setdefault((arm.title, population), {})[outcome] = rows
    return found


def _title(key: tuple[str, str]) -> str:
    return f"{key[0]}: {population_title(key[1]).lower()}"


def _persistence(findings: Findings) -> list[Part]:
    groups = []
    for key, by_outcome in _grouped(findings, "persistence").items():
        lines = []
        for name, rows in by_outcome.items():
            outcome, first = OUTCOMES[name], rows[0]
            by_week = {int(row["weeks_after"]): row for row in rows}
            at_end = sentence(
                "{} ({})", first.cite("at_end", outcome.digits, signed=True),
                interval_of(first, outcome.digits, "at_end_low", "at_end_high", signed=True),
            )  # fmt: skip
            left = [_left(by_week.get(weeks)) for weeks in _AFTER]
            half = first.cite("half_life", 0) if first.has("half_life") else "not known"
            lines.append(TableRow(outcome.title, cells(at_end, *left, half)))
        groups.append(RowGroup(lines, _title(key)))
    if not groups:
        return []
    after = [f"Left after {text}" for text in _AFTER.values()]
    columns = ["Outcome", "When the last programme ends", *after, "Half-life, weeks"]
    return [Table("What is left after the programmes end (95 % intervals)", columns, groups)]


def _left(row: Row | None) -> Piece:
    if row is None or not row.has("later"):
        return "not lived"
    if not row.has("share_left"):
        return "not clear at its end"
    share = row.cite("share_left", 0, percent=True)
    if not row.spread():
        return share
    return sentence("{} ({})", share, interval_of(row, 0, percent=True))


def _timing(findings: Findings) -> list[Part]:
    groups = []
    for key, by_outcome in _grouped(findings, "timing").items():
        lines = [TableRow(OUTCOMES[name].title, cells(*_when(rows[0], OUTCOMES[name])))
                 for name, rows in by_outcome.items()]  # fmt: skip
        groups.append(RowGroup(lines, _title(key)))
    if not groups:
        return []
    columns = ["Outcome", "Weeks until it is clear", "Weeks to half of the largest",
               "Largest difference", "In week"]  # fmt: skip
    return [
        Table("How soon an effect shows, from the start of the first programme", columns, groups)
    ]


def _when(row: Row, outcome: Outcome) -> list[Piece]:
    clear: Piece = "never"
    if row.has("weeks_to_effect"):
        clear = sentence("{} ({})", row.cite("weeks_to_effect", 0), str(row["direction"]))
    half = row.cite("weeks_to_half", 0) if row.has("weeks_to_half") else "never clear"
    largest = row.cite("largest", outcome.digits, signed=True)
    return [clear, half, largest, row.cite("largest_week", 0)]


def _area(findings: Findings) -> list[Part]:
    groups = []
    for key, by_outcome in _grouped(findings, "area").items():
        lines = []
        for name, (row, *_) in by_outcome.items():
            gained: Piece = row.cite("gained", 2, signed=True)
            if row.spread():
                gained = sentence("{} ({})", gained, interval_of(row, 2, signed=True))
            lines.append(TableRow(OUTCOMES[name].title, cells(gained, str(row["unit"]))))
        groups.append(RowGroup(lines, _title(key)))
    if not groups:
        return []
    caption = "What it adds up to over the run: area between the curves; above zero is a gain"
    return [Table(caption, ["Outcome", "Gained (95 % interval)", "Unit"], groups)]

"""For whom: what groups of people gain, what becomes of gaps, and who gains and who loses."""

from __future__ import annotations

from collections.abc import Mapping

from experiments.outcomes import OUTCOMES
from experiments.report.cited import Piece, Row, interval_of, sentence
from experiments.report.equity_figure import dimension_title, group_rows
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

__all__ = ["equity_section"]

_WHO = {"gained": "Gained", "lost": "Lost", "unchanged": "Neither"}
_TRAITS = {
    "people": "people",
    "age": "age, years",
    "neuroticism": "neuroticism, z",
    "extraversion": "extraversion, z",
    "early_anxiety": "attachment anxiety",
    "early_avoidance": "attachment avoidance",
    "adverse_childhood": "adverse experiences",
    "tie_count": "ties",
    "ucla3_at_start": "UCLA-3 at week 0",
}


def equity_section(findings: Findings, drawn: Mapping[str, str]) -> Section | None:
    """Return the section; None in a study without groups."""
    parts: list[Part] = []
    if "equity" in drawn:
        parts.append(_figure(findings, drawn["equity"]))
        parts.append(_groups(findings))
    parts += [*_gaps(findings), *_gainers(findings), *_profiles(findings)]
    if not parts:
        return None
    intro = Text(
        "Who is in a group is fixed at week 0 and the same in both worlds. Many groups are looked "
        "at, so one in twenty intervals leaves out zero by luck alone."
    )
    return Section("equity", "For whom", [intro, *parts])


def _figure(findings: Findings, svg: str) -> Part:
    outcome = OUTCOMES[findings.plan.outcomes[0]]
    way = -1.0 if outcome.better == "lower" else 1.0
    told = []
    for arm in findings.plan.compared:
        rows = {key: by[arm.name] for key, by in group_rows(findings).items() if arm.name in by}
        known = {key: way * float(row["difference"]) for key, row in rows.items()
                 if row.has("difference")}  # fmt: skip
        if known:
            most, least = max(known, key=known.__getitem__), min(known, key=known.__getitem__)
            told.append(
                f"{arm.title}: most gained by {dimension_title(most[0]).lower()} {most[1]}, "
                f"least by {dimension_title(least[0]).lower()} {least[1]}."
            )
    label = f"{outcome.title} by group of people. {' '.join(told)} The table below has the numbers."
    caption = (
        f"{outcome.title}, {outcome.unit}: paired differences of groups of everybody in the last "
        "week that groups were followed, with 95 % intervals. Other outcomes, and groups of "
        "participants, are in tables/subgroups.csv."
    )
    return drawing(svg, "equity", "differences by group of people", label, caption)


def _difference(row: Row, digits: int, column: str = "difference") -> Cell:
    text: Piece = row.cite(column, digits, signed=True)
    if not row.spread():
        return Cell(text)
    clear = row["low"] > 0 or row["high"] < 0
    return Cell(sentence("{} ({})", text, interval_of(row, digits, signed=True)), clear)


def _groups(findings: Findings) -> Part:
    outcome = OUTCOMES[findings.plan.outcomes[0]]
    arms = findings.plan.compared
    groups: dict[str, list[TableRow]] = {}
    for (dimension, group), by_arm in group_rows(findings).items():
        first = next(iter(by_arm.values()))
        line = [Cell(first.cite("people", 0)), Cell(first.cite("without", outcome.digits))]
        line += [
            _difference(by_arm[arm.name], outcome.digits) if arm.name in by_arm else Cell("")
            for arm in arms
        ]
        groups.setdefault(dimension, []).append(TableRow(group, line))
    columns = ["Group", "People", "Without any programme", *(arm.title for arm in arms)]
    return Table(
        f"{outcome.title}, {outcome.unit}, by group of people",
        columns,
        [RowGroup(rows, dimension_title(name)) for name, rows in groups.items()],
    )


def _gaps(findings: Findings) -> list[Part]:
    outcome = OUTCOMES[findings.plan.outcomes[0]]
    groups = []
    for arm in findings.plan.compared:
        rows = findings.rows("gaps", arm=arm.name, outcome=outcome.name, participants_of="")
        lines = [
            TableRow(
                dimension_title(str(row["dimension"])),
                [
                    Cell(f"{row['worst_off']} against {row['best_off']}"),
                    *cells(*(row.cite(name, outcome.digits) for name in
                             ("gap_without", "gap_with"))),
                    _difference(row, outcome.digits, "change"),
                ],
            )
            for row in rows
        ]  # fmt: skip
        if lines:
            groups.append(RowGroup(lines, arm.title))
    if not groups:
        return []
    columns = ["Dimension", "Worst off against best off", "Gap without", "Gap with", "Change"]
    caption = f"What becomes of gaps in “{outcome.title.lower()}”; below zero the gap narrows"
    return [Table(caption, columns, groups)]


def _gainers(findings: Findings) -> list[Part]:
    groups = []
    for arm in findings.plan.compared:
        found = findings.rows("gainers", arm=arm.name, dimension="all", instrument="ucla3")
        shares = {(row["population"], row["week"], row["measure"]): row for row in found}
        lines = []
        for population, week in dict.fromkeys(key[:2] for key in shares):
            three = [shares.get((population, week, f"share_{which}")) for which in
                     ("gained", "lost", "unchanged")]  # fmt: skip
            title = f"{str(population).capitalize()}, week {week}"
            lines.append(TableRow(title, [Cell(_share(row)) for row in three]))
        if lines:
            groups.append(RowGroup(lines, arm.title))
    if not groups:
        return []
    caption = "Loneliness (UCLA-3), the same people in both worlds: who is better and worse off"
    columns = ["People", "1 point or more better off", "1 point or more worse off", "Neither"]
    note = Text(
        "A person's difference is what the programme did to them and to the luck of the weeks "
        "after; it could not be seen in a person outside a model. By group: tables/gainers.csv."
    )
    return [Table(caption, columns, groups), note]


def _share(row: Row | None) -> Piece:
    if row is None or not row.has("mean"):
        return "nobody"
    text = row.cite("mean", 0, percent=True)
    if not row.spread():
        return text
    return sentence("{} ({})", text, interval_of(row, 0, percent=True))


def _profiles(findings: Findings) -> list[Part]:
    table = findings.frame("gainer_profiles")
    if table.empty:
        return []
    last = int(table["week"].max())
    groups = []
    for arm in findings.plan.compared:
        rows = findings.rows("gainer_profiles", arm=arm.name, week=last)
        by_who: dict[str, dict[str, Row]] = {}
        for row in rows:
            by_who.setdefault(str(row["who"]), {})[str(row["trait"])] = row
        lines = [
            TableRow(_WHO.get(who, who), cells(*(_trait(traits, name) for name in _TRAITS)))
            for who, traits in by_who.items()
        ]
        if lines:
            groups.append(RowGroup(lines, arm.title))
    if not groups:
        return []
    caption = f"Who participants were that gained, lost or neither by week {last}: means at week 0"
    return [Table(caption, ["Participants", *_TRAITS.values()], groups)]


def _trait(traits: Mapping[str, Row], name: str) -> Piece:
    return traits[name].cite("mean", 1) if name in traits else ""

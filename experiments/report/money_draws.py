"""How sure a choice is when inputs are drawn: acceptability, and what knowing more is worth."""

from __future__ import annotations

from collections.abc import Mapping

from experiments.report.cited import Piece, Row, sentence
from experiments.report.findings import Findings
from experiments.report.money_wording import economics_of, effect_word
from experiments.report.parts import (
    Part,
    RowGroup,
    Table,
    TableRow,
    Text,
    cells,
    drawing,
)
from experiments.report.varied_wording import input_words

__all__ = ["draws_parts"]

_SHOWN_AMOUNTS = 5


def draws_parts(findings: Findings, drawn: Mapping[str, str]) -> list[Part]:
    """Return figures and tables over draws; nothing in a study without them."""
    if not findings.rows("acceptability"):
        return []
    parts: list[Part] = []
    if "acceptability" in drawn:
        parts.append(_figure(findings, drawn["acceptability"]))
    parts.append(_acceptability(findings))
    return parts + _information(findings)


def _amounts(findings: Findings) -> list[float]:
    """Return amounts evenly spread over those of the study, both ends included."""
    every = sorted(set(findings.frame("acceptability")["willingness_to_pay"]))
    if len(every) <= _SHOWN_AMOUNTS:
        return every
    places = [round(i * (len(every) - 1) / (_SHOWN_AMOUNTS - 1)) for i in range(_SHOWN_AMOUNTS)]
    return [every[place] for place in places]


def _figure(findings: Findings, svg: str) -> Part:
    rows = findings.rows("acceptability", frontier=True)
    titles = {arm.name: arm.title for arm in findings.plan.arms}
    money, word = economics_of(findings), effect_word(findings)
    ends = [rows[0], rows[-1]]
    told = "; ".join(
        f"at {money.currency} {row.money('willingness_to_pay')} it is {titles[row['arm']]}, best "
        f"in {row.cite('probability', 0, percent=True)} of draws"
        for row in ends
    )
    label = (
        f"Share of draws in which each choice is best by what one {word} is worth. Best on "
        f"average: {told}. The numbers are in tables/acceptability.csv."
    )
    caption = (
        "Acceptability curves: the share of draws in which a choice has the most net benefit. Open "
        "circles: the frontier, the choice that has most on average."
    )
    return drawing(svg, "acceptability", "acceptability curves", label, caption)


def _acceptability(findings: Findings) -> Part:
    arms = findings.plan.arms
    groups = []
    for title, column in (("Share of draws in which it is best", "probability"),
                          ("Expected loss for each 1,000 people", "expected_loss")):  # fmt: skip
        lines = []
        for amount in _amounts(findings):
            by_arm = {row["arm"]: row for row in
                      findings.rows("acceptability", willingness_to_pay=amount)}  # fmt: skip
            first = next(iter(by_arm.values()))
            found = [by_arm.get(arm.name) for arm in arms]
            lines.append(
                TableRow(
                    first.money("willingness_to_pay"),
                    cells(*("not drawn" if row is None else _told(row, column) for row in found)),
                )
            )
        groups.append(RowGroup(lines, title))
    caption = (
        f"How sure the choice is, by what one {effect_word(findings)} is worth "
        f"({economics_of(findings).currency})"
    )
    return Table(caption, ["Worth", *(arm.title for arm in arms)], groups)


def _told(row: Row, column: str) -> Piece:
    if column == "probability":
        return row.cite(column, 0, percent=True)
    return row.money(column)


def _information(findings: Findings) -> list[Part]:
    table = findings.frame("information_value")
    perfect = table[table["kind"] == "perfect"]
    if perfect.empty:
        return []
    # Where the choice is hardest, knowing more is worth most.
    amount = float(perfect["willingness_to_pay"].iloc[int(perfect["value"].to_numpy().argmax())])
    lines, too_few = [], False
    rows = findings.rows("information_value", willingness_to_pay=amount)
    for row in rows:
        title = "everything" if row["kind"] == "perfect" else input_words(str(row["inputs"]))
        too_few |= not row.has("value")
        value = row.money("value") if row.has("value") else "too few draws"
        share = row.cite("share", 0, percent=True)
        lines.append(TableRow(title, cells(value, row.money("standard_error"), share)))
    at = sentence(
        "Where the choice is hardest: at {} for one {}", rows[0].money("willingness_to_pay"),
        effect_word(findings),
    )  # fmt: skip
    groups = [RowGroup(lines, at)]
    currency = economics_of(findings).currency
    caption = f"What knowing an input would be worth to the choice, {currency} for 1,000 people"
    parts: list[Part] = [
        Table(caption, ["Known", "Worth", "Standard error", "Share of everything"], groups)
    ]
    if too_few:
        parts.append(
            Text("Where it says too few draws, the study needs more: at least 20 for an input.")
        )
    return parts

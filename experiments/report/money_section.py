"""What programmes cost for what they do: ratios, dominance, uncertainty of the choice, budgets."""

from __future__ import annotations

from collections.abc import Mapping

from experiments.economics.columns import ECONOMIC_COLUMNS
from experiments.report.cited import Piece, Row, sentence
from experiments.report.findings import Findings
from experiments.report.money_draws import draws_parts
from experiments.report.money_settings import settings_table
from experiments.report.money_wording import EFFECT_WORDS, economics_of, effect_word
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

__all__ = ["money_section"]

_EFFECTS = ("isolation_free_years", "loneliness_free_years", "life_satisfaction_years",
            "lonely_fewer_at_end")  # fmt: skip
_TITLES = {
    "cost": "Cost",
    "cost_health_service": "of it the health service's",
    "cost_local_authority": "of it the local authority's",
    "cost_voluntary_sector": "of it the voluntary sector's",
    "cost_participant": "of it participants', own time included",
    "isolation_free_years": "Isolation-free years gained",
    "loneliness_free_years": "Loneliness-free years gained",
    "life_satisfaction_years": "Life satisfaction gained, points times years",
    "lonely_fewer_at_end": "Lonely people fewer at the end",
    "net_benefit": "Net benefit, central value of a WELLBY",
    "net_benefit_low": "Net benefit, low value",
    "net_benefit_high": "Net benefit, high value",
}


def money_section(findings: Findings, drawn: Mapping[str, str]) -> Section | None:
    """Return the section; None where nothing was spent."""
    if not findings.rows("cost_effectiveness"):
        return None
    money = economics_of(findings)
    years = money.horizon_years
    horizon = f"{years} years" if years else "the whole run"
    payers = ", ".join(payer.replace("_", " ") for payer in money.payers)
    parts: list[Part] = [
        Text(
            f"Costs and effects are differences from the world without programmes, over {horizon}, "
            f"discounted, in {money.currency} of {money.price_year}. Whose costs count: {payers}."
        ),
        _effectiveness(findings),
        _incremental(findings),
    ]
    if "plane" in drawn:
        parts.append(_plane(findings, drawn["plane"]))
    parts += draws_parts(findings, drawn)
    parts += _budget(findings, drawn)
    parts.append(settings_table(findings))
    return Section("money", "For what money", parts)


def _amount(row: Row) -> Piece:
    if not row.has("value"):
        if row["quadrant"]:
            return row.said("quadrant", str(row["quadrant"]))
        return "not known"
    if not (row.has("low") and row.has("high")):
        value = row.money("value")
        return sentence("{} ({})", value, str(row["interval"])) if row["interval"] else value
    if row["low"] == row["high"]:
        return row.money("value")
    return sentence("{} ({} to {})", *(row.money(name) for name in ("value", "low", "high")))


def _effectiveness(findings: Findings) -> Part:
    arms = findings.plan.compared
    found = {(row["arm"], row["measure"]): row for row in findings.rows("cost_effectiveness")}
    measures = list(dict.fromkeys(str(measure) for _, measure in found))
    costs = [one for one in measures if one.startswith("cost") and "_per_" not in one]
    groups = {
        "For each 1,000 people: costs": [
            one for one in costs if any(_matters(found.get((arm.name, one))) for arm in arms)
        ],
        "For each 1,000 people: effects": [one for one in measures if one in _EFFECTS],
        "What one unit costs": [one for one in measures if one.startswith("cost_per_")],
        "For each 1,000 people: net benefit": [
            one for one in measures if one.startswith("net_benefit")
        ],
    }
    made = []
    for title, names in groups.items():
        lines = [
            TableRow(
                _measure_title(name),
                cells(
                    *(
                        _amount(found[arm.name, name]) if (arm.name, name) in found else "not lived"
                        for arm in arms
                    )
                ),
            )
            for name in names
        ]
        made += [RowGroup(lines, title)] if lines else []
    caption = "Costs and effects (95 % intervals over seeds; of ratios Fieller's)"
    return Table(caption, ["Measure", *(arm.title for arm in arms)], made)


def _matters(row: Row | None) -> bool:
    return row is not None and (row["measure"] == "cost" or bool(row["value"]))


def _measure_title(name: str) -> str:
    if name in _TITLES:
        return _TITLES[name]
    effect = name.removeprefix("cost_per_")
    for known, word in EFFECT_WORDS.items():
        if effect == known.removesuffix("s"):
            return f"One {word}"
    return ECONOMIC_COLUMNS[name][1] if name in ECONOMIC_COLUMNS else name


def _incremental(findings: Findings) -> Part:
    titles = {arm.name: arm.title for arm in findings.plan.arms}
    lines = []
    for row in findings.rows("incremental"):
        before = titles.get(str(row["compared_with"]), "")
        lines.append(
            TableRow(
                titles[str(row["arm"])],
                [
                    Cell(row.money("cost")),
                    Cell(row.cite("effect", 1)),
                    Cell(row.said("status", str(row["status"]))),
                    Cell(before or "nothing cheaper"),
                    Cell(row.money("ratio") if row.has("ratio") else "none"),
                ],
            )
        )
    word = effect_word(findings)
    columns = ["World", "Cost for each 1,000", f"{word.capitalize()}s for each 1,000", "Status",
               "Compared with", f"Cost of one more {word}"]  # fmt: skip
    caption = "Fully incremental analysis, the cheapest first"
    return Table(caption, columns, [RowGroup(lines)])


def _plane(findings: Findings, svg: str) -> Part:
    titles = {arm.name: arm.title for arm in findings.plan.compared}
    told = [
        f"{titles[row['arm']]}: cost {row.money('cost')}, effect {row.cite('effect', 1)}"
        for row in findings.rows("incremental")
        if row["arm"] in titles
    ]
    several = bool(findings.rows("cost_effectiveness_plane"))
    label = (
        f"Cost against effect for each 1,000 people. {'; '.join(told)}. The numbers are in the "
        "table above"
        + (" and, draw by draw, in tables/cost_effectiveness_plane.csv." if several else ".")
    )
    dots = (
        "Small markers: draws of the uncertain inputs."
        if several
        else "No inputs were drawn, so there is no cloud around it."
    )
    caption = (
        "The cost-effectiveness plane: right is better, up is dearer. Large marker: the study as "
        f"written, mean over seeds. {dots}"
    )
    return drawing(svg, "plane", "cost-effectiveness plane", label, caption)


def _budget(findings: Findings, drawn: Mapping[str, str]) -> list[Part]:
    arms = findings.plan.compared
    found = {
        (row["arm"], int(row["year"]), str(row["payer"])): row
        for row in findings.rows("budget_impact", arm=[arm.name for arm in arms])
    }
    if not found:
        return []
    payers = list(dict.fromkeys(payer for _, _, payer in found))
    groups = []
    for year in sorted({year for _, year, _ in found}):
        lines = [
            TableRow(
                "All payers" if payer == "all" else payer.replace("_", " ").capitalize(),
                cells(*(_change(found.get((arm.name, year, payer))) for arm in arms)),
            )
            for payer in payers
        ]
        groups.append(RowGroup(lines, f"Year {year}"))
    currency = economics_of(findings).currency
    parts: list[Part] = []
    if "budget" in drawn:
        told = [
            f"{arm.title}, year {year}: {row.money('change')}"
            for arm in arms
            for (name, year, payer), row in found.items()
            if name == arm.name and payer == "all"
        ]
        label = (
            f"Spending beyond the baseline by year. {'; '.join(told)}. The table below has it by "
            "payer."
        )
        caption = f"{currency} spent beyond the baseline in each year, all payers, undiscounted."
        parts.append(drawing(drawn["budget"], "budget", "spending by year", label, caption))
    caption = f"Budget impact: {currency} spent in the world beyond the baseline, undiscounted"
    return [*parts, Table(caption, ["Payer", *(arm.title for arm in arms)], groups)]


def _change(row: Row | None) -> Piece:
    if row is None:
        return "not lived"
    if row.spread():
        return sentence("{} ({} to {})", *(row.money(name) for name in ("change", "low", "high")))
    return row.money("change")

"""Costs and effects of a study in words."""

from __future__ import annotations

from experiments.designs.plan import ArmPlan
from experiments.report.cited import Piece, Row, Sentence, sentence
from experiments.report.findings import Findings
from scenarios.study_parts.economics import EconomicsSettings

__all__ = [
    "EFFECT_WORDS",
    "cost_cell",
    "cost_of_effect",
    "economics_of",
    "effect_word",
    "ratio_cell",
]

#: One unit of each effect.
EFFECT_WORDS = {
    "isolation_free_years": "isolation-free year",
    "loneliness_free_years": "loneliness-free year",
    "life_satisfaction_years": "point of life satisfaction for a year",
    "lonely_fewer_at_end": "lonely person fewer at the end",
}


def economics_of(findings: Findings) -> EconomicsSettings:
    """Return how the study counts money."""
    return EconomicsSettings.model_validate(findings.plan.sections.get("economics") or {})


def effect_word(findings: Findings) -> str:
    """Return one unit of the study's main effect."""
    return EFFECT_WORDS[economics_of(findings).effect]


def _measure(findings: Findings, arm: ArmPlan, measure: str) -> Row | None:
    found = findings.rows("cost_effectiveness", arm=arm.name, measure=measure)
    return found[0] if found else None


def _ratio(findings: Findings, arm: ArmPlan) -> Row | None:
    return _measure(findings, arm, f"cost_per_{economics_of(findings).effect.removesuffix('s')}")


def cost_of_effect(findings: Findings, arm: ArmPlan) -> Sentence:
    """Return the end of a sentence: what a unit of the main effect costs, or where the arm lies."""
    row, settings = _ratio(findings, arm), economics_of(findings)
    if row is None or not row["quadrant"]:
        return sentence("")
    if not row.has("value"):
        return sentence(", and it {}", row.said("quadrant", _joined(str(row["quadrant"]))))
    bounds: Piece = str(row["interval"])
    if row.has("low") and row.has("high"):
        bounds = sentence("{} to {}", row.money("low"), row.money("high"))
    return sentence(", {} {} per {} ({})", settings.currency, row.money("value"),
                    effect_word(findings), bounds)  # fmt: skip


def _joined(quadrant: str) -> str:
    return quadrant.replace(", ", " and ")


def ratio_cell(findings: Findings, arm: ArmPlan) -> Piece:
    """Return the cost of a unit of the main effect, or the quadrant in words."""
    row = _ratio(findings, arm)
    if row is None:
        return "not counted"
    if not row.has("value"):
        return row.said("quadrant", str(row["quadrant"])) if row["quadrant"] else "no ratio"
    if row.has("low") and row.has("high"):
        return sentence("{} ({} to {})", *(row.money(name) for name in ("value", "low", "high")))
    return sentence("{} ({})", row.money("value"), str(row["interval"]).split(":")[0])


def cost_cell(findings: Findings, arm: ArmPlan) -> Piece:
    """Return what an arm costs beyond the baseline for each 1,000 people."""
    row = _measure(findings, arm, "cost")
    if row is None:
        return "not counted"
    if row.spread():
        return sentence("{} ({} to {})", *(row.money(name) for name in ("value", "low", "high")))
    return row.money("value")

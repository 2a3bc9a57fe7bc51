"""The paired differences of every programme: in words, and as tables of all outcomes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from experiments.designs.plan import ArmPlan
from experiments.outcomes import OUTCOMES
from experiments.report.answers import (
    answer,
    cited_difference,
    cited_gain,
    cited_interval,
    cited_own_change,
)
from experiments.report.findings import Comparison, Findings
from experiments.report.wording import population_title

__all__ = ["difference_blocks", "smallest_text"]


def difference_blocks(findings: Findings) -> list[dict[str, Any]]:
    """Return for each programme its moments: sentences and rows when it ends and at the end."""
    return [_block(findings, arm) for arm in findings.plan.compared]


def _block(findings: Findings, arm: ArmPlan) -> dict[str, Any]:
    moments = []
    programme_end = findings.programme_end(arm)
    if programme_end is not None:
        moments.append((f"when the programme ends (week {programme_end})", programme_end))
    last = findings.plan.weeks
    moments.append((f"at the end of the run (week {last})", last))
    named = bool(findings.plan.smallest_difference)
    return {
        "title": arm.title,
        "moments": [
            {
                "when": when,
                "sentences": answer(findings.table(arm, week), named),
                "populations": _populations(findings.table(arm, week)),
            }
            for when, week in moments
        ],
    }


def _populations(rows: Sequence[Comparison]) -> list[dict[str, Any]]:
    names = dict.fromkeys(row.population for row in rows)
    return [
        {
            "title": population_title(name),
            "rows": [
                {
                    "outcome": row.outcome.title,
                    "unit": row.outcome.unit,
                    "difference": cited_difference(row),
                    "interval": cited_interval(row),
                    "verdict": row.verdict,
                    "decided": row.verdict in ("lower", "higher"),
                    "own": cited_own_change(row),
                    "gain": cited_gain(row),
                }
                for row in rows
                if row.population == name
            ],
        }
        for name in names
    ]


def smallest_text(findings: Findings) -> str:
    """Say when a verdict is given."""
    named = findings.plan.smallest_difference
    if not named:
        return (
            "The study names no smallest difference that matters: “lower” and “higher” only mean "
            "that the interval leaves out zero."
        )
    listed = "; ".join(f"{OUTCOMES[name].title} {value:g}" for name, value in named.items())
    return (
        "A verdict is given only if the whole interval lies beyond the smallest difference that "
        f"matters ({listed}; zero for the others)."
    )

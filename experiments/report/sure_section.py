"""How sure the answer is: seeds, intervals, whether they suffice, and what failed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from experiments.outcomes import OUTCOMES
from experiments.report.cited import Piece, Row, sentence
from experiments.report.findings import Findings

__all__ = ["sure_lines"]

_MOST_SEEDS = 100_000


def sure_lines(findings: Findings, manifest: Mapping[str, Any]) -> list[Piece]:
    """Return what a reader needs to judge the intervals.

    Parameters
    ----------
    findings : Findings
        What was found.
    manifest : mapping
        As in ``manifest.json``.
    """
    plan, counts = findings.plan, manifest["counts"]
    lines: list[Piece] = [
        f"{findings.seeds} seed{'' if findings.seeds == 1 else 's'} for each world, the same for "
        "all: the same people with the same luck.",
    ]
    if findings.seeds == 1:
        lines.append("One seed gives no interval: run more seeds before drawing a conclusion.")
    for arm in plan.compared:
        for population in findings.populations(arm):
            lines += _known_to(findings, arm.name, arm.title, population)
    total = sum(counts.values())
    lines.append(
        f"{counts['failed'] + counts['crashed']} of {total} runs did not get to their end."
    )
    lines.append(
        "Intervals speak of luck between seeds with the same assumptions. How far the assumptions "
        "themselves move the answer is another matter: see “What would change the answer”."
    )
    return lines


def _known_to(findings: Findings, arm: str, title: str, population: str) -> list[Piece]:
    outcome = OUTCOMES[findings.plan.outcomes[0]]
    wanted = {"arm": arm, "outcome": outcome.name, "population": population}
    rows = findings.rows("replication", **wanted)
    name = f"{title}, {population}"
    if not rows:
        found = findings.compare(
            findings.plan.arm(arm), population, outcome.name, findings.plan.weeks
        )
        if found is None or not found.has_interval:
            return []
        half = f"{(found.high - found.low) / 2:.{outcome.digits}f}"
        return [f"{name}: {outcome.title.lower()} is known to ± {half} {outcome.unit}."]
    row = rows[0]
    if not row.has("half_width"):
        return []
    text: Piece = sentence(
        "{}: {} is known to ± {} {}{}.", name, outcome.title.lower(),
        row.cite("half_width", outcome.digits), outcome.unit, _worth(row),
    )  # fmt: skip
    return [sentence("{} {}", text, _enough(row)) if row["enough"] is not None else text]


def _worth(row: Row) -> Piece:
    if not row.has("gain"):
        return ""
    digits = 0 if row["gain"] >= 10 else 1
    return sentence("; a pair of runs is worth {} unpaired", row.cite("gain", digits))


def _enough(row: Row) -> Piece:
    """Say whether the seeds suffice for the smallest difference that matters."""
    if row["enough"] is True or row["enough"] == 1:
        return sentence(
            "The seeds suffice to tell the smallest difference that matters ({}) from none.",
            row.cite("smallest_difference", 1),
        )
    if not row.has("seeds_needed") or row["seeds_needed"] > _MOST_SEEDS:
        return "The seeds do not suffice."
    return sentence(
        "The seeds do not suffice to tell the smallest difference that matters ({}) from none: "
        "that takes about {} seeds.", row.cite("smallest_difference", 1),
        row.cite("seeds_needed", 0),
    )  # fmt: skip

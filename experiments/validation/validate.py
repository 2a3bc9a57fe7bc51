"""Validation: worlds are lived, measured, and each figure is set against its range."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from experiments.validation.targets import TARGETS, Target, widened
from simulation import ParameterSet

if TYPE_CHECKING:
    from scenarios import Scenario

__all__ = ["QUICK_PEOPLE", "QUICK_SEEDS", "Report", "Row", "compare", "run_validation"]

FULL_PEOPLE, FULL_SEEDS = 5000, (11, 12, 13)
QUICK_PEOPLE, QUICK_SEEDS = 1500, (11,)

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Row:
    """One target and what the worlds showed.

    Attributes
    ----------
    target
        What was asked.
    low, high
        The range applied: the asked one, or the wider one of a quick run.
    mean, spread
        Mean over seeds, and SD between them (not a number for one seed).
    verdict
        Whether the mean lies in the range.
    """

    target: Target
    low: float
    high: float
    mean: float
    spread: float
    verdict: Literal["hit", "miss"]


@dataclass(frozen=True)
class Report:
    """The whole comparison.

    Attributes
    ----------
    people, seeds, quick, parameters
        What was run.
    rows
        One for each target.
    by_seed
        Every measure of each world.
    """

    people: int
    seeds: tuple[int, ...]
    quick: bool
    parameters: dict[str, float]
    rows: tuple[Row, ...]
    by_seed: dict[int, dict[str, float]]

    @property
    def missed(self) -> tuple[Row, ...]:
        """Gating targets that were missed."""
        return tuple(row for row in self.rows if row.target.gating and row.verdict == "miss")

    @property
    def passed(self) -> bool:
        """Whether every gating target was hit."""
        return not self.missed

    def as_json(self) -> dict[str, Any]:
        """Return the report as data; what is not a number becomes null."""
        rows = [
            {
                **asdict(row.target),
                "asked": [row.target.low, row.target.high],
                "applied": [row.low, row.high],
                "mean": _finite(row.mean),
                "seed_sd": _finite(row.spread),
                "by_seed": [_finite(one[row.target.name]) for one in self.by_seed.values()],
                "verdict": row.verdict,
            }
            for row in self.rows
        ]
        for row in rows:
            del row["low"], row["high"]
        return {
            "people": self.people,
            "seeds": list(self.seeds),
            "quick": self.quick,
            "parameters": self.parameters,
            "passed": self.passed,
            "rows": rows,
        }


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def compare(
    by_seed: Mapping[int, Mapping[str, float]],
    people: int,
    quick: bool,
    targets: Sequence[Target] = TARGETS,
) -> tuple[Row, ...]:
    """Set the mean over seeds of each measure against its range.

    Parameters
    ----------
    by_seed
        Measures of each world by seed.
    people
        People a world.
    quick
        Whether ranges are widened by the sampling noise of so few people.
    targets
        What to compare with.
    """
    rows = []
    for target in targets:
        values = [measures[target.name] for measures in by_seed.values()]
        mean = statistics.fmean(values)
        spread = statistics.stdev(values) if len(values) > 1 else math.nan
        low, high = target.low, target.high
        if quick:
            low, high = widened(target, people * len(values))
        verdict: Literal["hit", "miss"] = "hit" if low <= mean <= high else "miss"
        rows.append(Row(target, low, high, mean, spread, verdict))
    return tuple(rows)


def run_validation(
    *,
    quick: bool = False,
    people: int | None = None,
    seeds: Sequence[int] | None = None,
    parameters: Mapping[str, float] | None = None,
    progress: Progress | None = None,
    targets: Sequence[Target] = TARGETS,
    scenario: Scenario | None = None,
) -> Report:
    """Live the worlds and compare them with every target.

    Parameters
    ----------
    quick
        One smaller world, and ranges widened by its sampling noise.
    people, seeds
        Instead of 5,000 people and seeds 11 to 13 (quick: 1,500 and 11).
    parameters
        Values that differ from the defaults.
    progress
        Told how many worlds of how many are done.
    targets
        What to compare with; the published figures by default.
    scenario
        Whose people and parameters, without its programmes and policies; the default town if none.

    Returns
    -------
    Report

    Raises
    ------
    ParameterError
        For an unknown parameter or a value out of range.
    """
    from experiments.validation.measures import measure_life, measure_world

    if scenario is not None and scenario.own_data is not None:
        scenario.check_people(people)
        people = scenario.population.people
    if people is None:
        people = QUICK_PEOPLE if quick else FULL_PEOPLE
    chosen = tuple(seeds) if seeds else (QUICK_SEEDS if quick else FULL_SEEDS)
    by_seed: dict[int, dict[str, float]] = {}
    for seed in chosen:
        if progress is not None:
            progress(len(by_seed), len(chosen))
        if scenario is None:
            by_seed[seed] = measure_world(people, seed, parameters)
        else:
            own = {**scenario.parameters, **ParameterSet(parameters).overrides}
            world = scenario.world().model_copy(update={"parameters": own})
            by_seed[seed] = measure_life(world.build(seed, people))
    rows = compare(by_seed, people, quick, targets)
    return Report(people, chosen, quick, dict(parameters or {}), rows, by_seed)

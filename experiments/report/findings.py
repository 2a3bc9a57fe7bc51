"""What a study found: the plan, the rows, and the comparisons made from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from experiments.comparison.paired import at_week, levels, paired_differences, verdict
from experiments.delivery.records import DeliveryRecords
from experiments.designs.plan import ArmPlan, StudyPlan
from experiments.outcomes import OUTCOMES, Outcome
from experiments.report.basis_tables import basis_tables
from experiments.report.cited import Row, rows_of
from experiments.report.study_tables import StudyTables
from experiments.worlds.history import EVERYBODY, PARTICIPANTS
from simulation.indicators import INDICATORS

__all__ = ["Comparison", "Findings"]


@dataclass(frozen=True)
class Comparison:
    """One paired difference, ready to be shown."""

    arm: ArmPlan
    population: str
    outcome: Outcome
    week: int
    difference: float
    low: float
    high: float
    seeds: int
    gain: float
    own_start: float
    own_end: float
    verdict: str
    cited: Row | None = None  # its row of differences_by_week.csv
    cited_start: Row | None = None  # the row of own_start

    @property
    def has_interval(self) -> bool:
        """True if there were at least two seeds."""
        return self.low == self.low


@dataclass(frozen=True)
class Findings:
    """Everything a table, a figure or a page is made from."""

    plan: StudyPlan
    weekly: pd.DataFrame
    failures: Sequence[Mapping[str, Any]]
    indicators: pd.DataFrame = field(default_factory=pd.DataFrame)
    delivery: DeliveryRecords = field(default_factory=DeliveryRecords)
    tables: StudyTables | None = None
    resolved: Mapping[str, Any] = field(default_factory=dict)  # the study as it was understood

    def frame(self, name: str) -> pd.DataFrame:
        """Return a table of the study by name; empty where there is none."""
        return pd.DataFrame() if self.tables is None else self.tables.get(name)

    def rows(self, name: str, **wanted: Any) -> list[Row]:
        """Return rows of a table of the study, each with its place in the file."""
        return rows_of(name, self.frame(name), **wanted)

    @cached_property
    def basis(self) -> dict[str, pd.DataFrame]:
        """What was asked for and assumed, as tables by name."""
        return basis_tables(self.plan, self.resolved)

    def basis_rows(self, name: str, **wanted: Any) -> list[Row]:
        """Return rows of one of these tables, each with its place in the file."""
        return rows_of(name, self.basis.get(name, pd.DataFrame()), **wanted)

    @cached_property
    def differences(self) -> pd.DataFrame:
        """Paired differences in every week."""
        return paired_differences(self.weekly, self.plan.baseline)

    @cached_property
    def levels(self) -> pd.DataFrame:
        """Means of every group in every week."""
        return levels(self.weekly)

    @cached_property
    def indicator_differences(self) -> pd.DataFrame:
        """Paired differences of signs and healing in the weeks counted; empty without rows."""
        if self.indicators.empty:
            return pd.DataFrame()
        table = paired_differences(self.indicators, self.plan.baseline, tuple(INDICATORS))
        return table.rename(columns={"outcome": "indicator"})

    @cached_property
    def indicator_levels(self) -> pd.DataFrame:
        """Prevalences of every group in the weeks counted; empty without rows."""
        if self.indicators.empty:
            return pd.DataFrame()
        table = levels(self.indicators, tuple(INDICATORS))
        return table.rename(columns={"outcome": "indicator"})

    @property
    def seeds(self) -> int:
        """Seeds with rows."""
        return int(self.weekly["seed"].nunique())

    def programme_end(self, arm: ArmPlan) -> int | None:
        """Return the week in which the arm's last programme ends, if it ends before the run."""
        return self.plan.programme_end(arm)

    def populations(self, arm: ArmPlan) -> list[str]:
        """Return the arm's groups, participants first and everybody last."""
        found = list(dict.fromkeys(self._of(arm)["population"]))
        return sorted(found, key=lambda name: (name == EVERYBODY, name != PARTICIPANTS, name))

    def _of(self, arm: ArmPlan) -> pd.DataFrame:
        return self.differences[self.differences["arm"] == arm.name]

    def compare(self, arm: ArmPlan, population: str, outcome: str, week: int) -> Comparison | None:
        """Return one paired difference; None if no seed has it."""
        start_week = min((period.start_week for period in arm.programmes), default=0)
        rows = {
            row["week"]: row
            for row in rows_of(
                "differences_by_week", self.differences, arm=arm.name, population=population,
                outcome=outcome, week={week, min(start_week, week)},
            )
        }  # fmt: skip
        if week not in rows:
            return None
        end, at_start = rows[week], rows.get(min(start_week, week))
        smallest = float(self.plan.smallest_difference.get(outcome, 0.0))
        low, high = float(end["low"]), float(end["high"])
        return Comparison(
            arm=arm,
            population=population,
            outcome=OUTCOMES[outcome],
            week=week,
            difference=float(end["difference"]),
            low=low,
            high=high,
            seeds=int(end["seeds"]),
            gain=float(end["gain"]),
            own_start=float("nan") if at_start is None else float(at_start["without"]),
            own_end=float(end["without"]),
            verdict=verdict({"low": low, "high": high}, smallest),
            cited=end,
            cited_start=at_start,
        )

    def table(self, arm: ArmPlan, week: int) -> list[Comparison]:
        """Return the study's outcomes for every group of one arm in one week."""
        found = [
            self.compare(arm, population, outcome, week)
            for population in self.populations(arm)
            for outcome in self.plan.outcomes
        ]
        return [comparison for comparison in found if comparison is not None]

    def final_differences(self) -> pd.DataFrame:
        """Return the differences in the last week, as written to ``differences.csv``."""
        return at_week(self.differences, self.plan.weeks)

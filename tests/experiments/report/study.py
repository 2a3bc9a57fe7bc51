"""Findings with tables written by hand, for tests of what the page says of them."""

from __future__ import annotations

from typing import Any

import pandas as pd

from experiments.designs.plan import ArmPlan, ProgrammePeriod, StudyPlan
from experiments.designs.points import PointPlan, as_written
from experiments.report import Findings
from experiments.report.study_tables import StudyTables

NAN = float("nan")
OUTCOME = "lonely_per_1000"
HASHES = {"baseline": "a" * 64}


def plan(arms: int = 2, points: tuple[PointPlan, ...] = (), **changes: Any) -> StudyPlan:
    """Return a plan with arms called a1, a2, ..., and their titles A1, A2, ..."""
    period = (ProgrammePeriod("walks", "walks", 0, 20),)
    compared = [ArmPlan(f"a{i}", f"A{i}", 100, 260, True, period) for i in range(1, arms + 1)]
    settings: dict[str, Any] = {
        "name": "s", "title": "S", "question": "", "baseline": "baseline",
        "arms": (ArmPlan("baseline", "Nothing", 100, 260, True, ()), *compared),
        "outcomes": (OUTCOME,), "smallest_difference": {OUTCOME: 5.0}, "weeks": 104,
        "first_seed": 1, "seeds": 5, "quick": False, "points": (as_written(HASHES), *points),
    }  # fmt: skip
    return StudyPlan(**{**settings, **changes})


def findings(the_plan: StudyPlan, **tables: pd.DataFrame) -> Findings:
    """Return findings with these tables and no others."""
    made = StudyTables(None, the_plan, pd.DataFrame())
    made.__dict__["all"] = tables
    return Findings(the_plan, pd.DataFrame({"seed": [1, 2]}), [], tables=made)


def simultaneous(*rows: tuple[float, float, float], population: str = "everybody") -> pd.DataFrame:
    """Return differences with their ends, one for each arm."""
    return pd.DataFrame(
        [
            {"arm": f"a{i}", "baseline": "baseline", "outcome": OUTCOME, "population": population,
             "week": 104, "difference": difference, "low": low, "high": high, "critical": 2.5,
             "arms": len(rows), "seeds": 5}
            for i, (difference, low, high) in enumerate(rows, 1)
        ]
    )  # fmt: skip


def cost_effectiveness(value: float, quadrant: str, interval: str = "bounded") -> pd.DataFrame:
    """Return the cost of an isolation-free year in arm a1."""
    ends = {"low": 0.9 * value, "high": 1.1 * value}
    return pd.DataFrame(
        [
            {"arm": "a1", "baseline": "baseline", "measure": "cost_per_isolation_free_year",
             "value": value, **ends, "seeds": 5, "quadrant": quadrant, "interval": interval},
            {"arm": "a1", "baseline": "baseline", "measure": "cost", "value": 5000.0,
             "low": 4000.0, "high": 6000.0, "seeds": 5, "quadrant": "", "interval": ""},
        ]
    )  # fmt: skip

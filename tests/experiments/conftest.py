from __future__ import annotations

from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from experiments.delivery.records import DeliveryRecords
from experiments.designs.plan import ArmPlan, ProgrammePeriod, StudyPlan
from experiments.designs.points import as_written
from experiments.outcomes import MAIN_OUTCOMES, OUTCOMES
from experiments.storage.manifest import Counts, make_manifest
from experiments.storage.store import ResultsFolder
from experiments.worlds.delivered import Delivered
from experiments.worlds.groups import GroupSeries
from experiments.worlds.indicators import indicator_series
from experiments.worlds.results import Failure, JobResult, PointResult, RunRecord
from simulation.delivery.history import FLOWS, STOCKS
from simulation.indicators import INDICATORS

WEEKS = 6


def _plan(**changes) -> StudyPlan:
    settings = {
        "name": "trial",
        "title": "A trial",
        "question": "Does <b>therapy</b> help & last?",
        "baseline": "baseline",
        "arms": (
            ArmPlan("baseline", "No programme", 100, 260, True, ()),
            ArmPlan(
                "therapy", "Group therapy", 100, 260, True,
                (ProgrammePeriod("group_therapy", "group_therapy", 1, 3),),
            ),
        ),
        "outcomes": MAIN_OUTCOMES,
        "smallest_difference": {"pss10": 0.5},
        "weeks": WEEKS,
        "first_seed": 1,
        "seeds": 3,
        "quick": False,
        "points": (as_written({"baseline": "a" * 64, "therapy": "b" * 64}),),
    }  # fmt: skip
    return StudyPlan(**{**settings, **changes})


def _delivered(seed: int, programme: str = "group_therapy", **changes) -> Delivered:
    """Return eight offers a seed and one, of which six are taken and five begun."""
    counts = dict.fromkeys([*FLOWS, *STOCKS], np.zeros(WEEKS, np.int64))
    weekly = pd.DataFrame({"week": range(WEEKS), **counts})
    happened = {
        "offered": [0, 8 + seed], "accepted": [0, 6], "declined": [0, 2 + seed],
        "started": [0, 4, 1], "waiting": [0, 2, 1], "in_course": [0, 4, 5, 5],
        "sessions_held": [0, 1, 1, 1], "attended": [0, 4, 4, 3 + seed], "completed": [0] * 4 + [4],
        "left": [0] * 4 + [1], "hurt": [0, 0, 1],
    }  # fmt: skip
    for name, numbers in happened.items():
        weekly[name] = [*numbers, *[0] * (WEEKS - len(numbers))]
    ledger = pd.DataFrame(
        {
            "week": [1, 1, 2],
            "item": ["facilitator_hour", "travel", "travel"],
            "payer": ["health_service", "participant", "participant"],
            "quantity": [2.0, 4.0, 4.0],
            "amount": [Decimal("100.10"), Decimal(seed), Decimal("0.07")],
        }
    )
    settings = {
        "arm": "therapy", "programme": programme, "eligible": 40, "participants": 5,
        "told": f"{programme} was offered to {8 + seed} people.", "currency": "GBP",
        "price_year": 2023, "weekly": weekly, "ledger": ledger,
    }  # fmt: skip
    return Delivered(**{**settings, **changes})


def _result(seed: int, *, effect: float = -2.0, failed: bool = False) -> JobResult:
    """Return one seed of two worlds; the arm moves every outcome by ``effect`` from week 1 on.

    Indicators move by ten times as much, and are those of everybody, women and participants.
    """
    luck = np.random.default_rng(seed).normal(100, 10, size=len(OUTCOMES))
    own = np.random.default_rng(seed + 1000).normal(0, 0.1, size=len(OUTCOMES))

    def series(arm: str, of: str, population: str, moved: float) -> GroupSeries:
        group = GroupSeries(arm, of, population)
        for week in range(WEEKS + 1):
            shift = (moved + own * (moved != 0)) if week else 0.0
            group.add(week, 50, luck + shift - (week if of else 0))
        return group

    def shown(arm: str, of: str, population: str, moved: float) -> GroupSeries:
        group = indicator_series(arm, of, population)
        for week in range(WEEKS + 1):
            rates = 10 * luck[0] / 4 + 10 * (moved + own[0] * (moved != 0)) * (week > 0)
            group.add(week, 50, np.linspace(rates, rates + 100, len(INDICATORS)))
        return group

    result = JobResult(seed)
    kept = PointResult(
        runs=[RunRecord("baseline", seed, 100, 0.5, 0.4, 1.5, False)],
        series=[series("baseline", "", "everybody", 0.0)],
        indicators=[shown("baseline", "", name, 0.0) for name in ("everybody", "women")],
    )
    result.points.append(kept)
    if failed:
        result.failures.append(Failure(seed, "therapy", "failed", "boom", "Traceback ...", "kith"))
        return result
    kept.runs.append(RunRecord("therapy", seed, 100, 0.6, 0.5, 1.5, False))
    kept.delivered.append(_delivered(seed))
    kept.series += [
        series("therapy", "", "everybody", effect / 10),
        series("therapy", "therapy", "participants", effect),
        series("baseline", "therapy", "participants", 0.0),
    ]
    kept.indicators += [
        *(shown("therapy", "", name, effect / 10) for name in ("everybody", "women")),
        shown("therapy", "therapy", "participants", effect),
        shown("baseline", "therapy", "participants", 0.0),
    ]
    return result


@pytest.fixture
def plan_with():
    return _plan


@pytest.fixture
def plan():
    return _plan()


@pytest.fixture
def seed_result():
    return _result


@pytest.fixture
def delivered():
    return _delivered


@pytest.fixture
def results_folder(tmp_path):
    """Return a folder for a plan, with some results in it."""

    def make(*results: JobResult, plan: StudyPlan | None = None, name: str = "out"):
        folder = ResultsFolder(tmp_path / name, (plan or _plan()).register)
        folder.prepare()
        for result in results:
            folder.add(result)
        folder.flush()
        return folder

    return make


@pytest.fixture
def records_of(results_folder):
    """Return what is read back of the deliveries of some seeds, over the files of a part."""

    def make(*results: JobResult) -> DeliveryRecords:
        plan = _plan(seeds=max((result.seed for result in results), default=1))
        return results_folder(*results, plan=plan, name="records").delivery()

    return make


@pytest.fixture
def manifest_for():
    def make(plan: StudyPlan, **changes):
        settings = {
            "state": "finished",
            "counts": Counts(ok=2 * plan.seeds, failed=0, crashed=0),
            "started": "2026-01-01T10:00:00+00:00",
            "ended": "2026-01-01T10:02:00+00:00",
            "command": ["kith", "run", "trial.yaml"],
            "workers": 2,
            "seeds": list(plan.seed_numbers),
            "fingerprint": "f" * 64,
        }
        return make_manifest(plan, **{**settings, **changes})

    return make

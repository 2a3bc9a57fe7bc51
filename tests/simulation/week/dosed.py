"""Same-seed twins of which one gets mechanism inputs each week, without any programme around."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from simulation import ConnectivityModel
from simulation.week_plan import Pass

Ids = npt.NDArray[np.int64]


def dosed(model: ConnectivityModel, ids: Ids, **doses: float) -> ConnectivityModel:
    """Return a twin in which these people get these inputs every week."""
    twin = model.fork()

    def give(world: Any, *rest: Any) -> None:
        world.scratch.clear_inputs()
        rows = ids % len(world.people)
        rows = rows[world.people["unique_id"][rows] == ids]
        for name, dose in doses.items():
            world.scratch.doses[name][rows] = dose

    twin.plan.insert(1, Pass("inputs", "inputs given by a test", give))
    return twin


class Twins:
    """Lonely people of a world and their twins, after some weeks of inputs to the former."""

    def __init__(self, model: ConnectivityModel, weeks: int, **doses: float) -> None:
        self.ids = model.people.ids[model.survey_arrays()["ucla3"] >= 6]
        self.twin, self.treated = model.fork(), dosed(model, self.ids, **doses)
        for one in (self.twin, self.treated):
            one.run_weeks(weeks, observe=False)
        rows = self.ids % len(model.people)
        stayed = (self.twin.people.ids[rows] == self.ids) & (
            self.treated.people.ids[rows] == self.ids
        )
        self.rows = rows[stayed]

    def change(self, column: str) -> float:
        """Return the mean difference of a column, in its standard deviations."""
        here, there = (
            one.people.array(column)[self.rows].astype(float) for one in (self.treated, self.twin)
        )
        return float((here - there).mean() / there.std())

    def ratio(self, received: str, each: str | None = None) -> float:
        """Return what ties gave in the last week, relative to the twins, per ``each`` if given."""
        totals = []
        for one in (self.treated, self.twin):
            sums: Any = one._kith_world.scratch.received[self.rows]
            total = sums[received].sum(dtype=float)
            totals.append(total / (sums[each].sum(dtype=float) if each else len(sums)))
        return totals[0] / totals[1]

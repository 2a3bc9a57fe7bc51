"""What mixes cost and do: each is lived over a few common seeds, forked from the baseline's past.

The mixes of a batch are lived a few at a time beside the baseline, seed by seed, so that all worlds
of a seed share one burnt-in past and the same luck.

    cost        what the chosen payers paid for all programmes, minus the same in the baseline,
                x 1,000 / people x 52 / weeks lived   (currency a year per 1,000 people)
    difference  mean outcome of everybody over the weeks lived, minus that of the baseline
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.errors import KithError
from experiments.uncertainty.mixes.journal import MixResult
from experiments.uncertainty.mixes.space import Mix
from experiments.uncertainty.mixes.worlds import mixed_world
from experiments.worlds.history import EVERYBODY
from experiments.worlds.job import Job, JobPoint
from experiments.worlds.results import JobResult

if TYPE_CHECKING:
    from scenarios import Scenario

__all__ = ["LivedMixes", "RunJobs", "mix_result"]

#: Runs jobs and yields each with its result, in any order; anything but a result is a crash.
RunJobs = Callable[[Iterable[Job]], Iterable[tuple[Job, Any]]]

#: Mixes that are lived beside one baseline. Fewer lose less when a run is killed; more share more.
_TOGETHER = 4
_WEEKS_A_YEAR = 52
_PER_PEOPLE = 1000


@dataclass(frozen=True)
class LivedMixes:
    """Lives mixes; called with mixes, it yields their results as they come.

    Attributes
    ----------
    baseline : Scenario
        The world mixes are compared with.
    arms : tuple of Scenario
        Whose programmes are mixed.
    outcome : str
        What is bettered.
    payers : tuple of str
        Whose costs count.
    seeds : tuple of int
        The same for every mix.
    weeks : int
        Weeks lived after the burn-in.
    people : int or None
        People in every world, if another number than the baseline's.
    cache_folder : Path
        Where burnt-in worlds are kept.
    run : callable
        Runs jobs, see :data:`RunJobs`.
    complain : callable
        Told what failed, in words.
    """

    baseline: Scenario
    arms: tuple[Scenario, ...]
    outcome: str
    payers: tuple[str, ...]
    seeds: tuple[int, ...]
    weeks: int
    people: int | None
    cache_folder: Path
    run: RunJobs
    complain: Callable[[str], None] = lambda _: None

    def __call__(self, mixes: Sequence[Mix]) -> Iterator[tuple[int, MixResult]]:
        """Yield the place of each mix with its result; a mix that failed in a seed is left out."""
        worlds = [
            mixed_world(self.baseline, self.arms, mix, f"mix-{place}")
            for place, mix in enumerate(mixes)
        ]
        live = [
            place
            for place, world in enumerate(worlds)
            if world.programmes != self.baseline.programmes
        ]
        for place in sorted(set(range(len(worlds))) - set(live)):  # the baseline itself
            nothing = (0.0,) * len(self.seeds)
            yield place, MixResult(nothing, nothing)
        results: dict[str, dict[int, tuple[float, float]]] = {}
        for job, result in self.run(self._jobs([worlds[place] for place in live])):
            if not isinstance(result, JobResult):
                self.complain(f"seed {job.seed}: {result}")
                continue
            for failure in result.failures:
                self.complain(f"{failure.arm}, seed {failure.seed}: {failure.message}")
            for name, pair in mix_result(result, self.baseline.name, self).items():
                by_seed = results.setdefault(name, {})
                by_seed[job.seed] = pair
                if len(by_seed) == len(self.seeds):
                    pairs = [by_seed[seed] for seed in self.seeds]
                    costs, differences = zip(*pairs, strict=True)
                    yield int(name.removeprefix("mix-")), MixResult(costs, differences)

    def _jobs(self, worlds: Sequence[Scenario]) -> Iterator[Job]:
        for first in range(0, len(worlds), _TOGETHER):
            for seed in self.seeds:
                point = JobPoint(0, tuple(worlds[first : first + _TOGETHER]), "ends")
                yield Job(
                    seed=seed,
                    baseline=self.baseline,
                    points=(point,),
                    weeks=self.weeks,
                    people=self.people,
                    cache_folder=self.cache_folder,
                )


def mix_result(result: JobResult, baseline: str, asked: LivedMixes) -> dict[str, Any]:
    """Return cost and difference of every mix of one seed that was lived to its end.

    Parameters
    ----------
    result : JobResult
        With the baseline and some mixes.
    baseline : str
        Its name.
    asked : LivedMixes
        Payers, outcome, weeks.

    Returns
    -------
    dict
        (cost, difference) by the name of the mix; empty if the baseline failed.

    Raises
    ------
    KithError
        If programmes are priced in several currencies.
    """
    found = result.at(0)
    currencies = sorted({one.currency for one in found.delivered})
    if len(currencies) > 1:
        raise KithError(f"costs of a mix cannot be added up: {' and '.join(currencies)}")
    spent: dict[str, Decimal] = {}
    for one in found.delivered:
        paid = one.ledger.loc[one.ledger["payer"].isin(asked.payers), "amount"]
        spent[one.arm] = spent.get(one.arm, Decimal(0)) + sum(paid, Decimal(0))
    lived = {run.arm: run.people for run in found.runs}
    means = {
        one.arm: float(np.mean(one.columns()[asked.outcome][1:]))
        for one in found.series
        if one.population == EVERYBODY and not one.participants_of
    }
    if baseline not in lived:
        return {}
    scale = _PER_PEOPLE / (asked.people or asked.baseline.population.people)
    scale *= _WEEKS_A_YEAR / asked.weeks
    return {
        arm: (
            float(spent.get(arm, Decimal(0)) - spent.get(baseline, Decimal(0))) * scale,
            means[arm] - means[baseline],
        )
        for arm in lived
        if arm != baseline
    }

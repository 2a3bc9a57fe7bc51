"""The search for mixes: twelve are asked for, lived, and told; then the next twelve.

NSGA-II keeps a population of mixes and crosses those that others do not beat, on two goals: low
cost and much gain. A mix over budget counts as worse than any within it. The first mixes are set:
nothing offered, and each arm alone in full. Told in the order in which they were asked for, and
drawn with a fixed seed, the same search asks for the same mixes on every machine.

Deb, Pratap, Agarwal & Meyarivan 2002, IEEE Transactions on Evolutionary Computation 6:182-197.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal

import numpy as np
import pandas as pd

from experiments.comparison.paired import half_width
from experiments.uncertainty.extras import extra_module
from experiments.uncertainty.mixes.frontier import on_frontier
from experiments.uncertainty.mixes.journal import Journal, MixResult
from experiments.uncertainty.mixes.space import Mix, MixSpace

__all__ = ["BATCH", "MIX_COLUMNS", "Evaluate", "frontier_table", "search_mixes"]

#: Mixes that are asked for at a time.
BATCH = 12

#: The columns of the table of trials, beside one for each choice.
MIX_COLUMNS: dict[str, str] = {
    "trial": "Number of the trial, from 0.",
    "cost": "Beyond the baseline, mean over seeds (currency a year per 1,000 people).",
    "cost_half_width": "Half the 95 % t interval over seeds; empty for one seed.",
    "difference": "Outcome minus that of the baseline, mean over seeds and weeks lived.",
    "difference_half_width": "Half the 95 % t interval over seeds; empty for one seed.",
    "seeds": "Seeds lived.",
    "within_budget": "Whether the mean cost is at most the budget.",
    "on_frontier": "Whether no mix within the budget does more for as little, or as much for less.",
    "same_as": "First trial of the same mix; its own number if it is the first.",
}

#: Lives mixes; yields the place of each in the sequence with its result, in any order.
Evaluate = Callable[[Sequence[Mix]], Iterable[tuple[int, MixResult]]]


def search_mixes(
    space: MixSpace,
    evaluate: Evaluate,
    *,
    budget: float,
    better: Literal["lower", "higher"],
    trials: int,
    seed: int,
    journal: Journal | None = None,
    progress: Callable[[int], None] | None = None,
) -> pd.DataFrame:
    """Search for the mixes that do most within a budget.

    Parameters
    ----------
    space : MixSpace
        All mixes there are.
    evaluate : callable
        Lives mixes, see :data:`Evaluate`. A mix it yields nothing for has failed.
    budget : float
        Most that a mix may cost, as a mean over seeds (currency a year per 1,000 people).
    better : {"lower", "higher"}
        Whether a gain is a lower or a higher outcome.
    trials : int
        How many mixes are tried; those met again count as well.
    seed : int
        What the search draws from.
    journal : Journal, optional
        What was already lived; new results are added as they come.
    progress : callable, optional
        Told the number of trials done after every batch.

    Returns
    -------
    DataFrame
        ``trial``, the choices, and the other columns of :data:`MIX_COLUMNS`: a row for each trial,
        without numbers where it failed.

    Raises
    ------
    KithError
        If Optuna is not installed.
    """
    optuna = extra_module("optuna", "optimise")
    kept = journal or Journal(None, {})
    rows: list[dict[str, Any]] = []
    firsts: dict[str, int] = {}
    with _quiet(optuna):
        sampler = optuna.samplers.NSGAIISampler(population_size=2 * BATCH, seed=seed)
        study = optuna.create_study(directions=["minimize", "maximize"], sampler=sampler)
        for mix in _first_mixes(space):
            study.enqueue_trial(_places(space, mix))
        while len(rows) < trials:
            asked = [study.ask() for _ in range(min(BATCH, trials - len(rows)))]
            mixes = [_asked_mix(space, trial) for trial in asked]
            _live(space, evaluate, mixes, kept)
            for trial, mix in zip(asked, mixes, strict=True):
                key = space.key(mix)
                result = kept.results.get(key)
                first = firsts.setdefault(key, trial.number)
                rows.append({"trial": trial.number, **mix, **_means(result), "same_as": first})
                if result is None:
                    study.tell(trial, state=optuna.trial.TrialState.FAIL)
                    continue
                cost, difference = rows[-1]["cost"], rows[-1]["difference"]
                trial.set_constraint("budget", cost - budget)
                study.tell(trial, [cost, -difference if better == "lower" else difference])
            if progress is not None:
                progress(len(rows))
    return _judged(pd.DataFrame(rows), space, budget, better)


def frontier_table(table: pd.DataFrame) -> pd.DataFrame:
    """Return the mixes on the frontier, each once, the cheapest first.

    Parameters
    ----------
    table : DataFrame
        From :func:`search_mixes`.
    """
    best = table[table["on_frontier"] & (table["same_as"] == table["trial"])]
    return best.sort_values(["cost", "trial"], ignore_index=True)


def _first_mixes(space: MixSpace) -> Iterator[dict[str, float]]:
    yield space.nothing()
    yield from (space.alone(one.name) for one in space.choices if not one.of)


def _places(space: MixSpace, mix: Mix) -> dict[str, int]:
    return {one.name: one.values.index(mix[one.name]) for one in space.choices}


def _asked_mix(space: MixSpace, trial: Any) -> dict[str, float]:
    return {
        one.name: one.values[trial.suggest_int(one.name, 0, len(one.values) - 1)]
        for one in space.choices
    }


def _live(space: MixSpace, evaluate: Evaluate, mixes: Sequence[Mix], kept: Journal) -> None:
    new = {space.key(mix): mix for mix in mixes}
    wanted = [(key, mix) for key, mix in new.items() if key not in kept.results]
    if wanted:
        for place, result in evaluate([mix for _, mix in wanted]):
            kept.add(wanted[place][0], result)


def _means(result: MixResult | None) -> dict[str, float]:
    costs = np.array(result.costs if result else [], dtype=np.float64)
    differences = np.array(result.differences if result else [], dtype=np.float64)
    row: dict[str, float] = {}
    for name, values in (("cost", costs), ("difference", differences)):
        series = pd.Series(values)
        half = half_width(pd.Series([series.std()]), pd.Series([len(series)]))
        row |= {name: float(series.mean()), f"{name}_half_width": float(half.iloc[0])}
    return row | {"seeds": len(costs)}


def _judged(
    table: pd.DataFrame, space: MixSpace, budget: float, better: Literal["lower", "higher"]
) -> pd.DataFrame:
    table["within_budget"] = table["cost"] <= budget
    gain = -table["difference"] if better == "lower" else table["difference"]
    table["on_frontier"] = on_frontier(table["cost"], gain, table["within_budget"])
    first, *others = MIX_COLUMNS
    return table[[first, *space.names, *others]]


@contextmanager
def _quiet(optuna: Any) -> Iterator[None]:
    level = optuna.logging.get_verbosity()
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    try:
        yield
    finally:
        optuna.logging.set_verbosity(level)

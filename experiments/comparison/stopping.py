"""When to stop adding seeds: once the main difference is known closely enough in every arm.

The half width of one paired outcome is looked at after 30, 40, ... seeds; two looks in a row must
pass. Differences that are the same in every seed count as unknown. Stopping at the first small half
width would favour samples that look less varied than they are, so that intervals cover too seldom
(Hoad, Robinson & Davies 2010 ask for a look-ahead for the same reason). A look sees the first seeds
only, all of them finished, in the order of their numbers: so a study that was cut short and goes on
decides as one that was not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from experiments.comparison.paired import half_width
from experiments.comparison.pairs import Floats, seed_pairs

__all__ = ["STOPPING_COLUMNS", "Decision", "StoppingRule", "decide"]

#: Columns of the looks: unit and meaning.
STOPPING_COLUMNS: dict[str, tuple[str, str]] = {
    "look": ("seeds", "Seeds that the look saw, the first of the study."),
    "arm": ("", "World compared with the baseline."),
    "outcome": ("", "Outcome looked at."),
    "population": ("", "Group of people."),
    "week": ("weeks", "Weeks after the burn-in."),
    "seeds": ("seeds", "Of these, seeds with a number in both worlds."),
    "difference": ("unit of the outcome", "Arm minus baseline, mean over these seeds."),
    "half_width": ("unit of the outcome", "Half of the 95 % t interval."),
    "wanted_half_width": ("unit of the outcome", "What it may be at most."),
    "narrow": ("", "Whether this arm's is."),
    "passed": ("", "Whether all arms' are; two such looks in a row end the study."),
}


@dataclass(frozen=True)
class StoppingRule:
    """One difference, and how closely it is to be known.

    Attributes
    ----------
    outcome, population
        What is looked at.
    half_width
        Half the width that its 95 % interval may have in every arm, in units of the outcome.
    at_least, batch, at_most
        Seeds before the first look, between looks, and at which the study ends in any case.

    Raises
    ------
    ValueError
        For numbers that allow no look.

    Examples
    --------
    >>> list(StoppingRule("pss10", "everybody", 0.1, at_least=30, batch=20, at_most=60).looks())
    [30, 50, 60]
    """

    outcome: str
    population: str
    half_width: float
    at_least: int = 30
    batch: int = 10
    at_most: int = 400

    def __post_init__(self) -> None:
        if self.half_width <= 0:
            raise ValueError(f"half_width must be above 0, got {self.half_width}")
        if self.at_least < 2 or self.batch < 1 or self.at_most < self.at_least:
            raise ValueError(
                "at_least must be 2 or more, batch 1 or more, and at_most no less than at_least, "
                f"got {self.at_least}, {self.batch} and {self.at_most}"
            )

    def looks(self) -> Iterator[int]:
        """Return after how many seeds to look, the last time after ``at_most``."""
        yield from range(self.at_least, self.at_most, self.batch)
        yield self.at_most


@dataclass(frozen=True)
class Decision:
    """What the seeds so far allow to decide.

    Attributes
    ----------
    stop
        Whether the study has ended.
    precise
        Whether it ended, or would, because two looks in a row passed.
    next_seeds
        How many seeds, counted from the first, are to be lived in all: up to the next look, or, of
        a study that has ended, up to the look that ended it.
    looks
        A row for each look and arm: the columns of :data:`STOPPING_COLUMNS`.
    """

    stop: bool
    precise: bool
    next_seeds: int
    looks: pd.DataFrame


def decide(
    rows_so_far: pd.DataFrame,
    rule: StoppingRule,
    *,
    baseline: str = "baseline",
    first_seed: int = 1,
    week: int | None = None,
    finished: Collection[int] | None = None,
) -> Decision:
    """Decide whether to stop.

    Parameters
    ----------
    rows_so_far : DataFrame
        Weekly rows of the seeds that are finished, in any order; there may be more of them than a
        look sees.
    rule : StoppingRule
        When to stop.
    baseline : str
        Name of the arm to compare with.
    first_seed : int
        The study's first seed; the others follow it one by one.
    week : int, optional
        Weeks after the burn-in at which to look; the last of the rows by default.
    finished : collection of int, optional
        Seeds that will bring no more rows, failed ones among them. By default those that have rows
        of every arm; a seed that fails for good would then hold up all looks after it.

    Returns
    -------
    Decision

    Raises
    ------
    ValueError
        As :func:`~experiments.comparison.pairs.seed_pairs` does.

    Examples
    --------
    >>> row = {"participants_of": "", "population": "everybody", "week": 9, "people": 50}
    >>> rows = pd.DataFrame([row | {"arm": arm, "seed": seed, "pss10": 16 + sign * seed % 3}
    ...                      for arm, sign in (("b", 0), ("a", 1)) for seed in range(1, 21)])
    >>> rule = StoppingRule("pss10", "everybody", half_width=0.6, at_least=10, batch=5)
    >>> (step := decide(rows, rule, baseline="b")).stop, step.next_seeds
    (True, 15)
    """
    if rows_so_far.empty:
        return Decision(False, False, rule.at_least, pd.DataFrame(columns=list(STOPPING_COLUMNS)))
    rows = rows_so_far[rows_so_far["population"] == rule.population]
    at = int(rows_so_far["week"].max()) if week is None else week
    pairs = seed_pairs(rows[rows["week"] == at], baseline, [rule.outcome])
    wide = pairs.pivot(index="seed", columns="arm", values="difference").sort_index()
    if finished is None:
        finished = wide.dropna().index.tolist()
    prefix = _first_in_a_row(first_seed, finished)
    seeds, differences = wide.index.to_numpy(np.int64), wide.to_numpy(np.float64)
    found: list[pd.DataFrame] = []
    passed_before = precise = stop = False
    for look in rule.looks():
        if look > prefix or stop:
            break
        table, passes = _look(differences[seeds < first_seed + look], rule.half_width)
        table = table.assign(outcome=rule.outcome, population=rule.population, week=at)
        found.append(table.assign(look=look, arm=wide.columns))
        precise = passes and passed_before
        passed_before = passes
        stop = precise or look == rule.at_most
    seen = list(rule.looks())[: len(found) + (not stop)]
    looks = pd.concat(found) if found else pd.DataFrame(columns=list(STOPPING_COLUMNS))
    looks = looks[list(STOPPING_COLUMNS)].reset_index(drop=True)
    return Decision(stop, precise, seen[-1], looks)


def _first_in_a_row(first_seed: int, finished: Collection[int]) -> int:
    """Return how many seeds from the first on are finished without a gap."""
    done, count = set(finished), 0
    while first_seed + count in done:
        count += 1
    return count


def _look(differences: Floats, wanted: float) -> tuple[pd.DataFrame, bool]:
    """Return a row for each arm, and whether all are narrow."""
    there = ~np.isnan(differences)
    seeds = there.sum(axis=0)
    mean = np.where(there, differences, 0.0).sum(axis=0) / np.where(seeds > 0, seeds, np.nan)
    squares = np.where(there, (differences - mean) ** 2, 0.0).sum(axis=0)
    deviation = np.sqrt(squares / np.where(seeds > 1, seeds - 1, np.nan))
    half = half_width(pd.Series(deviation), pd.Series(seeds)).to_numpy(np.float64)
    # NaN, of an arm with fewer than two seeds, is not narrow; nor is 0: differences that are all
    # alike, as before anything has happened, do not tell how far others would lie.
    narrow = (half > 0) & (half <= wanted)
    passes = bool(len(narrow)) and bool(narrow.all())
    numbers = {"seeds": seeds, "difference": mean, "half_width": half, "narrow": narrow}
    return pd.DataFrame(numbers).assign(wanted_half_width=wanted, passed=passes), passes

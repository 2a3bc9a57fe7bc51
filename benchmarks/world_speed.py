"""How many person-weeks a world lives in a second, and where the time goes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np
from rich.table import Table

from benchmarks.reference import Reference
from benchmarks.tables import new_table
from benchmarks.timing import alternate, ratios
from simulation import ConnectivityModel

__all__ = ["KITH", "REFERENCE", "REFERENCE_STEP", "WorldSpeed", "measure", "tables"]

KITH = "Kith, 1 thread"
_KITH_TWICE = "Kith, 2 threads"
_KITH_UNOBSERVED = "Kith, 1 thread, nothing observed"
REFERENCE = "reference, week and survey"
REFERENCE_STEP = "reference, week alone"

_REST = "surveys, bookkeeping"
_SEED = 1
#: Enough for a measurable time, few enough that a round ends before the machine changes.
_PERSON_WEEKS_A_ROUND = 200_000


@dataclass(frozen=True)
class WorldSpeed:
    """Times of worlds of one size.

    Attributes
    ----------
    people, burn_in_weeks, weeks
        Size of each world, its age when timing began, and weeks in a round.
    ties
        Mean ties of a person in Kith's world after burn-in.
    seconds
        Time of each round, by contestant.
    passes
        Microseconds a person and week in each pass of the week, by contestant.
    """

    people: int
    burn_in_weeks: int
    weeks: int
    ties: float
    seconds: dict[str, list[float]]
    passes: dict[str, dict[str, float]]

    def rates(self, contestant: str) -> list[float]:
        """Return person-weeks a second in each round."""
        return [self.people * self.weeks / taken for taken in self.seconds[contestant]]

    def times_as_long(self, contestant: str) -> float:
        """Return the time a contestant takes as a multiple of Kith's on one thread: the median."""
        return median(ratios(self.seconds[contestant], self.seconds[KITH]))


class _Living:
    """A world of Kith that lives some weeks when called, and notes what its passes took."""

    def __init__(self, model: ConnectivityModel, weeks: int, observe: bool) -> None:
        self.rounds: list[dict[str, float]] = []
        self._model, self._weeks, self._observe = model, weeks, observe

    def __call__(self) -> None:
        before = {one.name: one.total_seconds for one in self._model.plan}
        self._model.run_weeks(self._weeks, observe=self._observe)
        self.rounds.append(
            {one.name: one.total_seconds - before[one.name] for one in self._model.plan}
        )


def measure(
    people: int = 20_000,
    reference: Reference | None = None,
    *,
    burn_in_weeks: int = 120,
    rounds: int = 9,
    weeks: int | None = None,
    tell: Callable[[str], None] = lambda text: None,
) -> WorldSpeed:
    """Time Kith's week, everything on, and a reference's beside it.

    Parameters
    ----------
    people
        Size of each world, at least 10.
    reference
        What Kith is timed against; its world is as large and as old.
    burn_in_weeks
        Weeks lived before, so that there are ties.
    rounds, weeks
        Rounds that count, and weeks in each; by default enough for a steady figure.
    tell
        Called with what is going on.
    """
    weeks = weeks or max(2, _PERSON_WEEKS_A_ROUND // people)
    against: dict[str, Callable[[], Any]] = {}
    if reference is not None:
        tell(f"{people:,} people of the reference {reference.name} live {burn_in_weeks} weeks")
        against = _contestants_of(reference, people, burn_in_weeks, weeks)
    tell(f"{people:,} people live {burn_in_weeks} weeks")
    model = ConnectivityModel(people=people, rng=_SEED)
    model.run_weeks(burn_in_weeks, observe=False)
    ties = float(model.people.array("tie_count").mean())
    second, unobserved = model.fork(), model.fork()
    second.set_threads(2)
    living = {
        KITH: _Living(model, weeks, observe=True),
        _KITH_TWICE: _Living(second, weeks, observe=True),
        _KITH_UNOBSERVED: _Living(unobserved, weeks, observe=False),
    }
    tell(f"{rounds} rounds of {weeks} weeks")
    seconds = alternate({**living, **against}, rounds)
    passes = {
        name: _microseconds(living[name], seconds[name], people * weeks)
        for name in (KITH, _KITH_TWICE)
    }
    return WorldSpeed(people, burn_in_weeks, weeks, ties, seconds, passes)


def _contestants_of(
    reference: Reference, people: int, burn_in_weeks: int, weeks: int
) -> dict[str, Callable[[], Any]]:
    world = reference.build(people, _SEED)
    for _ in range(burn_in_weeks):
        world.step()

    def step_and_survey() -> None:
        for _ in range(weeks):
            world.step()
            reference.survey(world)

    def step() -> None:
        for _ in range(weeks):
            world.step()

    return {REFERENCE: step_and_survey, REFERENCE_STEP: step}


def _microseconds(living: _Living, seconds: list[float], person_weeks: int) -> dict[str, float]:
    # The first call was the warm-up that alternate() does not count.
    counted = living.rounds[1:]
    rest = [taken - sum(passes.values()) for taken, passes in zip(seconds, counted, strict=True)]
    by_pass = {name: [one[name] for one in counted] for name in counted[0]} | {_REST: rest}
    return {name: 1e6 * median(taken) / person_weeks for name, taken in by_pass.items()}


def tables(speed: WorldSpeed) -> list[Table]:
    """Return the speed of each contestant, and the time of each pass."""
    return [_speed_table(speed), _pass_table(speed)]


def _speed_table(speed: WorldSpeed) -> Table:
    rounds = len(speed.seconds[KITH])
    table = new_table(
        f"World speed: {speed.people:,} people, {speed.ties:.1f} ties each, week "
        f"{speed.burn_in_weeks}; medians of {rounds} rounds of {speed.weeks} weeks",
        "", "person-weeks/s", "slowest", "fastest", "time, Kith = 1", "half of rounds",
    )  # fmt: skip
    for name in speed.seconds:
        rates = speed.rates(name)
        low, high = np.percentile(ratios(speed.seconds[name], speed.seconds[KITH]), [25, 75])
        table.add_row(
            name, f"{median(rates):,.0f}", f"{min(rates):,.0f}", f"{max(rates):,.0f}",
            f"{speed.times_as_long(name):.2f}", f"{low:.2f} to {high:.2f}",
        )  # fmt: skip
    if REFERENCE in speed.seconds:
        table.caption = (
            f"Kith on one thread, surveys included, runs at {speed.times_as_long(REFERENCE):.2f} "
            f"times the speed of the reference with its survey, and at "
            f"{speed.times_as_long(REFERENCE_STEP):.2f} times that of its week alone."
        )
    else:
        table.add_row("reference", "none given: --reference PATH", "", "", "")
    return table


def _pass_table(speed: WorldSpeed) -> Table:
    one, two = speed.passes.values()
    table = new_table(
        f"Where a week goes at {speed.people:,} people: microseconds a person, medians",
        "pass", "1 thread", "share", "2 threads", "1 thread / 2 threads",
    )  # fmt: skip
    total = sum(one.values())
    for name in one:
        table.add_row(
            name, f"{one[name]:.3f}", f"{one[name] / total:.0%}", f"{two[name]:.3f}",
            f"{one[name] / two[name]:.2f}" if two[name] > 0.001 else "",
        )  # fmt: skip
    return table

"""What programmes do, beside the literature: ``python -m`` this module prints a table."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated

import typer

__all__ = ["EFFECTS", "Effect", "Estimate", "estimate_effects", "interval_over_seeds"]


@dataclass(frozen=True, slots=True)
class Effect:
    """One figure of a programme, with the range asked of it (None: reported only)."""

    name: str
    meaning: str
    low: float | None = None
    high: float | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure over seeds: mean and 95 % t interval."""

    effect: Effect
    mean: float
    low: float
    high: float
    seeds: int

    @property
    def verdict(self) -> str:
        """Whether the mean lies in the range asked: hit, miss, or nothing if none is asked."""
        asked = self.effect
        if asked.low is None or asked.high is None:
            return ""
        return "hit" if asked.low <= self.mean <= asked.high else "miss"


# fmt: off
EFFECTS: tuple[Effect, ...] = (
    Effect("group_therapy.participants", "group therapy: participants a world"),
    Effect("group_therapy.d_end", "d of UCLA-3 against the twin, at the end", -0.6, -0.3,
           "Hickin et al. 2021: g .43, 28 trials"),
    Effect("group_therapy.d_a_year_on", "d a year later, smaller", -0.45, 0.0,
           "follow-up effects are smaller"),
    Effect("group_therapy.own_change_end",
           "twin's own change at the end, SD (regression to the mean)"),
    Effect("group_therapy.own_change_a_year_on", "twin's own change a year later, SD"),
    Effect("group_therapy.pss10_end", "PSS-10 against the twin, at the end"),
    Effect("group_therapy.phq9_end", "PHQ-9 against the twin, at the end"),
    Effect("community_events.participants", "community events: regular attenders a world"),
    Effect("community_events.event_ties_a_year_on",
           "their ties begun at events 52 weeks ago or more", 0.1, 20.0, "must exist"),
    Effect("community_events.more_ties_a_year_on", "more ties than the twin, a year later"),
    Effect("community_events.d_end", "d of UCLA-3 against the twin, at the end", -0.6, -0.1,
           "at least .1 through these ties"),
    Effect("community_events.d_lonely_end", "the same among regulars lonely at the start"),
    Effect("community_events.d_a_year_on", "d a year later"),
    Effect("community_events.own_change_end", "twin's own change at the end, SD"),
    Effect("community_events.pss10_end", "PSS-10 against the twin, at the end"),
)
# fmt: on


def interval_over_seeds(values: Sequence[float]) -> tuple[float, float, float]:
    """Return mean, low and high of a 95 % t interval; the ends are not numbers for one seed.

    Examples
    --------
    >>> interval_over_seeds([1.0, 2.0, 3.0])[0]
    2.0
    """
    mean = statistics.fmean(values)
    if len(values) < 2:
        return mean, math.nan, math.nan
    from scipy.stats import t

    half = float(t.ppf(0.975, len(values) - 1)) * statistics.stdev(values) / math.sqrt(len(values))
    return mean, mean - half, mean + half


def estimate_effects(
    people: int, seeds: Sequence[int], workers: int = 2, burn_in_weeks: int = 260
) -> list[Estimate]:
    """Let the worlds of all seeds live with and without each programme; return every figure.

    Parameters
    ----------
    people
        People a world.
    seeds
        One burnt-in world each.
    workers
        Processes; 1 lives them in this one.
    burn_in_weeks
        Weeks before the programmes start.
    """
    from experiments.validation.twins import measure_twins

    live = partial(measure_twins, people, burn_in_weeks=burn_in_weeks)
    if workers > 1 and len(seeds) > 1:
        from experiments.pool import process_pool

        measure_twins(60, 1, burn_in_weeks=1)  # compiled once here, not in each worker
        with process_pool(workers) as pool:
            measured = list(pool.map(live, seeds))
    else:
        measured = [live(seed) for seed in seeds]
    estimates = []
    for effect in EFFECTS:
        mean, low, high = interval_over_seeds([one[effect.name] for one in measured])
        estimates.append(Estimate(effect, mean, low, high, len(seeds)))
    return estimates


def _print(estimates: Sequence[Estimate], people: int) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    title = f"Programmes against the same world without them: {people:,} people"
    table = Table(title=f"{title}, {estimates[0].seeds} seeds", title_justify="left",
                  box=box.SIMPLE_HEAD)  # fmt: skip
    for column in ("figure", "asked", "mean (95 % interval)", "verdict", "source"):
        table.add_column(column, no_wrap=column != "source")
    for one in estimates:
        asked = one.effect
        wanted = "" if asked.low is None else f"{asked.low:g} to {asked.high:g}"
        shown = f"{one.mean:.3g} ({one.low:.3g} to {one.high:.3g})"
        table.add_row(asked.meaning, wanted, shown, one.verdict, asked.source)
    Console(width=150).print(table)


def main(
    people: Annotated[int, typer.Option(min=100)] = 4000,
    seeds: Annotated[int, typer.Option(min=1)] = 10,
    first_seed: Annotated[int, typer.Option(min=0)] = 21,
    workers: Annotated[int, typer.Option(min=1)] = 2,
) -> None:
    """Print what group therapy and community events did to those who took part."""
    chosen = range(first_seed, first_seed + seeds)
    estimates = estimate_effects(people, chosen, workers)
    _print(estimates, people)
    raise typer.Exit(int(any(one.verdict == "miss" for one in estimates)))


if __name__ == "__main__":
    typer.run(main)

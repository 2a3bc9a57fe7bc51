"""What programmes do, beside the literature: ``python -m`` this module prints a table.

In participants who were lonely at entry, against their twins of the same seed without the
programme: at the end of the course, and a year later.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated

import typer

from experiments.validation.published import PUBLISHED, Published
from simulation.programmes import PROGRAMMES

__all__ = ["Estimate", "estimate_effects", "interval_over_seeds"]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure of a programme over seeds: mean and 95 % t interval."""

    programme: str
    name: str
    mean: float
    low: float
    high: float

    @property
    def published(self) -> tuple[Published, ...]:
        """What is known of the same measure at the end of the programme."""
        found = PUBLISHED.get(self.programme, ())
        return tuple(one for one in found if self.name == f"{one.measure}_end")

    @property
    def verdict(self) -> str:
        """Whether the mean lies in a published interval; nothing if there is none."""
        held = [one.holds(self.mean) for one in self.published]
        if all(one is None for one in held):
            return ""
        return "within" if any(held) else "outside"


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
    people: int,
    seeds: Sequence[int],
    workers: int = 2,
    burn_in_weeks: int = 260,
    kinds: Sequence[str] = tuple(PROGRAMMES),
) -> dict[str, Estimate]:
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
    kinds
        Which programmes.

    Returns
    -------
    dict
        By ``programme.figure``; see :func:`experiments.validation.twins.measure_twins`.
    """
    from experiments.validation.twins import measure_twins

    live = partial(measure_twins, people, burn_in_weeks=burn_in_weeks, kinds=kinds)
    if workers > 1 and len(seeds) > 1:
        from experiments.running.worker import process_pool

        measure_twins(60, 1, burn_in_weeks=1, kinds=kinds)  # compiled once here, not in each worker
        with process_pool(workers) as pool:
            measured = list(pool.map(live, seeds))
    else:
        measured = [live(seed) for seed in seeds]
    estimates = {}
    for name in measured[0]:
        programme, figure = name.split(".")
        over_seeds = interval_over_seeds([one[name] for one in measured])
        estimates[name] = Estimate(programme, figure, *over_seeds)
    return estimates


_SHOWN = {
    "participants": "participants lonely at entry, a world",
    "sessions": "sessions attended",
    "completed": "share who completed",
    "ucla3_end": "loneliness at the end, d",
    "ucla3_a_year_on": "loneliness a year later, d",
    "phq9_end": "depression at the end, d",
    "phq9_a_year_on": "depression a year later, d",
    "attachment_anxiety_end": "attachment anxiety at the end, d",
    "own_change_end": "the twins' own change at the end, d",
    "ucla3_all_end": "loneliness at the end in all regulars, d",
    "event_ties_a_year_on": "ties begun at events 52 weeks ago or more",
}


def _print(estimates: dict[str, Estimate], people: int, seeds: int) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    title = f"Programmes against the same world without them: {people:,} people, {seeds} seeds"
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD)
    for column in ("programme", "figure", "mean (95 % interval)", "published", "verdict", "source"):
        table.add_column(column, no_wrap=column != "source")
    for one in estimates.values():
        if one.name not in _SHOWN:
            continue
        shown = f"{one.mean:.2f} ({one.low:.2f} to {one.high:.2f})"
        known = one.published or (None,)
        for n, found in enumerate(known):
            head = (one.programme, _SHOWN[one.name], shown) if not n else ("", "", "")
            table.add_row(*head, *_beside(found), one.verdict if not n else "", _source(found))
    Console(width=170).print(table)


def _beside(found: Published | None) -> tuple[str]:
    if found is None:
        return ("",)
    interval = "" if found.low is None else f" ({found.low:.2f} to {found.high:.2f})"
    return (f"{found.value:.2f}{interval}",)


def _source(found: Published | None) -> str:
    if found is None:
        return ""
    return "; ".join(part for part in (found.source, found.status, found.note) if part)


def main(
    people: Annotated[int, typer.Option(min=100)] = 4000,
    seeds: Annotated[int, typer.Option(min=1)] = 10,
    first_seed: Annotated[int, typer.Option(min=0)] = 21,
    workers: Annotated[int, typer.Option(min=1)] = 2,
    programme: Annotated[list[str] | None, typer.Option()] = None,
) -> None:
    """Print what programmes did to those who took part, beside what trials found."""
    chosen = range(first_seed, first_seed + seeds)
    kinds = tuple(programme or PROGRAMMES)
    _print(estimate_effects(people, chosen, workers, kinds=kinds), people, seeds)


if __name__ == "__main__":
    typer.run(main)

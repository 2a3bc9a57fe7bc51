"""The same people with and without a programme: what it did to those who took part."""

from __future__ import annotations

import numpy as np

from experiments.validation.measures import BURN_IN_WEEKS, YEAR
from experiments.validation.snapshot import Flags, Floats, Snapshot, take_snapshot
from simulation import ConnectivityModel
from simulation.programmes import CommunityEvents, GroupTherapy, Programme
from simulation.tie_arrays import ORIGINS

__all__ = ["measure_twins"]

_EVENT = ORIGINS.index("event")


def _mean(values: Floats, who: Flags) -> float:
    return float(values[who].mean()) if who.any() else float("nan")


def _standardised(
    with_it: Snapshot, without: Snapshot, start: Snapshot, who: Flags, among: Flags, when: str
) -> dict[str, float]:
    """Return d against the twin and the twin's own change, in SDs of ``among`` without it."""
    present = who & (with_it.ids == start.ids) & (without.ids == start.ids)
    twin = without.scores["ucla3"]
    spread = float(twin[among & (without.ids == start.ids)].std())
    effect = _mean(with_it.scores["ucla3"] - twin, present)
    return {
        f"d_{when}": effect / spread,
        f"own_change_{when}": _mean(twin - start.scores["ucla3"], present) / spread,
        f"pss10_{when}": _mean(with_it.scores["pss10"] - without.scores["pss10"], present),
        f"phq9_{when}": _mean(with_it.scores["phq9"] - without.scores["phq9"], present),
    }


def _event_ties(with_it: Snapshot, without: Snapshot, who: Flags) -> dict[str, float]:
    """Return ties a participant has from events at least a year ago, and the gain in all ties."""
    lasting = with_it.count((with_it.ties.origin == _EVENT) & (with_it.ties.weeks >= YEAR))
    more = with_it.columns["tie_count"].astype(float) - without.columns["tie_count"]
    return {
        "event_ties_a_year_on": _mean(lasting.astype(np.float64), who),
        "more_ties_a_year_on": _mean(more, who),
    }


def _follow(
    world: ConnectivityModel, twin_at: dict[int, Snapshot], start: Snapshot, programme: Programme
) -> dict[str, float]:
    label = programme.label
    model = world.fork(programmes=[programme])
    model.run_weeks(programme.weeks, observe=False)
    end = take_snapshot(model)
    model.run_weeks(YEAR, observe=False)
    later = take_snapshot(model)
    who = np.isin(start.ids, model.participants(label))
    lonely = start.scores["ucla3"] >= 6
    among = lonely if programme.eligibility else np.ones(len(who), np.bool_)
    a, b = twin_at[programme.weeks], twin_at[programme.weeks + YEAR]
    figures = {
        "participants": float(who.sum()),
        **_standardised(end, a, start, who, among, "end"),
        **_standardised(later, b, start, who, among, "a_year_on"),
    }
    if isinstance(programme, CommunityEvents):
        present = who & (later.ids == start.ids) & (b.ids == start.ids)
        figures |= _event_ties(later, b, present)
        lonely_regulars = _standardised(end, a, start, who & lonely, among, "end")
        figures["d_lonely_end"] = lonely_regulars["d_end"]
    return {f"{programme.type}.{name}": value for name, value in figures.items()}


def measure_twins(
    people: int,
    seed: int,
    parameters: dict[str, float] | None = None,
    burn_in_weeks: int = BURN_IN_WEEKS,
) -> dict[str, float]:
    """Let one world live three times, without and with each programme, and compare participants.

    Parameters
    ----------
    people, seed
        Size and luck of the world.
    parameters
        Values that differ from the defaults.
    burn_in_weeks
        Weeks before the programmes start.

    Returns
    -------
    dict
        By ``programme.measure``: ``d_end`` and ``d_a_year_on`` are differences in UCLA-3 from the
        twin, in SDs of those eligible; ``own_change_...`` is what the same people did in the world
        without the programme; ``event_ties_a_year_on`` are living ties a regular attender made at
        events at least 52 weeks before.

    Examples
    --------
    >>> "group_therapy.d_end" in measure_twins(people=80, seed=1, burn_in_weeks=8)
    True
    """
    world = ConnectivityModel(people=people, rng=seed, parameters=parameters)
    world.run_weeks(burn_in_weeks, observe=False)
    start = take_snapshot(world)
    offers: list[Programme] = [GroupTherapy(), CommunityEvents()]
    twin, twin_at, lived = world.fork(), {}, 0
    for week in sorted({at for one in offers for at in (one.weeks, one.weeks + YEAR)}):
        twin.run_weeks(week - lived, observe=False)
        lived = week
        twin_at[week] = take_snapshot(twin)
    figures: dict[str, float] = {}
    for programme in offers:
        figures |= _follow(world, twin_at, start, programme)
    return figures

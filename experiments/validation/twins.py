"""The same people with and without a programme: what it did to those who took part."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from experiments.validation.measures import BURN_IN_WEEKS, YEAR
from experiments.validation.snapshot import Flags, Floats, Snapshot, take_snapshot
from simulation import ConnectivityModel
from simulation.programmes import PROGRAMMES, CommunityEvents, Programme
from simulation.tie_arrays import ORIGINS

__all__ = ["MEASURES", "as_in_a_trial", "measure_twins"]

#: What is compared between twins, in SDs of people lonely at entry.
MEASURES = ("ucla3", "phq9", "pss10", "attachment_anxiety")

_EVENT = ORIGINS.index("event")


def as_in_a_trial(kind: type[Programme]) -> Programme:
    """Return a programme with its own content and sessions, offered at once to all lonely people.

    Open events stay open to everybody: they select nobody.
    """
    if kind is CommunityEvents:
        return kind()
    settings = {
        "eligibility": "loneliness_ucla3 >= 6", "targeting": "random", "intake_weeks": 1,
        "waves": 1, "repeats": 0, "offers_a_week": None, "offered_share": 1.0,
        "places": None, "facilitators": None,
    }  # fmt: skip
    return kind.model_validate(settings)


def _mean(values: Floats, who: Flags) -> float:
    return float(values[who].mean()) if who.any() else float("nan")


def _values(snapshot: Snapshot, measure: str) -> Floats:
    source = snapshot.scores if measure in snapshot.scores else snapshot.columns
    return np.asarray(source[measure], np.float64)


def _compared(
    with_it: Snapshot, without: Snapshot, start: Snapshot, who: Flags, when: str
) -> dict[str, float]:
    """Return differences from the twin, and the twin's own change, in SDs of the lonely."""
    lonely = (start.scores["ucla3"] >= 6) & (without.ids == start.ids)
    present = who & lonely & (with_it.ids == start.ids)
    figures = {}
    for measure in MEASURES:
        twin, spread = _values(without, measure), _values(without, measure)[lonely].std()
        effect = _mean(_values(with_it, measure) - twin, present)
        figures[f"{measure}_{when}"] = effect / float(spread)
    change = _mean(without.scores["ucla3"] - start.scores["ucla3"], present)
    figures[f"own_change_{when}"] = change / float(without.scores["ucla3"][lonely].std())
    return figures


def _event_ties(with_it: Snapshot, without: Snapshot, who: Flags) -> dict[str, float]:
    """Return ties a participant has from events at least a year ago, and the gain in all ties."""
    lasting = with_it.count((with_it.ties.origin == _EVENT) & (with_it.ties.weeks >= YEAR))
    more = with_it.columns["tie_count"].astype(float) - without.columns["tie_count"]
    present = who & (with_it.ids == without.ids)
    return {
        "event_ties_a_year_on": _mean(lasting.astype(np.float64), present),
        "more_ties_a_year_on": _mean(more, present),
    }


def _follow(
    world: ConnectivityModel, twin_at: dict[int, Snapshot], start: Snapshot, programme: Programme
) -> dict[str, float]:
    model = world.fork(programmes=[programme])
    model.run_weeks(programme.weeks, observe=False)
    end = take_snapshot(model)
    model.run_weeks(YEAR, observe=False)
    later = take_snapshot(model)
    delivery = model.delivery(programme.label)
    who = np.isin(start.ids, delivery.participants())
    a, b = twin_at[programme.weeks], twin_at[programme.weeks + YEAR]
    cases, total = delivery.roster.cases, delivery.history.total
    figures = {
        "participants": float((who & (start.scores["ucla3"] >= 6)).sum()),
        "sessions": total("attended") / max(int((cases["sessions_attended"] > 0).sum()), 1),
        "completed": total("completed") / max(total("started"), 1),
        **_compared(end, a, start, who, "end"),
        **_compared(later, b, start, who, "a_year_on"),
    }
    if isinstance(programme, CommunityEvents):
        figures |= _event_ties(later, b, who)
        everybody = who & (end.ids == start.ids) & (a.ids == start.ids)
        gain = _mean(end.scores["ucla3"] - a.scores["ucla3"], everybody)
        figures["ucla3_all_end"] = gain / float(a.scores["ucla3"].std())
    return {f"{programme.type}.{name}": value for name, value in figures.items()}


def measure_twins(
    people: int,
    seed: int,
    parameters: dict[str, float] | None = None,
    burn_in_weeks: int = BURN_IN_WEEKS,
    kinds: Iterable[str] = tuple(PROGRAMMES),
) -> dict[str, float]:
    """Let one world live without and with each programme, and compare participants.

    Parameters
    ----------
    people, seed
        Size and luck of the world.
    parameters
        Values that differ from the defaults.
    burn_in_weeks
        Weeks before the programmes start.
    kinds
        Which programmes; all by default.

    Returns
    -------
    dict
        By ``programme.measure``: ``ucla3_end`` and ``ucla3_a_year_on`` (likewise the other
        ``MEASURES``) are differences from the twin in participants lonely at entry, in SDs of the
        lonely; ``own_change_...`` is what the same people did in the world without the programme.

    Examples
    --------
    >>> kinds = ["group_therapy"]
    >>> "group_therapy.ucla3_end" in measure_twins(80, seed=1, burn_in_weeks=8, kinds=kinds)
    True
    """
    world = ConnectivityModel(people=people, rng=seed, parameters=parameters)
    world.run_weeks(burn_in_weeks, observe=False)
    start = take_snapshot(world)
    offers = [as_in_a_trial(PROGRAMMES[kind]) for kind in kinds]
    twin, twin_at, lived = world.fork(), {}, 0
    for week in sorted({at for one in offers for at in (one.weeks, one.weeks + YEAR)}):
        twin.run_weeks(week - lived, observe=False)
        lived = week
        twin_at[week] = take_snapshot(twin)
    figures: dict[str, float] = {}
    for programme in offers:
        figures |= _follow(world, twin_at, start, programme)
    return figures

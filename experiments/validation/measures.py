"""A world lived and measured: the one way in which every table of this package gets its figures."""

from __future__ import annotations

from collections.abc import Mapping

from experiments.validation.person_measures import measure_people
from experiments.validation.snapshot import Snapshot, take_snapshot
from experiments.validation.tie_measures import measure_ties
from experiments.validation.year_measures import measure_year
from simulation import ConnectivityModel

__all__ = ["BURN_IN_WEEKS", "YEAR", "measure_dates", "measure_life", "measure_world"]

YEAR = 52
BURN_IN_WEEKS = 5 * YEAR

#: What must not move over the two years after the burn-in, and the measure of its change.
DRIFTS = {
    "drift_ucla3": "ucla3_mean",
    "drift_lsns6": "lsns6_mean",
    "drift_degree": "degree",
    "drift_strong_ties": "strong_ties",
}


def measure_dates(start: Snapshot, before: Snapshot, now: Snapshot) -> dict[str, float]:
    """Return every measure of a world seen at three dates, by name.

    Parameters
    ----------
    start, before, now
        Snapshots at the end of the burn-in, a year later and two years later.

    Returns
    -------
    dict
        Levels are those of ``now``, yearly rates run from ``before`` to ``now``, and each
        ``drift_...`` is the change from ``start`` to ``now``.
    """
    first = measure_people(start) | measure_ties(start)
    last = measure_people(now) | measure_ties(now)
    drifts = {name: last[of] - first[of] for name, of in DRIFTS.items()}
    return last | measure_year(before, now) | drifts


def measure_world(
    people: int,
    seed: int,
    parameters: Mapping[str, float] | None = None,
    burn_in_weeks: int = BURN_IN_WEEKS,
) -> dict[str, float]:
    """Let a world live its burn-in and two years, and return every measure of it.

    Parameters
    ----------
    people, seed
        Size and luck of the world.
    parameters
        Values that differ from the defaults.
    burn_in_weeks
        Weeks before the first date.

    Raises
    ------
    ParameterError
        For an unknown parameter or a value out of range.

    Examples
    --------
    >>> 0 <= measure_world(people=60, seed=1, burn_in_weeks=4)["lonely_share"] <= 100
    True
    """
    return measure_life(
        ConnectivityModel(people=people, rng=seed, parameters=parameters), burn_in_weeks
    )


def measure_life(model: ConnectivityModel, burn_in_weeks: int = BURN_IN_WEEKS) -> dict[str, float]:
    """Let this world live its burn-in and two years, and return every measure of it."""
    model.run_weeks(burn_in_weeks, observe=False)
    start = take_snapshot(model)
    model.run_weeks(YEAR, observe=False)
    before = take_snapshot(model)
    model.run_weeks(YEAR, observe=False)
    return measure_dates(start, before, take_snapshot(model))

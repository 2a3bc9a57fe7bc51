"""How far a programme reaches beyond those who take part.

People are told apart by their distance from participants over close ties at week 0. The total
change is the sum over distances of people * difference: in persons for a count per 1,000, in points
for a score. The share outside is that of all but participants, with Fieller's interval over seeds;
none is given where the total is not clear. A programme that takes time from others can do harm
outside, so the share may be below 0, or above 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from experiments.comparison.equity import REACH
from experiments.comparison.pairs import seed_pairs, summary
from experiments.comparison.ratio import ratio_of_means
from experiments.comparison.seed_means import over_seeds
from experiments.outcomes import OUTCOMES
from experiments.worlds.history import PARTICIPANTS
from experiments.worlds.reach import DISTANCES

__all__ = ["DISTANCE_COLUMNS", "SPILLOVER_COLUMNS", "distance_differences", "spillover"]

_HEADS: dict[str, tuple[str, str]] = {
    "arm": ("", "World compared with the baseline."),
    "baseline": ("", "World that the arm is compared with."),
    "outcome": ("", "Outcome compared."),
    "week": ("weeks", "Weeks after the burn-in."),
}

#: Columns of :func:`distance_differences`: unit and meaning.
DISTANCE_COLUMNS: dict[str, tuple[str, str]] = _HEADS | {
    "distance": ("", "How far people were from participants at week 0, over close ties."),
    "people": ("people", "How many there are then, mean over seeds."),
    "without": ("unit of the outcome", "Mean in the baseline world."),
    "difference": ("unit of the outcome", "Arm minus baseline, mean over seeds."),
    "low": ("unit of the outcome", "Lower end of the 95 % t interval over seeds."),
    "high": ("unit of the outcome", "Upper end of that interval."),
    "seeds": ("seeds", "Seeds in which there are such people."),
}

#: Columns of :func:`spillover`: unit and meaning.
SPILLOVER_COLUMNS: dict[str, tuple[str, str]] = _HEADS | {
    "total": ("persons, or points", "People times difference, summed over distances, a world."),
    "total_low": ("persons, or points", "Lower end of its 95 % t interval over seeds."),
    "total_high": ("persons, or points", "Upper end of that interval."),
    "outside": ("persons, or points", "Of the total, that of people who did not take part."),
    "outside_low": ("persons, or points", "Lower end of its 95 % t interval over seeds."),
    "outside_high": ("persons, or points", "Upper end of that interval."),
    "share_outside": ("share", "Outside over total; empty where the total is not clear."),
    "low": ("share", "Lower end of the 95 % interval of the share (Fieller)."),
    "high": ("share", "Upper end of that interval."),
    "seeds": ("seeds", "Seeds behind the numbers."),
}

_KEYS = ["arm", "outcome", "week"]


def _pairs(
    panels: pd.DataFrame, baseline: str, names: Sequence[str], weeks: Sequence[int] | None
) -> pd.DataFrame:
    chosen = [panels["week"].max()] if weeks is None else list(weeks)
    rows = panels[panels["week"].isin(chosen) & (panels["dimension"] == REACH)]
    pairs = seed_pairs(rows, baseline, names, by=("group",))
    pairs = pairs.rename(columns={"group": "distance"})
    unknown = set(pairs["distance"]) - set(DISTANCES)
    if unknown:
        raise ValueError(f"no distance is called {sorted(unknown)[0]!r}")
    rank = pairs["distance"].map({name: rank for rank, name in enumerate(DISTANCES)})
    outcome = pairs["outcome"].map({name: rank for rank, name in enumerate(names)})
    pairs = pairs.assign(rank=rank, outcome_rank=outcome)
    return pairs.sort_values(["arm", "outcome_rank", "week", "rank", "seed"], kind="stable")


def distance_differences(
    panels: pd.DataFrame,
    baseline: str,
    names: Sequence[str] = tuple(OUTCOMES),
    weeks: Sequence[int] | None = None,
) -> pd.DataFrame:
    """Compare people at each distance from participants with the same people without.

    Parameters
    ----------
    panels : DataFrame
        A row for each ``arm``, ``participants_of``, ``dimension``, ``group``, ``seed`` and
        ``week``, with ``people`` and the outcomes; the dimension ``reach`` is taken.
    baseline : str
        Name of the arm to compare with.
    names : sequence of str
        The outcomes.
    weeks : sequence of int, optional
        Which weeks; the last by default.

    Returns
    -------
    DataFrame
        The columns of :data:`DISTANCE_COLUMNS`, the nearest first.

    Raises
    ------
    ValueError
        For an unknown distance, and as :func:`~experiments.comparison.pairs.seed_pairs` does.

    Examples
    --------
    >>> row = {"participants_of": "a", "dimension": "reach", "week": 9, "people": 50}
    >>> panels = pd.DataFrame([
    ...     row | {"arm": arm, "seed": seed, "group": group, "pss10": 16.0 - less}
    ...     for arm, less in (("b", 0), ("a", 1)) for seed in (1, 2)
    ...     for group in ("others", "participants")])
    >>> distance_differences(panels, "b", ["pss10"])["distance"].tolist()
    ['participants', 'others']
    """
    pairs = _pairs(panels, baseline, names, weeks)
    keys = [*_KEYS, "distance"]
    table = summary(pairs, keys)
    means = pairs.groupby(keys, sort=False)[["people", "without"]].mean()
    table["people"] = means["people"].to_numpy(np.float64)
    table["without"] = means["without"].to_numpy(np.float64)
    table["baseline"] = baseline
    return table[list(DISTANCE_COLUMNS)]


def spillover(
    panels: pd.DataFrame,
    baseline: str,
    names: Sequence[str] = tuple(OUTCOMES),
    weeks: Sequence[int] | None = None,
) -> pd.DataFrame:
    """Say how much of each arm's total change falls outside its participants.

    Parameters
    ----------
    panels, baseline, names, weeks
        As for :func:`distance_differences`.

    Returns
    -------
    DataFrame
        The columns of :data:`SPILLOVER_COLUMNS`.

    Raises
    ------
    ValueError
        As :func:`distance_differences` does.

    Examples
    --------
    Ten participants gain 3 points each, 90 others a third of a point:

    >>> row = {"participants_of": "a", "dimension": "reach", "week": 9}
    >>> panels = pd.DataFrame([
    ...     row | {"arm": arm, "seed": seed, "group": group, "people": n, "pss10": 16 - less * gain}
    ...     for arm, less in (("b", 0), ("a", 1)) for seed in (1, 2)
    ...     for group, n, gain in (("others", 90, 1 / 3), ("participants", 10, 3.0))])
    >>> spillover(panels, "b", ["pss10"])[["total", "share_outside"]].round(6).values.tolist()
    [[-60.0, 0.5]]
    """
    pairs = _pairs(panels, baseline, names, weeks)
    counted = pairs["outcome"].map({name: one.cut is not None for name, one in OUTCOMES.items()})
    each = np.where(counted.to_numpy(np.bool_), 1000.0, 1.0)
    pairs["total"] = pairs["people"] * pairs["difference"] / each
    pairs["outside"] = pairs["total"].where(pairs["distance"] != PARTICIPANTS, 0.0)
    sums = pairs.groupby([*_KEYS, "seed"], sort=False)[["total", "outside"]].sum().reset_index()
    records: list[dict[str, Any]] = []
    for key, one in sums.groupby(_KEYS, sort=False):
        record: dict[str, Any] = dict(zip(_KEYS, key, strict=True))
        record |= {"baseline": baseline, "seeds": len(one)}
        for name in ("total", "outside"):
            mean = over_seeds(one.assign(value=one[name]), ["arm"]).iloc[0]
            record |= {name: mean["mean"], f"{name}_low": mean["low"], f"{name}_high": mean["high"]}
        share = ratio_of_means(one["outside"].to_numpy(), one["total"].to_numpy())
        record |= {"share_outside": share.ratio, "low": share.low, "high": share.high}
        records.append(record)
    return pd.DataFrame(records, columns=list(SPILLOVER_COLUMNS))

"""Who gains most and least: differences by group of people, and what becomes of the gaps.

In each dimension (age, sex, ...) the worst-off and the best-off group are told by the level without
the programme, mean over seeds. The gap is how much worse the one is off than the other; its change
is below 0 where the programme narrows it. Who is in a group is fixed at week 0, so a gap cannot
change because people change groups.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from experiments.comparison.pairs import seed_pairs, summary
from experiments.outcomes import OUTCOMES

__all__ = ["GAP_COLUMNS", "GROUP_COLUMNS", "REACH", "gap_changes", "group_differences"]

#: The dimension of how far people are from participants; no matter of equity.
REACH = "reach"

_PANEL = ("participants_of", "dimension", "group")
_GROUP = ["arm", *_PANEL, "outcome", "week"]

_HEADS: dict[str, tuple[str, str]] = {
    "arm": ("", "World compared with the baseline."),
    "baseline": ("", "World that the arm is compared with."),
    "participants_of": ("", "World whose participants they are; empty for groups of everybody."),
    "dimension": ("", "By what people are told apart: age, sex, ..."),
}

#: Columns of :func:`group_differences`: unit and meaning.
GROUP_COLUMNS: dict[str, tuple[str, str]] = _HEADS | {
    "group": ("", "Group of people, fixed at week 0."),
    "outcome": ("", "Outcome compared."),
    "week": ("weeks", "Weeks after the burn-in."),
    "people": ("people", "Size of the group then, mean over seeds."),
    "without": ("unit of the outcome", "Mean in the baseline world."),
    "difference": ("unit of the outcome", "Arm minus baseline, mean over seeds."),
    "low": ("unit of the outcome", "Lower end of the 95 % t interval over seeds."),
    "high": ("unit of the outcome", "Upper end of that interval."),
    "seeds": ("seeds", "Seeds in which the group has people."),
}

#: Columns of :func:`gap_changes`: unit and meaning.
GAP_COLUMNS: dict[str, tuple[str, str]] = _HEADS | {
    "outcome": ("", "Outcome compared."),
    "week": ("weeks", "Weeks after the burn-in."),
    "worst_off": ("", "Group that is worst off without the programme."),
    "best_off": ("", "Group that is best off without it."),
    "gap_without": ("unit of the outcome", "How much worse the one is off than the other."),
    "gap_with": ("unit of the outcome", "The same of these two groups with the programme."),
    "change": ("unit of the outcome", "Gap with minus without; below 0 the gap narrows."),
    "low": ("unit of the outcome", "Lower end of the 95 % t interval of the change."),
    "high": ("unit of the outcome", "Upper end of that interval."),
    "seeds": ("seeds", "Seeds in which both groups have people."),
}


def _pairs(
    panels: pd.DataFrame, baseline: str, names: Sequence[str], weeks: Sequence[int] | None
) -> pd.DataFrame:
    chosen = [panels["week"].max()] if weeks is None else list(weeks)
    rows = panels[panels["week"].isin(chosen) & (panels["dimension"] != REACH)]
    return seed_pairs(rows, baseline, names, by=("dimension", "group"))


def group_differences(
    panels: pd.DataFrame,
    baseline: str,
    names: Sequence[str] = tuple(OUTCOMES),
    weeks: Sequence[int] | None = None,
) -> pd.DataFrame:
    """Compare each group of people with the same people in the baseline world.

    Parameters
    ----------
    panels : DataFrame
        A row for each ``arm``, ``participants_of``, ``dimension``, ``group``, ``seed`` and
        ``week``, with ``people`` and the outcomes. The dimension ``reach`` is left out: see
        :mod:`experiments.comparison.spillover`.
    baseline : str
        Name of the arm to compare with.
    names : sequence of str
        The outcomes.
    weeks : sequence of int, optional
        Which weeks; the last by default.

    Returns
    -------
    DataFrame
        The columns of :data:`GROUP_COLUMNS`.

    Raises
    ------
    ValueError
        As :func:`~experiments.comparison.pairs.seed_pairs` does.

    Examples
    --------
    >>> row = {"participants_of": "", "dimension": "sex", "week": 9, "people": 50}
    >>> panels = pd.DataFrame([
    ...     row | {"arm": arm, "seed": seed, "group": group, "pss10": 16.0 - less}
    ...     for arm, less in (("b", 0), ("a", 1)) for seed in (1, 2) for group in ("men", "women")])
    >>> group_differences(panels, "b", ["pss10"])[["group", "difference"]].values.tolist()
    [['men', -1.0], ['women', -1.0]]
    """
    pairs = _pairs(panels, baseline, names, weeks)
    table = summary(pairs, _GROUP)
    means = pairs.groupby(_GROUP, sort=False)[["people", "without"]].mean()
    table["people"] = means["people"].to_numpy(np.float64)
    table["without"] = means["without"].to_numpy(np.float64)
    table["baseline"] = baseline
    return table[list(GROUP_COLUMNS)]


def gap_changes(
    panels: pd.DataFrame,
    baseline: str,
    names: Sequence[str] = tuple(OUTCOMES),
    weeks: Sequence[int] | None = None,
) -> pd.DataFrame:
    """Say for each dimension what becomes of the gap between the worst off and the best off.

    Parameters
    ----------
    panels, baseline, names, weeks
        As for :func:`group_differences`.

    Returns
    -------
    DataFrame
        The columns of :data:`GAP_COLUMNS`; a dimension with one group has no gap.

    Raises
    ------
    ValueError
        As :func:`~experiments.comparison.pairs.seed_pairs` does.

    Examples
    --------
    Women are 2 points worse off, and gain 1 point more than men:

    >>> row = {"participants_of": "", "dimension": "sex", "week": 9, "people": 50}
    >>> panels = pd.DataFrame([
    ...     row | {"arm": arm, "seed": seed, "group": group, "pss10": level - gain * less}
    ...     for arm, less in (("b", 0), ("a", 1)) for seed in (1, 2)
    ...     for group, level, gain in (("men", 15.0, 1.0), ("women", 17.0, 2.0))])
    >>> gaps = gap_changes(panels, "b", ["pss10"])
    >>> gaps[["worst_off", "gap_without", "gap_with", "change"]].values.tolist()
    [['women', 2.0, 1.0, -1.0]]
    """
    pairs = _pairs(panels, baseline, names, weeks)
    keys = [name for name in _GROUP if name != "group"]
    worse = {name: 1.0 if one.better == "lower" else -1.0 for name, one in OUTCOMES.items()}
    way = pairs["outcome"].map(worse).astype(float)
    pairs = pairs.assign(off_with=way * pairs["with"], off_without=way * pairs["without"])
    level = pairs.groupby([*keys, "group"], sort=False)["off_without"].mean().reset_index()
    ends = level.groupby(keys, sort=False)["off_without"].agg(["idxmax", "idxmin"]).reset_index()
    ends["worst_off"] = level["group"].loc[ends["idxmax"].tolist()].to_numpy()
    ends["best_off"] = level["group"].loc[ends["idxmin"].tolist()].to_numpy()
    ends = ends[ends["worst_off"] != ends["best_off"]]
    named = [*keys, "worst_off", "best_off"]
    numbers = pairs[[*keys, "group", "seed", "off_with", "off_without"]]
    both = ends[named]
    for end in ("worst_off", "best_off"):
        own = numbers.rename(columns={"group": end})
        own = own.rename(columns={name: f"{name}_{end}" for name in ("off_with", "off_without")})
        seed = ["seed"] if "seed" in both else []
        both = both.merge(own, on=[*keys, end, *seed])
    both["gap_without"] = both["off_without_worst_off"] - both["off_without_best_off"]
    both["gap_with"] = both["off_with_worst_off"] - both["off_with_best_off"]
    both["change"] = both["gap_with"] - both["gap_without"]
    table = summary(both, named, "change")
    means = both.groupby(named, sort=False)[["gap_without", "gap_with"]].mean()
    table["gap_without"] = means["gap_without"].to_numpy(np.float64)
    table["gap_with"] = means["gap_with"].to_numpy(np.float64)
    table["baseline"] = baseline
    return table[list(GAP_COLUMNS)]

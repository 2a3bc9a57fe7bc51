"""Fully incremental analysis: which arms are worth considering, and what each step up costs.

Arms are sorted by cost. One that does no more than another that costs no more is dominated; one
whose step up is dearer for each unit of effect than the next arm's is extendedly dominated: a mix
of its neighbours does the same for less. What is left is the frontier, on which ratios rise
(Drummond et al. 2015, Methods for the Economic Evaluation of Health Care Programmes, chapter 4;
Johannesson & Weinstein 1993, J Health Econ 12: 459-467).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

__all__ = ["incremental_analysis"]

Status = Literal["frontier", "dominated", "extendedly dominated", "equal"]

# Costs and effects are sums of floats: a bend smaller than this share of its size is straight.
_STRAIGHT = 1e-12


def incremental_analysis(
    arms: Sequence[str],
    costs: npt.ArrayLike,
    effects: npt.ArrayLike,
    baseline: str | None = None,
) -> pd.DataFrame:
    """Compare every arm with the next cheaper one on the frontier.

    Parameters
    ----------
    arms : sequence of str
        Names, each once.
    costs, effects : array_like of float, shape (arms,)
        Means; only differences between arms matter.
    baseline : str, optional
        Arm that stands for all that cost and do exactly the same as it; else the first by name.

    Returns
    -------
    DataFrame
        ``arm``, ``cost``, ``effect``, ``status`` ("frontier", "dominated", "extendedly dominated",
        or "equal" to another arm on the frontier), and for steps on the frontier
        ``compared_with``, ``incremental_cost``, ``incremental_effect`` and ``ratio`` (cost of one
        more unit); sorted by cost. Where ratios of two steps are the same, both stay.

    Raises
    ------
    ValueError
        When an arm is named twice, or a number is missing.

    Examples
    --------
    >>> found = incremental_analysis(["now", "walks", "calls"], [0, 100, 120], [0, 4, 3])
    >>> found[["arm", "status", "ratio"]].values.tolist()
    [['now', 'frontier', nan], ['walks', 'frontier', 25.0], ['calls', 'dominated', nan]]
    """
    table = pd.DataFrame({"arm": list(arms), "cost": costs, "effect": effects})
    table[["cost", "effect"]] = table[["cost", "effect"]].astype(float)
    if table["arm"].duplicated().any():
        raise ValueError(f"the arm {table.loc[table['arm'].duplicated(), 'arm'].iloc[0]} is twice")
    if not np.isfinite(table[["cost", "effect"]].to_numpy()).all():
        raise ValueError("every arm needs a cost and an effect")
    table["other"] = table["arm"] != baseline
    table = table.sort_values(
        ["cost", "effect", "other", "arm"], ascending=[True, False, True, True], ignore_index=True
    ).drop(columns="other")
    table["status"] = _statuses(table["cost"].to_numpy(), table["effect"].to_numpy())
    frontier = table.index[table["status"] == "frontier"]
    steps = table.loc[frontier, ["cost", "effect"]].diff()
    before = table.loc[frontier, "arm"].shift(fill_value="")
    table["compared_with"] = before.reindex(table.index, fill_value="")
    table["incremental_cost"] = steps["cost"].reindex(table.index)
    table["incremental_effect"] = steps["effect"].reindex(table.index)
    table["ratio"] = table["incremental_cost"] / table["incremental_effect"]
    return table


def _statuses(cost: npt.NDArray[np.float64], effect: npt.NDArray[np.float64]) -> list[Status]:
    """Return the status of arms that are sorted by cost, then by falling effect."""
    statuses: list[Status] = ["frontier"] * len(cost)
    kept: list[int] = []
    best = -1
    for i in range(len(cost)):
        if best >= 0 and effect[i] <= effect[best]:
            same = effect[i] == effect[best] and cost[i] == cost[best]
            statuses[i] = "equal" if same else "dominated"
            continue
        best = i
        while len(kept) >= 2 and _bends_down(cost[[*kept[-2:], i]], effect[[*kept[-2:], i]]):
            statuses[kept.pop()] = "extendedly dominated"
        kept.append(i)
    return statuses


def _bends_down(cost: npt.NDArray[np.float64], effect: npt.NDArray[np.float64]) -> bool:
    """Return whether the second step costs less for a unit of effect than the first."""
    (cost_1, cost_2), (effect_1, effect_2) = np.diff(cost), np.diff(effect)
    first, second = cost_1 * effect_2, cost_2 * effect_1
    return bool(first - second > _STRAIGHT * (abs(first) + abs(second)))

"""Decision uncertainty over parameter draws: plane, acceptability curves, frontier, expected loss.

Net benefit of an arm in a draw is willingness to pay x effect - cost. An arm's acceptability is the
share of draws in which no arm has more; the frontier is the acceptability of the arm that has most
on average (Fenwick, Claxton & Sculpher 2001, Health Econ 10: 779-787). Expected loss is what an
arm's net benefit falls short of the best arm's, draw by draw, on average; the least of these is the
expected value of perfect information.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from experiments.economics.draws import Draws, net_benefit
from experiments.economics.ratios import quadrant

__all__ = ["acceptability", "best_arm", "cost_effectiveness_plane"]


def cost_effectiveness_plane(draws: Draws) -> pd.DataFrame:
    """Return what each arm costs and does beyond the baseline, draw by draw.

    Returns
    -------
    DataFrame
        ``point``, ``arm``, ``cost``, ``effect`` (for each 1,000 people) and ``quadrant``.
    """
    parts = []
    baseline = draws.arms[0]
    for arm in draws.arms[1:]:
        cost = draws.cost[arm] - draws.cost[baseline]
        effect = draws.effect[arm] - draws.effect[baseline]
        parts.append(pd.DataFrame({"arm": arm, "cost": cost, "effect": effect}).reset_index())
    columns = ["point", "arm", "cost", "effect", "quadrant"]
    if not parts:
        return pd.DataFrame(columns=columns)
    table = pd.concat(parts, ignore_index=True)
    pairs = zip(table["cost"], table["effect"], strict=True)
    return table.assign(quadrant=[quadrant(cost, effect) for cost, effect in pairs])[columns]


def best_arm(benefit: npt.NDArray[np.float64], arms: list[str]) -> int:
    """Return which arm has most net benefit on average.

    Of several, the baseline (the first), then the first by name: the order of the others in the
    study decides nothing.

    Parameters
    ----------
    benefit : array of float64, shape (draws, arms)
        Net benefit.
    arms : list of str
        Names of its columns.

    Examples
    --------
    >>> best_arm(np.array([[0.0, 1.0, 1.0]]), ["now", "walks", "calls"])
    2
    """
    means = benefit.mean(axis=0)
    most = np.flatnonzero(means == means.max())
    return int(min(most, key=lambda i: (i != 0, arms[i])))


def acceptability(draws: Draws, amounts: npt.ArrayLike) -> pd.DataFrame:
    """Return acceptability curves, their frontier and expected losses.

    Parameters
    ----------
    draws : Draws
        Costs and effects.
    amounts : array_like of float
        Willingness to pay for a unit of effect (currency).

    Returns
    -------
    DataFrame
        A row for each amount and arm: ``willingness_to_pay``, ``arm``, ``net_benefit`` (mean beyond
        the baseline's, currency for each 1,000 people), ``probability`` (share of draws in which it
        has most; equals share a draw), ``frontier`` (whether it has most on average),
        ``expected_loss``, ``noise_share`` (share of the variance of its net benefit between draws
        that is luck of seeds, at most 1; NaN with one seed a draw and for the baseline) and
        ``draws``.
    """
    arms = draws.arms
    parts = []
    for amount in np.asarray(amounts, dtype=float):
        benefit = net_benefit(draws, float(amount))
        most = benefit.max(axis=1, keepdims=True)
        winners = benefit == most
        weights = np.array([-1.0, amount])
        left = np.einsum("i,aij,j->a", weights, draws.luck, weights)
        between = benefit.var(axis=0, ddof=1)
        share = np.divide(left, between, out=np.full(len(arms), np.nan), where=between > 0)
        parts.append(
            pd.DataFrame(
                {
                    "willingness_to_pay": amount,
                    "arm": arms,
                    "net_benefit": benefit.mean(axis=0),
                    "probability": (winners / winners.sum(axis=1, keepdims=True)).mean(axis=0),
                    "frontier": np.arange(len(arms)) == best_arm(benefit, arms),
                    "expected_loss": (most - benefit).mean(axis=0),
                    "noise_share": np.minimum(share, 1.0),
                    "draws": len(benefit),
                }
            )
        )
    return pd.concat(parts, ignore_index=True)
